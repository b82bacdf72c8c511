package rounds_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"heard/care"
	"heard/clinic"
	"heard/rounds"
	"heard/store"
	"heard/store/redistest"
)

// slotJob is what a release orders here: a job that says of which slot it is.
func slotJob(slot time.Time) (care.Job, error) {
	name := strconv.FormatInt(slot.Unix(), 10)
	return care.Job{Box: care.TimerBox("release:" + name), Due: slot, Body: []byte(name)}, nil
}

// board is a store that keeps what is ordered, with turns by a clock of its own,
// and that can be away: before anything is kept, or just after.
type board struct {
	mu       sync.Mutex
	now      func() time.Time
	turns    map[string]turn
	slots    []time.Time
	at       []time.Time // when each was ordered
	away     bool
	deafness int // so many of the next answers do not arrive, though what was asked is done
	turnsHad int
}

var errAway = errors.New("away")

// answers is called when a thing is done, or cannot be.
func (b *board) answers() error {
	if b.away {
		return errAway
	}
	if b.deafness > 0 {
		b.deafness--
		return errAway
	}
	return nil
}

func (b *board) Turn(_ context.Context, name, holder string, long time.Duration) (bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turnsHad++
	if b.away {
		return false, errAway
	}
	if had, ok := b.turns[name]; ok && had.holder != holder && b.now().Before(had.until) {
		return false, b.answers()
	}
	b.turns[name] = turn{holder, b.now().Add(long)}
	return true, b.answers()
}

func (b *board) Commit(_ context.Context, c care.Commit, now time.Time) (care.Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.away {
		return care.Receipt{}, errAway
	}
	if len(c.Jobs) != 1 || c.Patient != nil || len(c.Cases) > 0 {
		return care.Receipt{}, errors.New("a commit that is no order")
	}
	b.slots, b.at = append(b.slots, c.Jobs[0].Due), append(b.at, now)
	return care.Receipt{}, b.answers()
}

func newBoard(now func() time.Time) *board { return &board{now: now, turns: map[string]turn{}} }

func releaser(b *board, slots clinic.Release, zone *time.Location, log io.Writer) *rounds.Release {
	return &rounds.Release{
		Slots: slots, Zone: zone, Order: slotJob, Outbox: b, Turns: b,
		Log: slog.New(slog.NewTextHandler(log, nil)), Now: b.now, Random: rand.Reader,
	}
}

func zone(t fatal, name string) *time.Location { return must(time.LoadLocation(name))(t) }

// slot is a slot of the pool, as Sunday at 2:15.
func slot(d time.Weekday, hour, minute int) clinic.Slot {
	return clinic.Slot{Day: d, Minute: 60*hour + minute}
}

