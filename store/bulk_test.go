package store_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/store"
)

func bulk(name string, due time.Time, body string) care.Job {
	return care.Job{Box: care.BulkBox(name), Due: due, Body: []byte(body)}
}

// put commits jobs that have no committer to deliver them.
func put(t helper, s *store.Store, now time.Time, jobs ...care.Job) {
	t.Helper()
	for i, l := range commit(t, s, care.Commit{Jobs: jobs}, now, care.Kept).Leases {
		if l.Job != "" {
			t.Fatalf("job %d was leased to its committer", i)
		}
	}
}

// anew settles a lease with a new job in the place of the old one.
func anew(l care.Lease, at time.Time, body string) care.Settlement {
	return care.Settlement{Lease: l, Again: at, Body: []byte(body)}
}

// each is what EachBulk shows, by box.
func each(t helper, s *store.Store) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := s.EachBulk(t.Context(), func(box care.Box, _ time.Time, body []byte) error {
		if !box.Bulk || !box.Timer || box.Group {
			t.Fatalf("the box %s is no bulk box", box.Name)
		}
		got[box.Name] = string(body)
		return nil
	})
	if err != nil {
		t.Fatalf("each bulk box: %v", err)
	}
	return got
}

// bulkGivesWay has bulk boxes wait longest and yet go last, the earliest first,
// and only as far as the overall limit lets them.
func bulkGivesWay(t *testing.T, srv server) {
	limits := store.Limits{Overall: store.Pace{N: 3, Per: time.Second}, Patient: store.Pace{N: 1, Per: time.Hour}}
	s := srv.open(t, t.Name(), limited(limits))
	put(t, s, t0,
		bulk("f", after(time.Hour), "f"), bulk("d", after(time.Minute), "d"), bulk("b", after(2*time.Millisecond), "b"),
		bulk("c", after(3*time.Millisecond), "c"), bulk("a", t0, "a"), bulk("e", after(time.Hour), "e"))
	if _, next := claim(t, s, 9, after(-time.Millisecond)); !next.Equal(t0) {
		t.Errorf("the first look is at %v", next.Sub(t0))
	}
	first := wantClaim(t, s, after(time.Second), "a", "b", "c")
	settle(t, s, after(time.Second), done(first[0]), done(first[1]), done(first[2]))
	commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "1"), job(anna, "2"), job(quality, "card")}}, after(time.Second), care.Kept)
	leases, next := claim(t, s, 9, after(2*time.Minute))
	if diff := cmp.Diff([]string{"1", "card", "d"}, bodies(leases)); diff != "" || !next.Equal(after(2*time.Minute+lease)) {
		t.Fatalf("next in %v; claimed:\n%s", next.Sub(t0), diff)
	}
	if l := leases[2]; l.Box != care.BulkBox("d") || l.Tries != 0 {
		t.Errorf("a lease of a bulk box: %s, %d tries", l.Box.Name, l.Tries)
	}
	// Full: nothing of either kind goes, and both are due when there is room.
	now := after(time.Hour)
	wantClaim(t, s, now, "card", "d", "e")
	leases, next = claim(t, s, 9, now)
	if len(leases) > 0 || !next.Equal(now.Add(time.Second)) {
		t.Errorf("%d leases beyond the limit, next in %v", len(leases), next.Sub(now))
	}
	// No limit of its own is kept for a box: there may be a million.
	if n := srv.raw(t).Exists(t.Context(), "{heard:"+t.Name()+"}:pace:at:a", "{heard:"+t.Name()+"}:pace:at:d").Val(); n != 0 {
		t.Errorf("%d lists of the sends of bulk boxes", n)
	}
}

