package rounds_test

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
	"pgregory.net/rapid"

	"heard/care"
	"heard/rounds"
	"heard/store"
	"heard/store/redistest"
)

// purgeOrders says of an order what it is about.
type purgeOrders struct{}

func (purgeOrders) Expire(code care.Code, now time.Time) (care.Job, error) {
	name := "expire:" + string(code)
	return care.Job{Box: care.TimerBox(name), Due: now, Body: []byte(name)}, nil
}

func (purgeOrders) Rest(who care.Pseudonym, goes, now time.Time) (care.Job, error) {
	name := "rest:" + who.Hex()
	return care.Job{Box: care.TimerBox(name), Due: now, Body: []byte(name + " " + goes.UTC().Format(time.DateTime))}, nil
}

func purger(s *store.Store, now *time.Time) *rounds.Purge {
	return &rounds.Purge{
		Rows: s, Orders: purgeOrders{}, Outbox: s, Turns: s, Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return *now }, Random: rand.Reader,
	}
}

// claimed takes all orders that are due.
func claimed(t *testing.T, s *store.Store, now time.Time) (names []string) {
	t.Helper()
	for {
		leases, _, err := s.Claim(t.Context(), 100, now)
		if err != nil {
			t.Fatal(err)
		}
		if len(leases) == 0 {
			slices.Sort(names)
			return names
		}
		var done []care.Settlement
		for _, l := range leases {
			names = append(names, string(l.Body))
			done = append(done, care.Settlement{Lease: l})
		}
		if _, err := s.Settle(t.Context(), done, now); err != nil {
			t.Fatal(err)
		}
	}
}

// midnight is the beginning of a day so many days after the one of a moment.
func midnight(at time.Time, days int) time.Time {
	return at.UTC().Truncate(day).AddDate(0, 0, days)
}

func fromHere(t *testing.T, url string) (*store.Store, *redis.Client) {
	t.Helper()
	s := must(store.Open(t.Context(), store.Options{URL: url, Service: service}))(t)
	db := redis.NewClient(must(redis.ParseURL(url))(t))
	t.Cleanup(func() { _ = s.Close(); _ = db.Close() })
	must(db.FlushAll(t.Context()).Result())(t)
	return s, db
}

