package clinic

import "time"

// notice is the least time before closing to which a reminder may be put off: it
// takes that long to get there from round the corner.
const notice = 10 * time.Minute

// hold puts off what would fall into quiet hours, to their end. ok is false when
// that leaves too little time before closing. t carries the clinic's zone.
func (q Quiet) hold(t, closes time.Time) (at time.Time, ok bool) {
	if at = q.Over(t); at.Equal(t) {
		return t, true
	}
	return at, !at.Add(notice).After(closes)
}

// Over is the first moment from t on that is not quiet. In an hour that comes
// twice, quiet hours that have ended do not begin again for what waits for them.
func (q Quiet) Over(t time.Time) time.Time {
	for minute := minuteOf(t); q.At(minute); minute = minuteOf(t) {
		d := DateOf(t)
		if minute >= q.To {
			d = d.Plus(1)
		}
		end := d.At(q.To, t.Location())
		if !end.After(t) { // t is in the second of the two hours
			end = t.Truncate(time.Minute).Add(time.Duration(q.To-minute) * time.Minute)
		}
		t = end
	}
	return t
}

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }
