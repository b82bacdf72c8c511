package store

import (
	"context"
	"fmt"
	"strconv"
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
