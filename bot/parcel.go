package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"heard/care"
	"heard/flows"
)

// parcelVersion is the version of the stored form of a delivery. Deliveries live
// for seconds, or for days at worst; a version that is not known waits for a
// copy of the program that knows it.
const parcelVersion = 1

// parcel is one delivery: a message, or an order to bring something about. It is
// sealed whole.
type parcel struct {
	V        int        `json:"v"`
	Kind     parcelKind `json:"kind"`
	Chat     int64      `json:"chat,omitempty"` // a patient's, or that of Edit; groups go by Team
	Team     string     `json:"team,omitempty"`
	Edit     int64      `json:"edit,omitempty"` // the message to become this one
	Text     string     `json:"text,omitempty"` // HTML
	Keyboard keyboard   `json:"keys,omitempty"`
	Answers  int64      `json:"answers,omitempty"` // the message that a post answers; the card when 0
	Code     care.Code  `json:"code,omitempty"`
	Version  int64      `json:"ver,omitempty"`  // of the case, at least, that the card must show
	Last     bool       `json:"last,omitempty"` // a patient's: nothing is noted of it any more
	Due      time.Time  `json:"due,omitzero"`   // when a timer rings; zero takes the timer away
	Then     []parcel   `json:"then,omitempty"` // of several, in order
	Who      string     `json:"who,omitempty"`  // a patient's pseudonym, where nothing goes to their chat
	At       int64      `json:"at,omitempty"`   // the moment that an order is about, in Unix seconds

	Remind *flows.Reminding `json:"remind,omitempty"` // of a reminder: what somebody is reminded of

	calls int      // to Telegram, where it is not one
	in    care.Box // where it goes through, where the rest does not tell
	was   []byte   // of a timer: what its box must hold, sealed; nil for whatever
}

// answer reports whether a parcel brings a staff answer to a patient.
func (p parcel) answer() bool { return p.Kind == toPatient && p.Code != "" }

type parcelKind string

const (
	// toPatient is a message to a patient. With Code it is a staff answer, and
	// staff are told if it cannot arrive.
	toPatient parcelKind = "patient"
	// theCard makes a case's card show the case as it is now.
	theCard parcelKind = "card"
	// underCard is a post that answers a case's card; words is one of a patient's.
	underCard parcelKind = "under"
	words     parcelKind = "words"
	// digest is part of a release: reports from the pool, for one team.
	digest parcelKind = "digest"
	// strikes orders a strike of every post under a card; strike takes the words
	// out of one.
	strikes parcelKind = "strikes"
	strike  parcelKind = "strike"
	// drop deletes one message of a patient.
	drop parcelKind = "drop"
	// sweep deletes the messages of the last two days in a patient's chat.
	sweep parcelKind = "sweep"
	// several are deliveries to one patient, one right after the other: under one
	// lease, so that they cost no more trips to the store than one.
	several parcelKind = "several"

	// The timers. hidden posts the card of a case that was hidden among others, and
	// quiet what its patient has added for a quiet time, and wipe takes that out of the
	// group again where the case was closed meanwhile; leave withdraws the case of
	// somebody who is forgotten, and fade shows that on its card later; checkIn
	// invites. release empties the pool, and lonely asks the patient of a report that
	// waits there too long. expire ends a case whose time is up, rest drops what a
	// patient has left lying about, erase forgets the patient of a case.
	hidden  parcelKind = "hidden"
	quiet   parcelKind = "quiet"
	wipe    parcelKind = "wipe"
	leave   parcelKind = "leave"
	fade    parcelKind = "fade"
	checkIn parcelKind = "checkin"
	release parcelKind = "release"
	lonely  parcelKind = "lonely"
	expire  parcelKind = "expire"
	rest    parcelKind = "rest"
	erase   parcelKind = "erase"

	// remind is a timer that sends: the reminders of one patient, and what staff post.
	// follow has all of them look anew at the clinics' hours and at what is posted.
	remind parcelKind = "remind"
	follow parcelKind = "follow"

	// desk is a post in a group that belongs to no case.
	desk parcelKind = "desk"
)

