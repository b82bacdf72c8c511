package store

import (
	"context"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// line sends the commits that come together to Redis together: while a few trips
// are under way others gather, and make the next. A busy service so pays for one
// write, one reading and one flush to disk for several updates; a quiet one waits
// for nothing.
type line struct {
	mu      sync.Mutex
	waiting []*errand
	moving  int // trips
	done    sync.WaitGroup
}

// errand is one call of a script, and where its sender waits.
type errand struct {
	script *redis.Script
	keys   []string
	args   []any
	cmd    *redis.Cmd
	back   chan struct{}
}

const (
	// lineTrips and lineBatch bound the trips at once and the calls of each:
	// so many that the next is on its way while Redis works on this one, and so
	// few that the first of a crowd need not wait for the last.
	lineTrips = 4
	lineBatch = 8
	// lineLimit is how long one trip may take. It goes on for the others when
	// one of those who wait goes away.
	lineLimit = 5 * time.Second
)

// run calls a script in company. When ctx ends first it is not known whether the
// call was carried out.
func (s *Store) run(ctx context.Context, script *redis.Script, keys []string, args []any) ([]any, error) {
	e := &errand{script: script, keys: keys, args: args, back: make(chan struct{})}
	s.line.mu.Lock()
	s.line.waiting = append(s.line.waiting, e)
	if s.line.moving < lineTrips {
		s.line.moving++
		s.line.done.Go(s.move)
	}
	s.line.mu.Unlock()
	select {
	case <-e.back:
		return e.cmd.Slice()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// move makes trips until nobody waits.
func (s *Store) move() {
	for {
		s.line.mu.Lock()
		n := min(len(s.line.waiting), lineBatch)
		batch := s.line.waiting[:n:n]
		s.line.waiting = s.line.waiting[n:]
		if n == 0 {
			s.line.moving--
		}
		s.line.mu.Unlock()
		if n == 0 {
			return
		}
		s.trip(batch)
		for _, e := range batch {
			close(e.back)
		}
	}
}

// trip carries out a batch in one pipeline. After a restart Redis has forgotten
// its scripts: the calls that it refused for that are sent again, whole.
func (s *Store) trip(batch []*errand) {
	ctx, cancel := context.WithTimeout(context.Background(), lineLimit)
	defer cancel()
	pipe := s.db.Pipeline()
	for _, e := range batch {
		e.cmd = e.script.EvalSha(ctx, pipe, e.keys, e.args...)
	}
	_, _ = pipe.Exec(ctx) // each command holds its own error
	for _, e := range batch {
		if redis.HasErrorPrefix(e.cmd.Err(), "NOSCRIPT") {
			e.cmd = e.script.Eval(ctx, s.db, e.keys, e.args...)
		}
	}
}
