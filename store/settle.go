package store

import (
	"context"
	"fmt"
	"time"

	"heard/care"
)

// Settle ends leases, or notes what came of them so far, all in one trip. late
// counts those whose lease had gone to somebody else: they changed nothing, and
// their jobs are somebody else's. After an error, settle again or let the leases
// run out; a settlement taken twice counts as late.
func (s *Store) Settle(ctx context.Context, all []care.Settlement, now time.Time) (late int, err error) {
	if len(all) == 0 {
		return 0, nil
	}
	keys := append(make([]string, 0, len(s.keys.outbox)+3*len(all)), s.keys.outbox...)
	args := append(s.outboxArgs(now, 1+10*len(all)), len(all))
	for _, one := range all {
		keys = append(keys, s.keys.box(one.Lease.Box), s.noted(one), s.keys.chat(one.Lease.Box.Name))
		args = append(args, one.Lease.Box.Name, one.Lease.Fence, again(one), flag(one.Keep))
		args = append(args, postText(one.Card), one.Shown, postText(one.Under))
		args = append(args, stamps(one.Sent, now), sweepLimit.Milliseconds(), flag(one.Swept))
	}
	late, err = s.scripts.settle.Run(ctx, s.db, keys, args...).Int()
	if err != nil {
		return 0, fmt.Errorf("store: settle: %w", err)
	}
	return late, nil
}

// noted is the key of the case that a settlement makes a note on.
func (s *Store) noted(one care.Settlement) string {
	if one.Case == "" {
		return s.keys.none()
	}
	return s.keys.kase(one.Case)
}

func again(one care.Settlement) int64 {
	if one.Again.IsZero() {
		return 0
	}
	return one.Again.UnixMilli()
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
