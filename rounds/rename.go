package rounds

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"heard/care"
	"heard/privacy"
)

// Named is what the store keeps under people's names.
type Named interface {
	// PatientsUntil shows the patients whose rows go between two moments.
	PatientsUntil(ctx context.Context, from, until time.Time, do func(p care.Pseudonym, rec care.PatientRecord, goes time.Time) error) error
	// EachBulk shows each timer that sends: the reminders.
	EachBulk(ctx context.Context, do func(box care.Box, due time.Time, body []byte) error) error
	// Move gives a row and timers another name, unless somebody is at work on them.
	Move(ctx context.Context, m care.Move, now time.Time) (moved bool, err error)
}

// NameOrders know what the service calls by people's names.
type NameOrders interface {
	// Timers are the boxes that are called by a patient's name, and the same by another.
	Timers(from, to care.Pseudonym) []care.BoxMove
	// Reminder is the box that a reminder belongs into by its patient's current name.
	Reminder(body []byte) (care.Box, error)
}

// Rename rolls the lookup keys once a day: it announces a new one when it is time,
// makes it current a day later, gives what people are called by the older ones the
// names of today, and destroys those that nobody has been called by for long.
type Rename struct {
	Vault  *privacy.Vault
	Rows   Named
	Orders NameOrders
	Turns  Turns
	Log    *slog.Logger
	Now    func() time.Time
	Random io.Reader // a cryptographic source

	hour hourly
}

// Run does the day's work at a random minute, until ctx ends. Rekey follows the ring.
func (r *Rename) Run(ctx context.Context) { each(ctx, func() { r.Look(ctx) }) }

// Look does the day's work if it is time and nobody has today.
func (r *Rename) Look(ctx context.Context) {
	if !r.hour.due(r.Now(), r.Random) {
		return
	}
	err := once{"rename:day", r.Turns, r.Random}.do(ctx, func(ctx context.Context) (time.Duration, error) {
		done, err := r.Roll(ctx, privacy.NameLife)
		if err == nil && done != (Renamed{}) {
			r.Log.InfoContext(ctx, "the lookup keys were looked after", "outcome", done.String())
		}
		return rest, err
	})
	if err != nil && !errors.Is(err, ErrBusy) && ctx.Err() == nil {
		r.Log.ErrorContext(ctx, "the lookup keys could not be looked after, and are in an hour", "err", err,
			"cure", "until then nothing is lost; for as long as it goes on, people keep the names that they have")
	}
}

// Renamed says what a round did, in numbers.
type Renamed struct {
	Announced, Promoted bool
	Moved               int // rows and reminders
	Busy                int // those that somebody was at work on; they are moved the next day
	Destroyed           int // lookup keys
}

// String is for the log and the operator.
func (d Renamed) String() string {
	key := "no new lookup key"
	switch {
	case d.Announced:
		key = "a new lookup key is announced, and used a day from now"
	case d.Promoted:
		key = "a new lookup key is in use"
	}
	return fmt.Sprintf("%s; %d rows and reminders moved, %d to be moved tomorrow; %d lookup keys destroyed", key, d.Moved, d.Busy, d.Destroyed)
}

// Roll does the work now. It announces a new lookup key if the current one has lasted
// for life, and in any case with a life of 0; what is announced it makes current after
// a day. It takes turns with Rekey, which must not look for something while it gets
// another name. It returns ErrBusy, or the errors of the vault and of the store.
func (r *Rename) Roll(ctx context.Context, life time.Duration) (done Renamed, err error) {
	err = once{theWork, r.Turns, r.Random}.alone(ctx, func(ctx context.Context) (err error) {
		done, err = r.roll(ctx, life)
		return err
	})
	return done, err
}

func (r *Rename) roll(ctx context.Context, life time.Duration) (done Renamed, err error) {
	now := r.Now() // before the pass: what is spent by then is spent after it
	step, err := r.Vault.RollNames(now, life, r.Random)
	if err != nil {
		return done, err
	}
	done.Announced, done.Promoted = step == privacy.Announced, step == privacy.Promoted
	var spent []uint32
	older := false
	for _, n := range r.Vault.Ring().Names(now) {
		older = older || n.State > privacy.NameCurrent
		if n.State == privacy.NameSpent {
			spent = append(spent, n.ID)
		}
	}
	if !older {
		return done, nil
	}
	ctx, cancel := context.WithTimeout(ctx, passLimit)
	defer cancel()
	m := moving{Rename: r, now: now}
	if err := m.all(ctx); err != nil {
		return done, err
	}
	done.Moved, done.Busy = m.moved, m.busy
	if m.moved+m.busy > 0 {
		return done, nil // the next pass makes sure that there is no more
	}
	done.Destroyed, err = r.Vault.DestroyNames(now, spent...)
	return done, err
}
