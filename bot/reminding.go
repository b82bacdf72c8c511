package bot

import (
	"context"
	"errors"

	"heard/care"
	"heard/flows"
	"heard/privacy"
)

// What is stored of a patient's reminders, under whichever of their names.

// reminderBox is a timer that may hold the reminders of a patient, and what it held
// when it was read, sealed: empty for nothing, nil where it was not read.
type reminderBox struct {
	care.Box
	was []byte
}

// remindersOf are the timers of a chat: that of the current name first.
func (b *Bot) remindersOf(chat int64) []care.Box {
	names := b.vault.Reminded(care.NewChatID(chat))
	all := make([]care.Box, len(names))
	for i, name := range names {
		all[i] = care.BulkBox(string(remind) + ":" + name.Hex())
	}
	return all
}

// reminding is what is stored of a patient's reminders, nil for nothing, and the boxes
// in which it was looked for, by which a change is noticed. As for a row, nothing is
// said not to be there by names that may be out of date.
func (b *Bot) reminding(ctx context.Context, chat care.ChatID) (*flows.Reminding, []reminderBox, error) {
	stale := b.keepUp()
	boxes, sealed, err := b.peekReminder(ctx, b.remindersOf(chat.Reveal()))
	if err != nil {
		return nil, nil, err
	}
	if len(sealed) == 0 {
		return nil, boxes, stale
	}
	r, err := b.openReminder(sealed)
	return r, boxes, err
}

// peekReminder looks into some boxes, and returns what one of them holds.
func (b *Bot) peekReminder(ctx context.Context, all []care.Box) (boxes []reminderBox, sealed []byte, err error) {
	held, err := b.store.Peek(ctx, all...)
	for i, one := range held {
		boxes = append(boxes, reminderBox{all[i], append([]byte{}, one.Body...)})
		if len(sealed) == 0 {
			sealed = one.Body
		}
	}
	return boxes, sealed, err
}

func (b *Bot) openReminder(sealed []byte) (*flows.Reminding, error) {
	p, err := b.unpack(sealed)
	if errors.Is(err, privacy.ErrNoEpoch) {
		return nil, nil //nolint:nilnil // erased: there are none
	}
	if err != nil {
		return nil, broken("opening a reminder", err)
	}
	return p.Remind, nil
}

// setReminder keeps what a patient is to be reminded of under their current name, and
// empties the boxes of the others. It is refused by the commit when any of them has
// changed since it was read: so a patient has one at the most, whichever copy of the
// service holds which name for the current one.
func (p *planner) setReminder(r *flows.Reminding) {
	boxes := p.reminder
	if boxes == nil {
		for _, box := range p.bot.remindersOf(p.chat.Reveal()) {
			boxes = append(boxes, reminderBox{Box: box})
		}
	}
	for i, box := range boxes {
		one := parcel{Kind: remind, Chat: p.chat.Reveal(), in: box.Box, was: box.was}
		if i == 0 && r != nil {
			one.Remind, one.Due = r, p.bot.look(p.bot.onBoard(), r, p.bot.now())
		}
		p.add(one)
	}
}
