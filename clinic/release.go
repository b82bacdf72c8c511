package clinic

import (
	"slices"
	"time"
)

// Next is the first slot after a moment, on the civil clock of a zone, nil for UTC.
// A slot that a change of the clock swallows falls on the moment of the change; of
// one that comes twice the first counts. Without slots it is the moment itself.
func (r Release) Next(after time.Time, zone *time.Location) time.Time {
	for _, slot := range r.around(after, zone) {
		if slot.After(after) {
			return slot
		}
	}
	return after
}

// Last is the last slot up to a moment; see Next.
func (r Release) Last(until time.Time, zone *time.Location) time.Time {
	for _, slot := range slices.Backward(r.around(until, zone)) {
		if !slot.After(until) {
			return slot
		}
	}
	return until
}

// around are the slots of the week before a moment and of the week after, in order.
func (r Release) around(at time.Time, zone *time.Location) []time.Time {
	const week = 7
	if zone == nil {
		zone = time.UTC
	}
	var all []time.Time
	today := DateOf(at.In(zone))
	for days := -week; days <= week; days++ {
		for _, s := range r.Slots {
			if d := today.Plus(days); d.Weekday() == s.Day {
				all = append(all, d.At(s.Minute, zone))
			}
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	return all
}
