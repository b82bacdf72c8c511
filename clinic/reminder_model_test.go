package clinic_test

import (
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
)

// slowReminders works out reminders by walking through the minutes of the
// clinic's clock. It shares no arithmetic of dates with the package.
type slowReminders struct {
	zone  *time.Location
	shows map[clinic.Date]*[24*60 + 1]time.Time
}

// slot is a reminder as the slow way finds it.
type slot struct{ due, closes time.Time }

func (s slot) String() string {
	return s.due.Format("01-02 15:04Z07") + " closes " + s.closes.Format("15:04Z07")
}

// wall is what the clock shows, kept in UTC.
func wall(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), 0, 0, time.UTC)
}

// moment is the first minute at which the clock has come to a time of a day.
func (m *slowReminders) moment(d clinic.Date, minute int) time.Time {
	if day, ok := m.shows[d]; ok {
		return day[minute]
	}
	start := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
	var day [24*60 + 1]time.Time
	next, shown := 0, time.Time{}
	for at := start.Add(-16 * time.Hour).In(m.zone); next < len(day); at = at.Add(time.Minute) {
		if w := wall(at); w.After(shown) {
			shown = w
		}
		for next < len(day) && !shown.Before(start.Add(time.Duration(next)*time.Minute)) {
			day[next] = at
			next++
		}
	}
	if m.shows == nil {
		m.shows = map[clinic.Date]*[24*60 + 1]time.Time{}
	}
	m.shows[d] = &day
	return day[minute]
}

// loud is the first minute from t on at which the clock has left quiet hours.
func (m *slowReminders) loud(q clinic.Quiet, t time.Time) time.Time {
	shown := wall(t)
	if !isQuiet(q, shown) {
		return t
	}
	for t = t.Truncate(time.Minute); isQuiet(q, shown); {
		t = t.Add(time.Minute)
		if w := wall(t); w.After(shown) {
			shown = w
		}
	}
	return t
}

func isQuiet(q clinic.Quiet, t time.Time) bool {
	for minute := q.From; minute != q.To; minute = (minute + 1) % (24 * 60) {
		if minute == t.Hour()*60+t.Minute() {
			return true
		}
	}
	return false
}

// of lists the slots of some days, in order.
func (m *slowReminders) of(s clinic.Subscription, c clinic.Clinic, q clinic.Quiet, first clinic.Date, days int) (all []slot) {
	m.zone = c.Zone
	for i := range days {
		d := first.Plus(i)
		if s.Days != 0 && s.Days>>d.Weekday()&1 == 0 || d.String() < s.From.String() {
			continue
		}
		for _, w := range slowlyMeant(s, c, d) {
			for _, lead := range s.Leads {
				if one, ok := m.one(q, d, w, int(lead)); ok && !slices.Contains(all, one) {
					all = append(all, one)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b slot) int { return a.due.Compare(b.due) })
	return all
}

func (m *slowReminders) one(q clinic.Quiet, d clinic.Date, w clinic.Window, lead int) (slot, bool) {
	opens, closes := m.moment(d, w.From), m.moment(d, w.To)
	if !opens.Before(closes) {
		return slot{}, false
	}
	due := opens
	if w.To-lead > w.From && lead > 0 {
		due = m.moment(d, w.To-lead)
		if truly := closes.Add(-time.Duration(lead) * time.Minute); truly.Before(due) {
			due = truly
		}
		if due.Before(opens) {
			due = opens
		}
	}
	at := m.loud(q, due)
	return slot{at, closes}, at.Equal(due) || closes.Sub(at) >= 10*time.Minute
}

// slowlyMeant lists the windows of a day that the patient means.
func slowlyMeant(s clinic.Subscription, c clinic.Clinic, d clinic.Date) (meant []clinic.Window) {
	actual := c.Windows(d)
	if len(s.Windows) == 0 {
		return actual
	}
	share := func(w clinic.Window, these []clinic.Window) bool {
		for minute := w.From; minute < w.To; minute++ {
			for _, v := range these {
				if minute >= v.From && minute < v.To {
					return true
				}
			}
		}
		return false
	}
	if fmt.Sprint(actual) != fmt.Sprint(c.Hours[d.Weekday()]) {
		for _, w := range actual {
			if share(w, s.Windows) {
				meant = append(meant, w)
			}
		}
		if meant == nil {
			return actual
		}
		return meant
	}
	week := slices.Concat(c.Hours[:]...)
	gone := slices.DeleteFunc(slices.Clone(s.Windows), func(w clinic.Window) bool { return slices.Contains(week, w) })
	stands := func(w clinic.Window) bool { return slices.Contains(s.Windows, w) || share(w, gone) }
	for _, w := range actual {
		if stands(w) || !slices.ContainsFunc(week, stands) {
			meant = append(meant, w)
		}
	}
	return meant
}

// slowRound is what a round does that looks at a list of slots.
type slowRound struct {
	after   time.Time
	sent    []slot
	at      []time.Time // when each was sent
	dropped int
}

// look does what is to be done at now.
func (r *slowRound) look(m *slowReminders, slots []slot, q clinic.Quiet, now time.Time) {
	var due []slot
	for _, s := range slots {
		if s.due.After(r.after) && !s.due.After(now) {
			due = append(due, s)
		}
	}
	if len(due) == 0 {
		return
	}
	for _, s := range due[:len(due)-1] {
		r.after = s.due
		r.dropped++
	}
	newest := due[len(due)-1]
	loud := m.loud(q, now.In(m.zone))
	switch waits := loud.After(now); {
	case newest.closes.Sub(now) < 2*time.Minute, waits && newest.closes.Sub(loud) < 10*time.Minute:
		r.dropped++
	case waits:
		return
	default:
		r.sent, r.at = append(r.sent, newest), append(r.at, now)
	}
	r.after = newest.due
}

// drawSubscription picks from the clinic's week, at times also what it does not
// have.
func drawSubscription(t *rapid.T, c clinic.Clinic, after time.Time) clinic.Subscription {
	s := clinic.Subscription{Clinic: c.ID, After: after.UTC().Truncate(time.Minute)}
	for _, p := range c.PickableWindows() {
		if rapid.Bool().Draw(t, "picked") {
			s.Windows = append(s.Windows, p.Window)
		}
	}
	if rapid.IntRange(0, 5).Draw(t, "gone") == 0 {
		s.Windows = append(s.Windows, drawWindows(t, 1)...)
	}
	s.Days = clinic.Days(rapid.SampledFrom([]int{0, 127, 62, rapid.IntRange(0, 127).Draw(t, "days")}).Draw(t, "which days"))
	s.Leads = rapid.Permutation(clinic.LeadTimes()).Draw(t, "leads")[:rapid.IntRange(1, 3).Draw(t, "number")]
	return s
}

func drawQuiet(t *rapid.T) clinic.Quiet {
	minute := rapid.IntRange(0, 24*12-1)
	return rapid.SampledFrom([]clinic.Quiet{
		{},
		night(),
		{From: 1 * 60, To: 2*60 + 30},
		{From: 2*60 + 15, To: 3*60 + 20},
		{From: minute.Draw(t, "from") * 5, To: minute.Draw(t, "to") * 5},
	}).Draw(t, "quiet")
}
