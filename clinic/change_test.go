package clinic_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/clinic"
)

func windows(ws []clinic.Window) string {
	var all []string
	for _, w := range ws {
		all = append(all, w.String())
	}
	return strings.Join(all, " ")
}

// may17 is a Monday in 2027 and a holiday, and the clinic opens on weekdays.
func may17(t *testing.T) clinic.Clinic {
	c := oslo(t)
	c.ID = "hill"
	c.Holidays.Days = clinic.PublicHolidays("NO")
	return c
}

// A holiday wins over the weekday, a closure over the holiday, a change over all.
func TestDay_WhatWins(t *testing.T) {
	d := day(2027, 5, 17)
	holiday := may17(t)
	asUsual, some, closed, changed := holiday, holiday, holiday, holiday
	asUsual.Holidays.AsUsual = true
	some.Holidays.Windows = []clinic.Window{hm(1000, 1200)}
	closed.Holidays = some.Holidays
	closed.Closed = []clinic.Closure{{From: d, To: d}}
	changed.Closed = closed.Closed
	changed.Changed = []clinic.Change{{From: d, To: d, Windows: []clinic.Window{hm(900, 930)}}}
	for _, k := range []struct {
		name    string
		clinic  clinic.Clinic
		day     clinic.Date
		windows string
		rule    clinic.Rule
	}{
		{"a weekday", holiday, day(2027, 5, 18), "08:00-12:00 14:00-17:00", clinic.ByWeek},
		{"a weekend", holiday, day(2027, 5, 15), "", clinic.ByWeek},
		{"a holiday", holiday, d, "", clinic.ByHoliday},
		{"a holiday as usual", asUsual, d, "08:00-12:00 14:00-17:00", clinic.ByWeek},
		{"a holiday with windows", some, d, "10:00-12:00", clinic.ByHoliday},
		{"a holiday on a Sunday", some, day(2027, 5, 16), "10:00-12:00", clinic.ByHoliday},
		{"a closure", closed, d, "", clinic.ByClosure},
		{"a changed day", changed, d, "09:00-09:30", clinic.ByChange},
	} {
		t.Run(k.name, func(t *testing.T) {
			got := k.clinic.Day(k.day)
			if windows(got.Windows) != k.windows || got.Rule != k.rule || got.Date != k.day {
				t.Errorf("%+v", got)
			}
		})
	}
}

// What staff post takes out a window, a part of it, or the day; or puts other
// windows in its place.
func TestClinic_With(t *testing.T) {
	d := day(2027, 5, 18)
	part := func(w clinic.Window, in ...clinic.Window) clinic.Change {
		return clinic.Change{Clinic: "hill", From: d, To: d, Window: &w, Windows: in, Reason: clinic.Training}
	}
	whole := func(in ...clinic.Window) clinic.Change {
		return clinic.Change{Clinic: "hill", From: d, To: d, Windows: in, Reason: clinic.Training}
	}
	elsewhere, everywhere := whole(), whole()
	elsewhere.Clinic, everywhere.Clinic = "riverside", ""
	for _, k := range []struct {
		name    string
		changes []clinic.Change
		want    string
	}{
		{"nothing", nil, "08:00-12:00 14:00-17:00"},
		{"the day", []clinic.Change{whole()}, ""},
		{"of every clinic", []clinic.Change{everywhere}, ""},
		{"of another clinic", []clinic.Change{elsewhere}, "08:00-12:00 14:00-17:00"},
		{"a window", []clinic.Change{part(hm(800, 1200))}, "14:00-17:00"},
		{"its beginning", []clinic.Change{part(hm(700, 900))}, "09:00-12:00 14:00-17:00"},
		{"its end", []clinic.Change{part(hm(1600, 1800))}, "08:00-12:00 14:00-16:00"},
		{"its middle", []clinic.Change{part(hm(900, 930))}, "08:00-09:00 09:30-12:00 14:00-17:00"},
		{"parts of both", []clinic.Change{part(hm(1130, 1430))}, "08:00-11:30 14:30-17:00"},
		{"the gap", []clinic.Change{part(hm(1200, 1400))}, "08:00-12:00 14:00-17:00"},
		{"a window moved", []clinic.Change{part(hm(800, 1200), hm(1000, 1300))}, "10:00-13:00 14:00-17:00"},
		{"a window more", []clinic.Change{part(hm(1900, 2000), hm(1900, 2000))}, "08:00-12:00 14:00-17:00 19:00-20:00"},
		{"other windows", []clinic.Change{whole(hm(1500, 1600), hm(900, 1000))}, "09:00-10:00 15:00-16:00"},
		{"windows that overlap", []clinic.Change{part(hm(1200, 1300), hm(1100, 1300))}, "08:00-13:00 14:00-17:00"},
		{"the later wins", []clinic.Change{whole(), whole(hm(900, 1000))}, "09:00-10:00"},
		{"windows of no length", []clinic.Change{whole(hm(1000, 1000), hm(1200, 1100))}, ""},
		{"a part of no length", []clinic.Change{part(hm(1000, 900))}, "08:00-12:00 14:00-17:00"},
	} {
		t.Run(k.name, func(t *testing.T) {
			c := may17(t)
			got := c.With(k.changes)
			if windows(got.Windows(d)) != k.want {
				t.Errorf("%s, want %s", windows(got.Windows(d)), k.want)
			}
			if changed := k.want != "08:00-12:00 14:00-17:00"; changed != (got.Day(d).Reason == clinic.Training) {
				t.Errorf("reason %q", got.Day(d).Reason)
			}
			if windows(c.Windows(d)) != "08:00-12:00 14:00-17:00" || windows(got.Windows(d.Plus(1))) != "08:00-12:00 14:00-17:00" {
				t.Error("the clinic itself, or another day, is changed")
			}
		})
	}
}

// Two clinics made from one do not share what they are given later.
func TestClinic_WithTwice(t *testing.T) {
	d := day(2027, 5, 18)
	base := may17(t).With([]clinic.Change{{From: d, To: d}, {From: d, To: d}, {From: d, To: d}}) // with room for a fourth
	a := base.With([]clinic.Change{{From: d.Plus(1), To: d.Plus(1)}})
	b := base.With([]clinic.Change{{From: d.Plus(2), To: d.Plus(2)}})
	if len(a.Windows(d.Plus(1))) != 0 || len(a.Windows(d.Plus(2))) == 0 || len(b.Windows(d.Plus(1))) == 0 || len(b.Windows(d.Plus(2))) != 0 {
		t.Error("the changes of one are seen in the other")
	}
}

func TestService_With(t *testing.T) {
	s, _ := load(example(t))
	d := day(2026, 6, 15)
	got := s.With([]clinic.Change{{Clinic: "riverside", From: d, To: d}})
	if len(got.Clinics[0].Windows(d)) != 0 || len(s.Clinics[0].Windows(d)) == 0 {
		t.Error("the change is not in the new service alone")
	}
}

// What a caller does with the windows of a day is not felt by the clinic.
func TestDay_IsTheCallersOwn(t *testing.T) {
	c := may17(t)
	d := day(2027, 5, 18)
	slices.Reverse(c.Windows(d))
	if windows(c.Windows(d)) != "08:00-12:00 14:00-17:00" {
		t.Error("the clinic's windows were turned round")
	}
}

func TestReasons(t *testing.T) {
	var labels []string
	for _, r := range clinic.Reasons() {
		labels = append(labels, string(r.Label()))
	}
	want := []string{"closure.staffing", "closure.training", "closure.building", "closure.weather", "closure.festive", "closure.unstated"}
	if diff := cmp.Diff(want, labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
}
