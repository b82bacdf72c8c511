package clinic_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
)

// What the package says of a moment is what a walk through the minutes of the
// clock says.
func TestHours_OpenAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		m := model{clinic: c}
		for range 5 {
			if got, want := c.OpenAt(at), m.openAt(at); got != want {
				t.Fatalf("open at %s: %v, by the minutes %v", at, got, want)
			}
			at = at.Add(time.Duration(rapid.Int64Range(0, 12*3600).Draw(t, "on")) * time.Second)
		}
	})
}

// Windows and openings of a day are in order and apart, and each opening is open
// from its first moment to its last.
func TestHours_Openings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		d := clinic.DateOf(at)
		ws, all := c.Windows(d), c.Openings(d)
		for i, w := range ws {
			if !w.Valid() || i > 0 && w.From < ws[i-1].To {
				t.Fatalf("windows %v", ws)
			}
		}
		for i, o := range all {
			first, ok1 := c.At(o.From)
			last, ok2 := c.At(o.To.Add(-1))
			switch {
			case o.Date != d || !slices.Contains(ws, o.Window) || !o.From.Before(o.To) || i > 0 && o.From.Before(all[i-1].To):
				t.Fatalf("openings %v", all)
			case !ok1 || !ok2 || first != o || last != o:
				t.Fatalf("%v begins in %v and ends in %v", o, first, last)
			}
		}
	})
}

// The end of a window is after t and of a window; until then it is open.
func TestHours_ClosesAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		end, open := c.ClosesAt(at)
		if open != c.OpenAt(at) {
			t.Fatal("closes, yet is not open")
		}
		if !open {
			return
		}
		ends := func(o clinic.Opening) bool { return o.To.Equal(end) }
		if !end.After(at) || !slices.ContainsFunc(c.Openings(clinic.DateOf(at)), ends) {
			t.Fatalf("at %s it closes at %s", at, end)
		}
		m := model{clinic: c}
		m.minutes(at.Truncate(time.Minute), func(minute time.Time, is bool) bool {
			if minute.Before(end) && !is {
				t.Fatalf("at %s it closes at %s, but is closed at %s", at, end, minute)
			}
			return minute.Before(end)
		})
	})
}

// The next window begins after t, and no other does before it.
func TestHours_NextOpening(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		next, ok := c.NextOpening(at)
		o, same := c.NextWindow(at)
		if !ok || !same || !o.From.Equal(next) || !next.After(at) || !c.OpenAt(next) {
			t.Fatalf("after %s it opens at %s, %v", at, next, ok)
		}
		for d := clinic.DateOf(at); d.Compare(o.Date) <= 0; d = d.Plus(1) {
			for _, other := range c.Openings(d) {
				if other.From.After(at) && other.From.Before(next) {
					t.Fatalf("after %s it opens at %s, and before that at %s", at, next, other.From)
				}
			}
		}
	})
}

// The next change is the first minute that differs.
func TestHours_NextChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		next, opens, ok := c.NextChange(at)
		now, m := c.OpenAt(at), model{clinic: c}
		limit := at.Add(10 * 24 * time.Hour)
		m.minutes(at.Truncate(time.Minute), func(minute time.Time, is bool) bool {
			switch changed := is != now; {
			case changed && (!ok || !next.Equal(minute) || opens != is):
				t.Fatalf("after %s it changes at %s (%v), by the minutes at %s", at, next, ok, minute)
			case changed:
				return false
			case ok && next.Equal(minute):
				t.Fatalf("nothing changes at %s", minute)
			}
			return minute.Before(limit)
		})
	})
}

