package store_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/care"
)

func loadNothing(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	rec, seen := loadPatient(t, s, 1)
	if diff := cmp.Diff(care.PatientRecord{}, rec); diff != "" || seen {
		t.Errorf("seen %v:\n%s", seen, diff)
	}
	if _, ok := loadCase(t, s, "KRT-482"); ok {
		t.Error("there is a case that nobody wrote")
	}
}

func loadCases(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Cases: cases(kase("KRT-482", 0, "one"))}, t0, care.Kept)
	commit(t, s, care.Commit{Cases: cases(kase("BCD-222", 0, "two"))}, t0, care.Kept)
	want := care.CaseRecord{Version: 1, Key: []byte("k"), Body: []byte("two"), Return: []byte("r")}
	got, err := s.LoadCase(t.Context(), "BCD-222")
	if diff := cmp.Diff(want, got, byID()); diff != "" || err != nil {
		t.Errorf("%v:\n%s", err, diff)
	}
	// With a patient it comes in the same trip.
	before := s.Trips()
	_, got, _, err = s.Load(t.Context(), 1, person(1), "BCD-222")
	if diff := cmp.Diff(want, got, byID()); diff != "" || err != nil || s.Trips() != before+1 {
		t.Errorf("%v:\n%s", err, diff)
	}
}

func loadStaff(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Update: 9, Cases: cases(kase("KRT-482", 0, "one"))}, t0, care.Kept)
	for _, step := range []struct {
		update care.UpdateID
		code   care.Code
		team   string
		staff  byte
		sign   int
		seen   bool
	}{
		{1, "KRT-482", "quality", 10, 1, false},
		{2, "KRT-482", "quality", 11, 2, false},
		{9, "KRT-482", "quality", 10, 1, true},
		{3, "KRT-482", "keywork", 11, 1, false},
		{4, "ZZZ-999", "quality", 12, 3, false},
		{5, "KRT-482", "quality", 11, 2, false},
	} {
		rec, sign, seen, err := s.LoadForStaff(t.Context(), step.update, step.code, step.team, person(step.staff))
		if err != nil || sign != step.sign || seen != step.seen {
			t.Errorf("update %d: sign %d, seen %v, %v", step.update, sign, seen, err)
		}
		want, _ := loadCase(t, s, step.code)
		if diff := cmp.Diff(want, rec, byID()); diff != "" {
			t.Errorf("update %d:\n%s", step.update, diff)
		}
	}
}

// loadBytes sends every byte there and back, since sealed data is of any bytes.
func loadBytes(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	every := make([]byte, 0, 512)
	for i := range 256 {
		every = append(every, byte(255-i), byte(i))
	}
	p, k := patient(1, 0, ""), kase("KRT-482", 0, "")
	p.Record.State, k.Record.Body = every, every
	r := commit(t, s, care.Commit{Patient: p, Cases: cases(k), Jobs: []care.Job{{Box: anna, Body: every}, {Box: anna}}}, t0, care.Kept)
	rec, _ := loadPatient(t, s, 1)
	got, _ := loadCase(t, s, "KRT-482")
	again, _ := claim(t, s, 1, after(lease))
	for name, b := range map[string][]byte{
		"state": rec.State, "body": got.Body, "lease": r.Leases[0].Body, "claim": again[0].Body,
	} {
		if !bytes.Equal(b, every) {
			t.Errorf("%s came back as %d other bytes", name, len(b))
		}
	}
	settle(t, s, t0, done(again[0]))
	if empty, _ := claim(t, s, 1, t0); len(empty) != 1 || len(empty[0].Body) != 0 {
		t.Error("an empty body did not come back empty")
	}
}

func groupsMoved(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	if err := s.SetMoved(t.Context(), -5, -1005); err != nil {
		t.Fatal(err)
	}
	got, err := s.Moved(t.Context())
	if diff := cmp.Diff(map[int64]int64{-5: -1005}, got); diff != "" || err != nil {
		t.Errorf("%v:\n%s", err, diff)
	}
}

func servicesApart(t *testing.T, srv server) {
	one, other := srv.open(t, t.Name()+" one"), srv.open(t, t.Name()+" other")
	commit(t, one, care.Commit{Update: 1, Patient: patient(1, 0, "x"), Jobs: []care.Job{job(anna, "x")}}, t0, care.Kept)
	if rec, seen := loadPatient(t, other, 1); seen || rec.Version != 0 {
		t.Error("one service sees another's patient")
	}
	drained(t, other)
}

func scriptsForgotten(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "x")}}, t0, care.Kept)
	if err := srv.raw(t).ScriptFlush(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	settle(t, s, t0, done(r.Leases[0]))
	commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "y")}}, t0, care.Kept)
	drained(t, s, "y")
}

// tripsCounted holds the promise of three round trips an update: load, commit,
// settle.
func tripsCounted(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	turn := func(u care.UpdateID) int64 {
		before := s.Trips()
		rec, _ := loadPatient(t, s, u)
		r := commit(t, s, care.Commit{
			Update: u, Patient: patient(1, rec.Version, "x"), Jobs: []care.Job{job(anna, "x"), job(quality, "y")},
		}, t0, care.Kept)
		settle(t, s, t0, done(r.Leases[0]), done(r.Leases[1]))
		return s.Trips() - before
	}
	turn(1) // Redis learns the scripts
	if got := turn(2); got != 3 {
		t.Errorf("%d round trips an update", got)
	}
	before := s.Trips()
	if _, _, _, err := s.LoadForStaff(t.Context(), 3, "KRT-482", "quality", person(9)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.LoadCase(t.Context(), "KRT-482"); err != nil {
		t.Fatal(err)
	}
	if got := s.Trips() - before; got != 2 && got != 3 { // 3 where the script was new
		t.Errorf("%d round trips for two loads", got)
	}
}
