package store

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"heard/care"
)

// Claim leases up to n jobs that are due, one of a box at most, as far as the
// limits let it; those of bulk boxes only where that leaves room, and the longest
// due first. next is when there will be more to claim, as things stand: a
// time up to now means at once, and the zero time that nothing waits.
func (s *Store) Claim(ctx context.Context, n int, now time.Time) (leases []care.Lease, next time.Time, err error) {
	if n <= 0 {
		return nil, now, nil
	}
	args := append(s.outboxArgs(now, 1), n)
	reply, err := s.scripts.claim.Run(ctx, s.db, s.keys.outbox, args...).Slice()
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("store: claim: %w", err)
	}
	return claimed(reply)
}

// claimed reads the reply of claim.lua.
func claimed(reply []any) ([]care.Lease, time.Time, error) {
	r := reader{reply: reply}
	var next time.Time
	if ms := r.int(); ms > 0 {
		next = time.UnixMilli(ms)
	}
	leases := make([]care.Lease, 0, len(r.reply)/4)
	for len(r.reply) > 0 && r.err == nil {
		l := care.Lease{Box: care.Box{Name: r.string()}, Fence: r.int(), Tries: int(r.int())}
		head, name, body := cutJob(r.bytes())
		if name == "" {
			return nil, time.Time{}, errReply
		}
		l.Box.Group, l.Box.Timer, l.Box.Bulk = head == 'g', head == 't' || head == 'b', head == 'b'
		l.Job, l.Body = name, body
		leases = append(leases, l)
	}
	return leases, next, r.err
}

// cutJob takes a job as it stands in its list apart: "<kind><cost>:<name>:<body>".
func cutJob(job []byte) (kind byte, name string, body []byte) {
	head, rest, _ := bytes.Cut(job, []byte(":"))
	number, body, ok := bytes.Cut(rest, []byte(":"))
	if !ok || len(head) < 2 {
		return 0, "", nil
	}
	return head[0], string(number), body
}