// bulkHoldsNobodyUp: while bulk boxes wait for the overall limit, somebody who
// presses a button has the next free send.
func bulkHoldsNobodyUp(t *testing.T, srv server) {
	s := srv.open(t, t.Name(), limited(store.Limits{Overall: store.Pace{N: 2, Per: time.Second}}))
	for i := range 20 {
		put(t, s, t0, bulk(fmt.Sprint(i), after(time.Duration(i)), "r"))
	}
	if l := commit(t, s, care.Commit{Jobs: []care.Job{job(anna, "now")}}, t0, care.Kept).Leases[0]; l.Job == "" {
		t.Error("a press waits for bulk boxes that are not even tried yet")
	}
	wantClaim(t, s, t0, "r")
	now := after(time.Second / 2)
	if l := commit(t, s, care.Commit{Jobs: []care.Job{job(bo, "soon")}}, now, care.Kept).Leases[0]; l.Job != "" {
		t.Error("a press goes beyond the limit")
	}
	wantClaim(t, s, after(time.Second), "soon", "r")
	now = after(2 * time.Second)
	if l := commit(t, s, care.Commit{Jobs: []care.Job{job(quality, "at once")}}, now, care.Kept).Leases[0]; l.Job == "" {
		t.Error("a press waits where there is room")
	}
	wantClaim(t, s, now, "r")
}

// bulkReplaced sets a bulk box anew, as one may a timer's: also while somebody
// holds it, and when the name was a timer's before.
func bulkReplaced(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	put(t, s, t0, bulk("a", t0, "old"), bulk("b", t0, "b"), timer("c", t0, "ring"), bulk("d", t0, "d"))
	held := wantClaim(t, s, t0, "ring", "old", "b", "d")
	put(t, s, t0, bulk("a", after(time.Hour), "new"), bulk("b", time.Time{}, ""), bulk("c", after(2*time.Hour), "sends"), timer("d", after(3*time.Hour), "rings"))
	for _, l := range held {
		if settle(t, s, t0, anew(l, t0, "late")) != 1 {
			t.Errorf("the holder of %s was not late", l.Box.Name)
		}
	}
	if got := each(t, s); !maps.Equal(got, map[string]string{"at:a": "new", "at:c": "sends"}) {
		t.Errorf("bulk boxes: %v", got)
	}
	drained(t, s, "new", "sends", "rings")
	wantNothing(t, srv)
}

// wantNothing wants no trace of a box.
func wantNothing(t *testing.T, srv server) {
	t.Helper()
	prefix := "{heard:" + t.Name() + "}:"
	for _, key := range []string{"due", "bulk", "lease", "box:at:a", "box:at:b"} {
		if n := srv.raw(t).Exists(t.Context(), prefix+key).Val(); n != 0 {
			t.Errorf("%s is left", key)
		}
	}
}

// bulkLeased follows one bulk box through retries, a holder that dies, and wakes.
func bulkLeased(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	put(t, s, t0, bulk("a", after(time.Minute), "a"))
	wantWakes(t, srv, 1)
	if err := s.Wait(t.Context(), time.Time{}); err != nil {
		t.Error(err)
	}
	l := wantClaim(t, s, after(time.Minute), "a")[0]
	wantWakes(t, srv, 0)
	settle(t, s, after(time.Minute), care.Settlement{Lease: l, Keep: true})
	settle(t, s, after(time.Minute), care.Settlement{Lease: l, Again: after(2 * time.Minute)})
	wantWakes(t, srv, 1)
	dead := wantClaim(t, s, after(2*time.Minute), "a")[0]
	if _, next := claim(t, s, 9, after(2*time.Minute+lease-time.Millisecond)); !next.Equal(after(2*time.Minute + lease)) {
		t.Errorf("next at %v", next.Sub(t0))
	}
	taken := wantClaim(t, s, after(2*time.Minute+lease), "a")[0]
	if dead.Tries != 1 || taken.Tries != 2 || taken.Job != l.Job {
		t.Errorf("tries %d and %d", dead.Tries, taken.Tries)
	}
	if late := settle(t, s, after(3*time.Minute), done(dead), anew(dead, t0, "x"), done(taken)); late != 2 {
		t.Errorf("%d late, want those of the one who died", late)
	}
	wantNothing(t, srv)
}

// bulkLeftovers: a claim that leaves bulk boxes behind wakes another copy.
func bulkLeftovers(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	put(t, s, t0, bulk("a", t0, "a"), bulk("b", t0, "b"))
	if err := s.Wait(t.Context(), time.Time{}); err != nil {
		t.Error(err)
	}
	if leases, next := claim(t, s, 1, t0); len(leases) != 1 || next.After(t0) {
		t.Fatalf("%d leases, next in %v", len(leases), next.Sub(t0))
	}
	wantWakes(t, srv, 1)
}

