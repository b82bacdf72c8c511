package store_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/store"
)

// lease is the default one.
const lease = 15 * time.Second

func claim(t helper, s *store.Store, n int, now time.Time) ([]care.Lease, time.Time) {
	t.Helper()
	leases, next, err := s.Claim(t.Context(), n, now)
	if err != nil {
		t.Fatalf("claim: %v", err)
	}
	return leases, next
}

func settle(t helper, s *store.Store, now time.Time, all ...care.Settlement) (late int) {
	t.Helper()
	late, err := s.Settle(t.Context(), all, now)
	if err != nil {
		t.Fatalf("settle: %v", err)
	}
	return late
}

func done(l care.Lease) care.Settlement { return care.Settlement{Lease: l} }

func bodies(leases []care.Lease) []string {
	out := make([]string, len(leases))
	for i, l := range leases {
		out[i] = string(l.Body)
	}
	return out
}

// drained wants exactly these jobs in the outbox, in any order of boxes, and
// takes them out. It begins long after all leases have run out.
func drained(t helper, s *store.Store, want ...string) {
	t.Helper()
	now := after(1000 * time.Hour)
	got := []string{}
	for {
		leases, next := claim(t, s, 100, now)
		for _, l := range leases {
			got = append(got, string(l.Body))
			if settle(t, s, now, done(l)) != 0 {
				t.Fatalf("a fresh lease was late")
			}
		}
		if next.IsZero() && len(leases) == 0 {
			break
		}
		now = now.Add(time.Second)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(append([]string{}, want...), got); diff != "" {
		t.Fatalf("left in the outbox:\n%s", diff)
	}
}

func wantClaim(t helper, s *store.Store, now time.Time, want ...string) []care.Lease {
	t.Helper()
	leases, _ := claim(t, s, 100, now)
	if diff := cmp.Diff(append([]string{}, want...), bodies(leases)); diff != "" {
		t.Fatalf("claimed at %v:\n%s", now.Sub(t0), diff)
	}
	return leases
}

func outboxFastPath(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "one"), job(quality, "card")}}, t0, care.Kept)
	if _, next := claim(t, s, 10, t0); !next.Equal(after(lease)) {
		t.Errorf("the next look is at %v, want at the end of the lease", next.Sub(t0))
	}
	wantClaim(t, s, t0)
	if late := settle(t, s, t0, done(r.Leases[0]), done(r.Leases[1])); late != 0 {
		t.Errorf("%d late", late)
	}
	if _, next := claim(t, s, 10, t0); !next.IsZero() {
		t.Errorf("something waits until %v in an empty outbox", next)
	}
}

func outboxOrder(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "1"), job(anna, "2")}}, t0, care.Kept)
	commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "3"), job(bo, "b")}}, t0, care.Kept)
	wantClaim(t, s, t0)
	settle(t, s, t0, done(r.Leases[0]))
	two := wantClaim(t, s, t0, "2")
	wantClaim(t, s, t0)
	settle(t, s, t0, done(two[0]))
	three := wantClaim(t, s, t0, "3")
	settle(t, s, t0, done(three[0]))
	drained(t, s, "b")
}

func outboxRetry(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "1"), job(anna, "2"), job(bo, "b")}}, t0, care.Kept)
	when := after(2282 * time.Second)
	settle(t, s, t0, care.Settlement{Lease: r.Leases[0], Again: when}, done(r.Leases[2]))
	commit(t, s, care.Commit{Jobs: []care.Job{job(bo, "c")}}, t0, care.Kept) // the other box goes on

	wantClaim(t, s, after(lease), "c")
	leases, next := claim(t, s, 10, when.Add(-time.Millisecond))
	if !slices.Equal(bodies(leases), []string{"c"}) || !next.Equal(when) {
		t.Errorf("claimed %q, next in %v", bodies(leases), next.Sub(t0))
	}
	got := wantClaim(t, s, when, "1")
	want := care.Lease{Job: r.Leases[0].Job, Box: anna, Fence: got[0].Fence, Tries: 1, Body: []byte("1")}
	if diff := cmp.Diff(want, got[0]); diff != "" {
		t.Errorf("the retried job:\n%s", diff)
	}
	settle(t, s, when, done(got[0]))
	if next := wantClaim(t, s, when, "2"); next[0].Tries != 0 {
		t.Errorf("the next job of the box has %d tries", next[0].Tries)
	}
}

