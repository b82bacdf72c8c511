package clinic_test

import (
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
)

// model says whether a clinic is open by going through every minute of its
// clock. It shares no code with the package but the clinic's own fields.
type model struct {
	clinic clinic.Clinic
	days   map[clinic.Date][24 * 60]bool
}

// latest is the latest time that the clock has shown by the start of a minute,
// kept in UTC: a clock that is set back is not believed until it has caught up.
func latest(before, at time.Time, zone *time.Location) time.Time {
	y, m, d := at.In(zone).Date()
	shown := time.Date(y, m, d, at.In(zone).Hour(), at.In(zone).Minute(), 0, 0, time.UTC)
	if shown.Before(before) {
		return before
	}
	return shown
}

// minutes calls yield for every minute from start on with whether it is open,
// until yield returns false. start is a whole minute.
func (m *model) minutes(start time.Time, yield func(at time.Time, open bool) bool) {
	var shown time.Time
	for at := start.Add(-26 * time.Hour); ; at = at.Add(time.Minute) {
		shown = latest(shown, at, m.clinic.Zone)
		if at.Before(start) {
			continue
		}
		if !yield(at, m.day(clinic.DateOf(shown))[shown.Hour()*60+shown.Minute()]) {
			return
		}
	}
}

func (m *model) openAt(t time.Time) (open bool) {
	m.minutes(t.Truncate(time.Minute), func(_ time.Time, is bool) bool {
		open = is
		return false
	})
	return open
}

// day is every minute of a day.
func (m *model) day(d clinic.Date) [24 * 60]bool {
	if known, ok := m.days[d]; ok {
		return known
	}
	c := m.clinic
	var open [24 * 60]bool
	set := func(ws []clinic.Window, to bool) {
		for _, w := range ws {
			for i := w.From; i < w.To; i++ {
				open[i] = to
			}
		}
	}
	set(c.Hours[d.Weekday()], true)
	if c.Holidays.Days[d] && !c.Holidays.AsUsual {
		clear(open[:])
		set(c.Holidays.Windows, true)
	}
	for _, closed := range c.Closed {
		if d.String() >= closed.From.String() && d.String() <= closed.To.String() {
			clear(open[:])
		}
	}
	for _, change := range c.Changed {
		if d.String() < change.From.String() || d.String() > change.To.String() {
			continue
		}
		part := clinic.Window{From: 0, To: 24 * 60}
		if change.Window != nil {
			part = *change.Window
		}
		set([]clinic.Window{part}, false)
		set(change.Windows, true)
	}
	if m.days == nil {
		m.days = map[clinic.Date][24 * 60]bool{}
	}
	m.days[d] = open
	return open
}

// drawWindows is up to three windows of one day, in order, that may touch. Half
// of the days have them at night, when clocks change.
func drawWindows(t *rapid.T, least int) (ws []clinic.Window) {
	last := rapid.SampledFrom([]int{5 * 60, 24 * 60}).Draw(t, "before")
	minute := 0
	for range rapid.IntRange(least, 3).Draw(t, "windows") {
		from := rapid.IntRange(minute/5, last/5-1).Draw(t, "from") * 5
		to := rapid.IntRange(from/5+1, last/5).Draw(t, "to") * 5
		ws = append(ws, clinic.Window{From: from, To: to})
		if minute = to; minute >= last {
			break
		}
	}
	return ws
}

// drawMoment is a moment of 2024 to 2030, every other time within two days of a
// change of the clock.
func drawMoment(t *rapid.T, zone *time.Location) time.Time {
	at := time.Unix(rapid.Int64Range(1_704_067_200, 1_924_991_999).Draw(t, "at"), 0).In(zone)
	if _, end := at.ZoneBounds(); rapid.Bool().Draw(t, "near") && !end.IsZero() {
		at = end.Add(time.Duration(rapid.Int64Range(-48*3600, 48*3600).Draw(t, "off")) * time.Second)
	}
	return at
}

// drawClinic is a clinic with windows on most days, holidays, closures and
// changes around a moment.
func drawClinic(t *rapid.T) (clinic.Clinic, time.Time) {
	c := clinic.Clinic{ID: "hill", Zone: zone(t, rapid.SampledFrom(zones8()).Draw(t, "zone"))}
	at := drawMoment(t, c.Zone)
	for d := range c.Hours {
		c.Hours[d] = drawWindows(t, 0)
	}
	c.Hours[rapid.IntRange(0, 6).Draw(t, "surely")] = drawWindows(t, 1)
	c.Holidays = clinic.Holidays{
		Days:    clinic.PublicHolidays(rapid.SampledFrom(clinic.Countries()).Draw(t, "country")),
		AsUsual: rapid.Bool().Draw(t, "as usual"),
		Windows: drawWindows(t, 0),
	}
	for range rapid.IntRange(0, 2).Draw(t, "closures") {
		d := drawDate(t, at)
		c.Closed = append(c.Closed, clinic.Closure{From: d, To: d.Plus(rapid.IntRange(0, 3).Draw(t, "long"))})
	}
	var changes []clinic.Change
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		changes = append(changes, drawChange(t, drawDate(t, at)))
	}
	return c.With(changes), at
}

func drawDate(t *rapid.T, near time.Time) clinic.Date {
	return clinic.DateOf(near).Plus(rapid.IntRange(-3, 6).Draw(t, "day"))
}

// drawChange is a closure or a change of a day or a part of it.
func drawChange(t *rapid.T, d clinic.Date) clinic.Change {
	change := clinic.Change{Clinic: "hill", From: d, To: d.Plus(rapid.IntRange(0, 2).Draw(t, "long")), Reason: clinic.Staffing}
	if part := drawWindows(t, 0); len(part) > 0 {
		change.Window = &part[0]
	}
	if rapid.Bool().Draw(t, "other windows") {
		change.Windows = drawWindows(t, 0)
	}
	return change
}
