package rounds

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"heard/privacy"
)

// Sealed are the values in the store that are sealed under an epoch's key.
type Sealed interface {
	// Rewrap shows every value to fresh and puts what it returns in its place,
	// unless that is nil or the value has changed meanwhile. The field is "key",
	// "ret" or "job".
	Rewrap(ctx context.Context, fresh func(field, owner string, sealed []byte) []byte) (replaced, missed int, err error)
}

// Rekey rolls the keys once a day: it begins a new epoch when it is time, seals
// what is live under the newest one, and destroys the epochs that nothing needs.
type Rekey struct {
	Vault  *privacy.Vault
	Rows   Sealed
	Turns  Turns
	Log    *slog.Logger
	Now    func() time.Time
	Random io.Reader // a cryptographic source

	hour hourly
}

// The turns: one for the work itself, and one for the day, which is kept when
// the work is done.
const (
	theWork = "rekey"
	theDay  = "rekey:day"
)

// ErrBusy is returned when another copy of the service is at it.
var ErrBusy = errors.New("rounds: another copy of the service is rolling the keys")

// Run follows the ring, and does the day's work at a random minute, until ctx
// ends.
func (r *Rekey) Run(ctx context.Context) { each(ctx, func() { r.Look(ctx) }) }

// Look follows the ring, and does the day's work if it is time.
func (r *Rekey) Look(ctx context.Context) {
	if err := r.Vault.Reload(); err != nil {
		r.Log.ErrorContext(ctx, "the key ring could not be read again", "err", err)
	}
	if r.hour.due(r.Now(), r.Random) {
		r.failed(ctx, r.day(ctx))
	}
}

// day does the work if nobody has done it today. While epochs are kept for another
// pass, it is done again in an hour.
func (r *Rekey) day(ctx context.Context) error {
	return once{theDay, r.Turns, r.Random}.do(ctx, func(ctx context.Context) (time.Duration, error) {
		done, err := r.Roll(ctx, privacy.EpochLife)
		if err != nil {
			return 0, err
		}
		r.Log.InfoContext(ctx, "the keys were looked after", "outcome", done.String())
		if done.Kept > 0 {
			return 0, nil
		}
		return rest, nil
	})
}

func (r *Rekey) failed(ctx context.Context, err error) {
	if err != nil && !errors.Is(err, ErrBusy) && ctx.Err() == nil {
		r.Log.ErrorContext(ctx, "the keys could not be looked after, and are in an hour", "err", err,
			"cure", "until then nothing is lost; for as long as it goes on, what is erased lives on in backups")
	}
}

// Roll does the work now. It begins a new epoch if the newest has lasted for
// life, and in any case with a life of 0. Then it goes through all that is sealed,
// and only when it has gone through all of it destroys the epochs under which it
// met nothing that lives. Whatever ends it in between, the next one takes over. It
// returns ErrBusy, or the errors of the vault and of the store.
func (r *Rekey) Roll(ctx context.Context, life time.Duration) (done Rolled, err error) {
	err = once{theWork, r.Turns, r.Random}.alone(ctx, func(ctx context.Context) (err error) {
		done, err = r.roll(ctx, life)
		return err
	})
	return done, err
}

func (r *Rekey) roll(ctx context.Context, life time.Duration) (done Rolled, err error) {
	now := r.Now() // before the pass: what is spent by then is spent after it
	if done.Began, err = r.Vault.Roll(now, life, r.Random); err != nil {
		return done, err
	}
	ctx, cancel := context.WithTimeout(ctx, passLimit)
	defer cancel()
	p := pass{vault: r.Vault, met: map[uint32]int{}}
	if done.Sealed, done.Missed, err = r.Rows.Rewrap(ctx, p.fresh); err != nil {
		return done, err
	}
	done.Gone, done.Damaged = p.gone, p.damaged
	if p.err != nil {
		return done, fmt.Errorf("rounds: not everything could be sealed anew: %w", p.err)
	}
	var unused []uint32
	for _, e := range r.Vault.Ring().Epochs(now) {
		switch {
		case e.Spent && p.met[e.ID] == 0:
			unused = append(unused, e.ID)
		case e.Spent:
			done.Kept++ // what was met is under the newest now; the next pass makes sure
		}
	}
	done.Destroyed, err = r.Vault.Destroy(now, unused...)
	return done, err
}
