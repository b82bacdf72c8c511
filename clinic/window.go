package clinic

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// dayMinutes is the minute at which a day has ended: 24:00.
const dayMinutes = 24 * 60

// Window is a stretch of one civil day in which a clinic is open, in minutes
// after midnight. From belongs to it and To does not; To may be 24:00.
type Window struct{ From, To int }

// String writes the window as in the file: 08:00-12:00.
func (w Window) String() string { return clock(w.From) + "-" + clock(w.To) }

// Overlaps reports whether the two share a minute.
func (w Window) Overlaps(v Window) bool { return w.From < v.To && v.From < w.To }

// Valid reports whether the window lies in one day and has a length.
func (w Window) Valid() bool { return w.From >= 0 && w.From < w.To && w.To <= dayMinutes }

// Week is a clinic's windows by time.Weekday, each day's in order and without
// overlap.
type Week [7][]Window

// add puts a window on a day, keeping the day in order.
func (w *Week) add(day time.Weekday, v Window) {
	w[day] = append(w[day], v)
	slices.SortFunc(w[day], byStart)
}

func byStart(a, b Window) int { return cmp.Compare(a.From, b.From) }

// cut takes a part out of the windows of a day.
func cut(day []Window, part Window) []Window {
	if !part.Valid() {
		return day
	}
	var rest []Window
	for _, w := range day {
		before, after := Window{w.From, min(w.To, part.From)}, Window{max(w.From, part.To), w.To}
		for _, w := range []Window{before, after} {
			if w.Valid() {
				rest = append(rest, w)
			}
		}
	}
	return rest
}

// merge puts windows into a day, in order. Those that overlap or touch become
// one; one that is not valid is left out.
func merge(day, these []Window) []Window {
	if len(these) == 0 {
		return day
	}
	all := slices.DeleteFunc(slices.Concat(day, these), func(w Window) bool { return !w.Valid() })
	slices.SortFunc(all, byStart)
	var merged []Window
	for _, w := range all {
		if last := len(merged) - 1; last >= 0 && w.From <= merged[last].To {
			merged[last].To = max(merged[last].To, w.To)
		} else {
			merged = append(merged, w)
		}
	}
	return merged
}

// clock writes minutes after midnight as 21:30.
func clock(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }
