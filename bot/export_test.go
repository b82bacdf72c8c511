package bot

import (
	"context"
	"io"

	"heard/care"
	"heard/flows"
)

// Narrow leaves room for only so many deliveries under way at once.
func (b *Bot) Narrow(n int) { b.sends = make(chan struct{}, n) }

// Shuffled is the order of a release.
func Shuffled(random io.Reader, all []string) error { return (&Bot{random: random}).shuffle(all) }

// SetReminder keeps what somebody is to be reminded of, without their pressing.
func (b *Bot) SetReminder(ctx context.Context, chat int64, r *flows.Reminding) error {
	p := planner{bot: b, chat: care.NewChatID(chat)}
	p.setReminder(r)
	jobs, err := b.jobs(p.parcels)
	if err != nil {
		return err
	}
	_, err = b.commit(ctx, care.Commit{Jobs: jobs}, p.parcels, nil)
	return err
}

// Reminding is what is stored of somebody's reminders, and its sealed form.
func (b *Bot) Reminding(ctx context.Context, chat int64) (*flows.Reminding, []byte, error) {
	r, boxes, err := b.reminding(ctx, care.NewChatID(chat))
	for _, box := range boxes {
		if len(box.was) > 0 {
			return r, box.was, err
		}
	}
	return r, []byte{}, err
}

// Call makes a call to the Bot API and returns its result as it came.
func (t *Telegram) Call(ctx context.Context, method string) (string, error) {
	result, err := t.call(ctx, method, nil)
	return string(result), err
}

// MessageID is the number that a call's result gives a message.
func MessageID(result string) care.MessageID { return messageID([]byte(result)) }

// Hands are goroutines as the bot has them: do begins a task, resting tells how many
// wait for one, home lets them go.
func Hands() (do func(task func()), resting func() int, home func()) {
	h := newHands()
	h.stay()
	return h.do, func() int { return len(h.seats) }, h.sendHome
}