// TestPurge: of cases that go on any day, and patients who were here on any day,
// those are ordered whose time it is and no others, each once, at any time of the
// day; to order it again before it is done orders nothing more.
func TestPurge(t *testing.T) {
	server := redistest.Start(t)
	for _, clock := range []time.Duration{0, time.Minute, 13 * time.Hour, day - time.Minute} {
		t.Run(clock.String(), func(t *testing.T) {
			s, db := fromHere(t, server.URL)
			now := midnight(time.Now(), 1).Add(clock)
			var want []string
			for days := range 15 {
				// A case that goes at the end of that day; midnight is whole days ahead.
				code, goes := care.Code(fmt.Sprint("C-", days)), midnight(now, days)
				commitCase(t, s, code, goes, now)
				if goes.Sub(now) < 2*day {
					want = append(want, "expire:"+string(code))
				}
				// A patient who was here that many days ago, late in the day.
				p, here := care.NewPseudonym([16]byte{byte(days), 7}), midnight(now, 1-days).Add(-time.Minute)
				commitPatient(t, s, p, here)
				if days >= 2 && days <= 10 {
					want = append(want, "rest:"+p.Hex()+" "+midnight(here, 366).Format(time.DateTime))
				}
			}
			slices.Sort(want)
			before := contents(t, db)
			for range 2 {
				if err := purger(s, &now).Purge(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(want, claimed(t, s, now)); diff != "" {
				t.Errorf("wanted (-) and ordered (+):\n%s", diff)
			}
			if diff := cmp.Diff(before, contents(t, db)); diff != "" {
				t.Errorf("a purge itself changed (-) to (+):\n%s", diff)
			}
		})
	}
}

func commitCase(t fatal, s *store.Store, code care.Code, goes, now time.Time) {
	t.Helper()
	rec := care.CaseRecord{Key: []byte("k"), Body: []byte("b")}
	// Rows are kept to the end of the day; a little before it is that day's.
	c := care.Commit{Cases: []care.CaseWrite{{Code: code, Keep: max(goes.Add(-time.Minute).Sub(now), time.Millisecond), Record: rec}}}
	if r := must(s.Commit(context.Background(), c, now))(t); r.Outcome != care.Kept {
		t.Fatal("a case was not kept")
	}
}

func commitPatient(t fatal, s *store.Store, p care.Pseudonym, here time.Time) {
	t.Helper()
	c := care.Commit{Patient: &care.PatientWrite{ID: p, Keep: care.KeepPatient, Record: care.PatientRecord{Key: []byte("k"), Address: []byte("a"), State: []byte("s")}}}
	if r := must(s.Commit(context.Background(), c, here))(t); r.Outcome != care.Kept {
		t.Fatal("a patient was not kept")
	}
}

// contents are all rows of patients and cases, each with when it goes.
func contents(t *testing.T, db *redis.Client) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, kind := range []string{"p", "case"} {
		for _, name := range must(db.Keys(t.Context(), "{heard:"+service+"}:"+kind+":*").Result())(t) {
			goes := must(db.PExpireTime(t.Context(), name).Result())(t)
			all[name] = fmt.Sprint(must(db.HGetAll(t.Context(), name).Result())(t), goes)
		}
	}
	return all
}

// TestPurgeDaily: a purge about once a day for weeks, with days on which there was
// none. Every case is ordered before its row goes, and every patient after they
// left something lying, unless there was no purge for longer than there is time.
func TestPurgeDaily(t *testing.T) {
	server := redistest.Start(t)
	s, db := fromHere(t, server.URL)
	checks := flag.Lookup("rapid.checks").Value
	was := checks.String()
	t.Cleanup(func() { _ = checks.Set(was) })
	if err := checks.Set("30"); err != nil { // each is weeks, on a real disk
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		must(db.FlushAll(rt.Context()).Result())(rt)
		now := midnight(time.Now(), 1).Add(time.Duration(rapid.IntRange(0, 1439).Draw(rt, "minute")) * time.Minute)
		goes, here := map[care.Code]time.Time{}, map[care.Pseudonym]time.Time{}
		for i := range rapid.IntRange(1, 8).Draw(rt, "rows") {
			code := care.Code(fmt.Sprint("C-", i))
			goes[code] = midnight(now, 3+rapid.IntRange(0, 10).Draw(rt, "days"))
			commitCase(rt, s, code, goes[code], now)
			p := care.NewPseudonym([16]byte{byte(i), 9})
			here[p] = now.Add(time.Duration(rapid.IntRange(0, 600).Draw(rt, "minutes")) * time.Minute)
			commitPatient(rt, s, p, here[p])
		}
		first := map[string]time.Time{}
		for range 16 {
			now = now.Add(22*time.Hour + time.Duration(rapid.IntRange(0, 2*60).Draw(rt, "minutes"))*time.Minute)
			if rapid.IntRange(0, 5).Draw(rt, "away") == 0 {
				now = now.Add(day)
			}
			if err := purger(s, &now).Purge(rt.Context()); err != nil {
				rt.Fatal(err)
			}
			for _, name := range claimed(t, s, now) {
				if name, _, _ = strings.Cut(name, " "); first[name].IsZero() {
					first[name] = now
				}
			}
			for code, at := range goes { // Redis goes by the real clock
				if !now.Before(at) && !first["expire:"+string(code)].Before(at) {
					rt.Fatalf("a case was to go at %v and ended at %v", at, first["expire:"+string(code)])
				}
			}
		}
		for code, at := range goes {
			if early := at.Sub(first["expire:"+string(code)]); early > 2*day {
				rt.Fatalf("a case was ended %v before its row goes", early)
			}
		}
		for p, at := range here {
			rested := first["rest:"+p.Hex()]
			if lay := rested.Sub(at); rested.IsZero() || lay <= day || lay > 4*day {
				rt.Fatalf("what a patient left lay for %v", lay)
			}
		}
	})
}