// bulkRace has three claimers deliver the same boxes: each goes out once.
func bulkRace(t *testing.T, srv server) {
	const boxes = 300
	s := srv.open(t, t.Name())
	jobs, want := make([]care.Job, boxes), map[string]string{}
	for i := range jobs {
		jobs[i] = bulk(fmt.Sprint(i), after(time.Duration(i%7)*time.Millisecond), "today")
		want[jobs[i].Box.Name] = "tomorrow"
	}
	put(t, s, t0, jobs...)
	var mu sync.Mutex
	sent := map[string]int{}
	var all sync.WaitGroup
	for range 3 {
		other := srv.open(t, t.Name())
		all.Go(func() {
			for {
				leases, _, err := other.Claim(t.Context(), 7, after(time.Second))
				if err != nil || len(leases) == 0 {
					if err != nil {
						t.Error(err)
					}
					return
				}
				var over []care.Settlement
				for _, l := range leases {
					mu.Lock()
					sent[l.Box.Name]++
					mu.Unlock()
					over = append(over, anew(l, after(day), "tomorrow"))
				}
				if late, err := other.Settle(t.Context(), over, after(time.Second)); late > 0 || err != nil {
					t.Errorf("%d late, %v", late, err)
				}
			}
		})
	}
	all.Wait()
	for name := range want {
		if sent[name] != 1 {
			t.Fatalf("a box went out %d times", sent[name])
		}
	}
	if diff := cmp.Diff(want, each(t, s)); diff != "" {
		t.Error(diff)
	}
}

// settledAnew puts a new job in the place of one that was sent, in one step with
// what is noted of it.
func settledAnew(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	body := "\x00:=\xff:%d\n" // sealed bytes are any bytes
	r := commit(t, s, care.Commit{
		Cases: cases(kase("KRT-482", 0, "x")),
		Jobs:  []care.Job{bulk("a", t0, "a"), timer("b", t0, "b"), {Box: anna, Cost: 2, Body: []byte("1")}, job(anna, "2")},
	}, t0, care.Kept)
	for _, l := range append(wantClaim(t, s, t0, "b", "a"), r.Leases[2]) {
		one := anew(l, after(time.Hour), body)
		one.Sent, one.Case, one.Shown = []care.MessageID{7}, "KRT-482", 3
		settle(t, s, t0, care.Settlement{Lease: l, Again: t0})
		if settle(t, s, t0, one) != 1 {
			t.Error("a lease that was given back can be settled")
		}
	}
	if rec, _ := loadCase(t, s, "KRT-482"); rec.Shown != 0 {
		t.Error("a late settlement left a note")
	}
	for _, l := range wantClaim(t, s, t0, "b", "1", "a") {
		one := anew(l, after(time.Hour), body)
		one.Sent, one.Case, one.Shown = []care.MessageID{7}, "KRT-482", 3
		if l.Tries != 1 || settle(t, s, t0, one) != 0 || settle(t, s, t0, one) != 1 {
			t.Errorf("settling after %d tries, twice", l.Tries)
		}
	}
	wantWakes(t, srv, 1)
	if rec, _ := loadCase(t, s, "KRT-482"); rec.Shown != 3 {
		t.Error("a settlement left no note")
	}
	if ids, err := s.Messages(t.Context(), t0, care.PatientBox(person(1))); !slices.Equal(ids, []care.MessageID{7}) || err != nil {
		t.Errorf("the messages sent: %v, %v", ids, err)
	}
	wantClaim(t, s, after(time.Hour-time.Millisecond))
	for _, l := range wantClaim(t, s, after(time.Hour), body, body, body) {
		if l.Tries != 0 || slices.Contains([]string{"1", "2", "3", "4"}, l.Job) {
			t.Errorf("the new job in %s is %s, tried %d times", l.Box.Name, l.Job, l.Tries)
		}
	}
	drained(t, s, body, body, body, "2")
}

// settledWrong: a new body without its time, or with nothing in it, would lose
// what the box holds.
func settledWrong(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	put(t, s, t0, bulk("a", t0, "a"), bulk("b", t0, "b"))
	held := wantClaim(t, s, t0, "a", "b")
	for _, wrong := range []care.Settlement{
		{Lease: held[1], Body: []byte("x")}, {Lease: held[1], Body: []byte{}, Again: t0}, {Lease: held[1], Body: []byte("x"), Again: t0, Keep: true},
	} {
		if _, err := s.Settle(t.Context(), []care.Settlement{done(held[0]), wrong}, t0); err == nil {
			t.Error("a settlement that is made wrong was taken")
		}
	}
	drained(t, s, "a", "b")
}

