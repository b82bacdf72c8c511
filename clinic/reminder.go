package clinic

import "time"

// Reminder is one message that a patient asked for. Its moment is its identity:
// a subscription never has two at once, and none is sent twice.
type Reminder struct {
	Due     time.Time // on the clinic's clock, in whole minutes
	Opening Opening   // what it is about; Due lies in it
	// Lead is the one that was picked. It may be longer than what is really
	// left, so texts tell when the opening ends. Where several fall together it
	// is the shortest, and AtOpening before all.
	Lead  Lead
	Again bool // it was asked for once more, with Later
}

// Closes is when the opening ends, after which nothing is sent.
func (r Reminder) Closes() time.Time { return r.Opening.To }

// Next is the first reminder that is not done. It may be overdue: Fire tells
// what is to be done about it. ok is false when there is none within a year.
func (s Subscription) Next(c Clinic, q Quiet) (r Reminder, ok bool) {
	for r := range s.plan(c, q).reminders(s.After, horizon) {
		return r, true
	}
	return Reminder{}, false
}

// reminders are those that are not done and due after a moment, in order, as far
// as so many days reach.
func (p *plan) reminders(after time.Time, days int) func(yield func(Reminder) bool) {
	return func(yield func(Reminder) bool) {
		again, pending := p.again()
		for r := range p.slots(after, days) {
			if pending && again.Due.Before(r.Due) && !yield(again) {
				return
			}
			r.Again = pending && again.Due.Equal(r.Due)
			pending = pending && again.Due.After(r.Due)
			if !yield(r) {
				return
			}
		}
		if pending {
			yield(again)
		}
	}
}

// slots are the reminders that come by themselves, in order.
func (p *plan) slots(after time.Time, days int) func(yield func(Reminder) bool) {
	return func(yield func(Reminder) bool) {
		d := DateOf(after.In(p.clinic.Zone))
		if d.Compare(p.From) < 0 {
			d = p.From
		}
		for range days {
			if !p.slotsOn(d, after, yield) {
				return
			}
			d = d.Plus(1)
		}
	}
}

// slotsOn yields the slots of one day, and reports whether to go on.
func (p *plan) slotsOn(d Date, after time.Time, yield func(Reminder) bool) bool {
	if !p.Days.Has(d.Weekday()) {
		return true
	}
	var room [leadCount]Reminder
	day := p.clinic.day(d)
	for _, w := range day.Windows {
		if !p.meant(day, w) {
			continue
		}
		for _, r := range p.slotsIn(w.on(d, p.clinic.Zone), room[:0]) {
			if r.Due.After(after) && !yield(r) {
				return false
			}
		}
	}
	return true
}

// slotsIn puts the slots of one opening into room. Two at one moment are one.
func (p *plan) slotsIn(o Opening, room []Reminder) []Reminder {
	if !o.From.Before(o.To) {
		return room
	}
	for _, lead := range LeadTimes() {
		if !p.has(lead) {
			continue
		}
		due, ok := p.quiet.hold(lead.before(o), o.To)
		switch last := len(room) - 1; {
		case !ok:
		case last >= 0 && due.Equal(room[last].Due):
			room[last].Lead = min(room[last].Lead, lead)
		default:
			room = append(room, Reminder{Due: due, Opening: o, Lead: lead})
		}
	}
	return room
}

// again is the reminder asked for once more. ok is false when there is none, or
// when it has lost its opening since.
func (p *plan) again() (r Reminder, ok bool) {
	if p.Again.IsZero() || p.AgainDone {
		return r, false
	}
	o, open := p.clinic.At(p.Again)
	if !open || o.Date.Compare(p.From) < 0 {
		return r, false
	}
	due, ok := p.quiet.hold(p.Again.In(p.clinic.Zone), o.To)
	return Reminder{Due: due, Opening: o, Again: true}, ok
}
