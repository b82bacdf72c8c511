package clinic_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/clinic"
)

func diffOf[T any](want, got T) string { return cmp.Diff(want, got) }

// withSaturday is the clinic of may17, open on Saturday mornings too.
func withSaturday(t *testing.T) clinic.Clinic {
	c := may17(t)
	c.Hours[time.Saturday] = []clinic.Window{hm(800, 845)}
	return c
}

func TestPickableWindows(t *testing.T) {
	weekdays := clinic.DaysOf(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
	want := []clinic.Pick{
		{Window: hm(800, 845), Days: clinic.DaysOf(time.Saturday)},
		{Window: hm(800, 1200), Days: weekdays},
		{Window: hm(1400, 1700), Days: weekdays},
	}
	if diff := cmp.Diff(want, withSaturday(t).PickableWindows()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCheck(t *testing.T) {
	saturday := clinic.DaysOf(time.Saturday)
	for _, k := range []struct {
		name    string
		clinic  string
		leads   []clinic.Lead
		windows []clinic.Window
		days    clinic.Days
		want    error
		perDay  int
	}{
		{"one a window", "hill", []clinic.Lead{30}, nil, 0, nil, 2},
		{"three in the morning", "hill", []clinic.Lead{30, 60, 90}, []clinic.Window{hm(800, 1200)}, 0, nil, 3},
		{"two a window", "hill", []clinic.Lead{30, 60}, nil, 0, clinic.ErrTooMany, 4},
		{"four", "hill", clinic.LeadTimes(), []clinic.Window{hm(800, 1200)}, 0, clinic.ErrTooMany, 4},
		{"four on Saturday, of which three are at opening", "hill", clinic.LeadTimes(), nil, saturday, nil, 2},
		{"the same twice", "hill", []clinic.Lead{30, 30}, nil, saturday, nil, 1},
		{"no lead", "hill", nil, nil, 0, clinic.ErrNoLead, 0},
		{"another lead", "hill", []clinic.Lead{45}, nil, 0, clinic.ErrLead, 0},
		{"another window", "hill", []clinic.Lead{30}, []clinic.Window{hm(800, 1300)}, 0, clinic.ErrWindow, 1},
		{"no such day", "hill", []clinic.Lead{30}, []clinic.Window{hm(800, 1200)}, saturday, clinic.ErrNever, 0},
		{"another clinic", "riverside", []clinic.Lead{30}, nil, 0, clinic.ErrNotClinic, 2},
	} {
		s := clinic.Subscription{Clinic: k.clinic, Leads: k.leads, Windows: k.windows, Days: k.days}
		if got := s.Check(withSaturday(t)); !errors.Is(got, k.want) || got != nil && k.want == nil {
			t.Errorf("%s: %v", k.name, got)
		}
		if got := s.PerDay(withSaturday(t)); got != k.perDay {
			t.Errorf("%s: %d a day", k.name, got)
		}
	}
}

// On every ordinary day there are as many as PerDay says at the most, and on one
// of them as many.
func TestPerDay_IsWhatComes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		s.clinic.Closed, s.clinic.Changed, s.clinic.Holidays, s.clinic.Zone, s.quiet = nil, nil, clinic.Holidays{}, time.UTC, clinic.Quiet{}
		count, most := map[clinic.Date]int{}, 0
		for _, o := range s.of(s.sub, s.clinic, s.quiet, day(2027, 3, 1), 7) {
			count[clinic.DateOf(o.due)]++
			most = max(most, count[clinic.DateOf(o.due)])
		}
		if got := s.sub.PerDay(s.clinic); got != most {
			t.Fatalf("%d a day, and %d come", got, most)
		}
	})
}

