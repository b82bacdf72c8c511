package clinic

import "time"

// horizon is how many days ahead an opening is looked for: a year and a month,
// beyond which nobody waits for one.
const horizon = 400

// Opening is a window of one certain day, with the moments at which it begins
// and ends. From belongs to it and To does not.
//
// A window's ends are read off the clinic's own clock. Where the clock is set
// forward over one of them, that end is the moment of the change; a window that
// is skipped whole does not take place. Where the clock is set back and shows a
// time twice, the first time counts: a window is never open twice, and one that
// holds the whole repeated hour lasts that much longer. In short, the clinic
// goes by the latest time that the clock has shown.
type Opening struct {
	Date     Date
	Window   Window
	From, To time.Time
}

// Openings are the windows of a day that take place, in order.
func (c Clinic) Openings(d Date) []Opening {
	windows := c.day(d).Windows
	if len(windows) == 0 {
		return nil
	}
	all := make([]Opening, 0, len(windows))
	for _, w := range windows {
		if o := w.on(d, c.Zone); o.From.Before(o.To) {
			all = append(all, o)
		}
	}
	return all
}

// on is the window on a certain day.
func (w Window) on(d Date, zone *time.Location) Opening {
	return Opening{Date: d, Window: w, From: d.At(w.From, zone), To: d.At(w.To, zone)}
}

// At is the opening that t lies in. ok is false when the clinic is closed at t.
func (c Clinic) At(t time.Time) (o Opening, ok bool) {
	d := DateOf(t.In(c.Zone))
	for _, w := range c.day(d).Windows {
		if o := w.on(d, c.Zone); !t.Before(o.From) && t.Before(o.To) {
			return o, true
		}
	}
	return Opening{}, false
}

// OpenAt reports whether the clinic is open at t, by its windows, holidays,
// closures and changes.
func (c Clinic) OpenAt(t time.Time) bool {
	_, open := c.At(t)
	return open
}

// ClosesAt is the end of the window that t lies in, even where another window
// begins at once. ok is false when the clinic is closed at t.
func (c Clinic) ClosesAt(t time.Time) (end time.Time, ok bool) {
	o, ok := c.At(t)
	return o.To, ok
}

// NextWindow is the first opening that begins after t, whether or not the clinic
// is open at t. ok is false when there is none within a year.
func (c Clinic) NextWindow(t time.Time) (o Opening, ok bool) {
	today := DateOf(t.In(c.Zone))
	for days := range horizon {
		for _, o := range c.Openings(today.Plus(days)) {
			if o.From.After(t) {
				return o, true
			}
		}
	}
	return Opening{}, false
}

// NextOpening is the start of the first window that begins after t. ok is false
// when there is none within a year.
func (c Clinic) NextOpening(t time.Time) (start time.Time, ok bool) {
	o, ok := c.NextWindow(t)
	return o.From, ok
}

// NextChange is the next moment after t at which a closed clinic opens or an open
// one closes; opens tells which. Windows that touch are one, at midnight too. ok
// is false when nothing changes within a year.
func (c Clinic) NextChange(t time.Time) (at time.Time, opens, ok bool) {
	end, open := c.ClosesAt(t)
	if !open {
		at, ok = c.NextOpening(t)
		return at, true, ok
	}
	for limit := t.AddDate(0, 0, horizon); end.Before(limit); {
		later, on := c.ClosesAt(end)
		if !on {
			return end, false, true
		}
		end = later
	}
	return time.Time{}, false, false
}
