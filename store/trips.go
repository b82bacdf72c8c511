package store

import (
	"context"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
)

// Trips returns how many times this store has written to Redis and awaited the
// answer: once a command or pipeline. Setting up a connection and waiting for a
// wake are not counted, since no patient waits for them.
func (s *Store) Trips() int64 { return s.trips.Load() }

// counter counts round trips.
type counter struct{ trips *atomic.Int64 }

// DialHook counts nothing.
func (counter) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook counts a command.
func (c counter) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		c.count(cmd)
		return next(ctx, cmd)
	}
}

// ProcessPipelineHook counts a pipeline, whatever its length.
func (c counter) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		if len(cmds) > 0 {
			c.count(cmds[0])
		}
		return next(ctx, cmds)
	}
}

func (c counter) count(cmd redis.Cmder) {
	switch cmd.Name() {
	case "hello", "auth", "client", "select", "readonly", "blpop":
	default:
		c.trips.Add(1)
	}
}