// eachBulk shows thousands of bulk boxes among everything else, in few trips.
func eachBulk(t *testing.T, srv server) {
	const boxes = 2000
	s, want := srv.open(t, t.Name()), map[string]string{}
	if got := each(t, s); len(got) > 0 {
		t.Errorf("of nothing: %d", len(got))
	}
	for first := 0; first < boxes; first += 500 {
		var jobs []care.Job
		for i := first; i < first+500; i++ {
			jobs = append(jobs, bulk(fmt.Sprint("remind:", i), after(time.Duration(i)*time.Second), fmt.Sprint(i)))
			want[jobs[len(jobs)-1].Box.Name] = fmt.Sprint(i)
		}
		put(t, s, t0, append(jobs, timer(fmt.Sprint("check:", first), t0, "ring"))...)
	}
	commit(t, s, care.Commit{Patient: patient(1, 0, "x"), Jobs: []care.Job{job(anna, "1")}}, t0, care.Kept)
	claim(t, s, 10, after(5*time.Second)) // those that are held are shown too
	before := s.Trips()
	if diff := cmp.Diff(want, each(t, s)); diff != "" {
		t.Error(diff)
	}
	// Redis may split a page where names share a place.
	if n := s.Trips() - before; n > 2*(boxes/256+2)+6 {
		t.Errorf("%d trips for %d boxes", n, boxes)
	}
}

// TestEachBulkAmongOthers: a box that is there all the time is shown, whatever
// comes, goes and is set anew. The embedded Redis does not hold to that: it goes
// through a set by rank.
func TestEachBulkAmongOthers(t *testing.T) {
	const stay = 800
	s, all := startRedis(t).open(t, "x"), []care.Job{}
	for i := range stay {
		all = append(all, bulk(fmt.Sprint("a", i), t0, "x"))
	}
	put(t, s, t0, all...)
	ctx, stop := context.WithCancel(t.Context())
	begun := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			again := all[i*7%stay]
			again.Due = after(time.Duration(i) * time.Second)
			comes, goes := bulk(fmt.Sprint("z", i), t0, "x"), bulk(fmt.Sprint("z", i-300), time.Time{}, "")
			if _, err := s.Commit(t.Context(), care.Commit{Jobs: []care.Job{again, comes, goes}}, t0); err != nil {
				t.Error(err)
			}
			if i == 50 {
				close(begun)
			}
		}
	})
	<-begun
	for range 3 {
		got := each(t, s)
		for _, j := range all {
			if got[j.Box.Name] != "x" {
				t.Errorf("a box was not shown")
			}
		}
	}
	stop()
	writing.Wait()
}

// eachEnds gives up with the one who asked, and lets them change what they see.
func eachEnds(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	put(t, s, t0, bulk("a", t0, "a"), bulk("b", t0, "b"), bulk("c", t0, "c"))
	enough, seen := errors.New("enough"), 0
	err := s.EachBulk(t.Context(), func(box care.Box, due time.Time, _ []byte) error {
		if !due.Equal(t0) {
			t.Errorf("the box %s is due at %v", box.Name, due)
		}
		put(t, s, t0, care.Job{Box: box})
		if seen++; seen == 2 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || seen != 2 || len(each(t, s)) != 1 {
		t.Errorf("%d boxes, %v", seen, err)
	}
	if err := srv.raw(t).LPush(t.Context(), "{heard:"+t.Name()+"}:box:at:a", "one").Err(); err != nil {
		t.Fatal(err)
	}
	put(t, s, t0, bulk("b", t0, "b"), bulk("c", t0, "c"))
	if err := srv.raw(t).ZAdd(t.Context(), "{heard:"+t.Name()+"}:bulk", zed("at:a")).Err(); err != nil {
		t.Fatal(err)
	}
	if err := s.EachBulk(t.Context(), func(care.Box, time.Time, []byte) error { return nil }); err == nil {
		t.Error("what is no job is read as one")
	}
}
