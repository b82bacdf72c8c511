package store_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/store"
)

// find loads somebody under any of some names.
func find(t helper, s *store.Store, u care.UpdateID, names ...byte) (as care.Pseudonym, rec care.PatientRecord, seen bool) {
	t.Helper()
	all := make([]care.Pseudonym, len(names))
	for i, n := range names {
		all[i] = person(n)
	}
	as, rec, _, seen, err := s.Find(t.Context(), u, all, "")
	if err != nil {
		t.Fatalf("find: %v", err)
	}
	return as, rec, seen
}

func loadAnyName(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Update: 7, Patient: patient(2, 0, "x"), Cases: cases(kase("KRT-482", 0, "body"))}, t0, care.Kept)
	for _, names := range [][]byte{{2}, {2, 3}, {1, 2}, {1, 3, 2}} {
		before := s.Trips()
		if as, rec, seen := find(t, s, 7, names...); as != person(2) || string(rec.State) != "x" || !seen {
			t.Errorf("under %v: state %q, seen %v", names, rec.State, seen)
		}
		if n := s.Trips() - before; n != 1 {
			t.Errorf("%d trips", n)
		}
	}
	if as, rec, seen := find(t, s, 8, 4, 5); as != person(4) || rec.Version != 0 || seen {
		t.Errorf("nobody: version %d, seen %v", rec.Version, seen)
	}
	_, _, held, _, err := s.Find(t.Context(), 8, []care.Pseudonym{person(4), person(5)}, "KRT-482")
	if err != nil || string(held.Body) != "body" {
		t.Errorf("the case: %q, %v", held.Body, err)
	}
}

// loadRenamedStaff: a number goes over to the newer name, and back with a copy that does
// not know better; nobody's number is given again.
func loadRenamedStaff(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	for i, step := range []struct {
		names []byte
		want  int
	}{
		{[]byte{1}, 1},
		{[]byte{2}, 2},
		{[]byte{11, 1}, 1},
		{[]byte{11, 1}, 1},
		{[]byte{1, 11}, 1},
		{[]byte{21, 11, 1}, 1},
		{[]byte{12, 2}, 2},
		{[]byte{13, 3}, 3},
		{[]byte{4}, 4},
		{[]byte{2}, 5},
	} {
		var others []care.Pseudonym
		for _, n := range step.names[1:] {
			others = append(others, person(n))
		}
		_, sign, _, err := s.LoadForStaff(t.Context(), 1, "KRT-482", "quality", person(step.names[0]), others...)
		if err != nil || sign != step.want {
			t.Errorf("step %d: number %d, want %d; %v", i, sign, step.want, err)
		}
	}
}

// begins is the first row of the first patient under one of their names.
func begins(as, other byte) *care.PatientWrite {
	p := patient(as, 0, fmt.Sprint(as))
	p.Others = []care.Pseudonym{person(other)}
	return p
}

func commitGuarded(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Update: 1, Patient: begins(1, 2)}, t0, care.Kept)
	refused := care.Commit{Update: 2, Patient: begins(2, 1), Cases: cases(kase("KRT-482", 0, "x")), Jobs: []care.Job{job(anna, "no")}}
	commit(t, s, refused, t0, care.Conflict)
	if _, seen := loadPatient(t, s, 2); seen {
		t.Error("what was refused left a mark")
	}
	refused.Update = 1
	commit(t, s, refused, t0, care.Repeated)
	if _, kept := loadCase(t, s, "KRT-482"); kept {
		t.Error("what was refused left a case")
	}
	known := begins(1, 2) // whoever is known is not asked for
	known.Was = 1
	commit(t, s, care.Commit{Update: 3, Patient: known}, t0, care.Kept)
	known.Was, known.Forget = 2, true
	commit(t, s, care.Commit{Update: 4, Patient: known}, t0, care.Kept)
	commit(t, s, care.Commit{Update: 5, Patient: begins(2, 1)}, t0, care.Kept)

	s = srv.open(t, t.Name()+"race")
	var all sync.WaitGroup
	outcomes := make([]care.Outcome, 8)
	for i := range outcomes {
		all.Go(func() {
			r, err := s.Commit(t.Context(), care.Commit{Patient: begins(byte(1+i%2), byte(2-i%2))}, t0)
			if err != nil {
				t.Error(err)
			}
			outcomes[i] = r.Outcome
		})
	}
	all.Wait()
	kept := 0
	for _, o := range outcomes {
		if o == care.Kept {
			kept++
		}
	}
	if kept != 1 {
		t.Errorf("%d of them were begun", kept)
	}
}

