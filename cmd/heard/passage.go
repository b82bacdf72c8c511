package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"

	"heard/clinic"
	"heard/simulator"
	"heard/store"
	"heard/web"
)

// passage lets time pass in the demonstration: by itself, and when a visitor moves the
// clock. A move stops at everything that is due on its way, so that each thing happens
// at its own time and in its order.
type passage struct {
	clock    *demoClock
	memory   *miniredis.Miniredis
	store    *store.Store
	rounds   []byClock
	telegram *simulator.Server
	chats    []int64 // those on the page
	slots    clinic.Release
	zone     *time.Location
	after    func(context.Context) error // is called when a move has passed a slot

	moving sync.Mutex
}

const (
	// stride is the longest step of a move: the rounds look at least so often.
	stride = time.Hour
	// beat is how often the demonstration looks, in real time, whether it is time.
	beat = time.Second
	// stillLimit bounds how long a step waits for what has come up to be done, and
	// stillLook is how often it looks.
	stillLimit, stillLook = 10 * time.Second, 2 * time.Millisecond
)

// Run lets the real time pass until ctx ends.
func (p *passage) Run(ctx context.Context) {
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			p.moving.Lock()
			p.look(ctx)
			p.moving.Unlock()
		}
	}
}

// look tells the time to whoever does not ask for it.
func (p *passage) look(ctx context.Context) {
	p.memory.SetTime(p.clock.now())
	for _, r := range p.rounds {
		r.Look(ctx)
	}
}

// Move implements web.Mover. It returns when all is done that came up on the way.
func (p *passage) Move(ctx context.Context, leap web.Leap) error {
	p.moving.Lock()
	defer p.moving.Unlock()
	now := p.clock.now().In(p.zone)
	slot := p.slots.Next(now, p.zone)
	switch leap {
	case web.HalfHour:
		return p.pass(ctx, now.Add(30*time.Minute), never)
	case web.Day:
		return p.pass(ctx, now.AddDate(0, 0, 1), never)
	case web.Release:
		return p.pass(ctx, slot, never)
	case web.Next:
		shown := p.shown()
		return p.pass(ctx, slot, func() bool { return p.shown() > shown })
	}
	return fmt.Errorf("no leap of the clock: %s", leap)
}

func never() bool { return false }

// shown counts what the bot has shown on the page.
func (p *passage) shown() (n int) {
	for _, chat := range p.chats {
		n += p.telegram.Mark(chat)
	}
	return n
}

// pass moves the clock step by step up to a moment, or until enough is true.
func (p *passage) pass(ctx context.Context, until time.Time, enough func() bool) error {
	slot := p.slots.Next(p.clock.now(), p.zone)
	for {
		next, err := p.still(ctx)
		now := p.clock.now()
		switch {
		case err != nil:
			return err
		case enough() || !now.Before(until):
			return p.passed(ctx, slot)
		}
		p.clock.set(soonest(until, now.Add(stride), p.slots.Next(now, p.zone), next))
		p.look(ctx)
	}
}

// passed is the end of a move.
func (p *passage) passed(ctx context.Context, slot time.Time) error {
	if p.clock.now().Before(slot) {
		return nil
	}
	return p.after(ctx)
}

// soonest is the first of some moments, without the zero time.
func soonest(first time.Time, others ...time.Time) time.Time {
	for _, at := range others {
		if !at.IsZero() && at.Before(first) {
			first = at
		}
	}
	return first
}

// errNotStill says that a move has stopped where it was, since the next step would let
// leases run out.
var errNotStill = errors.New("what was due did not end")

// still waits until everything is done that is due, and returns when the next is, the
// zero time where nothing waits. After a while it gives up.
func (p *passage) still(ctx context.Context) (next time.Time, err error) {
	late := time.NewTimer(stillLimit)
	defer late.Stop()
	tick := time.NewTicker(stillLook)
	defer tick.Stop()
	for {
		var leased int
		// The outbox last: it is filled before an update is confirmed.
		idle := p.telegram.PendingUpdates() == 0 && p.telegram.Unanswered() == 0
		if leased, next, err = p.store.Ahead(ctx); err != nil {
			return next, err
		}
		if idle && leased == 0 && (next.IsZero() || next.After(p.clock.now())) {
			return next, nil
		}
		select {
		case <-tick.C:
		case <-late.C:
			return time.Time{}, errNotStill
		case <-ctx.Done():
			return time.Time{}, ctx.Err()
		}
	}
}
