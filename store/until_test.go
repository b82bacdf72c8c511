package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"heard/care"
	"heard/store"
)

// midnight is the end of the day that is so many days from now, as a row that is
// kept for so long goes.
func midnight(now time.Time, days int) time.Time {
	return now.Truncate(day).Add(time.Duration(days+1) * day)
}

func keptFor(days int, p *care.PatientWrite) *care.PatientWrite {
	p.Keep = time.Duration(days) * day
	p.Record.State = fmt.Append(nil, days)
	return p
}

// named counts how often each case is named.
func named(t helper, s *store.Store, until time.Time) map[care.Code]int {
	t.Helper()
	got := map[care.Code]int{}
	err := s.CasesUntil(t.Context(), until, func(code care.Code) error {
		got[code]++
		return nil
	})
	if err != nil {
		t.Fatalf("cases until: %v", err)
	}
	return got
}

// untilCases has thousands of cases, that go on ten different days, among other
// rows.
func untilCases(t *testing.T, srv server) {
	const all = 3000
	s, now := srv.open(t, t.Name()), time.Now()
	for first := 0; first < all; first += 300 {
		var some []care.CaseWrite
		for i := first; i < first+300; i++ {
			k := kase(care.Code(fmt.Sprint("C-", i)), 0, "x")
			k.Keep, k.Pooled = time.Duration(i%10)*day+time.Hour, i%3 == 0
			some = append(some, k)
		}
		commit(t, s, care.Commit{Update: care.UpdateID(first + 1), Patient: patient(byte(first/300), 0, "x"), Cases: some}, now, care.Kept)
	}
	db, prefix := srv.raw(t), "{heard:"+t.Name()+"}:case:"
	if !db.Persist(t.Context(), prefix+"C-2").Val() { // stays
		t.Fatal("a case was to stay for ever")
	}
	last := midnight(now.Add(time.Hour), 9)
	for days := range 11 {
		until := midnight(now.Add(time.Hour), days) // the first moment at which those stay that go then
		got := named(t, s, until)
		for i := range all {
			code := care.Code(fmt.Sprint("C-", i))
			if want := i%10 < days && i != 2; (got[code] > 0) != want {
				t.Fatalf("a case that is kept for %d days and is to go in %d: named %d times", i%10, days, got[code])
			}
			delete(got, code)
		}
		if len(got) > 0 {
			t.Errorf("%d names of no case", len(got))
		}
	}
	if got := named(t, s, last.Add(time.Minute)); len(got) != all-1 {
		t.Errorf("after the last midnight %d are named, want %d", len(got), all-1)
	}
}

