package clinic

import (
	"fmt"
	"regexp"
	"strconv"
)

var (
	clockForm = regexp.MustCompile(`^([0-9]{2}):([0-9]{2})$`)
	// looseClock and looseWindow know what people write instead.
	looseClock  = regexp.MustCompile(`^([0-9]{1,2})(?:[:.h]?([0-9]{2}))?$`)
	looseWindow = regexp.MustCompile(`^([0-9]{1,2}(?:[:.h]?[0-9]{2})?)\s*(?:-|–|—|to)\s*([0-9]{1,2}(?:[:.h]?[0-9]{2})?)$`)
	windowForm  = regexp.MustCompile(`^([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})$`)
)

// openings reads the windows under a key of [clinic.hours].
func (t table) openings(days string) []written {
	list, _ := t.texts(days)
	var all []written
	for _, e := range list {
		if w, ok := t.d.window(e); ok {
			all = append(all, written{w, days, e.path})
		}
	}
	return all
}

// oneDay reads windows that all belong to one day.
func (t table) oneDay(list []entry) []Window {
	var week Week
	for _, e := range list {
		w, ok := t.d.window(e)
		for _, v := range week[0] {
			if ok && w.Overlaps(v) {
				t.d.wrong(e.path, fmt.Sprintf("windows %s and %s overlap", v, w), "let one end before the other begins")
				ok = false
			}
		}
		if ok {
			week.add(0, w)
		}
	}
	return week[0]
}

// window reads one window. ok is false when it is none.
func (d *document) window(e entry) (w Window, ok bool) {
	m := windowForm.FindStringSubmatch(e.text)
	if m != nil {
		from, ok1 := parseClock(m[1])
		to, ok2 := parseClock(m[2])
		w, ok = Window{from, to}, ok1 && ok2
	}
	switch {
	case !ok:
		d.wrong(e.path, quote(e.text)+" is not a window of two times of day", `write `+likelyWindow(e.text))
	case w.To == 0:
		d.wrong(e.path, quote(e.text)+" ends before it begins", fmt.Sprintf("write %q: the end of a day is 24:00", Window{w.From, dayMinutes}))
	case w.From >= w.To:
		d.wrong(e.path, quote(e.text)+" ends before it begins", "write the earlier time first; a window past midnight is two, one on each day")
	default:
		return w, true
	}
	return w, false
}

// likelyWindow is the window that was probably meant, or else an example.
func likelyWindow(s string) string {
	if m := looseWindow.FindStringSubmatch(s); m != nil {
		from, ok1 := likelyClock(m[1])
		to, ok2 := likelyClock(m[2])
		if ok1 && ok2 && from < to {
			return strconv.Quote(Window{from, to}.String())
		}
	}
	return `hours and minutes with two digits each, as in "08:00-12:00"`
}

// parseClock reads 21:30 as minutes after midnight. 24:00 is the end of a day.
func parseClock(s string) (minute int, ok bool) {
	m := clockForm.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	return minutes(m[1], m[2])
}

// likelyClock reads 7, 7:30, 7.30, 730 and 7h30 too.
func likelyClock(s string) (minute int, ok bool) {
	m := looseClock.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	return minutes(m[1], m[2])
}

func minutes(hour, minute string) (int, bool) {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi("0" + minute)
	return h*60 + m, m < 60 && h*60+m <= dayMinutes
}