// failing names rows and then fails, or takes no orders.
type failing struct {
	rounds.Ending
	rounds.Outbox
	codes    int
	patients error
	commits  []int
	outbox   error
}

func (f *failing) CasesUntil(_ context.Context, _ time.Time, do func(care.Code) error) error {
	for i := range f.codes {
		if err := do(care.Code(fmt.Sprint("C-", i))); err != nil {
			return err
		}
	}
	return nil
}

func (f *failing) PatientsUntil(context.Context, time.Time, time.Time, func(care.Pseudonym, care.PatientRecord, time.Time) error) error {
	return f.patients
}

func (f *failing) Commit(_ context.Context, c care.Commit, _ time.Time) (care.Receipt, error) {
	f.commits = append(f.commits, len(c.Jobs))
	return care.Receipt{}, f.outbox
}

// TestPurgeFails: an error comes back, and orders go in batches of a bounded size.
func TestPurgeFails(t *testing.T) {
	for name, c := range map[string]struct {
		failing
		commits []int
	}{
		"many":           {failing{codes: 250}, []int{100, 100, 50}},
		"none":           {failing{}, nil},
		"no outbox":      {failing{codes: 250, outbox: errAway}, []int{100}},
		"half the store": {failing{codes: 150, patients: errAway}, []int{100}},
	} {
		t.Run(name, func(t *testing.T) {
			p := rounds.Purge{Rows: &c.failing, Orders: purgeOrders{}, Outbox: &c.failing, Now: time.Now}
			err := p.Purge(t.Context())
			if fails := c.outbox != nil || c.patients != nil; errors.Is(err, errAway) != fails || fails != (err != nil) {
				t.Errorf("got %v", err)
			}
			if diff := cmp.Diff(c.commits, c.failing.commits); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestPurgeRuns: three copies purge once a day between them; what fails is tried
// within the hour, and said with a cure.
func TestPurgeRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, rows := &desk{}, &counting{passes: map[int]int{}, began: time.Now()}
		var out guarded
		ctx, stop := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 3 {
			p := &rounds.Purge{
				Rows: rows, Orders: purgeOrders{}, Outbox: rows, Turns: d,
				Log: slog.New(slog.NewTextHandler(&out, nil)), Now: time.Now, Random: rand.Reader,
			}
			all.Go(func() { p.Run(ctx) })
		}
		time.Sleep(10 * day)
		rows.mu.Lock()
		if days := len(rows.passes); days < 10 || slices.Max(slices.Collect(maps.Values(rows.passes))) > 2 || out.String() != "" {
			t.Errorf("purges by day: %v; logged: %s", rows.passes, out.String())
		}
		rows.fail = errAway
		failed := len(rows.at)
		rows.mu.Unlock()
		time.Sleep(2 * day)
		rows.mu.Lock()
		// Each copy tries once an hour.
		if tries := len(rows.at) - failed; tries < 24 || tries > 3*48 || strings.Count(out.String(), "cure=") != tries {
			t.Errorf("%d tries in two days without a store; logged: %.300s", tries, out.String())
		}
		rows.fail = nil
		well := len(rows.at)
		rows.mu.Unlock()
		time.Sleep(time.Hour)
		rows.mu.Lock()
		if len(rows.at) != well+1 {
			t.Errorf("%d purges in the hour after it was well", len(rows.at)-well)
		}
		rows.mu.Unlock()
		stop()
		all.Wait()
	})
}

// counting counts the passes of a day.
type counting struct {
	failing
	mu     sync.Mutex
	began  time.Time
	at     []time.Time
	passes map[int]int
	fail   error
}

func (c *counting) CasesUntil(context.Context, time.Time, func(care.Code) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = append(c.at, time.Now())
	c.passes[int(time.Since(c.began)/day)]++
	return c.fail
}
