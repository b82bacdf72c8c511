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

// Week is a clinic's windows by time.Weekday, each day's in order and without
// overlap.
type Week [7][]Window

// add puts a window on a day, keeping the day in order.
func (w *Week) add(day time.Weekday, v Window) {
	w[day] = append(w[day], v)
	slices.SortFunc(w[day], func(a, b Window) int { return cmp.Compare(a.From, b.From) })
}

// clock writes minutes after midnight as 21:30.
func clock(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }
