package bot

import (
	"context"
	"time"

	"heard/care"
)

const (
	// followBatch is how many timers are set anew in one commit.
	followBatch = 100
	// followSoon is how soon a timer is looked at anyway. It is longer than a lease:
	// one that is being sent looks as if it were due at the end of that, and set anew
	// it would be sent twice.
	followSoon = time.Minute
)

// followHours sets anew the timers of reminders whose next moment is another than
// they were set to: the clinic's file may say other hours than it did when the
// service last ran. One that is due, or soon will be, is left alone, since it is
// looked at then, and so is one that changes meanwhile, since whoever changes it
// knows the hours.
func (b *Bot) followHours(ctx context.Context) {
	var jobs []care.Job
	err := b.store.EachBulk(ctx, func(box care.Box, due time.Time, body []byte) error {
		job, other := b.followed(box, due, body)
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
	if err == nil {
		err = b.follow(ctx, jobs)
	}
	if err != nil && !stopped(ctx, err) {
		b.log.ErrorContext(ctx, "reminders could not be set to the clinic's hours; each is when it is next due", "err", err,
			"cure", "see that Redis runs and can be reached, and start the service again")
	}
}

// followed is a timer set to its next moment. other is false where it is set so
// already, or is to be left alone.
func (b *Bot) followed(box care.Box, due time.Time, body []byte) (job care.Job, other bool) {
	now := b.now()
	p, err := b.unpack(body)
	if err != nil || p.Remind == nil || due.Sub(now) <= followSoon {
		return job, false
	}
	look := b.look(p.Remind, now)
	if look.Truncate(time.Minute).Equal(due.Truncate(time.Minute)) || !p.Remind.Reminds() {
		return job, false
	}
	return care.Job{Box: box, Due: look, Body: body, Was: body}, true
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
