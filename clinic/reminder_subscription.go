package clinic

import (
	"slices"
	"time"
)

// Subscription is what one patient wants to be reminded of at one clinic, and
// how far that is done. A plain value, to be stored whole; what is not done is
// worked out anew from the clinic each time, so a change of hours needs nothing
// but another look.
type Subscription struct {
	Clinic  string   `json:"c"`           // id of the file
	Windows []Window `json:"w,omitempty"` // picked from the ordinary week; none: all
	Days    Days     `json:"d,omitempty"` // picked weekdays; zero: every day
	Leads   []Lead   `json:"l"`
	// After: whatever was due up to here is done: sent, silenced, or past. A new
	// subscription begins with the moment at which it is made. It never goes
	// back, though clocks may.
	After time.Time `json:"a"`
	// Again is when the patient asked to be reminded once more. It stays when it
	// is done, to be given once for one opening.
	Again     time.Time `json:"g,omitzero"`
	AgainDone bool      `json:"gd,omitempty"`
	// From is the first day after a pause; before it nothing is sent.
	From Date `json:"p,omitzero"`
}

// has reports whether a lead was picked.
func (s Subscription) has(l Lead) bool { return slices.Contains(s.Leads, l) }

// upTo is the subscription with everything done that was due up to a moment.
func (s Subscription) upTo(t time.Time) Subscription {
	s.After = later(s.After, t.UTC().Truncate(time.Minute))
	return s
}

// without is the subscription after a reminder was sent or dropped.
func (s Subscription) without(r Reminder) Subscription {
	s.AgainDone = s.AgainDone || r.Again
	return s.upTo(r.Due)
}
