package clinic_test

import (
	"testing"
	"time"

	"heard/clinic"
)

// at is a time of Tuesday 18 May 2027 at the clinic, written as 1130.
func tuesday(c clinic.Clinic, hhmm int) time.Time {
	return day(2027, 5, 18).At(hhmm/100*60+hhmm%100, c.Zone)
}

// Somebody is reminded at 11:00 and 11:30 of a morning that ends at 12:00, and
// the round looks once, after an outage since 10:00.
func TestFire_AfterOutage(t *testing.T) {
	for _, k := range []struct {
		at      int
		due     int // 0: nothing is sent
		dropped int
		look    int
	}{
		{1059, 0, 0, 1100},
		{1100, 1100, 0, 1130},
		{1129, 1100, 0, 1130},
		{1130, 1130, 1, 1600},
		{1158, 1130, 1, 1600},
		{1159, 0, 2, 1600},
		{1330, 0, 2, 1600},
		{1600, 1600, 2, 1630},
		{1645, 1630, 3, 3500}, // 11:00 tomorrow
		{2000, 0, 4, 3500},
	} {
		c := may17(t)
		s := remind(c, []clinic.Lead{60, 30})
		s.After = tuesday(c, 1000)
		f := s.Fire(c, night(), tuesday(c, k.at))
		if f.Send != (k.due > 0) || f.Send && !f.Reminder.Due.Equal(tuesday(c, k.due)) || f.Dropped != k.dropped || !f.Look.Equal(tuesday(c, k.look)) {
			t.Errorf("at %d: %+v", k.at, f)
		}
	}
}

// After an outage nothing is sent in quiet hours: it waits for their end, or is
// dropped where that is too late.
func TestFire_Quiet(t *testing.T) {
	c := everyDay(t, "Europe/Oslo", hm(500, 900))
	noon := clinic.Quiet{From: 8*60 + 15, To: 8*60 + 45}
	s := clinic.Subscription{Leads: []clinic.Lead{60}, After: tuesday(c, 700)}
	f := s.Fire(c, noon, tuesday(c, 820))
	if f.Send || f.Dropped != 0 || !f.Look.Equal(tuesday(c, 845)) {
		t.Fatalf("in quiet hours: %+v", f)
	}
	if f = f.Then.Fire(c, noon, f.Look); !f.Send {
		t.Errorf("after them: %+v", f)
	}
	noon.To = 8*60 + 51
	if f := s.Fire(c, noon, tuesday(c, 820)); f.Send || f.Dropped != 1 {
		t.Errorf("where they end too late: %+v", f)
	}
}

// In the hour that comes twice, it is quiet as long as the clock says so.
func TestFire_QuietTwice(t *testing.T) {
	c := everyDay(t, "Europe/Oslo", hm(100, 600))
	q := clinic.Quiet{From: 90, To: 150}
	first := day(2026, 10, 25).At(150, c.Zone) // 02:30 for the first time
	s := clinic.Subscription{Leads: []clinic.Lead{clinic.AtOpening}, After: first.Add(-24 * time.Hour)}
	if f := s.Fire(c, q, first); !f.Send {
		t.Errorf("between the two: %+v", f)
	}
	f := s.Fire(c, q, first.Add(45*time.Minute)) // 02:15 for the second time
	if f.Send || !f.Look.Equal(first.Add(time.Hour)) {
		t.Errorf("the second time: %+v", f)
	}
	if f = s.Fire(c, q, f.Look); !f.Send {
		t.Errorf("after it: %+v", f)
	}
}

// A closing that staff bring forward brings the reminder forward, at once if
// need be; one that is put off is reminded of anew; and a window that is closed
// is not reminded of.
func TestFire_ClosurePosted(t *testing.T) {
	c := may17(t)
	d := day(2027, 5, 18)
	s := remind(c, []clinic.Lead{30}, hm(800, 1200))
	s.After = tuesday(c, 0)
	early := clinic.Change{From: d, To: d, Window: &clinic.Window{From: 9 * 60, To: 12 * 60}}
	late := clinic.Change{From: d, To: d, Window: &clinic.Window{From: 12 * 60, To: 13 * 60}, Windows: []clinic.Window{hm(1200, 1300)}}
	if f := s.Fire(c.With([]clinic.Change{early}), night(), tuesday(c, 840)); !f.Send || !f.Reminder.Closes().Equal(tuesday(c, 900)) {
		t.Errorf("closes early: %+v", f)
	}
	f := s.Fire(c, night(), tuesday(c, 1130))
	if f = f.Then.Fire(c.With([]clinic.Change{late}), night(), tuesday(c, 1135)); f.Send || !f.Look.Equal(tuesday(c, 1230)) {
		t.Errorf("closes late: %+v", f)
	}
	if f := s.Fire(c.With([]clinic.Change{{From: d, To: d}}), night(), tuesday(c, 1130)); f.Send || f.Dropped != 0 {
		t.Errorf("closed: %+v", f)
	}
}

// A year of silence does not take a year to catch up with.
func TestFire_AfterAYear(t *testing.T) {
	c := may17(t)
	s := clinic.Subscription{Leads: []clinic.Lead{30}}
	if f := s.Fire(c, night(), tuesday(c, 1140)); !f.Send || f.Dropped < 500 || f.Dropped > 600 || !f.Look.Equal(tuesday(c, 1630)) {
		t.Errorf("%+v", f)
	}
}
