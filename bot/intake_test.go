package bot_test

import (
	"strings"
	"sync/atomic"
	"testing"

	"heard/care"
	"heard/simulator"
)

// One update that takes long holds up its own chat, in which the order stays, and no
// other; and though Telegram sends it again meanwhile, it is handled once.
func TestOneHoldsUpNoOther(t *testing.T) {
	h := newHouse(t)
	var armed, held atomic.Bool
	release := make(chan struct{})
	h.hooks.beforeCommit = func(care.Commit) {
		if armed.CompareAndSwap(true, false) {
			held.Store(true)
			<-release
		}
	}
	h.start()
	slow, other := h.patient("en").agrees(), h.patient("en").agrees()
	h.quiet()
	armed.Store(true)
	slow.writes("/menu")
	since := slow.since
	h.until("it is under way", held.Load)
	slow.writes("/privacy")
	for range 3 {
		other.writes("/menu")
		other.reads("menu.what")
	}
	slow.since = since
	if _, ok := slow.newest(func(simulator.Message) bool { return true }); ok {
		t.Error("it was answered before it was kept")
	}
	close(release)
	slow.reads("privacy.staff")
	h.quiet()
	var answers []string
	for _, m := range h.telegram.Messages(slow.chat) {
		if m.Bot && m.ID > since {
			answers = append(answers, m.Text)
		}
	}
	if len(answers) != 2 || !strings.Contains(answers[0], h.says("en", "menu.what")) {
		t.Errorf("%d answers:\n%s", len(answers), strings.Join(answers, "\n---\n"))
	}
	h.until("all is confirmed", func() bool { return h.telegram.PendingUpdates() == 0 })
}
