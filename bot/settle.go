package bot

import (
	"context"
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
	done   chan struct{}
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
	settleLimit = 5 * time.Second
	settleTries = 3
)

func newSettler(store Outbox, log *slog.Logger, c *counts, clock func() time.Time) *settler {
	return &settler{store: store, log: log, counts: c, clock: clock, in: make(chan settling, maxSends), done: make(chan struct{})}
}

// put ends leases soon.
func (s *settler) put(all ...care.Settlement) { s.in <- settling{all: all} }

// now takes a settlement and returns when it is kept.
func (s *settler) now(ctx context.Context, one care.Settlement) error {
	told := make(chan error, 1)
	s.in <- settling{[]care.Settlement{one}, told}
	select {
	case err := <-told:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run settles until close is called and everything is settled.
func (s *settler) run() {
	defer close(s.done)
	for first := range s.in {
		batch := s.gather(first)
		err := s.settle(batch)
		for _, one := range batch {
			if one.told != nil {
				one.told <- err
			}
		}
	}
}

// close lets run end once nothing is left. Nothing may be put after it.
func (s *settler) close() {
	close(s.in)
	<-s.done
}

// gather takes what has come in meanwhile.
func (s *settler) gather(first settling) []settling {
	batch := []settling{first}
	for n := len(first.all); n < settleBatch; n += len(batch[len(batch)-1].all) {
		select {
		case next, open := <-s.in:
			if !open {
				return batch
			}
			batch = append(batch, next)
		default:
			return batch
		}
	}
	return batch
}

// settle makes the trip, and makes it again if it fails: settling twice is
// harmless, since the second finds the lease gone.
func (s *settler) settle(batch []settling) error {
	var all []care.Settlement
	for _, one := range batch {
		all = append(all, one.all...)
	}
	var err error
	for try := range settleTries {
		ctx, cancel := context.WithTimeout(context.Background(), settleLimit)
		var late int
		late, err = s.store.Settle(ctx, all, s.clock())
		cancel()
		if err == nil {
			s.counts.late.Add(float64(late))
			return nil
		}
		s.log.Error("deliveries could not be settled", "err", err, "count", len(all), "attempt", try+1)
		pause(context.Background(), firstPause)
	}
	return err
}
