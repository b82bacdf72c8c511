package clinic

import "time"

const (
	// tooLate is how soon before closing a reminder no longer helps. It also
	// covers what a message may take on its way, so that none comes after.
	tooLate = 2 * time.Minute
	// idle is how long to wait before looking again where nothing is to come.
	idle = 24 * time.Hour
)

// Fired is what is to be done about a subscription at a certain moment.
type Fired struct {
	Send     bool
	Reminder Reminder // to be sent, if Send
	// Dropped is how many that were due are not sent: too late, or overtaken by
	// a newer one.
	Dropped int
	// Then is the subscription afterwards. It must be stored before, or in one
	// step with, the sending: whoever fails to store it does not send.
	Then Subscription
	// Look is when to look again: when the next one is due, or in a day where
	// none is in sight. A change of the clinic's hours calls for a look at once.
	Look time.Time
}

// Fire tells what is to be done at a moment, however late it comes and however
// often. Of all that is due only the newest is sent, while it still helps; in
// quiet hours it waits for their end, if that is early enough.
func (s Subscription) Fire(c Clinic, q Quiet, now time.Time) Fired {
	now = now.In(c.Zone)
	f := Fired{Then: s, Look: now.Add(idle)}
	var newest Reminder
	due := false
	// After long silence only a year is counted; as far again lies ahead.
	for r := range s.plan(c, q).reminders(later(s.After, now.AddDate(0, 0, -horizon)), 2*horizon) {
		if r.Due.After(now) {
			f.Look = r.Due
			break
		}
		if due {
			f.drop(newest)
		}
		newest, due = r, true
	}
	if due {
		f.settle(newest, q, now)
	}
	return f
}

// settle decides about the newest that is due.
func (f *Fired) settle(r Reminder, q Quiet, now time.Time) {
	at, ok := q.hold(now, r.Closes())
	switch {
	case !ok || r.Closes().Sub(now) < tooLate:
		f.drop(r)
	case at.After(now):
		f.Look = at
	default:
		f.Send, f.Reminder, f.Then = true, r, f.Then.without(r)
	}
}

func (f *Fired) drop(r Reminder) {
	f.Dropped++
	f.Then = f.Then.without(r)
}
