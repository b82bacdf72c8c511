package clinic

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// written is a window where it stands in the file.
type written struct {
	Window
	days string // the key it stands under, such as mon-fri
	path string
}

// hours reads [clinic.hours].
func (t table) hours() Week {
	h, ok := t.child("hours", nil)
	if !ok {
		return Week{}
	}
	if len(h.values) == 0 {
		h.d.wrong(h.path, "has no days", `add mon-fri = ["08:00-12:00", "14:00-17:00"]`)
	}
	h.keys = []key{}
	days := [7][]written{}
	for _, key := range h.byLine() {
		first, last, ok := h.days(key)
		if !ok {
			continue
		}
		h.keys = append(h.keys, dayKey(key))
		for _, o := range h.openings(key) {
			for d := first; d <= last; d++ {
				days[d%7] = append(days[d%7], o)
			}
		}
	}
	return h.week(days)
}

// dayKey says how the windows of a day are written.
func dayKey(days string) key { return key{days, days + ` = ["08:00-12:00", "14:00-17:00"]`} }

// byLine lists the table's keys in the order of the file.
func (t table) byLine() []string {
	return slices.SortedFunc(maps.Keys(t.values), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.d.line(t.join(a)), t.d.line(t.join(b))), cmp.Compare(a, b))
	})
}

// dayNames are the days as keys, monday first, as a week is planned.
func dayNames() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

// weekday turns a place in dayNames into Go's day, whose week begins on sunday.
func weekday(i int) time.Weekday { return time.Weekday((i + 1) % 7) }

// days reads a key such as mon or mon-fri. The days run from 1, monday, to 7,
// sunday; modulo 7 they are Go's.
func (t table) days(key string) (first, last int, ok bool) {
	a, b, ranged := strings.Cut(key, "-")
	if !ranged {
		b = a
	}
	first, last = slices.Index(dayNames(), a)+1, slices.Index(dayNames(), b)+1
	switch {
	case first == 0 || last == 0:
		t.noDay(key, a, b, ranged)
	case first > last:
		t.d.wrong(t.join(key), "runs backwards: the week begins with mon and ends with sun",
			fmt.Sprintf("write %s and %s, each with its windows", span(first, 7), span(1, last)))
	default:
		return first, last, true
	}
	return 0, 0, false
}

// span writes a range of days, a single day when it is one.
func span(first, last int) string {
	names := dayNames()
	if first == last {
		return names[first-1]
	}
	return names[first-1] + "-" + names[last-1]
}

func (t table) noDay(key, a, b string, ranged bool) {
	best, _ := nearest(dayStem(a), dayNames())
	if ranged {
		to, _ := nearest(dayStem(b), dayNames())
		best += "-" + to
	}
	cure := fmt.Sprintf("write a day mon to sun or a range such as mon-fri; the nearest is %s", best)
	if place := home(key); place != "" {
		cure = fmt.Sprintf("move it: %s stands %s, and [clinic.hours] has days only; the nearest is %s", key, place, best)
	}
	t.d.wrong(t.join(key), "is not a day or a range of days", cure)
}

// dayStem shortens Monday to mon, so that the right day is the nearest.
func dayStem(s string) string {
	r := []rune(strings.ToLower(strings.TrimSpace(s)))
	return string(r[:min(3, len(r))])
}

// week keeps the windows of every day, and reports those that overlap, once for
// each two of the file.
func (t table) week(days [7][]written) Week {
	var week Week
	told := map[[2]string]bool{}
	for i := range 7 {
		day := weekday(i)
		for j, o := range days[day] {
			for _, before := range days[day][:j] {
				pair := [2]string{before.path, o.path}
				if o.Overlaps(before.Window) && !told[pair] {
					told[pair] = true
					t.overlap(before, o, day)
				}
			}
			week.add(day, o.Window)
		}
	}
	return week
}

func (t table) overlap(a, b written, day time.Weekday) {
	joined := Window{min(a.From, b.From), max(a.To, b.To)}
	reason := fmt.Sprintf("windows %s and %s overlap", a.Window, b.Window)
	cure := fmt.Sprintf("let one end before the other begins, or write %q for both", joined)
	if a.days != b.days {
		name := strings.ToLower(day.String()[:3])
		reason = fmt.Sprintf("window %s overlaps %s of %s on %s", b.Window, a.Window, a.days, name)
		cure = fmt.Sprintf("take %s out of %s, or let one window end before the other begins", name, a.days)
	}
	t.d.report(t.d.line(b.path), t.join(b.days), reason, cure)
}
