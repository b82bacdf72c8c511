package store_test

import (
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heard/care"
	"heard/store"
)

// TestKillKeepsBulk kills Redis while claimers send and settle. Every box is there
// afterwards, in its place, and holds what was last confirmed, or what was under
// way when Redis died.
func TestKillKeepsBulk(t *testing.T) {
	const boxes, rounds, claimers, acks = 50, 3, 3, 300
	p := startRedis(t)
	confirmed := make([]atomic.Int64, boxes)
	numbers := map[string]int{}
	first := p.open(t, "x")
	for i := range boxes {
		j := bulk(fmt.Sprint(i), t0, "0")
		numbers[j.Box.Name] = i
		put(t, first, t0, j)
	}
	for round := range rounds {
		now := after(time.Duration(round) * lease) // leases of the round before have run out
		s, err := store.Open(t.Context(), store.Options{URL: p.url, Service: "x"})
		if err != nil {
			t.Fatal(err)
		}
		var acked atomic.Int64
		var all sync.WaitGroup
		for range claimers {
			all.Go(func() {
				for {
					leases, _, err := s.Claim(t.Context(), 4, now)
					if err != nil {
						return
					}
					for _, l := range leases {
						n, _ := strconv.ParseInt(string(l.Body), 10, 64)
						if late, err := s.Settle(t.Context(), []care.Settlement{anew(l, now, fmt.Sprint(n+1))}, now); err != nil || late > 0 {
							if late > 0 {
								t.Error("a lease was late")
							}
							return
						}
						confirmed[numbers[l.Box.Name]].Store(n + 1)
						if acked.Add(1) == acks {
							p.Stop()
						}
					}
				}
			})
		}
		all.Wait()
		_ = s.Close()
		p.Kill() // and reap it
		if err := p.Run(); err != nil {
			t.Fatalf("starting again: %v", err)
		}
		verifyBulk(t, p.open(t, "x"), numbers, confirmed)
	}
}

func verifyBulk(t *testing.T, s *store.Store, numbers map[string]int, confirmed []atomic.Int64) {
	got := each(t, s)
	for name, i := range numbers {
		n, err := strconv.ParseInt(got[name], 10, 64)
		if was := confirmed[i].Load(); err != nil || n != was && n != was+1 {
			t.Errorf("%s holds %q, and %d was confirmed", name, got[name], was)
		}
		confirmed[i].Store(n)
		if body, due := peek(t, s, care.Box{Name: name, Timer: true, Bulk: true}); body != got[name] || due.Before(t0) {
			t.Errorf("%s is due at %v", name, due)
		}
	}
}

// TestEachBulkSeesARestart: a walk that Redis did not live through is not whole.
func TestEachBulkSeesARestart(t *testing.T) {
	const boxes = 1000
	p := startRedis(t)
	s := p.open(t, "x")
	jobs := make([]care.Job, boxes)
	for i := range jobs {
		jobs[i] = bulk(fmt.Sprint(i), t0, "x")
	}
	put(t, s, t0, jobs...)
	var once sync.Once
	err := s.EachBulk(t.Context(), func(care.Box, time.Time, []byte) error {
		once.Do(func() {
			p.Kill()
			if err := p.Run(); err != nil {
				t.Error(err)
			}
		})
		return nil
	})
	if err == nil {
		t.Error("the walk says that it was whole")
	}
	if got := each(t, s); len(got) != boxes {
		t.Errorf("the next shows %d", len(got))
	}
}
