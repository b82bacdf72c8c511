package bot

import (
	"context"
	"time"

	"heard/care"
	"heard/flows"
)

const (
	// followBatch is how many timers are set anew in one commit.
	followBatch = 100
	// followSoon is how soon a timer is looked at anyway. It is longer than a lease:
	// one that is being sent looks as if it were due at the end of that, and set anew
	// it would be sent twice.
	followSoon = time.Minute
)

// followAgain is when timers are followed once more after staff have posted
// something: those that were under way at the first time have been set by then, some
// of them by what was known before.
const followAgain = 2 * followSoon

// followAtStart follows the clinic's file, which may say other hours than it did when
// the service last ran.
func (b *Bot) followAtStart(ctx context.Context) {
	if err := b.followBoard(ctx); err != nil && !stopped(ctx, err) {
		b.log.ErrorContext(ctx, "reminders could not be set to the clinic's hours; each is when it is next due", "err", err,
			"cure", "see that Redis runs and can be reached, and start the service again")
	}
}

// deliverFollow follows what staff have posted, and does so once more.
func (b *Bot) deliverFollow(ctx context.Context, p parcel) ending {
	if err := b.followBoard(ctx); err != nil || p.At != 0 {
		return b.put(ctx, err)
	}
	body, err := b.pack(parcel{Kind: follow, At: 1})
	if err != nil {
		return b.put(ctx, err)
	}
	return ending{verdict: needless, again: b.now().Add(followAgain), body: body}
}

// followBoard sets anew the timers of reminders whose next moment is another than
// they were set to, by the hours and the news as they are now. One that is due, or soon will be, is left alone, since it is
// looked at then, and so is one that changes meanwhile, since whoever changes it
// knows the hours.
func (b *Bot) followBoard(ctx context.Context) error {
	posted, err := b.readBoard(ctx)
	if err != nil {
		return err
	}
	var jobs []care.Job
	err = b.store.EachBulk(ctx, func(box care.Box, due time.Time, body []byte) error {
		job, other := b.followed(posted.Board, box, due, body)
		if !other {
			return nil
		}
		if jobs = append(jobs, job); len(jobs) < followBatch {
			return nil
		}
		all := jobs
		jobs = nil
		return b.follow(ctx, all)
	})
	if err != nil {
		return err
	}
	return b.follow(ctx, jobs)
}

// followed is a timer set to its next moment. other is false where it is set so
// already, or is to be left alone.
func (b *Bot) followed(board flows.Board, box care.Box, due time.Time, body []byte) (job care.Job, other bool) {
	now := b.now()
	p, err := b.unpack(body)
	if err != nil || p.Remind == nil || due.Sub(now) <= followSoon {
		return job, false
	}
	look := b.look(board, p.Remind, now)
	if look.Truncate(time.Minute).Equal(due.Truncate(time.Minute)) || !p.Remind.Reminds() && !look.Before(due) {
		return job, false
	}
	return care.Job{Box: box, Due: look, Body: body, Was: body, WasDue: due}, true
}

// follow keeps them: together, or one by one where one of them has changed.
func (b *Bot) follow(ctx context.Context, jobs []care.Job) error {
	if len(jobs) == 0 {
		return nil
	}
	receipt, err := b.store.Commit(ctx, care.Commit{Jobs: jobs}, b.now())
	if err != nil || receipt.Outcome != care.Conflict || len(jobs) == 1 {
		return err
	}
	for _, one := range jobs {
		if err := b.follow(ctx, []care.Job{one}); err != nil {
			return err
		}
	}
	return nil
}
