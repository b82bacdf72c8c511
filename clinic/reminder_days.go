package clinic

import "time"

// Days is a set of weekdays, one bit each, Sunday the lowest. The zero value is
// every day, so that nothing is missed where nobody picked.
type Days uint8

// DaysOf is the set of certain weekdays. Of none it is every day.
func DaysOf(days ...time.Weekday) (all Days) {
	for _, d := range days {
		all |= 1 << d
	}
	return all
}

// Has reports whether the weekday is in the set.
func (d Days) Has(day time.Weekday) bool { return d == 0 || d&(1<<day) != 0 }

// List is the set's weekdays, Monday first.
func (d Days) List() (all []time.Weekday) {
	for i := range 7 {
		if day := weekday(i); d.Has(day) {
			all = append(all, day)
		}
	}
	return all
}
