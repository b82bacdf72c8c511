package clinic_test

import (
	"testing"
	"time"

	"heard/clinic"
)

// Reminded at 11:00, 11:30, 16:00 and 16:30 on Tuesday, and answers at 11:05.
func TestAnswers(t *testing.T) {
	c := may17(t)
	base := remind(c, []clinic.Lead{60, 30})
	base.After = tuesday(c, 1100)
	five := tuesday(c, 1105)
	later := func(minutes int) clinic.Subscription {
		s, ok := base.Later(c, night(), five, minutes)
		if !ok {
			t.Fatal("too late for later")
		}
		return s
	}
	for _, k := range []struct {
		name string
		s    clinic.Subscription
		want []int
	}{
		{"nothing", base, []int{1130, 1600, 1630}},
		{"I have been", base.Been(c, five), []int{1600, 1630}},
		{"I have been, before it opens", base.Been(c, tuesday(c, 755)), []int{1130, 1600, 1630}},
		{"I have been, to the morning's in the afternoon", base.Been(c, tuesday(c, 1100)), []int{1600, 1630}},
		{"in fifteen minutes", later(15), []int{1120, 1130, 1600, 1630}},
		{"in twenty-five, when one comes anyway", later(25), []int{1130, 1600, 1630}},
		{"in two hours, so ten minutes before the end", later(120), []int{1130, 1150, 1600, 1630}},
		{"later, then I have been", later(15).Been(c, tuesday(c, 1110)), []int{1600, 1630}},
		{"skip today", base.SkipToday(c, five), nil},
		{"later, then skip today", later(15).SkipToday(c, tuesday(c, 1110)), nil},
		{"away today", base.Pause(five, day(2027, 5, 19)), nil},
		{"later, then away until it is past", later(15).Pause(tuesday(c, 1110), day(2027, 6, 1)).Resume(tuesday(c, 1121)), []int{1130, 1600, 1630}},
		{"later, then away for a moment", later(15).Pause(tuesday(c, 1110), day(2027, 6, 1)).Resume(tuesday(c, 1115)), []int{1120, 1130, 1600, 1630}},
		{"back at noon", base.Pause(five, day(2027, 6, 1)).Resume(tuesday(c, 1200)), []int{1600, 1630}},
	} {
		var want []string
		for _, hhmm := range k.want {
			want = append(want, tuesday(c, hhmm).Format("15:04"))
		}
		got, now := []string(nil), five
		for range 8 {
			f := k.s.Fire(c, night(), now)
			if f.Send {
				got = append(got, now.Format("15:04"))
			}
			if twice := f.Then.Fire(c, night(), now); twice.Send || f.Dropped+twice.Dropped > 0 {
				t.Errorf("%s: at %s %+v, then %+v", k.name, now, f, twice)
			}
			if k.s, now = f.Then, f.Look; clinic.DateOf(now) != day(2027, 5, 18) {
				break
			}
		}
		if diff := diffOf(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", k.name, diff)
		}
	}
}

func TestLater_NoTime(t *testing.T) {
	c := may17(t)
	s := remind(c, []clinic.Lead{30})
	asked, _ := s.Later(c, night(), tuesday(c, 1000), 15)
	evening := everyDay(t, "Europe/Oslo", hm(2000, 2300))
	for name, ok := range map[string]bool{
		"while closed":                     second(s.Later(c, night(), tuesday(c, 1300), 15)),
		"ten minutes before the end":       second(s.Later(c, night(), tuesday(c, 1150), 15)),
		"twice for one opening":            second(asked.Later(c, night(), tuesday(c, 1100), 15)),
		"in no minutes":                    second(s.Later(c, night(), tuesday(c, 1000), 0)),
		"in a pause":                       second(s.Pause(tuesday(c, 900), day(2027, 6, 1)).Later(c, night(), tuesday(c, 1000), 15)),
		"quiet hours until closing":        second(s.Later(evening, night(), tuesday(evening, 2120), 15)),
		"twice, though the first was sent": second(asked.Fire(c, night(), tuesday(c, 1015)).Then.Later(c, night(), tuesday(c, 1100), 15)),
	} {
		if ok {
			t.Errorf("%s: it comes later", name)
		}
	}
	if !second(asked.Later(c, night(), tuesday(c, 1405), 15)) {
		t.Error("not later in the next opening")
	}
}

func second(_ clinic.Subscription, ok bool) bool { return ok }

// Once more does not outlive its window.
func TestLater_ClosurePosted(t *testing.T) {
	c := may17(t)
	s, _ := remind(c, []clinic.Lead{90}, hm(800, 1200)).Later(c, night(), tuesday(c, 1105), 30)
	s = s.Fire(c, night(), tuesday(c, 1110)).Then
	d := day(2027, 5, 18)
	c = c.With([]clinic.Change{{From: d, To: d, Window: &clinic.Window{From: 11*60 + 20, To: 13 * 60}}})
	for now := tuesday(c, 1111); now.Before(tuesday(c, 1800)); now = now.Add(time.Minute) {
		if f := s.Fire(c, night(), now); f.Send {
			t.Errorf("%+v at %s", f.Reminder, now)
		}
	}
}