// A patient is told what quiet hours and short windows make of what they pick.
func TestWarnings(t *testing.T) {
	c := everyDay(t, "Europe/Oslo", hm(700, 830), hm(2000, 2230))
	c.Hours[time.Sunday] = []clinic.Window{hm(700, 735)}
	s := clinic.Subscription{Leads: []clinic.Lead{30, 90, clinic.AtOpening}, Days: clinic.DaysOf(time.Sunday, time.Monday)}
	var got []string
	for _, w := range s.Warnings(c, night()) {
		got = append(got, fmt.Sprintf("%s %v, %d: %s %s", w.Window, w.Days.List(), w.Lead, w.Effect, clinic.Window{From: w.Minute}.String()[:5]))
	}
	want := []string{
		"07:00-07:35 [Sunday], 0: swallowed 07:00",
		"07:00-07:35 [Sunday], 90: at_opening 07:00",
		"07:00-07:35 [Sunday], 90: swallowed 07:00",
		"07:00-07:35 [Sunday], 30: swallowed 07:05",
		"07:00-08:30 [Monday], 0: put_off 07:30",
		"07:00-08:30 [Monday], 90: at_opening 07:00",
		"07:00-08:30 [Monday], 90: put_off 07:30",
		"20:00-22:30 [Monday], 30: swallowed 22:00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if all := (clinic.Subscription{Leads: clinic.LeadTimes()}).Warnings(may17(t), night()); len(all) > 0 {
		t.Errorf("warned of %v", all)
	}
}

// What is warned of is what comes of an ordinary week, and nothing else differs.
func TestWarnings_AreWhatComes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		s.clinic.Closed, s.clinic.Changed, s.clinic.Holidays, s.clinic.Zone = nil, nil, clinic.Holidays{}, time.UTC
		for _, lead := range s.sub.Leads {
			one := s.sub
			one.Leads = []clinic.Lead{lead}
			loud := s.of(one, s.clinic, clinic.Quiet{}, day(2027, 3, 1), 7)
			left := s.of(one, s.clinic, s.quiet, day(2027, 3, 1), 7)
			for _, w := range one.Warnings(s.clinic, s.quiet) {
				for _, day := range w.Days.List() {
					switch w.Effect {
					case clinic.Swallowed:
						loud = lessOne(t, loud, day, w)
					case clinic.PutOff:
						loud, left = lessOne(t, loud, day, w), lessOne(t, left, day, w)
					case clinic.WhenOpened:
					}
				}
			}
			if fmt.Sprint(loud) != fmt.Sprint(left) {
				t.Fatalf("%v without quiet hours, %v with them, beside those warned of", loud, left)
			}
		}
	})
}

// lessOne takes out the slot of a window on a weekday.
func lessOne(t *rapid.T, all []slot, day time.Weekday, w clinic.Warning) (rest []slot) {
	for _, o := range all {
		closes := o.closes.Hour()*60 + o.closes.Minute()
		if o.due.Weekday() != day || closes != w.Window.To%(24*60) {
			rest = append(rest, o)
		}
	}
	if len(rest) != len(all)-1 {
		t.Fatalf("warned of %+v among %v", w, all)
	}
	return rest
}

// A subscription stays small, since there may be a million of them.
func TestSubscription_Stored(t *testing.T) {
	c := may17(t)
	s := remind(c, []clinic.Lead{clinic.AtOpening, 60, 30}, hm(800, 1200), hm(1400, 1700))
	s.Clinic, s.Days = "riverside", 62
	s, _ = s.Pause(tuesday(c, 1100), day(2027, 5, 18)).Later(c, night(), tuesday(c, 1105), 15)
	s.AgainDone = true
	stored, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes: %s", len(stored), stored)
	if len(stored) > 200 {
		t.Errorf("%d bytes", len(stored))
	}
	if diff := cmp.Diff(s, restart(t, s)); diff != "" {
		t.Errorf("not the same after a restart (-want +got):\n%s", diff)
	}
	var other clinic.Subscription
	for _, bad := range []string{`{"w":["8-12"]}`, `{"w":["08:61-12:00"]}`, `{"p":"soon"}`} {
		if err := json.Unmarshal([]byte(bad), &other); !errors.Is(err, clinic.ErrText) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestDays(t *testing.T) {
	if d := clinic.DaysOf(time.Sunday, time.Monday); diffOf([]time.Weekday{time.Monday, time.Sunday}, d.List()) != "" || d.Has(time.Tuesday) {
		t.Error(d.List())
	}
	if len(clinic.Days(0).List()) != 7 || !clinic.Days(0).Has(time.Sunday) {
		t.Error("nobody picked, and not every day counts")
	}
}
