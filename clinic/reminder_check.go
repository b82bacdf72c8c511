package clinic

import (
	"errors"
	"slices"
	"time"
)

// MostPerDay is how many reminders a patient may have on an ordinary day: more,
// and none is read.
const MostPerDay = 3

// What may be wrong with a subscription.
var (
	ErrNoLead    = errors.New("no lead is picked")
	ErrLead      = errors.New("a lead is not one of those offered")
	ErrWindow    = errors.New("a window is not in the clinic's week")
	ErrNever     = errors.New("the clinic has no picked window on a picked day")
	ErrTooMany   = errors.New("there would be too many reminders on a day")
	ErrNotClinic = errors.New("the subscription is for another clinic")
)

// Check says what is wrong with a subscription that is being set up: one of
// ErrNotClinic, ErrNoLead, ErrLead, ErrWindow, ErrNever and ErrTooMany. One that
// was right may become wrong when the file changes; it goes on reminding, and
// the patient may be asked to pick again.
func (s Subscription) Check(c Clinic) error {
	invalid := func(l Lead) bool { return !l.Valid() }
	switch perDay := s.PerDay(c); {
	case s.Clinic != c.ID:
		return ErrNotClinic
	case len(s.Leads) == 0:
		return ErrNoLead
	case slices.ContainsFunc(s.Leads, invalid):
		return ErrLead
	case len(s.plan(c, Quiet{}).gone) > 0:
		return ErrWindow
	case perDay == 0:
		return ErrNever
	case perDay > MostPerDay:
		return ErrTooMany
	}
	return nil
}

// PerDay is how many reminders there are on the fullest day of the ordinary
// week, quiet hours aside. On a day that is changed there may be more.
func (s Subscription) PerDay(c Clinic) (most int) {
	var count [7]int
	s.plan(c, Quiet{}).eachWindow(func(p Pick) {
		n := s.countIn(p.Window)
		for _, day := range p.Days.List() {
			count[day] += n
		}
	})
	return slices.Max(count[:])
}

// countIn is how many different minutes of a window have a reminder.
func (s Subscription) countIn(w Window) (n int) {
	last := -1
	for _, lead := range LeadTimes() {
		if minute := lead.on(w); s.has(lead) && minute != last {
			last = minute
			n++
		}
	}
	return n
}

// eachWindow calls do for every picked window of the ordinary week, with those
// of its days that are picked.
func (p *plan) eachWindow(do func(Pick)) {
	for _, pick := range p.clinic.PickableWindows() {
		var days []time.Weekday
		for _, day := range pick.Days.List() {
			if p.Days.Has(day) {
				days = append(days, day)
			}
		}
		if p.picked(pick.Window) && len(days) > 0 {
			do(Pick{pick.Window, DaysOf(days...)})
		}
	}
}
