package bot

import (
	"sync"
	"time"

	"heard/care"
)

// togetherLimit is how long a finished delivery waits for the others of its
// commit. Until it is settled nothing else goes to its chat, so a slow group must
// not hold up a patient for long.
const togetherLimit = 2 * time.Second

// together gathers what came of the deliveries of one commit, so that they are
// settled in one trip to the store.
type together struct {
	settler *settler
	mu      sync.Mutex
	left    int
	done    []care.Settlement
	late    bool // the limit has passed: whatever comes now goes by itself
	timer   *time.Timer
}

// together expects n deliveries.
func (s *settler) together(n int) *together { return &together{settler: s, left: n} }

// put notes what came of one delivery.
func (t *together) put(one care.Settlement) { t.end(one) }

// skip says that nothing comes of one delivery: its lease is left to end.
func (t *together) skip() { t.end() }

func (t *together) end(what ...care.Settlement) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.left--
	t.done = append(t.done, what...)
	switch {
	case t.left == 0 || t.late:
		if t.timer != nil {
			t.timer.Stop()
		}
		t.flush()
	case t.timer == nil:
		t.timer = time.AfterFunc(togetherLimit, t.expire)
	}
}

// expire settles those that have waited long enough.
func (t *together) expire() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.late = true
	t.flush()
}

func (t *together) flush() {
	if len(t.done) > 0 {
		t.settler.put(t.done...)
		t.done = nil
	}
}
