package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"heard/care"
)

// settler ends leases, as many as have come together while the last trip to the
// store was under way: one trip for all of them when there is much to do, and
// no waiting when there is little.
type settler struct {
	store  Outbox
	log    *slog.Logger
	counts *counts
	clock  func() time.Time
	in     chan settling
	last   chan struct{} // closed: nothing more comes in
	done   chan struct{} // closed: nothing more is settled
}

// settling is what is to be settled in one trip, and where to say that it is
// kept, if anybody waits.
type settling struct {
	all  []care.Settlement
	told chan<- error
}

const (
	// settleBatch bounds one trip.
	settleBatch = 128
	// settleLimit is how long one trip may take before it is tried again. A
	// settlement that is lost costs a message shown twice.
	settleLimit = time.Second
	settleTries = 5
)

// errEnded says that a settlement came when nothing was settled any more.
var errEnded = errors.New("bot: the program has stopped")

func newSettler(store Outbox, log *slog.Logger, c *counts, clock func() time.Time) *settler {
	return &settler{
		store: store, log: log, counts: c, clock: clock,
		in: make(chan settling, maxSends), last: make(chan struct{}), done: make(chan struct{}),
	}
}

// put ends leases soon. When nothing is settled any more they end by themselves.
func (s *settler) put(all ...care.Settlement) {
	select {
	case s.in <- settling{all: all}:
	case <-s.done:
	}
}

// now takes a settlement and returns when it is kept.
func (s *settler) now(ctx context.Context, one care.Settlement) error {
	told := make(chan error, 1)
	select {
	case s.in <- settling{[]care.Settlement{one}, told}:
	case <-s.done:
		return errEnded
	}
	select {
	case err := <-told:
		return err
	case <-s.done:
		return errEnded
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run settles until close is called and everything is settled, or ctx ends.
func (s *settler) run(ctx context.Context) {
	defer close(s.done)
	for ctx.Err() == nil {
		first, ok := s.next()
		if !ok {
			return
		}
		batch := s.gather(first)
		err := s.settle(ctx, batch)
		for _, one := range batch {
			if one.told != nil {
				one.told <- err
			}
		}
	}
}

// close returns when run has ended. Whatever is to be settled must be put before.
func (s *settler) close() {
	close(s.last)
	<-s.done
}

// next waits for something to settle. ok is false when nothing comes any more.
func (s *settler) next() (one settling, ok bool) {
	select {
	case one = <-s.in:
		return one, true
	case <-s.last:
	}
	select {
	case one = <-s.in:
		return one, true
	default:
		return one, false
	}
}

// gather takes what has come in meanwhile.
func (s *settler) gather(first settling) []settling {
	batch := []settling{first}
	for n := len(first.all); n < settleBatch; n += len(batch[len(batch)-1].all) {
		select {
		case next := <-s.in:
			batch = append(batch, next)
		default:
			return batch
		}
	}
	return batch
}

// settle makes the trip, and makes it again if it fails: settling twice is
// harmless, since the second finds the lease gone.
func (s *settler) settle(ctx context.Context, batch []settling) error {
	var all []care.Settlement
	for _, one := range batch {
		all = append(all, one.all...)
	}
	var err error
	for try := 0; try < settleTries && ctx.Err() == nil; try++ {
		if err = s.trip(ctx, all); err == nil {
			return nil
		}
		s.log.ErrorContext(ctx, "deliveries could not be settled", "err", err, "count", len(all), "attempt", try+1)
		pause(ctx, firstPause)
	}
	return err
}

func (s *settler) trip(ctx context.Context, all []care.Settlement) error {
	ctx, cancel := context.WithTimeout(ctx, settleLimit)
	defer cancel()
	late, err := s.store.Settle(ctx, all, s.clock())
	s.counts.late.Add(float64(late))
	return err
}
