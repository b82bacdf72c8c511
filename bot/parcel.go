package bot

import (
	"encoding/json"
	"fmt"

	"heard/care"
)

// parcelVersion is the version of the stored form of a delivery. Deliveries live
// for seconds, or for days at worst; a version that is not known waits for a
// copy of the program that knows it.
const parcelVersion = 1

// parcel is one delivery: a message to a patient, or the order to bring a case's
// card up to date, or a post under that card. It is sealed whole.
type parcel struct {
	V        int        `json:"v"`
	Kind     parcelKind `json:"kind"`
	Chat     int64      `json:"chat,omitempty"` // a patient's; groups go by Team
	Team     string     `json:"team,omitempty"`
	Edit     int64      `json:"edit,omitempty"` // the message to become this one
	Text     string     `json:"text,omitempty"` // HTML
	Keyboard keyboard   `json:"keys,omitempty"`
	Answers  int64      `json:"answers,omitempty"` // the message that a post answers; the card when 0
	Code     care.Code  `json:"code,omitempty"`
	Version  int64      `json:"ver,omitempty"` // of the case, at least, that the card must show
}

type parcelKind string

const (
	// toPatient is a message to a patient. With Code it is a staff answer, and
	// staff are told if it cannot arrive.
	toPatient parcelKind = "patient"
	// theCard makes a case's card show the case as it is now.
	theCard parcelKind = "card"
	// underCard is a post that answers a case's card.
	underCard parcelKind = "under"
)

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
	return p, nil
}

// box is the mailbox a parcel goes through.
func (b *Bot) box(p parcel) care.Box {
	if p.Team != "" {
		return care.TeamBox(p.Team)
	}
	return care.PatientBox(b.vault.Patient(care.NewChatID(p.Chat)))
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
	b, err := json.Marshal(map[string]keyboard{"inline_keyboard": k})
	if err != nil {
		return ""
	}
	return string(b)
}
