package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"heard/care"
)

// errBody is a refusal of settlements that are made wrong; no data can cause it.
var errBody = errors.New("store: a new body is not empty, and needs the time of its job")

// Settle ends leases, or notes what came of them so far, all in one trip. late
// counts those whose lease had gone to somebody else: they changed nothing, and
// their jobs are somebody else's. After an error, settle again or let the leases
// run out; a settlement taken twice counts as late.
func (s *Store) Settle(ctx context.Context, all []care.Settlement, now time.Time) (late int, err error) {
	if len(all) == 0 {
		return 0, nil
	}
	keys := append(make([]string, 0, len(s.keys.outbox)+3*len(all)), s.keys.outbox...)
	args := append(s.outboxArgs(now, 1+12*len(all)), len(all))
	for _, one := range all {
		if one.Body != nil && (one.Again.IsZero() || one.Keep || len(one.Body) == 0) {
			return 0, errBody
		}
		keys = append(keys, s.keys.box(one.Lease.Box), s.noted(one), s.keys.chat(one.Lease.Box.Name))
		args = append(args, one.Lease.Box.Name, flag(one.Lease.Box.Bulk), one.Lease.Fence, again(one), string(one.Body), flag(one.Keep))
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
