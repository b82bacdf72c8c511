package store_test

import (
	"bytes"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/store"
)

func rewrapping(t *testing.T, srv server) {
	for name, run := range map[string]func(*testing.T, server){
		"shows all that is sealed": rewrapShowsAll, "replaces and keeps the version": rewrapReplaces,
		"gives way to a change": rewrapGivesWay, "a commit keeps the newest wrapping": rewrapStaysNewest,
		"misses nothing while others write": rewrapAmongOthers, "services do not meet": rewrapApart,
		"a lease outlives it": rewrapLeased,
	} {
		t.Run(name, func(t *testing.T) { run(t, srv) })
	}
}

// rewrap goes through a store and returns what it was shown.
func rewrap(t helper, s *store.Store, fresh func(field, owner string, sealed []byte) []byte) (shown []string, replaced, missed int) {
	t.Helper()
	replaced, missed, err := s.Rewrap(t.Context(), func(field, owner string, sealed []byte) []byte {
		shown = append(shown, fmt.Sprintf("%s %s %s", field, owner, sealed))
		return fresh(field, owner, sealed)
	})
	if err != nil {
		t.Fatalf("rewrap: %v", err)
	}
	return shown, replaced, missed
}

func leaveAll(string, string, []byte) []byte { return nil }

// again marks what it is shown.
func again(_, _ string, sealed []byte) []byte { return append(bytes.Clone(sealed), '+') }

func unordered() cmp.Option {
	return cmp.Transformer("set", func(all []string) map[string]int {
		set := map[string]int{}
		for _, one := range all {
			set[one]++
		}
		return set
	})
}

func rewrapShowsAll(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	withdrawn := kase("BCD-222", 0, "x")
	withdrawn.Record.Return = nil
	commit(t, s, care.Commit{
		Update: 7, Patient: patient(1, 0, "x"), Came: 5, Cases: cases(kase("KRT-482", 0, "x")), Counts: []care.Tally{{}},
		Jobs: []care.Job{job(anna, "1"), job(anna, "2"), job(quality, "a:b"), timer("checkin:x", after(28*day), "ring"), bulk("remind:x", after(day), "send")},
	}, t0, care.Kept)
	commit(t, s, care.Commit{Cases: cases(withdrawn)}, t0, care.Kept)
	got, replaced, missed := rewrap(t, s, leaveAll)
	want := []string{"key " + person(1).Hex() + " k", "key KRT-482 k", "ret KRT-482 r", "key BCD-222 k", "job  1", "job  2", "job  a:b", "job  ring", "job  send"}
	if diff := cmp.Diff(want, got, unordered()); diff != "" || replaced+missed > 0 {
		t.Errorf("%d replaced, %d missed; shown:\n%s", replaced, missed, diff)
	}
}

func rewrapReplaces(t *testing.T, srv server) {
	s, now := srv.open(t, t.Name()), time.Now()
	commit(t, s, care.Commit{
		Patient: patient(1, 0, "x"), Cases: cases(kase("KRT-482", 0, "x")),
		Jobs: []care.Job{timer("a", now.Add(28*day), "ring"), bulk("b", now.Add(28*day), "send")},
	}, now, care.Kept)
	db, prefix := srv.raw(t), "{heard:"+t.Name()+"}:"
	before := db.PExpireTime(t.Context(), prefix+"case:KRT-482").Val()
	if _, replaced, missed := rewrap(t, s, again); replaced != 5 || missed != 0 {
		t.Errorf("%d replaced, %d missed", replaced, missed)
	}
	rec, _ := loadPatient(t, s, 0)
	if diff := cmp.Diff(care.PatientRecord{Version: 1, Key: []byte("k+"), Address: []byte("a"), State: []byte("x")}, rec); diff != "" {
		t.Errorf("patient:\n%s", diff)
	}
	got, _ := loadCase(t, s, "KRT-482")
	if diff := cmp.Diff(care.CaseRecord{Version: 1, Key: []byte("k+"), Body: []byte("x"), Return: []byte("r+")}, got, byID()); diff != "" {
		t.Errorf("case:\n%s", diff)
	}
	// A second: the embedded Redis does not keep the moment exactly.
	if left := db.PExpireTime(t.Context(), prefix+"case:KRT-482").Val(); (left-before).Abs() > time.Second || left <= 0 {
		t.Errorf("the case goes at %v, and went at %v", left, before)
	}
	if got, _ := rings(t, s, now.Add(28*day)); !cmp.Equal(got, []string{"ring+", "send+"}) {
		t.Errorf("timers: %q", got)
	}
}

// rewrapGivesWay changes the rows between reading and replacing.
func rewrapGivesWay(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Patient: patient(1, 0, "x"), Jobs: []care.Job{job(anna, "1"), job(anna, "2")}}, t0, care.Kept)
	anew := patient(1, 0, "anew")
	anew.Record.Key = []byte("another")
	forget := patient(1, 1, "")
	forget.Forget = true
	var once sync.Once
	_, replaced, missed := rewrap(t, s, func(field, owner string, sealed []byte) []byte {
		once.Do(func() {
			commit(t, s, care.Commit{Patient: forget}, t0, care.Kept)
			commit(t, s, care.Commit{Patient: anew}, t0, care.Kept)
			settle(t, s, t0, done(r.Leases[0]))
		})
		return again(field, owner, sealed)
	})
	// Unless the two are in different batches: then the second was read after the change.
	if replaced+missed < 2 || missed == 0 {
		t.Errorf("%d replaced, %d missed", replaced, missed)
	}
	if rec, _ := loadPatient(t, s, 0); string(rec.State) != "anew" || !bytes.HasPrefix(rec.Key, []byte("another")) {
		t.Errorf("the row that came meanwhile has key %q", rec.Key)
	}
}

