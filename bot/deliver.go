package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/care"
	"heard/privacy"
)

// How deliveries are tried again.
const (
	// claimBatch is how many due deliveries one claim takes.
	claimBatch = 64
	// idleLimit is how long the outbox is waited on at most. Nothing depends on
	// it: whatever is put in the outbox wakes a waiter, and a lease that a dead
	// process held has its end as due time.
	idleLimit = 30 * time.Second
	// firstPause and longestPause bound the wait after a failure that Telegram
	// gave no time for; it doubles in between.
	firstPause   = 500 * time.Millisecond
	longestPause = 2 * time.Minute
	// unreadTries is how often a delivery that does not open is put back: for an
	// hour, in which an upgrade of all copies ends.
	unreadTries = 30
)

// delivery is one parcel under its lease.
type delivery struct {
	lease  care.Lease
	parcel parcel
	held   *heldCase // the case as just committed, where that is at hand
	among  *together // the deliveries that are settled with it
}

// deliver hands out what waits in the outbox until ctx ends: what could not go
// at once, what is to be tried again, and what a process that died had leased.
func (b *Bot) deliver(ctx context.Context) {
	for ctx.Err() == nil {
		leases, next, err := b.store.Claim(ctx, claimBatch, b.now())
		if err != nil {
			if !stopped(ctx, err) {
				b.log.ErrorContext(ctx, "the outbox could not be read", "err", err, "cure", "see that Redis runs and can be reached")
				pause(ctx, firstPause)
			}
			continue
		}
		for _, lease := range leases {
			b.claimed(ctx, lease)
		}
		if len(leases) == 0 {
			b.waitForWork(ctx, next)
		}
	}
}

// waitForWork blocks until something is put in the outbox or becomes due.
func (b *Bot) waitForWork(ctx context.Context, next time.Time) {
	until := b.now().Add(idleLimit)
	if !next.IsZero() && next.Before(until) {
		until = next
	}
	if err := b.store.Wait(ctx, until); err != nil && !stopped(ctx, err) {
		b.log.ErrorContext(ctx, "waiting for the outbox failed", "err", err, "cure", "see that Redis runs and can be reached")
		pause(ctx, firstPause)
	}
}

// claimed begins a delivery that came out of the outbox.
func (b *Bot) claimed(ctx context.Context, lease care.Lease) {
	p, err := b.unpack(lease.Body)
	if err != nil {
		b.log.ErrorContext(ctx, "a delivery could not be opened", "err", err)
		b.counts.deliveries.WithLabelValues("unreadable").Inc()
		b.settler.put(b.unopened(lease, err))
		return
	}
	b.start(ctx, delivery{lease: lease, parcel: p})
}

// unopened settles a delivery that does not open. What was sealed under a key
// that is gone is erased. Anything else may have been written by a newer copy of
// the program, which can still deliver it; but not for ever, since everything
// behind it in its box waits.
func (b *Bot) unopened(lease care.Lease, err error) care.Settlement {
	if errors.Is(err, privacy.ErrNoEpoch) || lease.Tries >= unreadTries {
		return care.Settlement{Lease: lease}
	}
	return care.Settlement{Lease: lease, Again: b.now().Add(longestPause)}
}

// start carries deliveries out beside everything else, and settles them
// together. They have no context of the update's: they go on while the program
// stops, within their own limit.
func (b *Bot) start(ctx context.Context, all ...delivery) {
	among := b.settler.together(len(all))
	for _, d := range all {
		d.among = among
		if !b.room(ctx) {
			among.skip() // the next process makes it when the lease ends
			continue
		}
		b.under.Go(func() {
			defer func() { <-b.sends }()
			b.carryOut(context.Background(), d)
		})
	}
}

