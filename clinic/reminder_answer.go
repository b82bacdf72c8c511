package clinic

import "time"

// Been silences the rest of the opening that a moment lies in: nothing more is
// due in it. The moment is that of the reminder that was answered, so that a
// late answer to the morning's does not silence the afternoon's; or now, where
// nothing was answered. While the clinic is closed there is nothing to silence.
func (s Subscription) Been(c Clinic, at time.Time) Subscription {
	o, open := c.At(at)
	if !open {
		return s
	}
	return s.silence(o.From, o.To)
}

// SkipToday silences the rest of the civil day, at the clinic.
func (s Subscription) SkipToday(c Clinic, now time.Time) Subscription {
	d := DateOf(now.In(c.Zone))
	return s.silence(d.At(0, c.Zone), d.At(dayMinutes, c.Zone))
}

// silence does away with all that is due from one moment up to another. What is
// due at the other belongs to the next opening.
func (s Subscription) silence(from, to time.Time) Subscription {
	if !s.Again.Before(from) && s.Again.Before(to) {
		s.AgainDone = true
	}
	return s.upTo(to.Add(-time.Minute))
}

// Later asks for one more reminder in so many minutes, or sooner where it would
// else come too close to closing. Those that come by themselves still come. ok
// is false, and nothing is changed, where the clinic is closed, quiet hours or
// closing leave no time, a pause holds, or it was asked for in this opening
// before.
func (s Subscription) Later(c Clinic, q Quiet, now time.Time, minutes int) (then Subscription, ok bool) {
	o, open := c.At(now)
	if !open || o.Date.Compare(s.From) < 0 || !s.Again.Before(o.From) && s.Again.Before(o.To) {
		return s, false
	}
	at := earlier(now.Add(time.Duration(minutes)*time.Minute), o.To.Add(-notice)).Truncate(time.Minute)
	at, ok = q.hold(at.In(c.Zone), o.To)
	if !ok || !at.After(now) {
		return s, false
	}
	s.Again, s.AgainDone = at.UTC(), false
	return s, true
}

// Pause silences everything before a day.
func (s Subscription) Pause(now time.Time, until Date) Subscription {
	s.From = until
	s.AgainDone = s.AgainDone || !s.Again.After(now)
	return s.upTo(now) // nothing that is past comes back when a pause is shortened
}

// Resume ends a pause. What would have been due in it is past.
func (s Subscription) Resume(now time.Time) Subscription { return s.Pause(now, Date{}) }
