package rounds

import (
	"context"
	"io"
	"log/slog"
	"strconv"
	"time"

	"heard/care"
	"heard/clinic"
)

// Outbox takes orders for the running service.
type Outbox interface {
	Commit(ctx context.Context, c care.Commit, now time.Time) (care.Receipt, error)
}

// Release orders, at each slot of the pool, that the reports go out that may. A slot
// that passed while the service was away is made up for: what is late tells no more
// than what is in time.
type Release struct {
	Slots  clinic.Release
	Zone   *time.Location
	Order  func(slot time.Time) (care.Job, error)
	Outbox Outbox
	Turns  Turns
	Log    *slog.Logger
	Now    func() time.Time
	Random io.Reader // a cryptographic source

	done time.Time // the last slot that is seen to, as far as this copy knows
}

// slotKept is how long a slot is remembered as done: until another has come.
const slotKept = 8 * 24 * time.Hour

// Run waits for slots until ctx ends. Where reports go out at once there are slots
// too, for those that waited before the file said so.
func (r *Release) Run(ctx context.Context) {
	if len(r.Slots.Slots) == 0 {
		return
	}
	each(ctx, func() { r.Look(ctx) })
}

// Look sees to the last slot if nobody has.
func (r *Release) Look(ctx context.Context) {
	slot := r.Slots.Last(r.Now(), r.Zone)
	if slot.Equal(r.done) {
		return
	}
	name := "release:" + strconv.FormatInt(slot.Unix(), 10)
	err := once{name, r.Turns, r.Random}.do(ctx, func(ctx context.Context) (time.Duration, error) {
		if err := r.order(ctx, slot); err != nil {
			return 0, err
		}
		r.done = slot
		return slotKept, nil
	})
	if err != nil && ctx.Err() == nil {
		r.Log.ErrorContext(ctx, "reports could not be released, and are in a minute", "err", err, "cure", "see that Redis runs and can be reached")
	}
}

func (r *Release) order(ctx context.Context, slot time.Time) error {
	job, err := r.Order(slot)
	if err != nil {
		return err
	}
	_, err = r.Outbox.Commit(ctx, care.Commit{Jobs: []care.Job{job}}, r.Now())
	return err
}