// So many minutes lie between a moment and its deadline as are allowed, and the
// last of them is one of opening.
func TestHours_DeadlineInOpeningTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		at = at.Truncate(time.Minute)
		allowed := rapid.IntRange(1, 600).Draw(t, "minutes")
		got := c.Deadline(at, clinic.Within{Open: time.Duration(allowed) * time.Minute})
		m, count := model{clinic: c}, 0
		var last time.Time
		m.minutes(at, func(minute time.Time, is bool) bool {
			if is {
				count++
				last = minute
			}
			return count < allowed
		})
		if want := last.Add(time.Minute); !got.Equal(want) {
			t.Fatalf("%d minutes after %s are over at %s, by the minutes at %s", allowed, at, got, want)
		}
	})
}

// A deadline in days is on the day that counting opening days leads to, between
// its opening and its closing; and who comes later never has an earlier one.
func TestHours_DeadlineInDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		within := clinic.Within{Days: rapid.IntRange(1, 6).Draw(t, "days")}
		begins := at
		if !c.OpenAt(at) {
			begins, _ = c.NextOpening(at)
		}
		d, left := clinic.DateOf(begins), within.Days
		for left > 0 {
			if d = d.Plus(1); len(c.Openings(d)) > 0 {
				left--
			}
		}
		all, got := c.Openings(d), c.Deadline(at, within)
		if got.Before(all[0].From) || got.After(all[len(all)-1].To) {
			t.Fatalf("%+v after %s is %s, not on %s", within, at, got, d)
		}
		later := at.Add(time.Duration(rapid.Int64Range(0, 72*3600).Draw(t, "later")) * time.Second)
		if at.Hour() > 3 && later.Hour() > 3 && c.Deadline(later, within).Before(got) {
			t.Fatalf("%+v after %s is %s, but after %s is %s", within, at, got, later, c.Deadline(later, within))
		}
	})
}

// A clinic is never open on a day on which it is closed, by the file or by
// staff; nor on a holiday, unless the file has windows for it.
func TestHours_NeverOpenWhenClosed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		d := clinic.DateOf(at)
		switch rapid.SampledFrom([]string{"file", "staff", "holiday"}).Draw(t, "closed by") {
		case "file":
			c.Closed, c.Changed = append(c.Closed, clinic.Closure{From: d, To: d}), nil
		case "staff":
			c = c.With([]clinic.Change{{From: d, To: d}})
		case "holiday":
			c.Closed, c.Changed, c.Holidays = nil, nil, clinic.Holidays{Days: clinic.Dates{d: true}}
		}
		for minute := at.Add(-30 * time.Hour); minute.Before(at.Add(30 * time.Hour)); minute = minute.Add(7 * time.Minute) {
			if clinic.DateOf(minute.In(c.Zone)) == d && c.OpenAt(minute) {
				t.Fatalf("open at %s", minute)
			}
		}
		if len(c.Openings(d)) != 0 {
			t.Fatal("it has openings")
		}
		if next, ok := c.NextOpening(at); ok && clinic.DateOf(next) == d {
			t.Fatalf("it opens at %s", next)
		}
	})
}

// Changes that do not overlap may be laid over in any order, at once or one by
// one.
func TestHours_ChangesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawClinic(t)
		first := clinic.DateOf(at).Plus(-3)
		var changes []clinic.Change
		for i := range 4 { // on days of their own, or, on the last, in parts of their own
			change := drawChange(t, first.Plus(2*i))
			change.To = change.From.Plus(i % 2)
			changes = append(changes, change)
		}
		for hour := 0; hour < 24; hour += 6 {
			part := clinic.Window{From: hour * 60, To: (hour + 4) * 60}
			changes = append(changes, clinic.Change{From: first.Plus(8), To: first.Plus(8), Window: &part, Windows: []clinic.Window{{From: hour*60 + 30, To: hour*60 + 90}}})
		}
		mixed := rapid.Permutation(changes).Draw(t, "order")
		one := c.With(changes)
		other := c.With(mixed[:3]).With(mixed[3:])
		for i := range 12 {
			if a, b := one.Windows(first.Plus(i)), other.Windows(first.Plus(i)); !slices.Equal(a, b) {
				t.Fatalf("%s: %v or %v", first.Plus(i), a, b)
			}
		}
	})
}
