package clinic

import "slices"

// plan is a subscription held against its clinic.
type plan struct {
	Subscription
	clinic Clinic
	quiet  Quiet
	// gone are picked windows that the ordinary week no longer has, since the
	// file was changed. What overlaps them stands in for them.
	gone []Window
	// lost: they are all gone, and nothing stands in; every window is meant.
	lost bool
}

func (s Subscription) plan(c Clinic, q Quiet) *plan {
	p := &plan{Subscription: s, clinic: c, quiet: q}
	for _, w := range s.Windows {
		if !c.Hours.any(w.equals) {
			p.gone = append(p.gone, w)
		}
	}
	p.lost = len(p.gone) > 0 && len(p.gone) == len(s.Windows) && !slices.ContainsFunc(p.gone, func(w Window) bool { return c.Hours.any(w.Overlaps) })
	return p
}

// any reports whether a window of the week is so.
func (w Week) any(is func(Window) bool) bool {
	return slices.ContainsFunc(w[:], func(day []Window) bool { return slices.ContainsFunc(day, is) })
}

func (w Window) equals(v Window) bool { return w == v }

// meant reports whether the patient is to be reminded of a window of a day. On a
// day unlike other weeks, what overlaps a picked window is meant in its place;
// and where nothing does, every window, since a reminder too many is better than
// a dose missed.
func (p *plan) meant(day Day, w Window) bool {
	if slices.Equal(day.Windows, p.clinic.Hours[day.Date.Weekday()]) {
		return p.picked(w)
	}
	return len(p.Windows) == 0 || overlapsAny(p.Windows, w) ||
		!slices.ContainsFunc(day.Windows, func(w Window) bool { return overlapsAny(p.Windows, w) })
}

// picked reports whether a window of the ordinary week was picked.
func (p *plan) picked(w Window) bool {
	return len(p.Windows) == 0 || p.lost || slices.Contains(p.Windows, w) || overlapsAny(p.gone, w)
}

func overlapsAny(these []Window, w Window) bool { return slices.ContainsFunc(these, w.Overlaps) }
