package clinic

import "time"

// horizon is how many days ahead an opening is looked for: a year and a month,
// beyond which nobody waits for one.
const horizon = 400

// OpenAt reports whether the clinic is open at t, by its windows and closures.
func (c Clinic) OpenAt(t time.Time) bool {
	_, open := c.ClosesAt(t)
	return open
}

// ClosesAt is the end of the window that t lies in. ok is false when the clinic
// is closed at t.
func (c Clinic) ClosesAt(t time.Time) (end time.Time, ok bool) {
	for _, s := range c.stretches(DateOf(t.In(c.Zone))) {
		if !t.Before(s.from) && t.Before(s.to) {
			return s.to, true
		}
	}
	return time.Time{}, false
}

// NextOpening is the start of the first window that begins after t. ok is false
// when there is none within a year.
func (c Clinic) NextOpening(t time.Time) (start time.Time, ok bool) {
	today := DateOf(t.In(c.Zone))
	for days := range horizon {
		for _, s := range c.stretches(today.Plus(days)) {
			if s.from.After(t) {
				return s.from, true
			}
		}
	}
	return time.Time{}, false
}

// stretch is a window of one certain day.
type stretch struct{ from, to time.Time }

// stretches are the windows of a day, in order. A window that a change of the
// clock swallows whole is left out.
func (c Clinic) stretches(d Date) []stretch {
	if c.closedOn(d) {
		return nil
	}
	var all []stretch
	for _, w := range c.Hours[d.Weekday()] {
		s := stretch{d.At(w.From, c.Zone), d.At(w.To, c.Zone)}
		if s.from.Before(s.to) {
			all = append(all, s)
		}
	}
	return all
}

func (c Clinic) closedOn(d Date) bool {
	for _, closed := range c.Closed {
		if closed.Covers(d) {
			return true
		}
	}
	return false
}
