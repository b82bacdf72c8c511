package clinic

import "time"

// Deadline is by when something that came in at from is to be answered. Only
// opening time counts, so what comes in while the clinic is closed counts from
// its next opening.
//
// Open is counted in the time that passes while it is open. Days are counted in
// days on which it opens: the deadline of one day is the same time of day on the
// next of them. Where the clinic is closed at that time, it is when it next
// opens on that day, or else when it closes for the day.
//
// Where the clinic does not open for a year, plain days and hours count, so that
// nothing is left without a deadline.
func (c Clinic) Deadline(from time.Time, w Within) time.Time {
	from = from.In(c.Zone)
	if w.Days > 0 {
		if at, ok := c.afterDays(from, w.Days); ok {
			return at
		}
	} else if at, ok := c.afterOpen(from, w.Open); ok {
		return at
	}
	return from.AddDate(0, 0, w.Days).Add(w.Open)
}

// afterDays counts days on which the clinic opens. ok is false when too few of
// them come.
func (c Clinic) afterDays(from time.Time, days int) (at time.Time, ok bool) {
	if !c.OpenAt(from) {
		if from, ok = c.NextOpening(from); !ok {
			return from, false
		}
	}
	d, today := DateOf(from), []Opening(nil)
	for range days {
		if d, today, ok = c.nextDay(d); !ok {
			return from, false
		}
	}
	return within(today, sameTime(d, from)), true
}

// nextDay is the first day after d on which the clinic opens, with its openings.
// ok is false when there is none within a year.
func (c Clinic) nextDay(d Date) (next Date, all []Opening, ok bool) {
	for range horizon {
		d = d.Plus(1)
		if all = c.Openings(d); len(all) > 0 {
			return d, all, true
		}
	}
	return d, nil, false
}

// sameTime is the moment of day d at which the clock shows what it showed at t.
func sameTime(d Date, t time.Time) time.Time {
	past := time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	return d.At(t.Hour()*60+t.Minute(), t.Location()).Add(past)
}

// within moves a moment into the openings of a day: forward to the next, or back
// to the end of the last.
func within(day []Opening, t time.Time) time.Time {
	for _, o := range day {
		if t.Before(o.From) {
			return o.From
		}
		if !t.After(o.To) {
			return t
		}
	}
	return day[len(day)-1].To
}

// afterOpen counts the time that the clinic is open. ok is false when too little
// of it comes.
func (c Clinic) afterOpen(from time.Time, left time.Duration) (at time.Time, ok bool) {
	d := DateOf(from)
	all := c.Openings(d)
	for ok = true; ok; d, all, ok = c.nextDay(d) {
		for _, o := range all {
			start := o.From
			if start.Before(from) {
				start = from
			}
			if left <= o.To.Sub(start) {
				return start.Add(left), true
			}
			left -= max(0, o.To.Sub(start))
		}
	}
	return from, false
}
