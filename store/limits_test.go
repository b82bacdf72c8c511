package store_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/care"
	"heard/store"
)

func limitsApart(t *testing.T, srv server) {
	s := srv.open(t, t.Name(), limited(store.Limits{Patient: store.Pace{N: 1, Per: time.Second}, Group: store.Pace{N: 2, Per: time.Minute}}))
	now := t0
	sent := func(box care.Box, body string) bool {
		r := commit(t, s, care.Commit{Jobs: []care.Job{job(box, body)}}, now, care.Kept)
		if r.Leases[0].Job == "" {
			return false
		}
		settle(t, s, now, done(r.Leases[0]))
		return true
	}
	for _, step := range []struct {
		box  care.Box
		want bool
	}{{anna, true}, {quality, true}, {bo, true}, {quality, true}, {anna, false}, {quality, false}} {
		if got := sent(step.box, step.box.Name); got != step.want {
			t.Fatalf("a box within its limits waits, or one beyond them does not (want %v)", step.want)
		}
	}
	_, next := claim(t, s, 10, now)
	if !next.Equal(after(time.Second)) {
		t.Errorf("next in %v", next.Sub(t0))
	}
	wantClaim(t, s, after(time.Second-time.Millisecond))
	wantClaim(t, s, after(time.Second), anna.Name)
	wantClaim(t, s, after(time.Second+lease), anna.Name) // its lease has run out
	wantClaim(t, s, after(time.Minute), anna.Name, quality.Name)
}

// limitsFair: while boxes wait for the overall limit, a new job does not slip in
// before them when a place gets free.
func limitsFair(t *testing.T, srv server) {
	s := srv.open(t, t.Name(), limited(store.Limits{Overall: store.Pace{N: 1, Per: time.Second}}))
	commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "first"), job(bo, "second")}}, t0, care.Kept)
	now := after(time.Second)
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(quality, "third")}}, now, care.Kept)
	if r.Leases[0].Job != "" {
		t.Fatal("a new job went before one that waited")
	}
	wantClaim(t, s, now, "second")
	leases, next := claim(t, s, 10, now)
	if len(leases) != 0 || !next.Equal(after(2*time.Second)) {
		t.Errorf("%d leases, next in %v", len(leases), next.Sub(t0))
	}
	wantClaim(t, s, after(2*time.Second), "third")
}

func limitsCost(t *testing.T, srv server) {
	s := srv.open(t, t.Name(), limited(store.Limits{Group: store.Pace{N: 3, Per: time.Second}}))
	now := t0
	for _, step := range []struct {
		cost int
		wait time.Duration // until it may go, after the one before
	}{{2, 0}, {0, 0}, {1, time.Second}, {3, time.Second}, {99, time.Second}, {1, time.Second}} {
		r := commit(t, s, care.Commit{Jobs: []care.Job{{Box: quality, Cost: step.cost, Body: []byte("x")}}}, now, care.Kept)
		l := r.Leases[0]
		if step.wait > 0 {
			_, next := claim(t, s, 1, now)
			if l.Job != "" || next.Sub(now) != step.wait {
				t.Fatalf("cost %d goes after %v, want %v", step.cost, next.Sub(now), step.wait)
			}
			now = next
			l = wantClaim(t, s, now, "x")[0]
		}
		if l.Job == "" {
			t.Fatalf("cost %d waits", step.cost)
		}
		settle(t, s, now, done(l))
	}
}

// send is one lease given, as the limits see it.
type send struct {
	box  care.Box
	cost int
	at   time.Time
}

// limitsHold fills boxes at random and delivers as fast as it is let. In no
// window may there be more than the limit, and whenever nothing could be had,
// the time told must be the first at which something can.
func limitsHold(t *testing.T, srv server) {
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		limits := store.Limits{Patient: drawPace(rt, "patient"), Group: drawPace(rt, "group"), Overall: drawPace(rt, "overall")}
		s := srv.open(rt, fmt.Sprint(t.Name(), run), limited(limits))
		boxes := []care.Box{anna, bo, quality, care.TeamBox("keywork")}
		cost := map[string]int{}
		now, sends := t0, []send{}
		took := func(l care.Lease) {
			sends = append(sends, send{l.Box, cost[string(l.Body)], now})
			settle(rt, s, now, done(l))
		}
		for i := range rapid.IntRange(1, 12).Draw(rt, "jobs") {
			j := care.Job{
				Box:  rapid.SampledFrom(boxes).Draw(rt, "box"),
				Cost: rapid.IntRange(0, 4).Draw(rt, "cost"), Body: fmt.Append(nil, i),
			}
			cost[fmt.Sprint(i)] = max(j.Cost, 1)
			for _, l := range commit(rt, s, care.Commit{Jobs: []care.Job{j}}, now, care.Kept).Leases {
				if l.Job != "" {
					took(l)
				}
			}
			now = now.Add(time.Duration(rapid.IntRange(0, 40).Draw(rt, "pause")) * time.Millisecond)
		}
		for {
			leases, next := claim(rt, s, 2, now)
			for _, l := range leases {
				took(l)
			}
			if len(leases) == 0 {
				if next.IsZero() {
					break
				}
				if early, _ := claim(rt, s, 9, next.Add(-time.Millisecond)); len(early) > 0 {
					rt.Fatalf("told to wait until %v, but %d could go before", next.Sub(t0), len(early))
				}
				now = next
			}
		}
		if len(sends) != len(cost) {
			rt.Fatalf("%d of %d jobs went out", len(sends), len(cost))
		}
		within(rt, "overall", limits.Overall, sends, func(send) bool { return true })
		for _, b := range boxes {
			pace := limits.Patient
			if b.Group {
				pace = limits.Group
			}
			within(rt, "box", pace, sends, func(s send) bool { return s.box == b })
		}
	})
}

func drawPace(rt *rapid.T, name string) store.Pace {
	return store.Pace{
		N:   rapid.IntRange(0, 4).Draw(rt, name),
		Per: time.Duration(rapid.IntRange(1, 100).Draw(rt, name+" ms")) * time.Millisecond,
	}
}

// within looks at the window that begins with each send.
func within(rt *rapid.T, name string, p store.Pace, sends []send, of func(send) bool) {
	if p.N == 0 {
		return
	}
	for i, first := range sends {
		if !of(first) {
			continue
		}
		n := 0
		for _, s := range sends[i:] {
			if of(s) && s.at.Sub(first.at) < p.Per {
				n += min(s.cost, p.N)
			}
		}
		if n > p.N {
			rt.Fatalf("%s: %d sends in %v, %d allowed", name, n, p.Per, p.N)
		}
	}
}
