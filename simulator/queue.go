package simulator

import (
	"strconv"
	"sync"
	"time"
)

// firstUpdate is an id as real bots see them: not small, and without meaning.
const firstUpdate = 700_000_001

// update is one waiting update, encoded once.
type update struct {
	id   int64
	lane int64 // updates of one lane are pushed to a webhook in order
	body []byte
	done bool // taken by the webhook
}

// queue holds what the bot has not confirmed yet, with ids in order and without
// gaps, so that an offset is found by subtraction.
type queue struct {
	backoff time.Duration
	now     func() time.Time
	changed func()     // called without the lock when fewer are waiting
	hooking sync.Mutex // one setWebhook or deleteWebhook at a time

	mu      sync.Mutex
	entries []*update
	next    int64
	pending int
	allowed map[string]bool // nil: every kind
	poll    *poll           // the getUpdates that is waiting
	hook    *pusher         // nil while the bot polls
	setting webhook
}

func newQueue(o Options, changed func()) *queue {
	return &queue{next: firstUpdate, backoff: o.WebhookBackoff, now: o.Now, changed: changed}
}

// push adds an update unless the bot has not asked for its kind. body is the
// JSON of the object that the kind names.
func (q *queue) push(kind string, lane int64, body []byte) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.allowed != nil && !q.allowed[kind] {
		return
	}
	u := &update{id: q.next, lane: lane, body: envelope(q.next, kind, body)}
	q.next++
	q.pending++
	q.entries = append(q.entries, u)
	if q.hook != nil {
		q.hook.add(u)
	}
	if q.poll != nil {
		q.poll.wakeUp()
	}
}

func envelope(id int64, kind string, body []byte) []byte {
	b := make([]byte, 0, len(body)+len(kind)+40)
	b = strconv.AppendInt(append(b, `{"update_id":`...), id, 10)
	b = append(append(append(b, `,"`...), kind...), `":`...)
	return append(append(b, body...), '}')
}

// confirm forgets everything before an offset; a negative one counts from the
// end, and forgets what is before that too. The queue is locked.
func (q *queue) confirm(offset int64) {
	if offset < 0 {
		offset += q.next
	}
	if offset <= 0 || len(q.entries) == 0 {
		return
	}
	q.drop(int(min(max(offset-q.entries[0].id, 0), int64(len(q.entries)))))
}

// drop forgets the first n entries. The queue is locked.
func (q *queue) drop(n int) {
	for i, u := range q.entries[:n] {
		if !u.done {
			q.pending--
		}
		q.entries[i] = nil // the array behind the slice lives on
	}
	q.entries = q.entries[n:]
}

// settle notes that the webhook has taken an update.
func (q *queue) settle(u *update) {
	defer q.changed()
	q.mu.Lock()
	defer q.mu.Unlock()
	if u.done || len(q.entries) == 0 || u.id < q.entries[0].id {
		return
	}
	u.done = true
	q.pending--
	n := 0
	for n < len(q.entries) && q.entries[n].done {
		n++
	}
	q.drop(n)
}

// head encodes up to limit waiting updates as an array, and tells how many they
// are. The queue is locked.
func (q *queue) head(limit int) (array []byte, n int) {
	size := 2
	for _, u := range q.entries[:min(limit, len(q.entries))] {
		size += len(u.body) + 1
	}
	array = append(make([]byte, 0, size), '[')
	for _, u := range q.entries {
		if n == limit {
			break
		}
		if u.done {
			continue
		}
		if n > 0 {
			array = append(array, ',')
		}
		array = append(array, u.body...)
		n++
	}
	return append(array, ']'), n
}

// PendingUpdates counts the updates that the bot has not confirmed.
func (s *Server) PendingUpdates() int {
	s.updates.mu.Lock()
	defer s.updates.mu.Unlock()
	return s.updates.pending
}