// names are what the keys of a service are called, without messages.
func names(t *testing.T, srv server) (all []string) {
	t.Helper()
	prefix := "{heard:" + t.Name() + "}:"
	for _, key := range srv.raw(t).Keys(t.Context(), strings.NewReplacer("[", `\[`, "]", `\]`).Replace(prefix)+"*").Val() {
		if name, ours := strings.CutPrefix(key, prefix); ours && name != "seq" && name != "wake" && name != "codes" {
			all = append(all, name)
		}
	}
	return all
}

// moving gives the first patient the second's name.
func moving(was int64, boxes ...care.BoxMove) care.Move {
	return care.Move{
		Patient: &care.PatientMove{
			From: person(1), To: person(2), Was: was, Next: 1000,
			Record: care.PatientRecord{Key: []byte("k2"), Address: []byte("a2"), State: []byte("x2")},
		},
		Boxes: boxes,
	}
}

func renamed(kind string) care.BoxMove {
	return care.BoxMove{From: care.TimerBox(kind + ":" + person(1).Hex()), To: care.TimerBox(kind + ":" + person(2).Hex())}
}

func move(t helper, s *store.Store, m care.Move, want bool) {
	t.Helper()
	if done, err := s.Move(t.Context(), m, t0); err != nil || done != want {
		t.Fatalf("moved: %v, %v", done, err)
	}
}

func moved(t *testing.T, srv server) {
	s, now := srv.open(t, t.Name()), time.Now()
	drop := renamed("rest")
	drop.To = care.Box{}
	r := commit(t, s, care.Commit{
		Update: 1, Patient: patient(1, 0, "x"), Came: 10,
		Jobs: []care.Job{job(anna, "m"), job(bo, "m"), timer("checkin:"+person(1).Hex(), now.Add(day), "ask"), timer("rest:"+person(1).Hex(), now.Add(day), "drop")},
	}, now, care.Kept)
	for i, sent := range []care.MessageID{11, 12} { // one came under each name
		one := done(r.Leases[i])
		one.Sent = []care.MessageID{sent}
		settle(t, s, now, one)
	}
	db, prefix := srv.raw(t), "{heard:"+t.Name()+"}:"
	before := db.PTTL(t.Context(), prefix+"p:"+person(1).Hex()).Val()
	move(t, s, moving(1, renamed("checkin"), drop, renamed("nothing")), true)
	if left := db.PTTL(t.Context(), prefix+"p:"+person(2).Hex()).Val(); (left-before).Abs() > time.Minute || left <= 0 {
		t.Errorf("the row goes in %v, and went in %v", left, before)
	}
	as, rec, _ := find(t, s, 1, 1, 2)
	if diff := cmp.Diff(care.PatientRecord{Version: 1000, Key: []byte("k2"), Address: []byte("a2"), State: []byte("x2")}, rec); diff != "" || as != person(2) {
		t.Errorf("the row: %s", diff)
	}
	want := []string{"p:" + person(2).Hex(), "chat:p:" + person(2).Hex(), "box:at:checkin:" + person(2).Hex(), "due", "u:1"}
	if diff := cmp.Diff(want, names(t, srv), unordered()); diff != "" {
		t.Errorf("what there is: %s", diff)
	}
	ids, err := s.Messages(t.Context(), now, care.PatientBox(person(2)))
	if diff := cmp.Diff([]care.MessageID{12, 10, 11}, ids); diff != "" || err != nil {
		t.Errorf("messages: %v, %s", err, diff)
	}
	if _, due := peek(t, s, renamed("checkin").To); due.UnixMilli() != now.Add(day).UnixMilli() {
		t.Errorf("the timer rings at %v", due)
	}
	// Whoever has the old row at hand cannot write it, nor take whom they know for new.
	commit(t, s, care.Commit{Update: 2, Patient: patient(1, 1, "late")}, t0, care.Conflict)
	commit(t, s, care.Commit{Update: 2, Patient: begins(1, 2)}, t0, care.Conflict)
	commit(t, s, care.Commit{Update: 2, Patient: patient(2, 1000, "next")}, t0, care.Kept)
	if got, _ := rings(t, s, now.Add(2*day)); !cmp.Equal(got, []string{"ask"}) {
		t.Errorf("timers: %q", got)
	}
}

