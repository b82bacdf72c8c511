package clinic

import "fmt"

// holidays reads what a clinic does on public holidays.
func (t table) holidays(days Dates) Holidays {
	h := Holidays{Days: days}
	if _, isList := t.values["holidays"].([]any); isList {
		list, _ := t.texts("holidays")
		h.Windows = t.oneDay(list)
		return h
	}
	s, ok := t.text("holidays")
	if ok && s != "closed" && s != "open" {
		t.d.wrong(t.join("holidays"), quote(s)+" is neither closed, open nor a list of windows",
			`write holidays = "closed", holidays = "open" or holidays = ["10:00-12:00"]`)
	}
	h.AsUsual = s == "open"
	return h
}

// closures reads every [[clinic.closed]].
func (t table) closures() []Closure {
	var all []Closure
	for _, c := range t.children("closed", closedKeys()) {
		c.need("from", "to")
		days, _ := c.fromTo("the day it is closed from")
		all = append(all, days)
	}
	return all
}

// changes reads every [[clinic.changed]].
func (t table) changes() []Change {
	var all []Change
	for _, c := range t.children("changed", changedKeys()) {
		c.need("from", "to", "windows")
		days, ok := c.fromTo("the day it is changed from")
		if ok {
			c.changedOnce(all, days)
		}
		all = append(all, Change{From: days.From, To: days.To, Windows: c.otherWindows()})
	}
	return all
}

// fromTo reads the two ends of a run of days. ok is false when one is missing or
// they are the wrong way round.
func (t table) fromTo(what string) (days Closure, ok bool) {
	from, ok1 := t.date("from")
	to, ok2 := t.date("to")
	if !ok1 || !ok2 {
		return Closure{from, to}, false
	}
	if from.Compare(to) > 0 {
		t.d.wrong(t.join("to"), fmt.Sprintf("%s is before %s, %s", to, from, what), "swap the two")
		return Closure{from, to}, false
	}
	return Closure{from, to}, true
}

// changedOnce reports days that were changed before.
func (t table) changedOnce(before []Change, days Closure) {
	for _, b := range before {
		first, last := days.From, days.To
		if first.Compare(b.From) < 0 {
			first = b.From
		}
		if last.Compare(b.To) > 0 {
			last = b.To
		}
		if first.Compare(last) <= 0 {
			t.d.wrong(t.join("from"), fmt.Sprintf("%s is changed already, from %s to %s", first, b.From, b.To),
				"let every day be changed once")
			return
		}
	}
}

// otherWindows reads the windows of changed days.
func (t table) otherWindows() []Window {
	list, ok := t.texts("windows")
	if ok && len(list) == 0 {
		t.d.wrong(t.join("windows"), "is empty", "write "+t.form("windows")+", or put the days under [[clinic.closed]]")
	}
	return t.oneDay(list)
}
