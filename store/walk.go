package store

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"github.com/redis/go-redis/v9"
)

// scanCount is how many keys Redis looks at before it serves others: a fraction
// of a millisecond.
const scanCount = 256

// errChanged says that a walk was not of one Redis: what it has not shown it may
// still hold.
var errChanged = errors.New("store: Redis was restarted or replaced during the pass")

// walker goes through the keys of a service, on the node that has them, and
// calls a script on what it meets.
type walker struct {
	keys   keys
	node   redis.Cmdable
	script *redis.Script // known to the node when the walk begins; nil if it calls none
}

func (s *Store) walker(ctx context.Context, files ...string) (w walker, err error) {
	w.keys = s.keys
	if w.node, err = s.node(ctx); err != nil || len(files) == 0 {
		return w, walked(err)
	}
	if w.script, err = script(files); err != nil {
		return w, err
	}
	return w, walked(w.script.Load(ctx, w.node).Err())
}

// walk shows the names that match a pattern behind the prefix, some at a time.
// Without an error, every one was shown that was there from the beginning to the
// end; some may have been shown twice. Redis serves others meanwhile.
func (w walker) walk(ctx context.Context, pattern string, show func(ctx context.Context, names []string) error) error {
	return w.pages(ctx, func(cursor uint64) *redis.ScanCmd {
		return w.node.Scan(ctx, cursor, literal(w.keys.prefix)+pattern, scanCount)
	}, show)
}

// pages shows what stands behind a cursor, page by page, as walk does.
func (w walker) pages(ctx context.Context, page func(cursor uint64) *redis.ScanCmd, show func(ctx context.Context, names []string) error) error {
	before, err := w.server(ctx)
	if err != nil {
		return walked(err)
	}
	for cursor := uint64(0); ; {
		names, next, err := page(cursor).Result()
		if err == nil && len(names) > 0 {
			err = show(ctx, names)
		}
		if err != nil {
			return walked(err)
		}
		if cursor = next; cursor == 0 {
			break
		}
	}
	after, err := w.server(ctx)
	if err == nil && before != after {
		err = errChanged
	}
	return walked(err)
}

func walked(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: going through the rows: %w", err)
}

// globs are the letters that mean something in a pattern of Redis.
var globs = regexp.MustCompile(`[*?\[\]^\\-]`)

func literal(s string) string { return globs.ReplaceAllString(s, `\$0`) }

// server tells this Redis from another and from itself after a restart, since a
// cursor means something to one running server only. Asking for a key that does
// not exist finds out a cluster's node that is handing the keys on.
func (w walker) server(ctx context.Context) (string, error) {
	if err := w.node.Exists(ctx, w.keys.none()).Err(); err != nil {
		return "", err
	}
	text, err := w.node.Info(ctx).Result()
	return parseInfo(text)["run_id"], err
}
