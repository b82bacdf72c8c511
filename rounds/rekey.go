package rounds

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
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

// Turns give one copy of the service a turn.
type Turns interface {
	// Turn takes or prolongs a holder's turn; a d of 0 gives it back.
	Turn(ctx context.Context, name, holder string, d time.Duration) (mine bool, err error)
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
}

const (
	// look is how often a copy looks for a ring that another copy has changed.
	look = time.Minute
	// try is how often a copy offers to do the day's work, so that what a copy
	// that died, or a Redis that was away, left undone is done an hour later.
	try = time.Hour
	// rest is how long nobody works after the work is done: with the hour until
	// the next try, less than a day.
	rest = 22 * time.Hour
	// passLimit bounds a pass, and with it the turn of a copy that dies. Redis
	// shows millions of rows in that time.
	passLimit = 10 * time.Minute
)

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
func (r *Rekey) Run(ctx context.Context) {
	next := r.Now().Add(r.firstTry())
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := r.Vault.Reload(); err != nil {
			r.Log.ErrorContext(ctx, "the key ring could not be read again", "err", err)
		}
		if now := r.Now(); !now.Before(next) {
			next = now.Add(try)
			r.day(ctx)
		}
	}
}

// firstTry is any minute of the first hour: copies that start together do not
// all come at once.
func (r *Rekey) firstTry() time.Duration {
	n, err := rand.Int(r.Random, big.NewInt(int64(try/time.Minute)))
	if err != nil {
		return try
	}
	return time.Duration(n.Int64()) * time.Minute
}

// day does the work if nobody has done it today.
func (r *Rekey) day(ctx context.Context) {
	holder, err := r.holder()
	if err != nil {
		r.failed(ctx, err)
		return
	}
	if mine, err := r.Turns.Turn(ctx, theDay, holder, passLimit); err != nil || !mine {
		r.failed(ctx, err)
		return
	}
	done, err := r.Roll(ctx, privacy.EpochLife)
	r.failed(ctx, err)
	wait := rest
	if err != nil || done.Kept > 0 {
		wait = 0 // in an hour again
	}
	if err == nil {
		r.Log.InfoContext(ctx, "the keys were looked after", "outcome", done.String())
	}
	if _, err := r.Turns.Turn(context.WithoutCancel(ctx), theDay, holder, wait); err != nil {
		r.failed(ctx, err)
	}
}

func (r *Rekey) failed(ctx context.Context, err error) {
	if err != nil && !errors.Is(err, ErrBusy) && ctx.Err() == nil {
		r.Log.ErrorContext(ctx, "the keys could not be looked after, and are in an hour", "err", err,
			"cure", "until then nothing is lost; for as long as it goes on, what is erased lives on in backups")
	}
}

// holder is a name for one turn, so that a copy cannot take for its own what it
// held yesterday.
func (r *Rekey) holder() (string, error) {
	var b [8]byte
	if _, err := io.ReadFull(r.Random, b[:]); err != nil {
		return "", fmt.Errorf("rounds: drawing a name: %w", err)
	}
	return fmt.Sprintf("%x", b), nil
}

// Roll does the work now. It begins a new epoch if the newest has lasted for
// life, and in any case with a life of 0. Then it goes through all that is sealed,
// and only when it has gone through all of it destroys the epochs under which it
// met nothing that lives. Whatever ends it in between, the next one takes over. It
// returns ErrBusy, or the errors of the vault and of the store.
func (r *Rekey) Roll(ctx context.Context, life time.Duration) (Rolled, error) {
	holder, err := r.holder()
	if err != nil {
		return Rolled{}, err
	}
	mine, err := r.Turns.Turn(ctx, theWork, holder, passLimit)
	if err != nil {
		return Rolled{}, err
	}
	if !mine {
		return Rolled{}, ErrBusy
	}
	done, err := r.roll(ctx, life)
	_, gaveBack := r.Turns.Turn(context.WithoutCancel(ctx), theWork, holder, 0)
	return done, errors.Join(err, gaveBack)
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
