package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"heard/care"
)

// Peek returns what a timer's box holds, as it is stored, and when it is due; nil
// and the zero time for nothing. While somebody has a lease on it, due is the end
// of that. It is one round trip, and both are of one moment.
func (s *Store) Peek(ctx context.Context, box care.Box) (body []byte, due time.Time, err error) {
	place := s.keys.due()
	if box.Bulk {
		place = s.keys.bulk()
	}
	pipe := s.db.TxPipeline()
	head := pipe.LIndex(ctx, s.keys.box(box), 0)
	score := pipe.ZScore(ctx, place, box.Name)
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return nil, time.Time{}, fmt.Errorf("store: looking into a box: %w", err)
	}
	if errors.Is(head.Err(), redis.Nil) {
		return nil, time.Time{}, nil
	}
	if score.Err() != nil {
		return nil, time.Time{}, errReply // a box of another kind
	}
	_, name, body := cutJob([]byte(head.Val()))
	if name == "" {
		return nil, time.Time{}, errReply
	}
	return body, time.UnixMilli(int64(score.Val())), nil
}
