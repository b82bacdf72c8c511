package simulator

import (
	"context"
	"encoding/json"
	"time"
)

const (
	maxBatch = 100 // updates in one answer
	maxPoll  = 50  // seconds that Telegram holds a poll at most
)

// The ways in which a bot can be in its own way.
const (
	otherPoll   = "terminated by other getUpdates request; make sure that only one bot instance is running"
	hookSet     = "terminated by setWebhook request"
	hookIsThere = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)

// poll is one getUpdates that waits.
type poll struct {
	wake chan struct{}
	over chan struct{} // closed to end it, with the reason in why
	why  string
}

func (p *poll) wakeUp() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (s *Server) getUpdates(c call) ([]byte, error) {
	limit := c.within("limit", maxBatch, 1, maxBatch)
	timeout := time.Duration(c.within("timeout", 0, 0, maxPoll)) * time.Second
	q := s.updates
	q.mu.Lock()
	if q.hook != nil {
		q.mu.Unlock()
		return nil, conflict(hookIsThere)
	}
	q.endPoll(otherPoll)
	q.allow(c.params)
	q.confirm(c.number("offset"))
	array, n := q.head(limit)
	if n > 0 || timeout == 0 {
		q.mu.Unlock()
		return array, nil
	}
	p := &poll{wake: make(chan struct{}, 1), over: make(chan struct{})}
	q.poll = p
	q.mu.Unlock()
	s.bell.ring() // what was confirmed is seen before the wait is over
	return q.wait(c.context, p, limit, timeout, s.done)
}

func (q *queue) wait(ctx context.Context, p *poll, limit int, timeout time.Duration, done <-chan struct{}) ([]byte, error) {
	t := time.NewTimer(timeout)
	defer t.Stop()
	select {
	case <-p.wake:
	case <-p.over:
	case <-t.C:
	case <-ctx.Done():
	case <-done:
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.poll != p {
		return nil, conflict(p.why)
	}
	q.poll = nil
	array, _ := q.head(limit)
	return array, nil
}

// endPoll ends the poll that is waiting, if one is. The queue is locked.
func (q *queue) endPoll(why string) {
	if q.poll != nil {
		q.poll.why = why
		close(q.poll.over)
		q.poll = nil
	}
}

// allow takes over allowed_updates for the updates to come: left out, the last
// list holds; an empty list means every kind. The queue is locked.
func (q *queue) allow(p params) {
	var kinds []string
	if json.Unmarshal([]byte(p.str("allowed_updates")), &kinds) != nil {
		return
	}
	q.allowed = nil
	if len(kinds) == 0 {
		return
	}
	q.allowed = make(map[string]bool, len(kinds))
	for _, k := range kinds {
		q.allowed[k] = true
	}
}
