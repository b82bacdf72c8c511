package clinic

import (
	"cmp"
	"slices"
)

// Pick is a window that a patient can pick, with the weekdays on which the
// clinic has it.
type Pick struct {
	Window Window
	Days   Days // never zero
}

// PickableWindows are the different windows of the ordinary week, by the time at
// which they begin and then end.
func (c Clinic) PickableWindows() []Pick {
	var all []Pick
	for i := range 7 {
		day := weekday(i)
		for _, w := range c.Hours[day] {
			at := slices.IndexFunc(all, func(p Pick) bool { return p.Window == w })
			if at < 0 {
				at = len(all)
				all = append(all, Pick{Window: w})
			}
			all[at].Days |= DaysOf(day)
		}
	}
	slices.SortFunc(all, func(a, b Pick) int {
		return cmp.Or(byStart(a.Window, b.Window), cmp.Compare(a.Window.To, b.Window.To))
	})
	return all
}
