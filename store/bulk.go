package store

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"heard/care"
)

// EachBulk shows each bulk box with the time when it is due, or when its lease ends,
// and the body that it holds, in no order. It ends
// with the first error of do, and returns it. Without an error, every box was
// shown that held something from the beginning to the end; some may have been
// shown twice, and one that is shown may have been set anew since. It costs what
// there is of them, whatever else Redis holds, and Redis serves others meanwhile. The embedded Redis of
// the demonstration may miss one that is set anew, once there are more than 256.
func (s *Store) EachBulk(ctx context.Context, do func(box care.Box, due time.Time, body []byte) error) error {
	w, err := s.walker(ctx)
	if err != nil {
		return err
	}
	page := func(cursor uint64) *redis.ScanCmd {
		return w.node.ZScan(ctx, w.keys.bulk(), cursor, "", scanCount)
	}
	return w.pages(ctx, page, func(ctx context.Context, scored []string) error {
		boxes := make([]bulkBox, 0, len(scored)/2)
		for i := 0; i+1 < len(scored); i += 2 { // each name is followed by its score
			ms, err := strconv.ParseFloat(scored[i+1], 64)
			if err != nil {
				return errReply
			}
			boxes = append(boxes, bulkBox{care.Box{Name: scored[i], Timer: true, Bulk: true}, time.UnixMilli(int64(ms))})
		}
		return w.bulk(ctx, boxes, do)
	})
}

// bulkBox is a bulk box and its due time.
type bulkBox struct {
	care.Box
	due time.Time
}

// bulk shows some boxes in one trip. One that was emptied meanwhile is left out.
func (w walker) bulk(ctx context.Context, boxes []bulkBox, do func(box care.Box, due time.Time, body []byte) error) error {
	pipe := w.node.Pipeline()
	heads := make([]*redis.StringCmd, len(boxes))
	for i, box := range boxes {
		heads[i] = pipe.LIndex(ctx, w.keys.box(box.Box), 0)
	}
	if _, err := pipe.Exec(ctx); err != nil && !errors.Is(err, redis.Nil) {
		return err
	}
	for i, head := range heads {
		if errors.Is(head.Err(), redis.Nil) {
			continue
		}
		if head.Err() != nil {
			return head.Err()
		}
		kind, _, body := cutJob([]byte(head.Val()))
		if kind != 'b' {
			return errReply
		}
		if err := do(boxes[i].Box, boxes[i].due, body); err != nil {
			return err
		}
	}
	return nil
}
