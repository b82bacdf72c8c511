package rounds

import (
	"context"
	"io"
	"log/slog"
	"time"

	"heard/care"
)

// Ending are the rows whose time is up soon. Rows go by themselves; before that
// something may be to be done.
type Ending interface {
	// CasesUntil names the cases whose rows go before a moment.
	CasesUntil(ctx context.Context, until time.Time, do func(care.Code) error) error
	// PatientsUntil shows the patients whose rows go between two moments.
	PatientsUntil(ctx context.Context, from, until time.Time, do func(p care.Pseudonym, rec care.PatientRecord, goes time.Time) error) error
}

// PurgeOrders are what a purge has the service do.
type PurgeOrders interface {
	Expire(code care.Code, now time.Time) (care.Job, error)
	Rest(who care.Pseudonym, goes, now time.Time) (care.Job, error)
}

// Purge looks once a day for what nobody will touch any more: cases that are about
// to expire, whose cards must lose their words before it; and drafts that were left
// lying.
type Purge struct {
	Rows   Ending
	Orders PurgeOrders
	Outbox Outbox
	Turns  Turns
	Log    *slog.Logger
	Now    func() time.Time
	Random io.Reader // a cryptographic source

	hour hourly
}

const (
	aDay = 24 * time.Hour
	// expiring is how long before its row goes a case is ended: with a day between
	// two purges, there is a day to spare.
	expiring = 2 * aDay
	// A draft is too old after a day, and is looked for among the patients who were
	// here last from two days ago, when the last of that day is too old, to ten days
	// ago, should no purge have come to pass meanwhile. When they were here is known
	// by the day on which their row goes.
	restedFrom, restedTo = 2 * aDay, 10 * aDay
	// orderBatch is how many orders go into the outbox at once.
	orderBatch = 100
)

// Run purges once a day, at a random minute, until ctx ends.
func (p *Purge) Run(ctx context.Context) { each(ctx, func() { p.Look(ctx) }) }

// Look purges if it is time and nobody has today.
func (p *Purge) Look(ctx context.Context) {
	if !p.hour.due(p.Now(), p.Random) {
		return
	}
	err := once{"purge", p.Turns, p.Random}.do(ctx, func(ctx context.Context) (time.Duration, error) { return rest, p.Purge(ctx) })
	if err != nil && ctx.Err() == nil {
		p.Log.ErrorContext(ctx, "what is old could not be purged, and is in an hour", "err", err, "cure", "see that Redis runs and can be reached")
	}
}

// Purge orders what is to be done today. To order it twice does no harm.
func (p *Purge) Purge(ctx context.Context) error {
	now := p.Now()
	o := ordering{Purge: p, now: now}
	err := p.Rows.CasesUntil(ctx, now.Add(expiring), func(code care.Code) error {
		return o.add(ctx)(p.Orders.Expire(code, now))
	})
	if err != nil {
		return err
	}
	// The row of whoever was last here today goes at this midnight. Two days back is
	// still among those that are looked at.
	newest := now.Truncate(aDay).Add(care.KeepPatient + aDay)
	err = p.Rows.PatientsUntil(ctx, newest.Add(-restedTo), newest.Add(-restedFrom+time.Millisecond),
		func(who care.Pseudonym, _ care.PatientRecord, goes time.Time) error {
			return o.add(ctx)(p.Orders.Rest(who, goes, now))
		})
	if err != nil {
		return err
	}
	return o.flush(ctx)
}

// ordering gathers orders into commits.
type ordering struct {
	*Purge
	now  time.Time
	jobs []care.Job
}

func (o *ordering) add(ctx context.Context) func(care.Job, error) error {
	return func(job care.Job, err error) error {
		if err != nil {
			return err
		}
		o.jobs = append(o.jobs, job)
		if len(o.jobs) < orderBatch {
			return nil
		}
		return o.flush(ctx)
	}
}

func (o *ordering) flush(ctx context.Context) error {
	if len(o.jobs) == 0 {
		return nil
	}
	_, err := o.Outbox.Commit(ctx, care.Commit{Jobs: o.jobs}, o.now)
	o.jobs = nil
	return err
}
