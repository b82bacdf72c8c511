package clinic

import (
	"slices"
	"time"

	"heard/care"
)

// Change is what differs on certain days from what a clinic does otherwise. A
// plain value: the file makes them, and staff post them later.
type Change struct {
	Clinic string `json:"c,omitempty"` // id of the file; empty: every clinic
	From   Date   `json:"f"`           // the first day
	To     Date   `json:"t"`           // the last day, which belongs to it
	// Window is the part of each day that is changed; nil: the whole day.
	Window *Window `json:"p,omitempty"`
	// Windows are when it is open in place of that part; none: it is closed.
	Windows []Window `json:"w,omitempty"`
	Reason  Reason   `json:"r,omitempty"` // what patients are told; empty when the file says it
}

// Reason is why staff changed a day, from a short list, since anything they
// write themselves might name somebody.
type Reason string

// The reasons that staff choose from.
const (
	Staffing Reason = "staffing" // too few are at work
	Training Reason = "training" // a day or hour of courses
	Building Reason = "building" // power, water, repairs
	Weather  Reason = "weather"  // the place cannot be reached
	Festive  Reason = "festive"  // a feast or an eve
	Unstated Reason = "unstated" // another one, which is not told
)

// Reasons lists every reason, in the order in which they are offered.
func Reasons() []Reason {
	return []Reason{Staffing, Training, Building, Weather, Festive, Unstated}
}

// Label is the catalogue key of a reason's name.
func (r Reason) Label() care.Key { return care.Key("closure." + string(r)) }

// Covers reports whether the day is one of the change's.
func (c Change) Covers(d Date) bool { return Closure{c.From, c.To}.Covers(d) }

// Over reports whether nothing of the change lies ahead in a zone.
func (c Change) Over(now time.Time, zone *time.Location) bool {
	end := dayMinutes
	if c.Window != nil {
		end = c.Window.To
	}
	return !now.Before(c.To.At(end, zone))
}

// over lays the change over the windows of a day that it covers.
func (c Change) over(day []Window) []Window {
	if c.Window == nil {
		return merge(nil, c.Windows)
	}
	return merge(cut(day, *c.Window), c.Windows)
}

// With is the clinic with changes laid over what it has, later ones over earlier
// ones. Changes of other clinics are passed over. They must not be altered
// afterwards.
func (c Clinic) With(changes []Change) Clinic {
	c.Changed = slices.Clip(c.Changed) // so that appending leaves the old clinic alone
	for _, change := range changes {
		if change.Clinic == "" || change.Clinic == c.ID {
			c.Changed = append(c.Changed, change)
		}
	}
	return c
}

// With is the service with changes laid over each of its clinics.
func (s Service) With(changes []Change) Service {
	s.Clinics = slices.Clone(s.Clinics)
	for i, c := range s.Clinics {
		s.Clinics[i] = c.With(changes)
	}
	return s
}
