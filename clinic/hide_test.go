package clinic_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
)

// hidingClinic is open on weekdays from eight to twelve and from two to five.
func hidingClinic(t interface{ Fatal(...any) }) clinic.Clinic {
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	c := clinic.Clinic{Zone: zone}
	for day := time.Monday; day <= time.Friday; day++ {
		c.Hours[day] = []clinic.Window{{From: 8 * 60, To: 12 * 60}, {From: 14 * 60, To: 17 * 60}}
	}
	return c
}

func TestHiding(t *testing.T) {
	c := hidingClinic(t)
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, time.March, day, hour, minute, 0, 0, c.Zone)
	}
	for _, test := range []struct {
		name        string
		now         time.Time
		today       bool
		first, last time.Time
	}{
		{"in the morning", at(2, 9, 0), true, at(2, 9, 15), at(2, 17, 0)},
		{"before opening", at(2, 6, 0), true, at(2, 8, 0), at(2, 17, 0)},
		{"at noon", at(2, 12, 30), true, at(2, 14, 0), at(2, 17, 0)},
		{"just before closing", at(2, 16, 30), false, at(3, 8, 0), at(3, 17, 0)},
		{"in the evening", at(2, 20, 0), false, at(3, 8, 0), at(3, 17, 0)},
		{"on a Friday evening", at(6, 20, 0), false, at(9, 8, 0), at(9, 17, 0)},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := clinic.HidingIn([]clinic.Clinic{c}, test.now)
			if h.Today != test.today {
				t.Errorf("today: %v, want %v", h.Today, test.today)
			}
			if got := h.Pick(func(int64) int64 { return 0 }); !got.Equal(test.first) {
				t.Errorf("the first moment is %v, want %v", got, test.first)
			}
			if got := h.Pick(func(n int64) int64 { return n - 1 }); test.last.Sub(got) > time.Second || got.After(test.last) {
				t.Errorf("the last moment is %v, want %v", got, test.last)
			}
		})
	}
}

// TestHidingOnClosedDays leaves out a holiday, a closure and what staff changed.
func TestHidingOnClosedDays(t *testing.T) {
	c := hidingClinic(t)
	c.Holidays.Days = clinic.PublicHolidays("NO")
	c.Closed = []clinic.Closure{{From: day(2027, 5, 18), To: day(2027, 5, 18)}}
	c = c.With([]clinic.Change{{From: day(2027, 5, 19), To: day(2027, 5, 19), Windows: []clinic.Window{hm(1000, 1200)}}})
	h := clinic.HidingIn([]clinic.Clinic{c}, time.Date(2027, time.May, 17, 9, 0, 0, 0, c.Zone))
	first := h.Pick(func(int64) int64 { return 0 })
	last := h.Pick(func(n int64) int64 { return n - 1 })
	if h.Today || first.Format(layout) != "2027-05-19 10:00:00" || last.Format(layout) != "2027-05-19 11:59:59" {
		t.Errorf("hidden from %s to %s, today %v", first, last, h.Today)
	}
}

// TestHidingNowhere hides in a day and a night where no clinic ever opens.
func TestHidingNowhere(t *testing.T) {
	now := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)
	got := clinic.HidingIn(nil, now).Pick(func(n int64) int64 { return n / 2 })
	if wait := got.Sub(now); wait < time.Hour || wait > 24*time.Hour {
		t.Errorf("hidden for %v", wait)
	}
}

// TestHidingHolds picks at random: never sooner than a quarter of an hour, and
// always while the clinic is open.
func TestHidingHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := hidingClinic(t)
		now := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "now"), 0)
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		got := clinic.HidingIn([]clinic.Clinic{c}, now).Pick(random.Int64N)
		if got.Sub(now) < 15*time.Minute-time.Second || !c.OpenAt(got) {
			t.Fatalf("hidden from %v until %v, when it is open: %v", now, got, c.OpenAt(got))
		}
	})
}
