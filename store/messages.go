package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"heard/care"
)

// sweepLimit is how long Telegram lets a bot delete a message, and so how long
// its number is kept.
const sweepLimit = 48 * time.Hour

// Messages returns the numbers of the messages of the last 48 hours that came
// through some boxes, of each in the order in which they came to be known: of a
// patient's own box those of both sides. It is one trip; nothing of it is written to
// the journal, which could tie the boxes together.
func (s *Store) Messages(ctx context.Context, now time.Time, boxes ...care.Box) ([]care.MessageID, error) {
	pipe := s.db.Pipeline()
	lists := make([]*redis.StringSliceCmd, len(boxes))
	for i, box := range boxes {
		lists[i] = pipe.LRange(ctx, s.keys.chat(box.Name), 0, -1)
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, fmt.Errorf("store: reading the messages of a chat: %w", err)
	}
	var all []string
	for _, list := range lists {
		all = append(all, list.Val()...)
	}
	oldest := now.Add(-sweepLimit).UnixMilli()
	ids := make([]care.MessageID, 0, len(all))
	for _, one := range all {
		id, at, err := unstamped(one)
		if err != nil {
			return nil, err
		}
		if at > oldest {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// stamped is how a message is kept, "<number>:<ms>", empty for none.
func stamped(id care.MessageID, now time.Time) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(int64(id), 10) + ":" + strconv.FormatInt(now.UnixMilli(), 10)
}

// stamps is several of them with spaces between.
func stamps(ids []care.MessageID, now time.Time) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = stamped(id, now)
	}
	return strings.Join(all, " ")
}

// unstamped reads what stamped wrote.
func unstamped(text string) (id care.MessageID, ms int64, err error) {
	number, at, _ := strings.Cut(text, ":")
	n, err1 := strconv.ParseInt(number, 10, 64)
	ms, err2 := strconv.ParseInt(at, 10, 64)
	if err1 != nil || err2 != nil {
		return 0, 0, errReply
	}
	return care.MessageID(n), ms, nil
}
