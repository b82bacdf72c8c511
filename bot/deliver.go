package bot

import (
	"bytes"
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
	held   *heldCase // the case as just committed, where that is at hand: see caseOf
	among  *together // the deliveries that are settled with it
}

// deliver hands out what waits in the outbox until ctx ends: what could not go
// at once, what is to be tried again, and what a process that died had leased.
func (b *Bot) deliver(ctx context.Context) {
	for ctx.Err() == nil {
		b.lookAtBoard(ctx)
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
	if errors.Is(err, privacy.ErrNoEpoch) || lease.Tries >= unreadTries && !errors.Is(err, privacy.ErrKeysAway) {
		return care.Settlement{Lease: lease}
	}
	return care.Settlement{Lease: lease, Again: b.now().Add(longestPause)}
}

// start carries deliveries out beside everything else, and settles them
// together.
func (b *Bot) start(ctx context.Context, all ...delivery) {
	among := b.settler.together(len(all))
	for _, d := range all {
		d.among = among
		if !b.begin(ctx, d) {
			among.skip() // the next process makes it when the lease ends
		}
	}
}

// begin begins a delivery as soon as there is room for it. The room is given back
// before anything that more deliveries may follow from: settling it, and carrying
// out an order. Whoever waits for room has none.
func (b *Bot) begin(ctx context.Context, d delivery) bool {
	if !b.room(ctx) {
		return false
	}
	begun := b.under.Go(ctx, func(ctx context.Context) {
		if d.parcel.order() {
			<-b.sends
			b.finish(ctx, d, b.carryOut(ctx, d))
			return
		}
		e := b.carryOut(ctx, d)
		<-b.sends
		b.finish(ctx, d, e)
	})
	if !begun {
		<-b.sends
	}
	return begun
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

// carryOut delivers.
func (b *Bot) carryOut(ctx context.Context, d delivery) ending {
	p := d.parcel
	switch p.Kind {
	case several:
		return b.deliverSeveral(ctx, p.Then)
	case toPatient:
		return b.deliverToPatient(ctx, p)
	case drop:
		return b.deliverDrop(ctx, p)
	case sweep:
		return b.deliverSweep(ctx, p)
	case remind:
		return b.deliverRemind(ctx, p)
	case desk:
		return b.deliverDesk(ctx, p)
	case theCard, underCard, words, digest, strikes, strike:
		return b.deliverToTeam(ctx, d)
	case hidden, quiet, wipe, leave, fade, checkIn, release, lonely, expire, rest, erase, follow:
	}
	return b.ring(ctx, p)
}

// ring does what a timer was set for.
func (b *Bot) ring(ctx context.Context, p parcel) ending {
	switch p.Kind {
	case hidden:
		return b.deliverHidden(ctx, p.Code)
	case quiet:
		return b.deliverQuiet(ctx, p.Code)
	case wipe:
		return b.deliverStrikes(ctx, p)
	case leave:
		return b.deliverLeave(ctx, p.Code)
	case fade:
		return b.deliverFade(ctx, p.Code)
	case checkIn:
		return b.deliverCheckIn(ctx, p)
	case release:
		return b.deliverRelease(ctx, time.Unix(p.At, 0))
	case lonely:
		return b.deliverLonely(ctx, p.Code)
	case expire:
		return b.deliverExpire(ctx, p.Code)
	case rest:
		return b.deliverRest(ctx, p)
	case erase:
		return b.deliverErase(ctx, p.Code)
	case follow:
		return b.deliverFollow(ctx, p)
	case toPatient, theCard, underCard, words, digest, strikes, strike, drop, sweep, several, remind, desk:
	}
	return ending{verdict: needless}
}

// deliverSeveral delivers one thing after the other. When one fails, all of them
// are tried again: what was shown before it is shown twice at worst.
func (b *Bot) deliverSeveral(ctx context.Context, all []parcel) ending {
	whole := ending{verdict: needless}
	for _, p := range all {
		e := b.carryOut(ctx, delivery{parcel: p})
		if e.swept {
			whole.ids = nil
		}
		e.ids, e.swept = append(whole.ids, e.ids...), whole.swept || e.swept
		if e.verdict != sent && e.verdict != needless {
			return e
		}
		whole = e
	}
	return whole
}

// deliverToTeam delivers what is for a team's group.
func (b *Bot) deliverToTeam(ctx context.Context, d delivery) ending {
	team, ok := b.service.TeamByID(d.parcel.Team)
	if !ok {
		b.log.ErrorContext(ctx, "a case's team is no longer in clinic.toml", "team", d.parcel.Team, "cure", "put the team back until its cases are closed")
		return ending{verdict: later, wait: longestPause}
	}
	switch d.parcel.Kind {
	case theCard:
		return b.deliverCard(ctx, d, team)
	case strikes:
		return b.deliverStrikes(ctx, d.parcel)
	case strike:
		return b.deliverStrike(ctx, d.parcel, team)
	case words:
		return b.deliverWords(ctx, d, team)
	case digest:
		return b.fillPost(ctx, team, groupParams(b.groups.chat(team), ""), d.parcel.Text)
	case underCard, several, toPatient, drop, sweep, hidden, quiet, wipe, leave, fade, checkIn, release, lonely, expire, rest, erase, remind, follow, desk:
	}
	return b.deliverPost(ctx, d, team)
}

// deliverToPatient sends a message, or edits the one it replaces. When that one
// is gone, deleted by the patient, it is sent as a new one.
func (b *Bot) deliverToPatient(ctx context.Context, p parcel) ending {
	if p.Edit != 0 {
		_, err := b.telegram.call(ctx, "editMessageText", editParams(p.Chat, p.Edit, p.Text, p.Keyboard))
		if e := judge(err); e.verdict != vanished {
			return e
		}
	}
	result, err := b.telegram.call(ctx, "sendMessage", sendParams(p.Chat, p.Text, p.Keyboard))
	e := judge(err)
	if err == nil && !p.Last {
		e.ids = []care.MessageID{messageID(result)}
	}
	return e
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

// messageID reads the number of the message that a call made. Telegram writes it
// first, so that the screen behind it need not be read.
func messageID(result json.RawMessage) care.MessageID {
	var id int64
	d := json.NewDecoder(bytes.NewReader(result))
	for range 2 { // a brace and a name
		if name, err := d.Token(); err == nil && name == "message_id" && d.Decode(&id) == nil {
			return care.MessageID(id)
		}
	}
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