// untilPatients wants each patient whose row goes in the span, and what is in it.
func untilPatients(t *testing.T, srv server) {
	const all = 600
	s, now := srv.open(t, t.Name()), time.Now()
	for i := range all {
		p := keptFor(1+i%6, &care.PatientWrite{ID: somebody(1, i), Record: care.PatientRecord{Key: []byte{0, byte(i)}, Address: []byte("a")}})
		commit(t, s, care.Commit{Patient: p, Cases: cases(kase(care.Code(fmt.Sprint("C-", i)), 0, "x"))}, now, care.Kept)
	}
	days := map[care.Pseudonym]int{}
	err := s.PatientsUntil(t.Context(), midnight(now, 2), midnight(now, 4), func(p care.Pseudonym, rec care.PatientRecord, until time.Time) error {
		for n := 2; n < 4; n++ { // a minute: the embedded Redis does not keep the moment exactly
			if string(rec.State) == fmt.Sprint(n) && until.Sub(midnight(now, n)).Abs() < time.Minute {
				days[p] = n
			}
		}
		if rec.Version != 1 || len(rec.Key) != 2 || string(rec.Address) != "a" || days[p] == 0 {
			t.Errorf("a row at version %d, state %q, goes at %v", rec.Version, rec.State, until)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		want := 1 + i%6
		if want != 2 && want != 3 {
			want = 0
		}
		if got := days[somebody(1, i)]; got != want {
			t.Fatalf("a row that is kept for %d days is shown as one of %d", 1+i%6, got)
		}
	}
}

// untilTouched: rows are written all the while. Those that nobody touches are all
// shown, and no row is shown with a moment that is not its own.
func untilTouched(t *testing.T, srv server) {
	const all = 600
	s, now := srv.open(t, t.Name()), time.Now()
	write := func(i int, was int64, days int) {
		r, err := s.Commit(t.Context(), care.Commit{Patient: keptFor(days, &care.PatientWrite{ID: somebody(1, i), Was: was})}, now)
		if err != nil || r.Outcome != care.Kept {
			t.Errorf("outcome %d, %v", r.Outcome, err)
		}
	}
	for i := range all {
		write(i, 0, 2)
	}
	var writing sync.WaitGroup
	stop, begun := make(chan struct{}), make(chan struct{})
	writing.Go(func() {
		for was := int64(1); ; was++ {
			for i := 0; i < all; i += 2 {
				write(i, was, []int{2, 9}[was%2])
				select {
				case <-stop:
					return
				default:
				}
				if was == 1 && i == 50 {
					close(begun)
				}
			}
		}
	})
	<-begun
	shown := map[care.Pseudonym]bool{}
	err := s.PatientsUntil(t.Context(), now, midnight(now, 3), func(p care.Pseudonym, rec care.PatientRecord, until time.Time) error {
		shown[p] = true
		if string(rec.State) != "2" || until.Sub(midnight(now, 2)).Abs() > time.Minute {
			t.Errorf("a row that is kept for %s days is to go at %v", rec.State, until)
		}
		return nil
	})
	close(stop)
	writing.Wait()
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < all; i += 2 {
		if !shown[somebody(1, i)] {
			t.Fatal("a row that nobody touched was not shown")
		}
	}
}

// untilEnds gives up with the one who asked, and lets them change what they see.
func untilEnds(t *testing.T, srv server) {
	s, now := srv.open(t, t.Name()), time.Now()
	for i := range byte(5) {
		commit(t, s, care.Commit{Patient: patient(i, 0, "x"), Cases: cases(kase(care.Code("BCD-22"+string('2'+i)), 0, "x"))}, now, care.Kept)
	}
	enough, seen := errors.New("enough"), 0
	err := s.CasesUntil(t.Context(), midnight(now, 9), func(code care.Code) error {
		commit(t, s, care.Commit{Cases: cases(kase(code, 1, "changed"))}, now, care.Kept)
		if seen++; seen == 2 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || seen != 2 {
		t.Errorf("%d cases, %v", seen, err)
	}
	err = s.PatientsUntil(t.Context(), now, midnight(now, 9), func(care.Pseudonym, care.PatientRecord, time.Time) error { return enough })
	if !errors.Is(err, enough) {
		t.Errorf("patients: %v", err)
	}
	if err := srv.raw(t).HSet(t.Context(), "{heard:"+t.Name()+"}:p:"+person(1).Hex(), "v", "one").Err(); err != nil {
		t.Fatal(err)
	}
	err = s.PatientsUntil(t.Context(), now, midnight(now, 9), func(care.Pseudonym, care.PatientRecord, time.Time) error { return nil })
	if err == nil {
		t.Error("what is no patient is read as one")
	}
}

// TestUntilOnRedis6 takes the command away that came with Redis 7.
func TestUntilOnRedis6(t *testing.T) {
	p := startRedis(t, "--rename-command", "PEXPIRETIME", "none")
	if err := p.raw(t).PExpireTime(t.Context(), "x").Err(); err == nil {
		t.Fatal("this Redis still has the command")
	}
	for name, run := range map[string]func(*testing.T, server){"cases": untilCases, "patients": untilPatients, "touched": untilTouched} {
		t.Run(name, func(t *testing.T) { run(t, p.server) })
	}
}
