package clinic

import "time"

// Effect is what becomes of a reminder that does not come when its lead says.
type Effect string

// The effects that a patient is told about.
const (
	PutOff     Effect = "put_off"    // quiet hours put it off to their end
	Swallowed  Effect = "swallowed"  // quiet hours leave no time for it
	WhenOpened Effect = "at_opening" // the window is no longer than the lead
)

// Warning is something about a subscription that a patient should know before
// relying on it.
type Warning struct {
	Window Window
	Days   Days // on which it holds
	Lead   Lead
	Effect Effect
	Minute int // after midnight, at which the reminder comes; of one that is swallowed, would have come
}

// Warnings tells what an ordinary week makes of the picked windows and leads,
// window by window.
func (s Subscription) Warnings(c Clinic, q Quiet) []Warning {
	var all []Warning
	s.plan(c, q).eachWindow(func(p Pick) {
		for _, lead := range LeadTimes() {
			if !s.has(lead) {
				continue
			}
			minute := lead.on(p.Window)
			if lead != AtOpening && minute == p.Window.From {
				all = append(all, Warning{p.Window, p.Days, lead, WhenOpened, minute})
			}
			if effect, at, ok := q.effect(minute, p.Window.To); ok {
				all = append(all, Warning{p.Window, p.Days, lead, effect, at})
			}
		}
	})
	return all
}

// effect is what quiet hours do to a reminder at a minute of a window that ends
// at to. ok is false when they leave it alone.
func (q Quiet) effect(minute, to int) (e Effect, at int, ok bool) {
	switch {
	case !q.At(minute):
		return "", minute, false
	case minute < q.To && q.To+int(notice/time.Minute) <= to:
		return PutOff, q.To, true
	}
	return Swallowed, minute, true
}