func outboxExpiry(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Jobs: []care.Job{job(quality, "card"), job(anna, "hello")}}, t0, care.Kept)
	wantClaim(t, s, after(lease-time.Millisecond))
	for tries := 1; tries <= 3; tries++ {
		for _, l := range wantClaim(t, s, after(time.Duration(tries)*lease), "hello", "card") {
			if l.Tries != tries || l.Box.Group != (l.Box == quality) {
				t.Errorf("lease %d of a job: %+v", tries+1, l.Tries)
			}
		}
	}
}

func outboxFencing(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Cases: cases(kase("KRT-482", 0, "x")), Jobs: []care.Job{job(anna, "1"), job(anna, "2")}}, t0, care.Kept)
	old := r.Leases[0]
	held := wantClaim(t, s, after(lease), "1")[0]
	for _, late := range []care.Settlement{
		{Lease: old},
		{Lease: old, Again: after(time.Hour)},
		{Lease: old, Case: "KRT-482", Card: inGroup(9), Shown: 9},
		{Lease: old, Case: "KRT-482", Card: inGroup(9), Shown: 9, Keep: true},
		{Lease: care.Lease{Box: bo, Fence: 1}},
		{Lease: care.Lease{Box: anna}},
	} {
		if n := settle(t, s, after(lease), late); n != 1 {
			t.Errorf("%d late of one", n)
		}
	}
	if rec, _ := loadCase(t, s, "KRT-482"); rec.Card != (care.Post{}) || rec.Shown != 0 {
		t.Errorf("a late settlement left a note: card %d, shown %d", rec.Card.Message, rec.Shown)
	}
	if n := settle(t, s, after(lease), done(held), done(held)); n != 1 {
		t.Errorf("settling twice: %d late, want the second", n)
	}
	drained(t, s, "2")
}

// outboxWorkers has four workers deliver ten boxes while they are being filled.
func outboxWorkers(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	const boxes, each = 6, 15
	var mu sync.Mutex
	sent := map[string][]string{}
	flying := map[string]bool{}
	ctx, stop := context.WithCancel(t.Context())
	deliver := func(l care.Lease) {
		mu.Lock()
		if flying[l.Box.Name] {
			t.Error("two jobs of a box in flight")
		}
		flying[l.Box.Name] = true
		sent[l.Box.Name] = append(sent[l.Box.Name], string(l.Body))
		all := 0
		for _, m := range sent {
			all += len(m)
		}
		flying[l.Box.Name] = false
		mu.Unlock()
		if n, err := s.Settle(t.Context(), []care.Settlement{done(l)}, t0); err != nil || n != 0 {
			t.Errorf("settle: %d late, %v", n, err)
		}
		if all == boxes*each {
			stop()
		}
	}
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for ctx.Err() == nil {
				leases, _, err := s.Claim(t.Context(), 2, t0)
				if err != nil {
					t.Errorf("claim: %v", err)
					return
				}
				for _, l := range leases {
					deliver(l)
				}
				if len(leases) == 0 {
					_ = s.Wait(ctx, time.Time{})
				}
			}
		})
	}
	for b := range boxes {
		all.Go(func() {
			box := care.TeamBox(fmt.Sprint(b))
			for i := range each {
				r, err := s.Commit(t.Context(), care.Commit{Jobs: []care.Job{job(box, fmt.Sprint(i))}}, t0)
				if err != nil {
					t.Errorf("commit: %v", err)
					return
				}
				if r.Leases[0].Job != "" {
					deliver(r.Leases[0])
				}
			}
		})
	}
	all.Wait()
	for b := range boxes {
		got := sent[care.TeamBox(fmt.Sprint(b)).Name]
		for i := range each {
			if i >= len(got) || got[i] != fmt.Sprint(i) {
				t.Fatalf("a box went out as %v", got)
			}
		}
	}
}

func outboxDepth(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "1"), job(anna, "2"), job(bo, "b")}}, t0, care.Kept)
	settle(t, s, t0, done(r.Leases[0]))
	put(t, s, t0, bulk("a", after(time.Second), "a"), bulk("b", after(2*time.Second), "b"), bulk("c", after(time.Hour), "c"))
	got, err := s.Depth(t.Context(), after(2*time.Second))
	if diff := cmp.Diff(store.Depth{Boxes: 2, Due: 1, Oldest: 2 * time.Second, Bulk: 2}, got); diff != "" || err != nil {
		t.Errorf("depth (%v):\n%s", err, diff)
	}
}

