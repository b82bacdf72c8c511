package store_test

import (
	"testing"

	"heard/care"
)

// faultInCommit makes Redis break off a commit: it is made again, and kept then.
func faultInCommit(t *testing.T, srv server) {
	s, raw := srv.open(t, "fault-commit"), srv.raw(t)
	write := care.Commit{Update: 5, Patient: patient(1, 0, "x")}
	row := "{heard:fault-commit}:p:" + person(1).Hex()
	if err := raw.Set(t.Context(), row, "not a row", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Commit(t.Context(), write, t0); err == nil {
		t.Fatal("a row of another kind is no error")
	}
	if err := raw.Del(t.Context(), row).Err(); err != nil {
		t.Fatal(err)
	}
	commit(t, s, write, t0, care.Kept)
	commit(t, s, write, t0, care.Repeated)
}

// faultInSettle makes Redis break off settlements, again and again: of the box that
// was settled before the fault only what was delivered is gone, and the job at fault
// is there to be delivered once more.
func faultInSettle(t *testing.T, srv server) {
	s, raw := srv.open(t, "fault-settle"), srv.raw(t)
	one, other := care.PatientBox(person(1)), care.PatientBox(person(2))
	for _, j := range []care.Job{{Box: one, Body: []byte("1")}, {Box: one, Body: []byte("2")}, {Box: one, Body: []byte("3")}, {Box: other, Body: []byte("x")}} {
		commit(t, s, care.Commit{Jobs: []care.Job{j}}, t0, care.Kept)
	}
	leases := wantClaim(t, s, after(lease), "1", "x")
	chat := "{heard:fault-settle}:chat:" + other.Name
	if err := raw.Set(t.Context(), chat, "not a list", 0).Err(); err != nil {
		t.Fatal(err)
	}
	bad := care.Settlement{Lease: leases[1], Sent: []care.MessageID{7}}
	if _, err := s.Settle(t.Context(), []care.Settlement{done(leases[0]), bad}, after(lease)); err == nil {
		t.Fatal("a chat of another kind is no error")
	}
	for range 3 {
		if late, err := s.Settle(t.Context(), []care.Settlement{done(leases[0]), bad}, after(lease)); late != 2 || err != nil {
			t.Errorf("settled once more: %d late, %v", late, err)
		}
	}
	if err := raw.Del(t.Context(), chat).Err(); err != nil {
		t.Fatal(err)
	}
	drained(t, s, "2", "3", "x")
}
