package clinic

import (
	"slices"
	"time"
)

// Lead is how many minutes before closing somebody is reminded, or AtOpening.
type Lead int

// AtOpening reminds when the window begins.
const AtOpening Lead = 0

const leadCount = 4

// LeadTimes lists every lead, in the order in which they come on a long day.
func LeadTimes() []Lead { return []Lead{AtOpening, 90, 60, 30} }

// Valid reports whether the lead is one of LeadTimes.
func (l Lead) Valid() bool { return slices.Contains(LeadTimes(), l) }

// before is the lead's moment in an opening: so many minutes before its end on
// the clinic's clock, but not before it begins. Where the clock is set forward
// in between, that many minutes must truly be left, so it comes earlier; where
// it is set back, the first time counts. Nobody has less time than they asked
// for.
func (l Lead) before(o Opening) time.Time {
	if l == AtOpening {
		return o.From
	}
	due := o.To.Add(-time.Duration(l) * time.Minute)
	if clockChanges(o) {
		due = earlier(due, o.Date.At(max(o.Window.From, o.Window.To-int(l)), o.To.Location()))
	}
	return later(o.From, due)
}

// on is the lead's minute in a window of an ordinary day.
func (l Lead) on(w Window) int {
	if l == AtOpening {
		return w.From
	}
	return max(w.From, w.To-int(l))
}

func clockChanges(o Opening) bool {
	_, before := o.From.Zone()
	_, after := o.To.Zone()
	return before != after
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