// TestReleaseSlots: three copies look every minute for a year in which the clock
// is changed twice. Every slot is ordered once, in the minute in which it comes, at
// its time on the wall; one that a change swallows is at the moment of the change,
// and one that comes twice is ordered the first time.
func TestReleaseSlots(t *testing.T) {
	for name, c := range map[string]struct {
		zone  string
		slots []clinic.Slot
		a     time.Weekday
		civil map[string]string // where it is another time than the slot's
		want  string
	}{
		"London, in the morning":        {zone: "Europe/London", slots: []clinic.Slot{slot(time.Monday, 7, 0)}, a: time.Monday, want: "07:00"},
		"London, in the hour that goes": {zone: "Europe/London", slots: []clinic.Slot{slot(time.Sunday, 1, 30)}, a: time.Sunday, want: "01:30", civil: map[string]string{"2026-03-29": "02:00"}},
		"Lord Howe, in the half hour that goes, and that comes twice": {
			zone: "Australia/Lord_Howe", slots: []clinic.Slot{slot(time.Sunday, 2, 15), slot(time.Sunday, 1, 45)}, a: time.Sunday,
			want: "01:45 02:15", civil: map[string]string{"2026-10-04": "01:45 02:30"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			where := zone(t, c.zone)
			now := time.Date(2026, 1, 1, 0, 0, 0, 0, where)
			b := newBoard(func() time.Time { return now })
			var copies []*rounds.Release
			for range 3 {
				copies = append(copies, releaser(b, clinic.Release{Slots: c.slots}, where, io.Discard))
			}
			for end := now.AddDate(1, 0, 0); now.Before(end); now = now.Add(time.Minute) {
				if now.Minute() != 0 && (now.Weekday() != c.a || now.Hour() > 2 && now.Hour() != 7) {
					continue // it would be the same
				}
				for _, r := range copies {
					r.Look(t.Context())
				}
			}
			got := map[string][]string{}
			for i, slot := range b.slots[1:] { // the first was before the year
				if late := b.at[i+1].Sub(slot); late < 0 || late >= time.Minute {
					t.Fatalf("the slot of %v was ordered %v after it", slot.In(where), late)
				}
				slot = slot.In(where)
				got[slot.Format(time.DateOnly)] = append(got[slot.Format(time.DateOnly)], slot.Format("15:04"))
			}
			days := 0
			for day := time.Date(2026, 1, 1, 12, 0, 0, 0, where); day.Year() == 2026; day = day.AddDate(0, 0, 1) {
				want, date := "", day.Format(time.DateOnly)
				if day.Weekday() == c.a {
					want = c.want
					days++
				}
				if other, ok := c.civil[date]; ok {
					want = other
				}
				if times := strings.Join(got[date], " "); times != want {
					t.Errorf("on %s at %q, want %q", date, times, want)
				}
			}
			if slots := len(b.slots) - 1; days < 52 || slots != days*len(c.slots) {
				t.Errorf("%d slots on %d days", slots, days)
			}
		})
	}
}

// TestReleaseOnce: copies look, start anew, come late, and find a store that is
// away or does not answer. Each slot is ordered once at the most, unless the answer
// that it was ordered got lost; none before its time; and whoever has looked in
// peace leaves the last slot ordered.
func TestReleaseOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		where := zone(t, rapid.SampledFrom([]string{"Europe/London", "Australia/Lord_Howe", "America/St_Johns", "UTC"}).Draw(t, "zone"))
		var slots clinic.Release
		for range rapid.IntRange(1, 3).Draw(t, "slots") {
			slots.Slots = append(slots.Slots, slot(time.Weekday(rapid.IntRange(0, 6).Draw(t, "day")), rapid.IntRange(0, 23).Draw(t, "hour"), 30))
		}
		now := began
		b := newBoard(func() time.Time { return now })
		var copies [3]*rounds.Release
		for i := range copies {
			copies[i] = releaser(b, slots, where, io.Discard)
		}
		lost := map[int64]bool{} // slots of which an answer was lost
		look := func(t *rapid.T) {
			before := b.deafness
			copies[rapid.IntRange(0, 2).Draw(t, "copy")].Look(t.Context())
			if b.deafness < before {
				lost[slots.Last(now, where).Unix()] = true
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"look": look, "look ": look,
			"restart": func(t *rapid.T) {
				copies[rapid.IntRange(0, 2).Draw(t, "copy")] = releaser(b, slots, where, io.Discard)
			},
			"minutes": func(t *rapid.T) { now = now.Add(time.Duration(rapid.IntRange(1, 90).Draw(t, "n")) * time.Minute) },
			"days":    func(t *rapid.T) { now = now.Add(time.Duration(rapid.IntRange(6, 24*20).Draw(t, "n")) * time.Hour) },
			"away":    func(*rapid.T) { b.away = !b.away },
			"deaf":    func(t *rapid.T) { b.deafness = rapid.IntRange(0, 2).Draw(t, "n") },
			"peace": func(t *rapid.T) {
				b.away, b.deafness = false, 0
				now = now.Add(11 * time.Minute) // turns of whoever was cut off have ended
				look(t)
				if last := slots.Last(now, where); !slices.ContainsFunc(b.slots, last.Equal) {
					t.Fatalf("the slot of %v was not ordered", last.In(where))
				}
			},
			"": func(t *rapid.T) {
				times := map[int64]int{}
				for i, slot := range b.slots {
					if slot.After(b.at[i]) {
						t.Fatalf("ordered %v before its time", slot.Sub(b.at[i]))
					}
					times[slot.Unix()]++
				}
				for slot, n := range times {
					// It is an order to do the same again, which finds nothing to do.
					if n > 1 && !lost[slot] {
						t.Fatalf("a slot was ordered %d times", n)
					}
				}
			},
		})
	})
}