// rewrapStaysNewest: whoever read a row before a pass and writes it after does
// not bring the old wrapping back; whoever begins a row anew brings a new key.
func rewrapStaysNewest(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Patient: patient(1, 0, "one"), Cases: cases(kase("KRT-482", 0, "one"))}, t0, care.Kept)
	rewrap(t, s, again)
	commit(t, s, care.Commit{Patient: patient(1, 1, "two")}, t0, care.Kept)
	if rec, _ := loadPatient(t, s, 0); string(rec.Key) != "k+" || string(rec.State) != "two" || rec.Version != 2 {
		t.Errorf("after the stale commit: key %q, state %q, version %d", rec.Key, rec.State, rec.Version)
	}
	anew := patient(1, 2, "three")
	anew.Record.Key, anew.Record.Address = []byte("new"), []byte("b")
	commit(t, s, care.Commit{Patient: anew}, t0, care.Kept)
	if rec, _ := loadPatient(t, s, 0); string(rec.Key) != "new" || string(rec.Address) != "b" {
		t.Errorf("a row begun anew has key %q", rec.Key)
	}
	withdrawn := kase("KRT-482", 1, "gone")
	withdrawn.Record.Key, withdrawn.Record.Return = []byte("new"), nil
	commit(t, s, care.Commit{Cases: cases(withdrawn)}, t0, care.Kept)
	if rec, _ := loadCase(t, s, "KRT-482"); string(rec.Key) != "new" || len(rec.Return) > 0 {
		t.Errorf("a case with a new key has %q and the return %q", rec.Key, rec.Return)
	}
}

// rewrapAmongOthers: what is there all the time is shown, whatever comes and goes.
func rewrapAmongOthers(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	const stay = 600
	for i := range stay {
		commit(t, s, care.Commit{Patient: &care.PatientWrite{ID: somebody(1, i), Keep: day, Record: care.PatientRecord{Key: []byte("k"), Address: []byte("a")}}}, t0, care.Kept)
	}
	stop, begun, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for i := 0; ; i++ {
			p := somebody(2, i)
			for was, forget := range []bool{false, true} {
				_, err := s.Commit(t.Context(), care.Commit{Patient: &care.PatientWrite{
					ID: p, Was: int64(was), Forget: forget && i%3 > 0, Keep: day, Record: care.PatientRecord{Key: []byte("k")},
				}}, t0)
				if err != nil {
					t.Error(err)
				}
			}
			select {
			case <-stop:
				return
			default:
			}
			if i == 50 {
				close(begun)
			}
		}
	}()
	<-begun
	shown, _, _ := rewrap(t, s, again)
	close(stop)
	<-ended
	all := map[string]bool{}
	for _, one := range shown {
		all[one] = true
	}
	for i := range stay {
		if !all["key "+somebody(1, i).Hex()+" k"] {
			t.Fatal("a row was not shown")
		}
	}
}

func rewrapApart(t *testing.T, srv server) {
	one, other := srv.open(t, "apart*?[a]"), srv.open(t, "apartxxa")
	commit(t, one, care.Commit{Patient: patient(1, 0, "x")}, t0, care.Kept)
	commit(t, other, care.Commit{Patient: patient(2, 0, "x")}, t0, care.Kept)
	if got, n, _ := rewrap(t, one, again); len(got) != 1 || n != 1 {
		t.Errorf("%d shown, %d replaced", len(got), n)
	}
}

// rewrapLeased: a delivery under way is settled by its holder, and one that is
// put back comes out as it now stands.
func rewrapLeased(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "1"), job(anna, "2")}}, t0, care.Kept)
	rewrap(t, s, again)
	settle(t, s, t0, done(r.Leases[0]))
	l := wantClaim(t, s, t0, "2+")
	settle(t, s, t0, done(l[0]))
	drained(t, s)
}

// TestRewrapSeesARestart: a pass that Redis did not live through is not whole.
func TestRewrapSeesARestart(t *testing.T) {
	p := startRedis(t)
	s := p.open(t, "x")
	for i := range 600 {
		commit(t, s, care.Commit{Patient: &care.PatientWrite{ID: somebody(1, i), Keep: day, Record: care.PatientRecord{Key: []byte("k")}}}, time.Now(), care.Kept)
	}
	var once sync.Once
	_, _, err := s.Rewrap(t.Context(), func(string, string, []byte) []byte {
		once.Do(func() {
			p.Kill()
			if err := p.Run(); err != nil {
				t.Error(err)
			}
		})
		return nil
	})
	if err == nil {
		t.Error("the pass says that it was whole")
	}
	if shown, _, _ := rewrap(t, s, leaveAll); len(shown) < 600 {
		t.Errorf("the next shows %d", len(shown))
	}
}

func turns(t *testing.T, srv server) {
	s, other := srv.open(t, t.Name()), srv.open(t, t.Name())
	want := func(s *store.Store, name, holder string, d time.Duration, mine bool) {
		t.Helper()
		if got, err := s.Turn(t.Context(), name, holder, d); got != mine || err != nil {
			t.Errorf("%s for %s: %v, %v", name, holder, got, err)
		}
	}
	want(s, "a", "one", time.Hour, true)
	want(other, "a", "two", time.Hour, false)
	want(other, "b", "two", time.Hour, true)
	want(other, "a", "two", 0, false) // what one does not hold one cannot give back
	want(s, "a", "one", time.Hour, true)
	want(s, "a", "one", 0, true)
	want(other, "a", "two", time.Hour, true)
	left := srv.raw(t).PTTL(t.Context(), "{heard:"+t.Name()+"}:turn:a").Val()
	if left <= 0 || left > time.Hour {
		t.Errorf("the turn ends after %v", left)
	}
}
