package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// longestWait bounds how long a job can lie about when the copy of the service
// that was woken for it dies before it claims: no wake is lost for longer.
const longestWait = 5 * time.Second

// ear is the one connection that listens for wakes on behalf of all who wait. It
// listens only while somebody waits, since a wake that a busy copy takes is one
// that an idle copy misses.
type ear struct {
	mu      sync.Mutex
	open    bool
	waiting map[chan error]struct{}
	done    sync.WaitGroup
}

// Wait blocks until the outbox has changed, the time until has come (the zero
// time never comes), or five seconds have passed, and then returns nil: look
// what Claim gives. It returns the context's error at once when that ends, and
// another when Redis does not answer.
func (s *Store) Wait(ctx context.Context, until time.Time) error {
	limited := ctx
	if !until.IsZero() {
		var stop context.CancelFunc
		limited, stop = context.WithDeadline(ctx, until)
		defer stop()
	}
	if limited.Err() != nil {
		return ctx.Err()
	}
	woken := s.listen()
	select {
	case err := <-woken:
		return err
	case <-limited.Done():
		s.ear.forget(woken)
		return ctx.Err()
	}
}

// listen returns where the next wake will be told, and sees to it that somebody
// listens.
func (s *Store) listen() chan error {
	s.ear.mu.Lock()
	defer s.ear.mu.Unlock()
	woken := make(chan error, 1)
	if s.ear.waiting == nil {
		s.ear.waiting = map[chan error]struct{}{}
	}
	s.ear.waiting[woken] = struct{}{}
	if !s.ear.open {
		s.ear.open = true
		s.ear.done.Go(s.hear)
	}
	return woken
}

// hear takes one wake, or finds that none came, and tells all who wait. The wait
// is not theirs, so it does not end with the context of any of them; Close ends
// it. Where nobody waits any more it passes the wake on.
func (s *Store) hear() {
	ctx := context.Background()
	err := s.db.BLPop(ctx, longestWait, s.keys.wake()).Err()
	taken := err == nil
	if errors.Is(err, redis.Nil) {
		err = nil
	}
	if err != nil {
		err = fmt.Errorf("store: waiting: %w", err)
	}
	if heard := s.ear.tell(err); taken && !heard {
		// If it fails the wake is late, not lost: see longestWait.
		_ = s.db.LPush(ctx, s.keys.wake(), 1).Err()
	}
}

// tell closes the ear and reports whether anybody was waiting.
func (e *ear) tell(err error) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	heard := len(e.waiting) > 0
	for woken := range e.waiting {
		woken <- err
		delete(e.waiting, woken)
	}
	e.open = false
	return heard
}

func (e *ear) forget(woken chan error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.waiting, woken)
}
