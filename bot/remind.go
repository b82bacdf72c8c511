package bot

import (
	"context"
	"time"

	"heard/clinic"
	"heard/flows"
)

// Reminders. What somebody is reminded of is one sealed timer, under a name that has
// nothing to do with that of their cases: it holds the subscription itself, is due
// when the next reminder is, sends it, and is set anew for the one after it with the
// same settlement. So a reminder goes out once, whichever copy of the service comes
// first and whatever dies in between; at worst, where one dies between sending and
// settling, twice.

// When a timer is looked at that is to send nothing: once a year, where it holds
// notices alone or a pause without an end, and every day where the clinic is no
// longer in the file, since the file may be mended.
const (
	quietYear = 365 * 24 * time.Hour
	goneDay   = 24 * time.Hour
)

// look is when what is stored of a patient's reminders is to be looked at next: when
// they are to be reminded, or told something.
func (b *Bot) look(board flows.Board, r *flows.Reminding, now time.Time) time.Time {
	c, ok := board.Clinic(r.Subscription.Clinic)
	switch {
	case !r.Reminds():
		return sooner(board, r, now, now.Add(quietYear))
	case !ok:
		return sooner(board, r, now, now.Add(goneDay))
	}
	f := r.Subscription.Fire(c, b.service.Quiet, now)
	if f.Send {
		return now
	}
	return sooner(board, r, now, b.ranked(f, c, now))
}

// sooner is a moment, or the one before it at which a patient is to be told something.
func sooner(board flows.Board, r *flows.Reminding, now, at time.Time) time.Time {
	if _, due, ok := board.Untold(r, now); ok && due.Before(at) {
		return due
	}
	return at
}

// ranked is when to look again after what was fired. Of reminders of one moment
// those of the clinic that closes first go first: by a millisecond for each minute
// that is left.
func (b *Bot) ranked(f clinic.Fired, c clinic.Clinic, now time.Time) time.Time {
	at := f.Look
	if next, ok := f.Then.Next(c, b.service.Quiet); ok && next.Due.Equal(at) {
		at = at.Add(next.Closes().Sub(next.Due) / time.Minute * time.Millisecond)
	}
	if year := now.Add(quietYear); at.After(year) {
		return year
	}
	return at
}

// deliverRemind sends the reminder that is due, if one still helps, and has the
// timer set for the next. What it is to be set to is made first: whoever cannot
// make it does not send.
func (b *Bot) deliverRemind(ctx context.Context, p parcel) ending {
	if p.Remind == nil {
		return ending{verdict: needless}
	}
	posted, err := b.readBoard(ctx)
	if err != nil {
		return b.put(ctx, err)
	}
	board, now := posted.Board, b.now()
	if t, at, ok := board.Untold(p.Remind, now); ok && !at.After(now) {
		return b.deliverNews(ctx, p, board, t)
	}
	c, ok := board.Clinic(p.Remind.Subscription.Clinic)
	if !ok || !p.Remind.Reminds() {
		return b.remindAgain(ctx, p, b.look(board, p.Remind, now))
	}
	f := p.Remind.Subscription.Fire(c, b.service.Quiet, now)
	then := *p.Remind
	then.Subscription = f.Then
	e := b.remindAgain(ctx, parcel{Kind: remind, Chat: p.Chat, Remind: &then}, sooner(board, &then, now, b.ranked(f, c, now)))
	if f.Send && e.body != nil {
		e = b.sendReminder(ctx, p, flows.Reminder(f.Reminder, p.Remind.Wording, c), "sent", e)
	}
	if e.body != nil {
		b.counts.reminders.WithLabelValues("dropped").Add(float64(f.Dropped))
	}
	return e
}

// deliverNews tells a patient one thing that staff have posted, and has the timer set
// for what comes next.
func (b *Bot) deliverNews(ctx context.Context, p parcel, board flows.Board, t flows.Telling) ending {
	screen, then := board.Tell(t, *p.Remind)
	e := b.remindAgain(ctx, parcel{Kind: remind, Chat: p.Chat, Remind: &then}, b.look(board, &then, b.now()))
	if e.body == nil {
		return e
	}
	return b.sendReminder(ctx, p, screen, "told", e)
}

// sendReminder sends one, or news, and counts it; set is the ending that sets the timer anew, where it is
// done with. Otherwise it is decided again later, while it helps; and whoever has
// blocked the bot is reminded no more.
func (b *Bot) sendReminder(ctx context.Context, p parcel, s flows.Screen, counted string, set ending) ending {
	lang := p.Remind.Language
	if !b.service.Speaks(lang) {
		lang = b.service.Language()
	}
	text, keys := b.render(lang, s)
	e := b.deliverToPatient(ctx, parcel{Chat: p.Chat, Text: text, Keyboard: keys})
	switch e.verdict {
	case sent:
		b.counts.reminders.WithLabelValues(counted).Inc()
		e.again, e.body = set.again, set.body
	case refused: // it would be again
		e.again, e.body = set.again, set.body
	case later, unreachable, vanished, moved, needless, dropped:
	}
	return e
}

// remindAgain is the ending that sets the timer anew.
func (b *Bot) remindAgain(ctx context.Context, p parcel, at time.Time) ending {
	p.Due = time.Time{}
	body, err := b.pack(p)
	if err != nil {
		return b.put(ctx, err)
	}
	return ending{verdict: needless, again: at, body: body}
}
