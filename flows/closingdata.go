package flows

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"heard/clinic"
)

// closing is what staff have picked so far, as it travels in a button:
//
//	closure                                     nothing yet
//	closure.<clinic>.<days>.<part>.<reason>     as far as it is picked, then .post
//	closure.drop, closure.back.<id>, then .yes or .no
//
// days are a page (+1), a day (20261224), a day whose last one is asked for
// (20261224-) or several (20261224-20261226); part is all, a window (0800-1200), and behind that
// what becomes of it: x for closed, t1000 for open until then, f1000 for from then.
type closing struct {
	clinic   string // short
	page     int    // of days
	from, to clinic.Date
	open     bool // the last day is asked for
	part     string
	reason   clinic.Reason
	post     bool

	back string // id of news to be taken back; post says yes to it
	drop bool   // it stays as it is: nothing is posted, or taken back
}

// What may stand in part.
const (
	allDay = "all"
	shut   = "x"
	till   = "t"
	since  = "f"
)

// windowLength is how long a window is in a button.
const windowLength = len("0800-1200")

// data is the button that leads here.
func (d closing) data() Data {
	token := []string{ClosingWord}
	switch {
	case d.back != "":
		token = append(token, "back", d.back)
		if d.post {
			token = append(token, "yes")
		} else if d.drop {
			token = append(token, "no")
		}
	case d.drop:
		token = append(token, "drop")
	default:
		for _, part := range []string{d.clinic, d.days(), d.part, string(d.reason)} {
			if part == "" {
				break
			}
			token = append(token, part)
		}
		if d.post {
			token = append(token, "post")
		}
	}
	return Data{Token: strings.Join(token, ".")}
}

func (d closing) days() string {
	day := func(d clinic.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }
	switch {
	case d.page > 0:
		return "+" + strconv.Itoa(d.page)
	case d.from == clinic.Date{}:
		return ""
	case d.open:
		return day(d.from) + "-"
	case d.to != d.from:
		return day(d.from) + "-" + day(d.to)
	}
	return day(d.from)
}

// parseClosing reads a token. ok is false for one that data did not write.
func parseClosing(token string) (d closing, ok bool) {
	fields := strings.Split(token, ".")
	if fields[0] != ClosingWord || len(fields) > 6 {
		return d, false
	}
	switch rest := append(fields[1:], "", "", "", "", ""); rest[0] {
	case "drop":
		d.drop = true
	case "back":
		d.back, d.post, d.drop = rest[1], rest[2] == "yes", rest[2] == "no"
	default:
		d.clinic, d.part, d.reason, d.post = rest[0], rest[2], clinic.Reason(rest[3]), rest[4] == "post"
		d.readDays(rest[1])
	}
	return d, d.data().Token == token && d.sound()
}

func (d *closing) readDays(text string) {
	if page, ok := strings.CutPrefix(text, "+"); ok {
		d.page, _ = strconv.Atoi(page)
		return
	}
	from, to, several := strings.Cut(text, "-")
	d.from = readDay(from)
	d.to = d.from
	d.open = several && to == ""
	if to != "" {
		d.to = readDay(to)
	}
}

func readDay(text string) clinic.Date {
	t, err := time.Parse("20060102", text)
	if err != nil {
		return clinic.Date{}
	}
	return clinic.DateOf(t)
}

// sound reports whether what was read fits together.
func (d closing) sound() bool {
	switch {
	case d.page >= closingPages, d.reason != "" && !slices.Contains(clinic.Reasons(), d.reason), d.post && d.back == "" && d.reason == "":
		return false
	case d.from == clinic.Date{}: // nothing else comes before the day is picked
		return d.part == ""
	}
	return d.to.Compare(d.from) >= 0 && d.to.Compare(d.from.Plus(closingDays)) < 0 && d.soundPart()
}

// soundPart reports whether the part goes with the days.
func (d closing) soundPart() bool {
	switch {
	case d.part == "":
		return true
	case d.open:
		return false
	case d.part == allDay:
		return true
	case d.to != d.from, len(d.part) < windowLength, !d.window().Valid():
		return false
	}
	w, left := d.window(), d.left()
	return left == nil || left.Valid() && left.From >= w.From && left.To <= w.To
}

// whole reports whether a window was picked, and not what becomes of it.
func (d closing) whole() bool { return len(d.part) == windowLength }

// window is the window that part begins with, one that is not valid for none.
func (d closing) window() clinic.Window {
	from, to, _ := strings.Cut(d.part[:min(len(d.part), windowLength)], "-")
	return clinic.Window{From: minutes(from), To: minutes(to)}
}

// left is what stays open of the window, nil for nothing or the whole.
func (d closing) left() *clinic.Window {
	w := d.window()
	switch how := d.part[windowLength:]; {
	case strings.HasPrefix(how, till):
		return &clinic.Window{From: w.From, To: minutes(how[1:])}
	case strings.HasPrefix(how, since):
		return &clinic.Window{From: minutes(how[1:]), To: w.To}
	case how != "" && how != shut:
		return &clinic.Window{} // not valid
	}
	return nil
}

// change is what is to be posted.
func (d closing) change(id string) clinic.Change {
	change := clinic.Change{Clinic: id, From: d.from, To: d.to, Reason: d.reason}
	if d.part == allDay {
		return change
	}
	w := d.window()
	change.Window = &w
	if left := d.left(); left != nil {
		change.Windows = []clinic.Window{*left}
	}
	return change
}

// over reports whether what was picked is past.
func (d closing) over(c clinic.Clinic, now time.Time) bool {
	if d.from == (clinic.Date{}) {
		return false
	}
	if d.part == "" {
		return clinic.Change{To: d.to}.Over(now, c.Zone)
	}
	return d.change(c.ID).Over(now, c.Zone)
}

func partOf(w clinic.Window) string { return compact(w.From) + "-" + compact(w.To) }

// compact writes minutes after midnight as 0830.
func compact(minute int) string { return fmt.Sprintf("%02d%02d", minute/60, minute%60) }

// minutes reads what compact wrote; -1 for anything else.
func minutes(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || n%100 > 59 {
		return -1
	}
	return n/100*60 + n%100
}

// shortName stands for a clinic in a button: its id may be long, and its place in
// the file may change.
func shortName(id string) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(id))
	return strconv.FormatUint(uint64(sum.Sum32()), 36)
}