// movedBusy: whatever stands in the way, nothing is moved.
func movedBusy(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Update: 1, Patient: patient(1, 0, "x"), Came: 10, Jobs: []care.Job{
		timer("checkin:"+person(1).Hex(), t0, "ask"), timer("other:"+person(1).Hex(), after(day), "later"),
	}}, t0, care.Kept)
	boxes := []care.BoxMove{renamed("other"), renamed("checkin")}
	refused := func(why string, m care.Move) {
		t.Helper()
		before := names(t, srv)
		move(t, s, m, false)
		if diff := cmp.Diff(before, names(t, srv), unordered()); diff != "" {
			t.Errorf("%s: %s", why, diff)
		}
		if as, rec, _ := find(t, s, 1, 2, 1); as != person(1) || string(rec.State) != "x" {
			t.Errorf("%s: the row is another", why)
		}
	}
	refused("another version", moving(2, boxes...))
	refused("no row", moving(0, boxes...))
	lease := wantClaim(t, s, t0, "ask")[0]
	refused("a timer is leased", moving(1, boxes...))
	settle(t, s, t0, anew(lease, after(day), "ask again"))
	r := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "m")}}, t0, care.Kept)
	refused("a message is on its way", moving(1, boxes...))
	settle(t, s, t0, done(r.Leases[0]))
	put(t, s, t0, timer("checkin:"+person(2).Hex(), after(day), "another"))
	refused("a timer of the new name", moving(1, boxes...))
	put(t, s, t0, care.Job{Box: renamed("checkin").To})
	commit(t, s, care.Commit{Patient: patient(2, 0, "another")}, t0, care.Kept)
	move(t, s, moving(1, boxes...), false)
	gone := patient(2, 1, "")
	gone.Forget = true
	commit(t, s, care.Commit{Patient: gone}, t0, care.Kept)
	move(t, s, moving(1, boxes...), true)
	drained(t, s, "ask again", "later")
}

// movedReminder moves a box by itself, in its place in bulk.
func movedReminder(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	from, to := care.BulkBox("remind:a"), care.BulkBox("remind:b")
	m := care.Move{Boxes: []care.BoxMove{{From: from, To: to}}}
	move(t, s, m, true) // nothing is there
	put(t, s, t0, bulk("remind:a", t0, "send"))
	lease := wantClaim(t, s, t0, "send")[0]
	move(t, s, m, false)
	one := anew(lease, after(day), "send again")
	one.Sent = []care.MessageID{5}
	settle(t, s, t0, one)
	put(t, s, t0, bulk("remind:b", after(day), "another"))
	move(t, s, m, false)
	put(t, s, t0, care.Job{Box: to})
	move(t, s, m, true)
	if body, due := peek(t, s, to); body != "send again" || !due.Equal(after(day)) {
		t.Errorf("%q at %v", body, due)
	}
	if body, _ := peek(t, s, from); body != "" {
		t.Errorf("left behind: %q", body)
	}
	if ids, err := s.Messages(t.Context(), t0, from, to); err != nil || len(ids) != 1 {
		t.Errorf("messages: %v, %v", ids, err)
	}
	drained(t, s, "send again")
}

// movedAmongOthers has some write a row, or look for it, while others give it one name
// after the other: nobody ever finds none, and no change is lost.
func movedAmongOthers(t *testing.T, srv server) {
	const hands, each = 4, 25
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{Patient: patient(1, 0, "0")}, t0, care.Kept)
	stop := make(chan struct{})
	var movers, writers sync.WaitGroup
	movers.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			as, rec, _ := find(t, s, 0, 1, 2)
			to := person(2)
			if as == to {
				to = person(1)
			}
			if _, err := s.Move(t.Context(), care.Move{Patient: &care.PatientMove{From: as, To: to, Was: rec.Version, Record: rec}}, t0); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for range hands {
		writers.Go(func() {
			for done := 0; done < each; {
				as, rec, _ := find(t, s, 0, 1, 2)
				if rec.Version == 0 {
					t.Error("nobody was found")
					return
				}
				var n int
				_, _ = fmt.Sscan(string(rec.State), &n)
				rec.State = fmt.Append(nil, n+1)
				r, err := s.Commit(t.Context(), care.Commit{Patient: &care.PatientWrite{ID: as, Was: rec.Version, Record: rec, Keep: day}}, t0)
				if err != nil {
					t.Error(err)
					return
				}
				if r.Outcome == care.Kept {
					done++
				}
			}
		})
	}
	writers.Wait()
	close(stop)
	movers.Wait()
	if _, rec, _ := find(t, s, 0, 1, 2); string(rec.State) != fmt.Sprint(hands*each) {
		t.Errorf("%s changes of %d are there", rec.State, hands*each)
	}
}
