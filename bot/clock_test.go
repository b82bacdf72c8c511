package bot_test

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"heard/care"
	"heard/store"
)

// clock stands still until a test moves it.
type clock struct {
	mu      sync.Mutex
	at      time.Time
	waiting bool      // the service waits for work
	until   time.Time // and until then, at most
	turned  chan struct{}
}

// newClock is set to the far future, since rows expire by the clock of Redis.
func newClock() *clock {
	return &clock{at: time.Date(2126, 3, 4, 10, 0, 0, 0, time.UTC), turned: make(chan struct{})}
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// turn tells everybody who watches. The clock is locked.
func (c *clock) turn() {
	close(c.turned)
	c.turned = make(chan struct{})
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.waiting = c.at.Add(d), false
	c.turn()
}

// wait is Store.Wait on this clock.
func (c *clock) wait(ctx context.Context, until time.Time, wait func(context.Context, time.Time) error) error {
	c.mu.Lock()
	if !until.After(c.at) {
		c.mu.Unlock()
		return nil
	}
	c.waiting, c.until = true, until
	c.turn()
	turned := c.turned
	c.mu.Unlock()
	woken, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		defer cancel()
		select {
		case <-turned:
		case <-woken.Done():
		}
	}()
	if err := wait(woken, time.Time{}); err != nil && woken.Err() == nil {
		return err
	}
	return ctx.Err()
}

// idles waits until the service has nothing to do before a moment.
func (h *house) idles(until time.Time) {
	h.Helper()
	ctx, cancel := context.WithTimeout(h.Context(), patience)
	defer cancel()
	c := h.clock
	for {
		c.mu.Lock()
		waiting, at, turned := c.waiting, c.until, c.turned
		c.mu.Unlock()
		if waiting && at.Equal(until) {
			return
		}
		select {
		case <-turned:
		case <-ctx.Done():
			h.Fatalf("the service has something to do after %v, and should after %v", at.Sub(c.now()), until.Sub(c.now()))
		}
	}
}

// hooks let a test do something at the very moment of a commit or a settlement.
// What beforeSettle refuses is not settled.
type hooks struct {
	beforeCommit, afterCommit func(care.Commit)
	beforeSettle              func([]care.Settlement) error
	afterSettle               func(care.Settlement)
}

// watched is the real store, with a test looking on. Nothing may touch it when Run
// has returned.
type watched struct {
	*store.Store
	h     *house
	ended atomic.Bool
	trips atomic.Int64 // to read or commit what an update is about
}

func (w *watched) touched() {
	if w.ended.Load() {
		w.h.Error("the store was touched after the end")
	}
}

func (w *watched) Load(ctx context.Context, u care.UpdateID, p care.Pseudonym, code care.Code) (care.PatientRecord, care.CaseRecord, bool, error) {
	w.trips.Add(1)
	return w.Store.Load(ctx, u, p, code)
}

func (w *watched) Find(ctx context.Context, u care.UpdateID, names []care.Pseudonym, code care.Code) (
	care.Pseudonym, care.PatientRecord, care.CaseRecord, bool, error,
) {
	w.trips.Add(1)
	return w.Store.Find(ctx, u, names, code)
}

func (w *watched) Peek(ctx context.Context, boxes ...care.Box) ([]care.Held, error) {
	w.trips.Add(1)
	return w.Store.Peek(ctx, boxes...)
}

func (w *watched) LoadCase(ctx context.Context, code care.Code) (care.CaseRecord, error) {
	w.touched()
	return w.Store.LoadCase(ctx, code)
}

func (w *watched) Claim(ctx context.Context, n int, now time.Time) ([]care.Lease, time.Time, error) {
	w.touched()
	return w.Store.Claim(ctx, n, now)
}

func (w *watched) Commit(ctx context.Context, c care.Commit, now time.Time) (care.Receipt, error) {
	w.touched()
	w.trips.Add(1)
	defer w.h.notice()
	if w.h.hooks.beforeCommit != nil {
		w.h.hooks.beforeCommit(c)
	}
	receipt, err := w.Store.Commit(ctx, c, now)
	if w.h.hooks.afterCommit != nil {
		w.h.hooks.afterCommit(c)
	}
	return receipt, err
}

func (w *watched) Settle(ctx context.Context, all []care.Settlement, now time.Time) (int, error) {
	w.touched()
	defer w.h.notice()
	if w.h.hooks.beforeSettle != nil {
		if err := w.h.hooks.beforeSettle(all); err != nil {
			return 0, err
		}
	}
	late, err := w.Store.Settle(ctx, all, now)
	if err == nil {
		w.h.delays.note(all, now)
	}
	for _, one := range all {
		if w.h.hooks.afterSettle != nil {
			w.h.hooks.afterSettle(one)
		}
	}
	return late, err
}

func (w *watched) Wait(ctx context.Context, until time.Time) error {
	if w.h.clock == nil {
		return w.Store.Wait(ctx, until)
	}
	return w.h.clock.wait(ctx, until, w.Store.Wait)
}

// delays are for how long deliveries were put off, one entry each time, and how
// many ended at all.
type delays struct {
	mu    sync.Mutex
	all   []time.Duration
	ended int // leases settled in all
}

func (d *delays) note(all []care.Settlement, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ended += len(all)
	for _, one := range all {
		if !one.Again.IsZero() {
			d.all = append(d.all, one.Again.Sub(now))
		}
	}
}

func (d *delays) list() []time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.all)
}

func (d *delays) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ended
}

// putOff waits until deliveries have been put off n times in all, and returns
// for how long the last one was.
func (h *house) putOff(n int) time.Duration {
	h.Helper()
	h.until("a delivery is put off", func() bool { return len(h.delays.list()) >= n })
	return h.delays.list()[n-1]
}

func (h *house) notice() {
	select {
	case h.changed <- struct{}{}:
	default:
	}
}