// room waits for room among the deliveries under way. There is none when ctx ends
// first: whoever stops must not wait for a Telegram that hangs.
func (b *Bot) room(ctx context.Context) bool {
	select {
	case b.sends <- struct{}{}:
		return true
	default:
	}
	select {
	case b.sends <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// carryOut delivers, and settles what came of it.
func (b *Bot) carryOut(ctx context.Context, d delivery) {
	switch d.parcel.Kind {
	case theCard:
		b.deliverCard(ctx, d)
	case underCard:
		b.deliverPost(ctx, d)
	case toPatient:
		b.deliverToPatient(ctx, d)
	}
}

// deliverToPatient sends a message, or edits the one it replaces. When that one
// is gone, deleted by the patient, it is sent as a new one.
func (b *Bot) deliverToPatient(ctx context.Context, d delivery) {
	p := d.parcel
	if p.Edit != 0 {
		_, err := b.telegram.call(ctx, "editMessageText", editParams(p.Chat, p.Edit, p.Text, p.Keyboard))
		f := judge(err)
		if f.verdict != vanished {
			b.finish(ctx, d, f)
			return
		}
	}
	_, err := b.telegram.call(ctx, "sendMessage", sendParams(p.Chat, p.Text, p.Keyboard))
	b.finish(ctx, d, judge(err))
}

// finish settles a delivery by its verdict.
func (b *Bot) finish(ctx context.Context, d delivery, f failure) {
	switch f.verdict {
	case sent:
		b.counts.deliveries.WithLabelValues("sent").Inc()
		d.among.put(care.Settlement{Lease: d.lease})
	case later:
		b.counts.deliveries.WithLabelValues("later").Inc()
		d.among.put(care.Settlement{Lease: d.lease, Again: b.now().Add(waitFor(f.wait, d.lease.Tries))})
	case moved:
		b.followGroup(ctx, d, f.chat)
	case unreachable, vanished, refused:
		if f.verdict == unreachable && d.parcel.Team != "" {
			b.shutOut(ctx, d)
			return
		}
		b.giveUp(ctx, d, f)
	}
}

// shutOut puts off what is for a team in whose group the bot may not write. It is
// never given up: a patient has been told that staff have it.
func (b *Bot) shutOut(ctx context.Context, d delivery) {
	b.counts.deliveries.WithLabelValues("shut_out").Inc()
	b.log.ErrorContext(ctx, "a team's group cannot be written to", "team", d.parcel.Team,
		"cure", "let the bot into the group and let it write there, or mend the group's number in clinic.toml")
	d.among.put(care.Settlement{Lease: d.lease, Again: b.now().Add(longestPause)})
}

// waitFor is how long to wait before the next try: what Telegram asked for, or
// twice as long each time.
func waitFor(asked time.Duration, tries int) time.Duration {
	if asked > 0 {
		return asked
	}
	wait := firstPause << min(tries, 16)
	return min(wait, longestPause)
}

// giveUp ends a delivery that can never arrive. Where it was a staff answer the
// team is told, by the case and not by the person.
func (b *Bot) giveUp(ctx context.Context, d delivery, f failure) {
	b.counts.deliveries.WithLabelValues("given_up").Inc()
	if f.verdict == refused {
		b.log.ErrorContext(ctx, "telegram refused a message for good", "kind", string(d.parcel.Kind))
	}
	if d.parcel.Kind == toPatient && d.parcel.Code != "" {
		if err := b.unheard(ctx, d.parcel.Code); err != nil {
			b.log.ErrorContext(ctx, "a team could not be told that an answer did not arrive", "err", err)
			d.among.put(care.Settlement{Lease: d.lease, Again: b.now().Add(waitFor(0, d.lease.Tries))})
			return
		}
	}
	d.among.put(care.Settlement{Lease: d.lease})
}

// followGroup tries a post again at the group's new number.
func (b *Bot) followGroup(ctx context.Context, d delivery, to int64) {
	if team, ok := b.service.TeamByID(d.parcel.Team); ok {
		if err := b.groupMoved(ctx, team.Chat.Reveal(), to); err != nil {
			b.log.ErrorContext(ctx, "a group's new number could not be kept", "err", err)
		}
	}
	d.among.put(care.Settlement{Lease: d.lease, Again: b.now()})
}

func sendParams(chat int64, text string, keys keyboard) tgbotapi.Params {
	params := tgbotapi.Params{
		"chat_id": strconv.FormatInt(chat, 10), "text": text, "parse_mode": "HTML",
		"link_preview_options": `{"is_disabled":true}`,
	}
	if len(keys) > 0 {
		params["reply_markup"] = keys.markup()
	}
	return params
}

func editParams(chat, message int64, text string, keys keyboard) tgbotapi.Params {
	params := sendParams(chat, text, keys)
	params["message_id"] = strconv.FormatInt(message, 10)
	params["reply_markup"] = keys.markup()
	return params
}

// messageID reads the number of the message that a call made.
func messageID(result json.RawMessage) care.MessageID {
	var m struct {
		ID int64 `json:"message_id"`
	}
	_ = json.Unmarshal(result, &m)
	return care.MessageID(m.ID)
}

// pause waits, or ends with the context.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
