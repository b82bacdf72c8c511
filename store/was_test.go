package store_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"

	"heard/care"
	"heard/store"
)

func zed(name string) redis.Z { return redis.Z{Member: name} }

// peek looks into a box.
func peek(t helper, s *store.Store, box care.Box) (body string, due time.Time) {
	t.Helper()
	held, err := s.Peek(t.Context(), box)
	if err != nil || len(held) != 1 {
		t.Fatalf("peek: %d boxes, %v", len(held), err)
	}
	if (held[0].Body == nil) != held[0].Due.IsZero() {
		t.Fatalf("a body of %d bytes, due at %v", len(held[0].Body), held[0].Due)
	}
	return string(held[0].Body), held[0].Due
}

// seen is a job that is set only where its box holds what was seen in it.
func seen(j care.Job, was string) care.Job {
	j.Was = []byte(was)
	return j
}

// peeked looks into boxes as they are set, held, settled and emptied.
func peeked(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	for _, box := range []care.Box{care.BulkBox("a"), care.TimerBox("b")} {
		want := func(body string, due time.Time) {
			t.Helper()
			before := s.Trips()
			if got, at := peek(t, s, box); got != body || !at.Equal(due) {
				t.Errorf("%s holds %q, due at %v", box.Name, got, at)
			}
			if n := s.Trips() - before; n != 1 {
				t.Errorf("%d trips", n)
			}
		}
		want("", time.Time{})
		put(t, s, t0, care.Job{Box: box, Due: after(time.Hour), Body: []byte("a:b\x00")})
		want("a:b\x00", after(time.Hour))
		l := wantClaim(t, s, after(2*time.Hour), "a:b\x00")[0]
		want("a:b\x00", after(2*time.Hour+lease))
		settle(t, s, after(2*time.Hour), anew(l, after(9*time.Hour), "c"))
		want("c", after(9*time.Hour))
		put(t, s, t0, care.Job{Box: box})
		want("", time.Time{})
	}
	put(t, s, t0, timer("a", t0, "x"))
	if _, err := s.Peek(t.Context(), care.BulkBox("a")); err == nil {
		t.Error("a timer is read as a bulk box")
	}
}

// wasConflicts: what somebody else set is not set over, and nothing of the commit
// is kept.
func wasConflicts(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	held := "\x00one:=\xff\n%w"
	put(t, s, t0, bulk("a", after(time.Hour), held), timer("b", after(time.Hour), "two"))
	set := func(j care.Job, was string) care.Job { return seen(j, was) }
	refused := care.Commit{Update: 2, Patient: patient(1, 0, "x"), Cases: cases(pooled(kase("KRT-482", 0, "x"))), Counts: []care.Tally{{}}}
	for i, jobs := range [][]care.Job{
		{set(bulk("a", t0, "new"), "")},
		{set(bulk("a", t0, "new"), "two")},
		{set(bulk("a", t0, "new"), held+"x")},
		{set(bulk("a", t0, "new"), held[:len(held)-1])},
		{set(bulk("a", t0, "new"), "="+held)},
		{set(bulk("a", time.Time{}, ""), "")},
		{set(bulk("c", t0, "new"), "x")},
		{job(bo, "no"), set(timer("b", t0, "new"), held)},
		{set(timer("b", t0, "new"), "two"), set(bulk("a", t0, "new"), "new")},
		{set(bulk("a", t0, "new"), held), set(timer("c", t0, "new"), "x"), job(bo, "no")},
	} {
		refused.Jobs = jobs
		commit(t, s, refused, t0, care.Conflict)
		if rec, seen := loadPatient(t, s, 2); seen || rec.Version != 0 {
			t.Errorf("refused commit %d was kept in part: mark %v, version %d", i, seen, rec.Version)
		}
	}
	wantPool(t, s)
	if one, due := peek(t, s, care.BulkBox("a")); one != held || !due.Equal(after(time.Hour)) {
		t.Errorf("after conflicts: %q at %v", one, due)
	}
	refused.Jobs = []care.Job{set(bulk("a", after(2*time.Hour), "new"), held), set(timer("b", time.Time{}, ""), "two"), set(bulk("c", t0, "c"), "")}
	commit(t, s, refused, t0, care.Kept)
	commit(t, s, refused, t0, care.Repeated) // of an update that is known, nothing is compared
	refused.Update, refused.Jobs = 3, []care.Job{set(bulk("a", t0, "newer"), held)}
	refused.Patient, refused.Cases = patient(1, 1, "y"), cases(kase("KRT-482", 0, "again"))
	commit(t, s, refused, t0, care.Conflict) // and a code in use comes after
	drained(t, s, "c", "new")
}

