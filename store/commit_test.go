package store_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"heard/care"
	"heard/store"
)

const day = 24 * time.Hour

// byID compares ids, which do not let themselves be looked into.
func byID() cmp.Option { return cmpopts.EquateComparable(care.ChatID{}) }

func person(n byte) care.Pseudonym { return care.NewPseudonym([16]byte{0: n}) }

func patient(n byte, was int64, state string) *care.PatientWrite {
	return &care.PatientWrite{
		ID: person(n), Was: was, Keep: day,
		Record: care.PatientRecord{Key: []byte("k"), Address: []byte("a"), State: []byte(state)},
	}
}

func kase(code care.Code, was int64, body string) care.CaseWrite {
	return care.CaseWrite{
		Code: code, Was: was, Keep: day,
		Record: care.CaseRecord{Key: []byte("k"), Body: []byte(body), Return: []byte("r")},
	}
}

func cases(all ...care.CaseWrite) []care.CaseWrite { return all }

func job(box care.Box, body string) care.Job { return care.Job{Box: box, Body: []byte(body)} }

var (
	quality = care.TeamBox("quality")
	anna    = care.PatientBox(person(1))
	bo      = care.PatientBox(person(2))
)

// commit commits and wants an outcome.
func commit(t helper, s *store.Store, c care.Commit, now time.Time, want care.Outcome) care.Receipt {
	t.Helper()
	r, err := s.Commit(t.Context(), c, now)
	if err != nil {
		t.Fatalf("commit: %v", err)
	}
	if r.Outcome != want {
		t.Fatalf("outcome %d, want %d", r.Outcome, want)
	}
	return r
}

// loadPatient loads the first patient.
func loadPatient(t helper, s *store.Store, u care.UpdateID) (care.PatientRecord, bool) {
	t.Helper()
	rec, _, seen, err := s.Load(t.Context(), u, person(1), "")
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return rec, seen
}

func loadCase(t helper, s *store.Store, code care.Code) (care.CaseRecord, bool) {
	t.Helper()
	rec, err := s.LoadCase(t.Context(), code)
	if err != nil {
		t.Fatalf("loading a case: %v", err)
	}
	return rec, rec.Version > 0
}

func commitKeepsAll(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{
		Update: 7, Patient: patient(1, 0, "asked"), Cases: cases(kase("KRT-482", 0, "body")),
		Jobs: []care.Job{job(anna, "thanks"), job(quality, "card"), job(anna, "more")},
	}, t0, care.Kept)

	rec, seen := loadPatient(t, s, 7)
	want := care.PatientRecord{Version: 1, Key: []byte("k"), Address: []byte("a"), State: []byte("asked")}
	if diff := cmp.Diff(want, rec); diff != "" || !seen {
		t.Errorf("patient (seen %v):\n%s", seen, diff)
	}
	got, _ := loadCase(t, s, "KRT-482")
	if diff := cmp.Diff(care.CaseRecord{Version: 1, Key: []byte("k"), Body: []byte("body"), Return: []byte("r")}, got, byID()); diff != "" {
		t.Errorf("case:\n%s", diff)
	}
	wantLeases := []care.Lease{
		{Job: "1", Box: anna, Fence: 1, Body: []byte("thanks")},
		{Job: "2", Box: quality, Fence: 2, Body: []byte("card")},
		{},
	}
	if diff := cmp.Diff(wantLeases, r.Leases); diff != "" {
		t.Errorf("leases:\n%s", diff)
	}
}

func commitOnce(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	c := care.Commit{Update: 7, Patient: patient(1, 0, "first"), Jobs: []care.Job{job(anna, "hello")}}
	commit(t, s, c, t0, care.Kept)
	c.Patient = patient(1, 1, "second")
	if r := commit(t, s, c, t0, care.Repeated); len(r.Leases) != 0 {
		t.Errorf("a repeated commit leased %d jobs", len(r.Leases))
	}
	if rec, _ := loadPatient(t, s, 7); string(rec.State) != "first" {
		t.Errorf("state %q", rec.State)
	}
	drained(t, s, "hello")

	// What no update caused is never a repeat.
	commit(t, s, care.Commit{}, t0, care.Kept)
	commit(t, s, care.Commit{}, t0, care.Kept)
}

func commitConflict(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Patient: patient(1, 0, "one"), Cases: cases(kase("KRT-482", 0, "one"))}, t0, care.Kept)
	refused := []care.Commit{
		{Patient: patient(1, 0, "two")},
		{Patient: patient(1, 2, "two")},
		{Patient: patient(2, 1, "two")},
		{Patient: patient(1, 1, "two"), Cases: cases(kase("KRT-482", 2, "two"))},
		{Patient: patient(1, 1, "two"), Cases: cases(kase("BCD-222", 1, "two"))},
	}
	for i, c := range refused {
		c.Update, c.Jobs = care.UpdateID(100+i), []care.Job{job(anna, "no")}
		commit(t, s, c, t0, care.Conflict)
		if _, seen := loadPatient(t, s, c.Update); seen {
			t.Errorf("commit %d was refused and left its mark", i)
		}
	}
	if rec, _ := loadPatient(t, s, 1); string(rec.State) != "one" || rec.Version != 1 {
		t.Errorf("patient became %d %q", rec.Version, rec.State)
	}
	if rec, _ := loadCase(t, s, "KRT-482"); string(rec.Body) != "one" {
		t.Errorf("case became %q", rec.Body)
	}
	if _, there := loadCase(t, s, "BCD-222"); there {
		t.Error("a refused commit made a case")
	}
	drained(t, s)
	commit(t, s, care.Commit{Update: 100, Patient: patient(1, 1, "two"), Cases: cases(kase("KRT-482", 1, "two"))}, t0, care.Kept)
}

