package clinic

import (
	"regexp"
	"strings"
	"time"
)

// plainID is what an id is made of: it becomes part of a button and of names
// in the store, where there is no room for more.
var plainID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,23}$`)

// clinics reads every [[clinic]].
func (t table) clinics(s Service) []Clinic {
	all := t.children("clinic", clinicKeys())
	ids := map[string]bool{}
	clinics := make([]Clinic, len(all))
	holidays := PublicHolidays(s.Country)
	for i, c := range all {
		clinics[i] = c.clinic(s, holidays)
		clinics[i].ID = c.id(ids)
	}
	return clinics
}

func (t table) clinic(s Service, holidays Dates) Clinic {
	t.need("id", "name", "hours")
	c := Clinic{Zone: s.Zone, Hours: t.hours(), Holidays: t.holidays(holidays), Closed: t.closures(), Changed: t.changes()}
	c.Name, _ = t.text("name")
	var ok bool
	if c.Phone, ok = t.phone("phone"); !ok {
		c.Phone = s.Numbers.Urgent.Number
	}
	if !t.has("phone") && !t.d.excused(t.join("phone")) {
		t.d.warn(t.join("phone"), "is missing, so where patients are told to call the clinic they get the urgent line",
			"add "+t.form("phone"))
	}
	return c
}

// id reads an id and reports one that was seen before.
func (t table) id(seen map[string]bool) string {
	id, ok := t.text("id")
	switch {
	case !ok:
	case !plainID.MatchString(id):
		t.d.wrong(t.join("id"), quote(id)+" is not a plain id",
			"write 1 to 24 letters a-z, digits, - and _, as in "+t.form("id"))
	case seen[id]:
		t.d.wrong(t.join("id"), quote(id)+" is used twice", "give each its own id")
	}
	seen[id] = true
	return id
}

// date reads a day of the calendar. ok is false when there is none.
func (t table) date(key string) (d Date, ok bool) {
	if !t.has(key) {
		return d, false
	}
	v, ok := t.values[key].(time.Time)
	if !ok || kindOfTime(v) != "a date" {
		t.mistyped(key, "a date without quotes", t.freed(key, wholeDate))
		return d, false
	}
	return DateOf(v), true
}

// kindOfTime tells TOML's four kinds of dates and times apart: the library
// marks those without an offset by the name of their zone.
func kindOfTime(v time.Time) string {
	switch zone := v.Location().String(); {
	case strings.HasPrefix(zone, "date-"):
		return "a date"
	case strings.HasPrefix(zone, "time-"):
		return "a time of day"
	}
	return "a date with a time"
}