// wasHeld: a box is not set while what it holds is being sent. When the lease has run
// out it is, and whoever comes first has it.
func wasHeld(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	put(t, s, t0, bulk("a", t0, "one"), bulk("b", t0, "one"))
	held := wantClaim(t, s, t0, "one", "one")
	commit(t, s, care.Commit{Jobs: []care.Job{seen(bulk("a", after(time.Hour), "changed"), "one")}}, t0, care.Conflict)
	put(t, s, after(lease), seen(bulk("a", after(time.Hour), "changed"), "one"))
	if late := settle(t, s, t0, anew(held[0], after(day), "two"), anew(held[1], after(day), "two")); late != 1 {
		t.Errorf("%d late", late)
	}
	commit(t, s, care.Commit{Jobs: []care.Job{seen(bulk("b", t0, "changed"), "one")}}, t0, care.Conflict)
	if diff := cmp.Diff(map[string]string{"at:a": "changed", "at:b": "two"}, each(t, s)); diff != "" {
		t.Error(diff)
	}
	// A pass over what is sealed changes the bytes: look again.
	rewrap(t, s, again)
	commit(t, s, care.Commit{Jobs: []care.Job{seen(bulk("b", t0, "changed"), "two")}}, t0, care.Conflict)
	put(t, s, t0, seen(bulk("b", t0, "changed"), "two+"))
}

// wasDue asks for the moment at which a box was due, too: two who have read the same
// set it once, and nobody while what it holds is being delivered.
func wasDue(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	read := func(j care.Job) care.Job {
		j = seen(j, "one")
		j.WasDue = after(time.Hour)
		return j
	}
	for _, box := range []func(string, time.Time, string) care.Job{bulk, timer} {
		put(t, s, t0, box("a", after(time.Hour), "one"))
		put(t, s, t0, read(box("a", t0, "one")))
		commit(t, s, care.Commit{Jobs: []care.Job{read(box("a", t0, "one"))}}, t0, care.Conflict)
		put(t, s, t0, box("a", after(time.Hour), "one"))
		held := wantClaim(t, s, after(time.Hour), "one")[0]
		commit(t, s, care.Commit{Jobs: []care.Job{read(box("a", t0, "one"))}}, after(time.Hour), care.Conflict)
		if late := settle(t, s, after(time.Hour), done(held)); late != 0 {
			t.Errorf("%d late", late)
		}
		commit(t, s, care.Commit{Jobs: []care.Job{read(box("a", t0, "one"))}}, t0, care.Conflict)
	}
}

// wasRace has many write over the same body: one of them does.
func wasRace(t *testing.T, srv server) {
	const turns = 5
	s := srv.open(t, t.Name())
	var kept atomic.Int64
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for turn := range turns {
				was, due := "", time.Duration(turn)
				if turn > 0 {
					was = fmt.Sprint("turn ", turn-1)
				}
				r, err := s.Commit(t.Context(), care.Commit{
					Update: care.UpdateID(turn*100 + i + 1), Jobs: []care.Job{seen(bulk("a", after(due), fmt.Sprint("turn ", turn)), was)},
				}, t0)
				if err != nil || r.Outcome != care.Kept && r.Outcome != care.Conflict {
					t.Errorf("outcome %d, %v", r.Outcome, err)
				}
				if r.Outcome == care.Kept {
					kept.Add(1)
				}
			}
		})
	}
	all.Wait()
	if body, _ := peek(t, s, care.BulkBox("a")); kept.Load() != turns || body != "turn 4" {
		t.Errorf("%d of %d commits were kept, the last as %q", kept.Load(), turns, body)
	}
}
