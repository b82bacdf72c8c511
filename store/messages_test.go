package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/store"
)

func messages(t helper, s *store.Store, now time.Time) []care.MessageID {
	t.Helper()
	ids, err := s.Messages(t.Context(), now, care.PatientBox(person(1)))
	if err != nil {
		t.Fatalf("messages: %v", err)
	}
	return ids
}

// messagesKept remembers what came and what was sent for 48 hours, and lets go of
// it when the chat is swept.
func messagesKept(t *testing.T, srv server) {
	s := srv.open(t, "messages")
	r := commit(t, s, care.Commit{Update: 1, Patient: patient(1, 0, "x"), Came: 10, Jobs: []care.Job{job(anna, "m")}}, t0, care.Kept)
	sent := done(r.Leases[0])
	sent.Sent = []care.MessageID{11}
	settle(t, s, after(time.Hour), sent)
	if got := messages(t, s, after(time.Hour)); !cmp.Equal(got, []care.MessageID{10, 11}) {
		t.Errorf("both sides: %v", got)
	}
	if got := messages(t, s, after(48*time.Hour+time.Minute)); !cmp.Equal(got, []care.MessageID{11}) {
		t.Errorf("two days later: %v", got)
	}
	r = commit(t, s, care.Commit{Update: 2, Patient: patient(1, 1, "x"), Jobs: []care.Job{job(anna, "sweep")}}, after(time.Hour), care.Kept)
	swept := done(r.Leases[0])
	swept.Swept, swept.Sent = true, []care.MessageID{12, 13}
	settle(t, s, after(time.Hour), swept)
	if got := messages(t, s, after(time.Hour)); !cmp.Equal(got, []care.MessageID{12, 13}) {
		t.Errorf("after sweeping: %v", got)
	}
}

// forgetting removes a patient's row with the mark of the update that asked for
// it, and whoever comes after is new.
func forgetting(t *testing.T, srv server) {
	s := srv.open(t, "forget")
	commit(t, s, care.Commit{Update: 1, Patient: patient(1, 0, "x")}, t0, care.Kept)
	gone := patient(1, 1, "")
	gone.Forget = true
	commit(t, s, care.Commit{Update: 2, Patient: gone}, t0, care.Kept)
	commit(t, s, care.Commit{Update: 2, Patient: gone}, t0, care.Repeated)
	if rec, _ := loadPatient(t, s, 3); rec.Version != 0 || rec.State != nil {
		t.Errorf("the row is still there at version %d", rec.Version)
	}
	commit(t, s, care.Commit{Update: 4, Patient: patient(1, 0, "anew")}, t0, care.Kept)
}

// forgetConflict forgets nobody who has changed meanwhile.
func forgetConflict(t *testing.T, srv server) {
	s := srv.open(t, "forget2")
	commit(t, s, care.Commit{Update: 1, Patient: patient(1, 0, "x")}, t0, care.Kept)
	gone := patient(1, 7, "")
	gone.Forget = true
	commit(t, s, care.Commit{Update: 2, Patient: gone}, t0, care.Conflict)
	if rec, _ := loadPatient(t, s, 3); rec.Version != 1 {
		t.Errorf("the row is at version %d, want 1", rec.Version)
	}
}

// counting adds up tallies by block, once an update.
func counting(t *testing.T, srv server) {
	s := srv.open(t, "count")
	yes := care.Tally{Question: "helped", About: "need.housing", Answer: "yes"}
	slept := care.Tally{Question: "pulse.lasts", Answer: "never"}
	commit(t, s, care.Commit{Update: 1, Counts: []care.Tally{yes, slept}}, t0, care.Kept)
	commit(t, s, care.Commit{Update: 1, Counts: []care.Tally{yes}}, t0, care.Repeated)
	commit(t, s, care.Commit{Update: 2, Counts: []care.Tally{yes}}, t0, care.Kept)
	commit(t, s, care.Commit{Update: 3, Counts: []care.Tally{yes}}, after(4*7*24*time.Hour), care.Kept)
	for block, want := range map[int]map[string]int64{
		care.BlockOf(t0):     {"helped:need.housing=yes": 2, "pulse.lasts=never": 1},
		care.BlockOf(t0) + 1: {"helped:need.housing=yes": 1},
		care.BlockOf(t0) + 2: {},
	} {
		got, err := s.Tallies(t.Context(), block)
		if err != nil || !cmp.Equal(got, want) {
			t.Errorf("block %d: %v, want %v (%v)", block, got, want, err)
		}
	}
}
