package store

import (
	"context"
	"log/slog"
)

// chatter takes what go-redis logs on its own account. Only the fixed part of a
// message is kept: what is filled in may be a command, and a command holds data.
type chatter struct{ log *slog.Logger }

// Printf writes one message at the level debug, since whatever matters comes
// back as an error too.
func (c chatter) Printf(ctx context.Context, format string, _ ...any) {
	if c.log != nil {
		c.log.DebugContext(ctx, "redis client", "reason", format)
	}
}
