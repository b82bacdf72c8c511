package clinic

import (
	"slices"
	"time"
)

const (
	// hideAfter is how soon something that is hidden among others may come out:
	// sooner, and staff could tell who has just been there.
	hideAfter = 15 * time.Minute
	// hideWithin is the least time that must be left to hide in.
	hideWithin = time.Hour
)

// Hiding is when something may come out that was written now and is hidden among
// what others write.
type Hiding struct {
	// Today is true when that is on the day it was written.
	Today bool
	spans []stretch
}

// stretch is a time to hide in.
type stretch struct{ from, to time.Time }

// HidingIn finds the rest of this opening day, or the next one where too little
// is left of it. Where no clinic ever opens it is the next day and night.
func HidingIn(clinics []Clinic, now time.Time) Hiding {
	for days := range horizon {
		var h Hiding
		for _, c := range clinics {
			for _, o := range c.Openings(DateOf(now.In(c.Zone)).Plus(days)) {
				s := stretch{o.From, o.To}
				if from := now.Add(hideAfter); s.from.Before(from) {
					s.from = from
				}
				if s.from.Before(s.to) {
					h.spans = append(h.spans, s)
				}
			}
		}
		if h.length() >= hideWithin {
			h.Today = days == 0
			slices.SortFunc(h.spans, func(a, b stretch) int { return a.from.Compare(b.from) })
			return h
		}
	}
	return Hiding{spans: []stretch{{now.Add(hideAfter), now.Add(24 * time.Hour)}}}
}

func (h Hiding) length() time.Duration {
	var sum time.Duration
	for _, s := range h.spans {
		sum += s.to.Sub(s.from)
	}
	return sum
}

// Pick chooses a moment, each as likely as any other. below draws a number from 0
// up to but not including n.
func (h Hiding) Pick(below func(n int64) int64) time.Time {
	at := time.Duration(below(int64(h.length())))
	for _, s := range h.spans {
		if long := s.to.Sub(s.from); at >= long {
			at -= long
			continue
		}
		return s.from.Add(at).Truncate(time.Second)
	}
	return h.spans[len(h.spans)-1].to
}
