package bot_test

import (
	"context"
	"slices"
	"strings"

	"github.com/redis/go-redis/v9"
)

// quiet returns when every update has been confirmed, every press answered and
// everything delivered.
func (h *house) quiet() {
	h.Helper()
	h.until("everything is delivered", func() bool {
		return h.telegram.PendingUpdates() == 0 && h.telegram.Unanswered() == 0 && h.settled()
	})
}

// settled reports whether nothing waits in the outbox and nothing is under way,
// timers apart that have yet to ring.
func (h *house) settled() bool {
	both := h.raw.TxPipeline() // seen at one moment
	boxes := both.ZRangeWithScores(h.Context(), "{heard:test}:due", 0, -1)
	bulk := both.ZRangeWithScores(h.Context(), "{heard:test}:bulk", 0, -1)
	leases := both.HGetAll(h.Context(), "{heard:test}:lease")
	_, err := both.Exec(h.Context())
	return err == nil && !slices.ContainsFunc(append(boxes.Val(), bulk.Val()...), func(z redis.Z) bool {
		name, _ := z.Member.(string)
		_, leased := leases.Val()[name]
		return leased || !strings.HasPrefix(name, "at:") || int64(z.Score) <= h.now().UnixMilli()
	})
}

// until waits for something to become true in Telegram or in the store.
func (h *house) until(what string, ok func() bool) {
	h.Helper()
	if !h.waits(ok) {
		h.Fatalf("in vain until %s", what)
	}
}

// waits is until for goroutines that cannot end the test.
func (h *house) waits(ok func() bool) bool {
	ctx, cancel := context.WithTimeout(h.Context(), patience)
	defer cancel()
	changed := h.telegram.Watch(ctx)
	for !ok() {
		select {
		case <-changed:
		case <-h.changed:
		case <-ctx.Done():
			return false
		}
	}
	return true
}
