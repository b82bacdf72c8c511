package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heard/care"
)

// Patients are called by names that change: the lookup keys of the ring roll. A row is
// moved to the new name within days, so that it may be under either, and another copy
// of the service may know newer names than this one.

// found is a patient's row, with a case if one was asked for.
type found struct {
	id     care.Pseudonym   // under which the row is; the current name where there is none
	others []care.Pseudonym // the other names that the patient may have
	rec    care.PatientRecord
	held   care.CaseRecord
	seen   bool // the update was committed before
}

// How old what this copy knows of the ring may be. A lookup key is known for a day
// before anybody is called by it, so that by names of half a day ago everybody is found.
const (
	ringFresh = time.Hour      // then it is read again
	ringStale = 12 * time.Hour // then nobody is taken for new
)

// find loads a patient under whichever name their row has. It returns an error where
// there is none, and the names that were tried may be out of date.
func (b *Bot) find(ctx context.Context, u care.UpdateID, chat care.ChatID, code care.Code) (f found, err error) {
	stale := b.keepUp()
	names := b.vault.Patients(chat)
	f.id, f.rec, f.held, f.seen, err = b.store.Find(ctx, u, names, code)
	if err != nil || f.seen || f.rec.Version != 0 {
		return f, err
	}
	f.others = names[1:]
	return f, stale
}

// keepUp reads the ring again now and then. Somebody else does so every minute, but not
// in a program that was held up for a day. It returns an error when the names that
// people have may be unknown here.
func (b *Bot) keepUp() error {
	now := b.now()
	age := now.Sub(time.Unix(0, b.ringRead.Load()))
	if age < ringFresh {
		return nil
	}
	err := b.vault.Reload()
	if err == nil {
		b.ringRead.Store(now.UnixNano())
		return nil
	}
	if age < ringStale {
		return nil
	}
	return fmt.Errorf("bot: nobody can be told from somebody new: %w", err)
}

// as puts a parcel of a patient into the box of the name that their row has, so that
// it goes in order with what is there, and moves with the row.
func (p parcel) as(id care.Pseudonym) parcel {
	switch {
	case p.inChat():
		p.in = care.PatientBox(id)
	case p.Kind == checkIn:
		p.in = timerOf(checkIn, id)
	}
	return p
}

// timerOf is a timer that is called by a patient's name.
func timerOf(kind parcelKind, id care.Pseudonym) care.Box {
	return care.TimerBox(string(kind) + ":" + id.Hex())
}

// Timers are the boxes that are called by a patient's name, and what they are to be
// called when that changes. What rests is dropped, since the name stands in it: it is
// ordered anew every day.
func (o Orders) Timers(from, to care.Pseudonym) []care.BoxMove {
	return []care.BoxMove{
		{From: timerOf(checkIn, from), To: timerOf(checkIn, to)},
		{From: timerOf(rest, from)},
	}
}

var errNoReminder = errors.New("bot: a delivery is no reminder")

// Reminder is the box that a reminder belongs into by its patient's current name. It
// returns the errors of privacy.Vault.OpenJob, and others for what is no reminder.
func (o Orders) Reminder(body []byte) (care.Box, error) {
	b := &Bot{vault: o.Vault}
	p, err := b.unpack(body)
	if err != nil {
		return care.Box{}, broken("opening a reminder", err)
	}
	if p.Kind != remind {
		return care.Box{}, errNoReminder
	}
	return b.remindersOf(p.Chat)[0], nil
}