// TestReleaseRuns: three copies, one of which starts again every day. All the
// while a slot is looked for, and where reports go out at once none ever is.
func TestReleaseRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBoard(time.Now)
		var out guarded
		slots := clinic.Release{Slots: []clinic.Slot{slot(time.Monday, 7, 0), slot(time.Thursday, 16, 30)}}
		ctx, stop := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 2 {
			all.Go(func() { releaser(b, slots, zone(t, "Europe/London"), &out).Run(ctx) })
		}
		all.Go(func() {
			for ctx.Err() == nil {
				short, end := context.WithTimeout(ctx, day)
				releaser(b, slots, zone(t, "Europe/London"), &out).Run(short)
				end()
			}
		})
		idle := &rounds.Release{Slots: clinic.Release{Immediate: true}}
		all.Go(func() { idle.Run(ctx) }) // it ends at once, and needs nothing
		time.Sleep(4 * week)
		stop()
		all.Wait()
		if n := len(b.slots); n != 9 || out.String() != "" { // one from before the start
			t.Errorf("%d slots in 4 weeks of two; logged: %s", n, out.String())
		}
		for i, slot := range b.slots[1:] {
			if late := b.at[i+1].Sub(slot); late > time.Minute {
				t.Errorf("a slot was ordered %v late", late)
			}
		}
	})
}

// TestReleaseRedisAway: a real Redis dies before a slot and comes back after it.
// The slot is ordered once, by whichever copy looks first, and is there after
// another death.
func TestReleaseRedisAway(t *testing.T) {
	server := redistest.Start(t)
	s := must(store.Open(t.Context(), store.Options{URL: server.URL, Service: service}))(t)
	defer func() { _ = s.Close() }()
	slots, now := clinic.Release{Slots: []clinic.Slot{slot(time.Monday, 7, 0)}}, began
	var out guarded
	var copies []*rounds.Release
	for range 3 {
		copies = append(copies, &rounds.Release{
			Slots: slots, Zone: zone(t, "Europe/London"), Order: slotJob, Outbox: s, Turns: s,
			Log: slog.New(slog.NewTextHandler(&out, nil)), Now: func() time.Time { return now }, Random: rand.Reader,
		})
	}
	look := func() {
		for _, r := range copies {
			r.Look(t.Context())
		}
	}
	server.Kill()
	look()
	if n := strings.Count(out.String(), "could not be released"); n != 3 || !strings.Contains(out.String(), "cure") {
		t.Errorf("it was said %d times: %s", n, out.String())
	}
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
	look()
	server.Kill()
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
	look()
	copies = append(copies, &rounds.Release{ // a new copy
		Slots: slots, Zone: zone(t, "Europe/London"), Order: slotJob, Outbox: s, Turns: s,
		Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return now }, Random: rand.Reader,
	})
	look()
	last := slots.Last(now, zone(t, "Europe/London"))
	leases, _, err := s.Claim(t.Context(), 9, now)
	if err != nil || len(leases) != 1 || string(leases[0].Body) != strconv.FormatInt(last.Unix(), 10) {
		t.Fatalf("%d orders: %v", len(leases), err)
	}
	if _, err := s.Settle(t.Context(), []care.Settlement{{Lease: leases[0]}}, now); err != nil {
		t.Fatal(err)
	}
	look() // what is done is not ordered again
	if again, _, err := s.Claim(t.Context(), 9, now.Add(time.Minute)); err != nil || len(again) != 0 {
		t.Errorf("%d orders again: %v", len(again), err)
	}
	now = now.Add(week)
	look()
	if next, _, err := s.Claim(t.Context(), 9, now); err != nil || len(next) != 1 {
		t.Errorf("%d orders of the next week: %v", len(next), err)
	}
}
