package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// Depth is how full the outbox is.
type Depth struct {
	Boxes  int           // boxes with anything in them, in flight or waiting, those in bulk apart
	Due    int           // of those, boxes whose head could go out now
	Oldest time.Duration // for how long the first of them could have
	Bulk   int           // bulk boxes that are due, and go out as the limit lets them
}

// Ahead tells how many deliveries are under lease, and when the first box is due, the
// zero time for none. A box under lease is due when that ends: next means what it says
// when nothing is under way. Both are of one moment.
func (s *Store) Ahead(ctx context.Context) (leased int, next time.Time, err error) {
	pipe := s.db.TxPipeline()
	leases := pipe.HVals(ctx, s.keys.lease())
	first := []*redis.ZSliceCmd{
		pipe.ZRangeArgsWithScores(ctx, redis.ZRangeArgs{Key: s.keys.due(), Start: 0, Stop: 0}),
		pipe.ZRangeArgsWithScores(ctx, redis.ZRangeArgs{Key: s.keys.bulk(), Start: 0, Stop: 0}),
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return 0, time.Time{}, fmt.Errorf("store: looking ahead in the outbox: %w", err)
	}
	for _, l := range leases.Val() {
		if !strings.HasPrefix(l, "0:") { // see outbox.lua
			leased++
		}
	}
	for _, one := range first {
		for _, box := range one.Val() {
			if at := time.UnixMilli(int64(box.Score)); next.IsZero() || at.Before(next) {
				next = at
			}
		}
	}
	return leased, next, nil
}

// Depth measures the outbox in one round trip.
func (s *Store) Depth(ctx context.Context, now time.Time) (Depth, error) {
	ms := now.UnixMilli()
	pipe := s.db.Pipeline()
	boxes := pipe.ZCard(ctx, s.keys.due())
	due := pipe.ZCount(ctx, s.keys.due(), "-inf", strconv.FormatInt(ms, 10))
	bulk := pipe.ZCount(ctx, s.keys.bulk(), "-inf", strconv.FormatInt(ms, 10))
	first := pipe.ZRangeArgsWithScores(ctx, redis.ZRangeArgs{Key: s.keys.due(), Start: 0, Stop: 0})
	if _, err := pipe.Exec(ctx); err != nil {
		return Depth{}, fmt.Errorf("store: measuring the outbox: %w", err)
	}
	d := Depth{Boxes: int(boxes.Val()), Due: int(due.Val()), Bulk: int(bulk.Val())}
	if d.Due > 0 && len(first.Val()) > 0 {
		d.Oldest = time.Duration(ms-int64(first.Val()[0].Score)) * time.Millisecond
	}
	return d, nil
}