func outboxAhead(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	wantAhead := func(leased int, want time.Time) {
		t.Helper()
		if n, next, err := s.Ahead(t.Context()); n != leased || !next.Equal(want) || err != nil {
			t.Errorf("%d under lease and the next in %v, want %d and %v (%v)", n, next.Sub(t0), leased, want.Sub(t0), err)
		}
	}
	wantAhead(0, time.Time{})
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "1"), job(bo, "b")}}, t0, care.Kept)
	wantAhead(2, after(lease))
	settle(t, s, t0, done(r.Leases[0]), care.Settlement{Lease: r.Leases[1], Again: after(time.Hour)})
	wantAhead(0, after(time.Hour))
	put(t, s, t0, bulk("a", after(time.Minute), "a"))
	wantAhead(0, after(time.Minute))
}

func outboxLeftovers(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "a"), job(bo, "b")}}, t0, care.Kept)
	if leases, next := claim(t, s, 1, after(lease)); len(leases) != 1 || next.After(after(lease)) {
		t.Fatalf("%d leases, next in %v", len(leases), next.Sub(t0))
	}
	wantWakes(t, srv, 1)
	wantClaim(t, s, after(lease), "b")
	wantWakes(t, srv, 1) // and no more for work that is not there
}

// inGroup is a message in a team's group.
func inGroup(n care.MessageID) care.Post {
	return care.Post{Chat: care.NewChatID(-1001000000001), Message: n}
}

func notesKept(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Cases: cases(kase("KRT-482", 0, "x")), Jobs: []care.Job{job(quality, "card")}}, t0, care.Kept)
	l := r.Leases[0]
	elsewhere := care.Post{Chat: care.NewChatID(-501), Message: 55}
	for _, step := range []struct {
		card  care.Post
		shown int64
		want  care.CaseRecord
	}{
		{care.Post{}, 0, care.CaseRecord{}},
		{inGroup(55), 3, care.CaseRecord{Card: inGroup(55), Shown: 3}},
		{care.Post{}, 2, care.CaseRecord{Card: inGroup(55), Shown: 3}},
		{elsewhere, 0, care.CaseRecord{Card: elsewhere, Shown: 3}},
		{inGroup(56), 12, care.CaseRecord{Card: inGroup(56), Shown: 12}},
		{care.Post{}, 0, care.CaseRecord{Card: inGroup(56), Shown: 12}},
	} {
		settle(t, s, t0, care.Settlement{Lease: l, Case: "KRT-482", Card: step.card, Shown: step.shown, Keep: true})
		got, _ := loadCase(t, s, "KRT-482")
		if got.Card != step.want.Card || got.Shown != step.want.Shown {
			t.Errorf("after %d, %d: card %d, shown %d", step.card.Message, step.shown, got.Card.Message, got.Shown)
		}
	}
	commit(t, s, care.Commit{Cases: cases(kase("KRT-482", 1, "y"))}, t0, care.Kept)
	if got, _ := loadCase(t, s, "KRT-482"); got.Card != inGroup(56) || got.Shown != 12 || got.Version != 2 {
		t.Errorf("a commit moved the notes: %d, %d", got.Card.Message, got.Shown)
	}
	settle(t, s, t0, done(l)) // the lease was kept all the while
	drained(t, s)
	for _, card := range []string{"55", ":55", "-501:", "-501:55:1", "one"} {
		if err := srv.raw(t).HSet(t.Context(), "{heard:"+t.Name()+"}:case:KRT-482", "card", card).Err(); err != nil {
			t.Fatal(err)
		}
		if _, err := s.LoadCase(t.Context(), "KRT-482"); err == nil {
			t.Errorf("%q is read as a card", card)
		}
	}
}

func notesErased(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Cases: cases(kase("KRT-482", 0, "x")), Jobs: []care.Job{job(quality, "card")}}, t0, care.Kept)
	key := "{heard:" + t.Name() + "}:case:KRT-482"
	if n, err := srv.raw(t).Del(t.Context(), key).Result(); n != 1 || err != nil {
		t.Fatalf("erasing: %d, %v", n, err)
	}
	settle(t, s, t0, care.Settlement{Lease: r.Leases[0], Case: "KRT-482", Card: inGroup(5), Shown: 1})
	if n, err := srv.raw(t).Exists(t.Context(), key).Result(); n != 0 || err != nil {
		t.Errorf("a note brought an erased case back (%v)", err)
	}
	drained(t, s)
}
