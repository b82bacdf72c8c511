package main

import (
	"context"
	"sync"
	"time"

	"heard/store"
)

// demoClock is the clock of the demonstration. It goes as the real one does, and can
// be moved forward; never back.
type demoClock struct {
	mu    sync.Mutex
	ahead time.Duration // of the real clock, less than nothing where that is later
	moved chan struct{} // closed when it is moved next
}

// demoStart is when the demonstration begins, whatever day it is: in a week without
// holidays, on a Monday on which the clinic is open and has closed neither window.
func demoStart(zone *time.Location) time.Time {
	return time.Date(2026, time.September, 7, 9, 20, 0, 0, zone)
}

func newDemoClock(start time.Time) *demoClock {
	return &demoClock{ahead: time.Until(start), moved: make(chan struct{})}
}

func (c *demoClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

// set moves the clock forward to a moment. One that has passed changes nothing.
func (c *demoClock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if more := at.Sub(time.Now().Add(c.ahead)); more > 0 {
		c.ahead += more
		close(c.moved)
		c.moved = make(chan struct{})
	}
}

// moves returns a channel that is closed when the clock is moved next.
func (c *demoClock) moves() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.moved
}

// real is what the real clock shows at a moment of this one.
func (c *demoClock) real(at time.Time) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return at.Add(-c.ahead)
}

// demoStore is the store on the demonstration's clock: whoever waits for a moment
// wakes when the clock is moved.
type demoStore struct {
	*store.Store
	clock *demoClock
}

// Wait waits as the store does, and until the clock is moved at most.
func (s demoStore) Wait(ctx context.Context, until time.Time) error {
	moved := s.clock.moves() // before the moment is translated: a move in between ends the wait
	woken, wake := context.WithCancel(ctx)
	defer wake()
	go func() {
		defer wake()
		select {
		case <-moved:
		case <-woken.Done():
		}
	}()
	if !until.IsZero() {
		until = s.clock.real(until)
	}
	if err := s.Store.Wait(woken, until); woken.Err() == nil {
		return err
	}
	return ctx.Err()
}