// parcelKinds lists every kind. One of a newer program waits for a copy of that.
func parcelKinds() []parcelKind {
	return []parcelKind{
		toPatient, theCard, underCard, words, digest, strikes, strike, drop, sweep, several,
		hidden, quiet, wipe, leave, fade, checkIn, release, lonely, expire, rest, erase, remind, follow, desk,
	}
}

// pack seals a parcel.
func (b *Bot) pack(p parcel) ([]byte, error) {
	p.V = parcelVersion
	plain, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("bot: packing a delivery: %w", err)
	}
	return b.vault.SealJob(plain)
}

// unpack opens what pack sealed.
func (b *Bot) unpack(body []byte) (parcel, error) {
	var p parcel
	plain, err := b.vault.OpenJob(body)
	if err != nil {
		return p, fmt.Errorf("bot: opening a delivery: %w", err)
	}
	if err := json.Unmarshal(plain, &p); err != nil {
		return p, fmt.Errorf("bot: a delivery is not readable: %T", err)
	}
	if p.V != parcelVersion {
		return p, fmt.Errorf("bot: a delivery has version %d, this program knows %d", p.V, parcelVersion)
	}
	if !slices.Contains(parcelKinds(), p.Kind) {
		return p, errors.New("bot: a delivery is of a kind that this program does not know")
	}
	return p, nil
}

// box is the mailbox a parcel goes through.
func (b *Bot) box(p parcel) care.Box {
	if p.in != (care.Box{}) {
		return p.in
	}
	patient := b.vault.Patient(care.NewChatID(p.Chat))
	switch p.Kind {
	case hidden, quiet, wipe, leave, fade, lonely, expire, erase:
		return care.TimerBox(string(p.Kind) + ":" + string(p.Code))
	case release:
		return care.TimerBox(string(p.Kind) + ":" + strconv.FormatInt(p.At, 10))
	case remind:
		return b.remindersOf(p.Chat)[0]
	case rest:
		return care.TimerBox(string(p.Kind) + ":" + p.Who)
	case checkIn:
		return timerOf(checkIn, patient)
	case follow:
		return care.TimerBox(string(p.Kind))
	case theCard, underCard, words, digest, strikes, strike, desk:
		return care.TeamBox(p.Team)
	case several, toPatient, drop, sweep:
	}
	return care.PatientBox(patient)
}

// onlyCopy reports whether a parcel holds what stands nowhere else.
func (p parcel) onlyCopy() bool { return p.Kind == digest || p.Kind == words }

// inChat reports whether a parcel is for a patient's own chat.
func (p parcel) inChat() bool { return p.Kind == toPatient || p.Kind == drop || p.Kind == sweep }

// inOne puts what is for a patient's chat into one delivery, in the place of the
// first.
func inOne(parcels []parcel) []parcel {
	own := slices.DeleteFunc(slices.Clone(parcels), func(p parcel) bool { return !p.inChat() })
	if len(own) < 2 {
		return parcels
	}
	bundle := parcel{Kind: several, Chat: own[0].Chat, Then: own, calls: len(own), in: own[0].in}
	var all []parcel
	for _, p := range parcels {
		switch {
		case !p.inChat():
			all = append(all, p)
		case bundle.Kind != "":
			all = append(all, bundle)
			bundle.Kind = ""
		}
	}
	return all
}

// order reports whether a parcel is carried out in the store alone, by ordering
// deliveries.
func (p parcel) order() bool { return p.timer() || p.Kind == strikes }

// timer reports whether a parcel waits for its time and not for its turn.
func (p parcel) timer() bool {
	switch p.Kind {
	case hidden, quiet, wipe, leave, fade, checkIn, release, lonely, expire, rest, erase, follow:
		return true
	case toPatient, theCard, underCard, words, digest, strikes, strike, drop, sweep, several, remind, desk:
	}
	return false
}

// keyboard is rows of buttons below a message.
type keyboard [][]key

type key struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

// markup writes the keyboard as Telegram wants it. An empty one takes away the
// keyboard that a message had.
func (k keyboard) markup() string {
	if k == nil {
		k = keyboard{}
	}
	b, err := json.Marshal(struct {
		Rows keyboard `json:"inline_keyboard"`
	}{k})
	if err != nil {
		return ""
	}
	return string(b)
}