func commitCodeInUse(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Cases: cases(kase("KRT-482", 0, "one"))}, t0, care.Kept)
	commit(t, s, care.Commit{
		Update: 5, Patient: patient(1, 0, "x"), Cases: cases(kase("KRT-482", 0, "two")), Jobs: []care.Job{job(quality, "no")},
	}, t0, care.CodeInUse)
	if rec, seen := loadPatient(t, s, 5); seen || rec.Version != 0 {
		t.Errorf("a refused commit was kept in part: mark %v, version %d", seen, rec.Version)
	}
	if rec, _ := loadCase(t, s, "KRT-482"); string(rec.Body) != "one" {
		t.Errorf("case became %q", rec.Body)
	}
	drained(t, s)
}

func commitMadeWrong(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	p, k := patient(1, 0, "x"), kase("KRT-482", 0, "x")
	p.Keep, k.Keep = 0, 0
	one, other := kase("BCD-222", 0, "one"), kase("BCD-223", 0, "other")
	for _, c := range []care.Commit{
		{Patient: p},
		{Cases: cases(k)},
		{Cases: cases(one, k)},
		{Cases: cases(one, other, one)},
		{Came: 5},
		{Jobs: []care.Job{{Body: []byte("x")}}},
		{Jobs: []care.Job{{Box: anna, Body: []byte("x"), Was: []byte{}}}},
	} {
		if _, err := s.Commit(t.Context(), c, t0); err == nil {
			t.Error("a commit that is made wrong was taken")
		}
	}
	if _, there := loadCase(t, s, "BCD-222"); there {
		t.Error("a commit that is made wrong was kept in part")
	}
}

func commitRace(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	var kept, refused atomic.Int64
	var all sync.WaitGroup
	for i := range 16 {
		all.Go(func() {
			r, err := s.Commit(t.Context(), care.Commit{
				Update: care.UpdateID(i + 1), Patient: patient(1, 0, fmt.Sprint(i)), Jobs: []care.Job{job(anna, fmt.Sprint(i))},
			}, t0)
			switch {
			case err != nil:
				t.Errorf("commit: %v", err)
			case r.Outcome == care.Kept:
				kept.Add(1)
			case r.Outcome == care.Conflict:
				refused.Add(1)
			}
		})
	}
	all.Wait()
	if kept.Load() != 1 || refused.Load() != 15 {
		t.Errorf("%d kept and %d refused of 16", kept.Load(), refused.Load())
	}
	rec, _ := loadPatient(t, s, 0)
	drained(t, s, string(rec.State))
}

func commitExpires(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	now := time.Now()
	commit(t, s, care.Commit{Update: 3, Patient: patient(1, 0, "x"), Cases: cases(kase("KRT-482", 0, "x"))}, now, care.Kept)
	db := srv.raw(t)
	prefix := "{heard:" + t.Name() + "}:"
	for key, least := range map[string]time.Duration{
		"u:3": 48*time.Hour - time.Minute, "p:" + person(1).Hex(): day, "case:KRT-482": day,
	} {
		left, err := db.PTTL(t.Context(), prefix+key).Result()
		if err != nil || left < least || left > least+day {
			t.Errorf("a row is kept for %v, want %v (%v)", left, least, err)
		}
		// Rows of one update share no millisecond but that of midnight.
		if end := now.Add(left); least == day && end.Sub(end.Round(day)).Abs() > time.Minute {
			t.Errorf("a row goes at %v, want the end of a day", end)
		}
	}
}

// commitCodeUsedBefore never gives a code twice, also when the case is long gone:
// it still stands in somebody's chat and on a card.
func commitCodeUsedBefore(t *testing.T, srv server) {
	s, raw := srv.open(t, "codes"), srv.raw(t)
	commit(t, s, care.Commit{Update: 1, Cases: cases(kase("KRT-482", 0, "x"))}, t0, care.Kept)
	if n := raw.Del(t.Context(), "{heard:codes}:case:KRT-482").Val(); n != 1 {
		t.Fatal("there was no case to expire")
	}
	commit(t, s, care.Commit{Update: 2, Cases: cases(kase("KRT-482", 0, "y"))}, t0, care.CodeInUse)
	commit(t, s, care.Commit{Update: 2, Cases: cases(kase("KRT-483", 0, "y"), kase("KRT-482", 0, "y"))}, t0, care.CodeInUse)
	commit(t, s, care.Commit{Update: 2, Cases: cases(kase("KRT-483", 0, "y"))}, t0, care.Kept)
}
