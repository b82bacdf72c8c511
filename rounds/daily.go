package rounds

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"math/big"
	"time"
)

// Turns give one copy of the service a turn.
type Turns interface {
	// Turn takes or prolongs a holder's turn; a d of 0 gives it back.
	Turn(ctx context.Context, name, holder string, d time.Duration) (mine bool, err error)
}

const (
	// look is how often a copy looks whether something is to be done.
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

// once is something that one copy of the service does, and then none for a while.
type once struct {
	name   string
	turns  Turns
	random io.Reader
}

// do works if it is anybody's turn. Work that says how long nobody need do it again
// is done; 0 gives the turn back, to be tried again soon.
func (o once) do(ctx context.Context, work func(context.Context) (rest time.Duration, err error)) error {
	holder, err := o.holder()
	if err != nil {
		return err
	}
	if mine, err := o.turns.Turn(ctx, o.name, holder, passLimit); err != nil || !mine {
		return err
	}
	rest, err := work(ctx)
	if err != nil {
		rest = 0
	}
	if _, gaveBack := o.turns.Turn(context.WithoutCancel(ctx), o.name, holder, rest); err == nil {
		err = gaveBack
	}
	return err
}

// alone works now, and returns ErrBusy where another copy is at it.
func (o once) alone(ctx context.Context, work func(context.Context) error) error {
	busy := true
	err := o.do(ctx, func(ctx context.Context) (time.Duration, error) {
		busy = false
		return 0, work(ctx)
	})
	if err == nil && busy {
		return ErrBusy
	}
	return err
}

// holder is a name for one turn, so that a copy cannot take for its own what it
// held yesterday.
func (o once) holder() (string, error) {
	var b [8]byte
	if _, err := io.ReadFull(o.random, b[:]); err != nil {
		return "", fmt.Errorf("rounds: drawing a name: %w", err)
	}
	return fmt.Sprintf("%x", b), nil
}

// hourly is due at a random minute of each hour, beginning within the first: copies
// that start together do not all come at once.
type hourly struct {
	next time.Time
}

// due reports, once an hour, that it is time. The first call draws the minute.
func (h *hourly) due(now time.Time, random io.Reader) bool {
	if h.next.IsZero() {
		h.next = now.Add(try)
		if n, err := rand.Int(random, big.NewInt(int64(try/time.Minute))); err == nil {
			h.next = now.Add(time.Duration(n.Int64()) * time.Minute)
		}
	}
	if now.Before(h.next) {
		return false
	}
	h.next = now.Add(try)
	return true
}

// each calls do whenever a copy is to look, until ctx ends.
func each(ctx context.Context, do func()) {
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			do()
		}
	}
}
