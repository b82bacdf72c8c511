package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"heard/care"
)

// Peek returns what some timers' boxes hold. It is one round trip, and all is of one
// moment.
func (s *Store) Peek(ctx context.Context, boxes ...care.Box) ([]care.Held, error) {
	pipe := s.db.TxPipeline()
	heads, scores := make([]*redis.StringCmd, len(boxes)), make([]*redis.FloatCmd, len(boxes))
	for i, box := range boxes {
		place := s.keys.due()
		if box.Bulk {
			place = s.keys.bulk()
		}
		heads[i], scores[i] = pipe.LIndex(ctx, s.keys.box(box), 0), pipe.ZScore(ctx, place, box.Name)
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return nil, fmt.Errorf("store: looking into a box: %w", err)
	}
	all := make([]care.Held, len(boxes))
	for i, head := range heads {
		if errors.Is(head.Err(), redis.Nil) {
			continue
		}
		_, name, body := cutJob([]byte(head.Val()))
		if name == "" || scores[i].Err() != nil { // a box of another kind
			return nil, errReply
		}
		all[i] = care.Held{Body: body, Due: time.UnixMilli(int64(scores[i].Val()))}
	}
	return all, nil
}
