package clinic

import (
	"regexp"

	"heard/care"
)

// dialable is what a number to call is made of; a keypad has nothing else.
var dialable = regexp.MustCompile(`^\+?[0-9][0-9 ()./-]*[0-9]$`)

// numbers reads [numbers], which overrides what is known of the country.
func (t table) numbers(country string) Numbers {
	n, known := NumbersOf(country)
	o, _ := t.child("numbers", numbersKeys())
	for i, number := range []*Number{&n.Emergency, &n.Urgent, &n.Suicide, &n.Drugs, &n.Poison} {
		if phone, ok := o.phone(numbersKeys()[i].name); ok {
			*number = Number{Number: phone, What: number.What, Source: "clinic.toml", Confirmed: true}
		}
	}
	if known && n.Urgent.Number == "" && !o.has("urgent") {
		n.Urgent.Number = n.Emergency.Number
		t.d.warn("numbers.urgent",
			"no urgent line serves the whole country, so patients are given the emergency number",
			`add the clinic's line out of hours: [numbers], and below it urgent = "..."`)
	}
	return n
}

// phone reads a number to call. ok is false when there is none.
func (t table) phone(key string) (p care.Phone, ok bool) {
	s, ok := t.text(key)
	if !ok {
		return "", false
	}
	if !dialable.MatchString(s) {
		t.d.wrong(t.join(key), quote(s)+" is not a number that can be called", "write digits and spaces, as in "+t.form(key))
		return "", false
	}
	return care.Phone(s), true
}
