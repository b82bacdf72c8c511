package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/store"
)

func timer(name string, due time.Time, body string) care.Job {
	return care.Job{Box: care.TimerBox(name), Due: due, Body: []byte(body)}
}

// rings are what a claim hands out.
func rings(t helper, s *store.Store, now time.Time) (all []string, next time.Time) {
	t.Helper()
	leases, next, err := s.Claim(t.Context(), 10, now)
	if err != nil {
		t.Fatalf("claim: %v", err)
	}
	for _, l := range leases {
		if !l.Box.Timer {
			t.Fatalf("the box %s is no timer", l.Box.Name)
		}
		all = append(all, string(l.Body))
	}
	return all, next
}

// timerWaits sets a timer: nobody gets it before its time, whatever the limits.
func timerWaits(t *testing.T, srv server) {
	none := store.Pace{N: 1, Per: time.Hour}
	s := srv.open(t, "timer", limited(store.Limits{Overall: none, Patient: none, Group: none}))
	r := commit(t, s, care.Commit{Jobs: []care.Job{timer("a", after(time.Hour), "ring"), timer("b", after(2*time.Hour), "ring b")}}, t0, care.Kept)
	if r.Leases[0].Job != "" {
		t.Error("a timer was leased to whoever set it")
	}
	if got, next := rings(t, s, after(time.Hour-time.Millisecond)); len(got) > 0 || !next.Equal(after(time.Hour)) {
		t.Errorf("too early: %v, next %v", got, next)
	}
	if got, _ := rings(t, s, after(3*time.Hour)); !cmp.Equal(got, []string{"ring", "ring b"}) {
		t.Errorf("when both are due: %v", got)
	}
}

// timerReplaced sets a timer anew, and takes one away: also while somebody holds
// it, whose settlement then comes too late.
func timerReplaced(t *testing.T, srv server) {
	s := srv.open(t, "replaced")
	set := func(j care.Job, now time.Time) { commit(t, s, care.Commit{Jobs: []care.Job{j}}, now, care.Kept) }
	set(timer("a", after(time.Hour), "old"), t0)
	leases, _, err := s.Claim(t.Context(), 1, after(time.Hour))
	if err != nil || len(leases) != 1 {
		t.Fatalf("claim: %v, %v", leases, err)
	}
	set(timer("a", after(2*time.Hour), "new"), after(time.Hour))
	if late, err := s.Settle(t.Context(), []care.Settlement{done(leases[0])}, after(time.Hour)); late != 1 || err != nil {
		t.Errorf("settling a replaced timer: %d late, %v", late, err)
	}
	if got, _ := rings(t, s, after(2*time.Hour)); !cmp.Equal(got, []string{"new"}) {
		t.Errorf("after replacing: %v", got)
	}
	set(timer("a", after(3*time.Hour), "newer"), after(2*time.Hour))
	set(timer("a", time.Time{}, ""), after(2*time.Hour))
	if got, next := rings(t, s, after(9*time.Hour)); len(got) > 0 || !next.IsZero() {
		t.Errorf("after taking it away: %v, next %v", got, next)
	}
}
