package redact

import (
	"slices"
	"strings"
)

// landmarks claims what makes a name that of a place, and places whose names are
// all everyday words.
func (f *finder) landmarks() {
	for i := range f.words {
		switch w := f.words[i]; {
		case w.mark != "":
		case w.digits:
			f.posted(i)
		case f.site(i), f.dwelling(i), f.definite(i), f.sited(i):
			f.take(i, Place)
		case f.building(i):
			f.claim(i)
		case f.inn(i):
			for n := i - 1; n < i+3; n++ {
				f.take(n, Place)
			}
		}
	}
	for i := len(f.words) - 2; i >= 0; i-- {
		f.chain(i)
	}
}

// site says whether a word is the rest of the name of a place: the centre of
// "[place] Centre", the street of "on [name] street".
func (f *finder) site(i int) bool {
	w := f.words[i]
	if i == 0 || !w.glued {
		return false
	}
	switch before := f.words[i-1].mark; {
	case before != Place && before != Name || !f.t.cues.site.has(w.text) && !f.t.cues.house.has(w.text):
	case before == Place:
		return true
	default:
		p := f.prev(i - 1)
		return w.capital && f.telling || i > 1 && f.words[i-2].mark == Place || f.t.cues.toward.has(p) || p == "the" || p == "by"
	}
	return false
}

// sited says whether a word stands in lower case between "in" and what kind of place
// it names: "på enga behandlingssenter".
func (f *finder) sited(i int) bool {
	w := f.words[i].text
	return f.t.language != "en" && f.toward(i) && f.words[i].glued && f.t.cues.house.has(f.next(i)) &&
		!f.exact(w) && !f.t.cues.generic.has(w) && !f.t.stops.has(w)
}

// building says whether two words with capitals, or more, are called after what
// they are: "the Corn Exchange". Any town has a Health Centre.
func (f *finder) building(i int) bool {
	n := f.capitals(i)
	if n < 2 || f.t.cues.generic.has(f.words[i].text) {
		return false
	}
	last := f.words[i+n-1].text
	for _, w := range f.words[i+1 : i+n] {
		if f.t.cues.site.has(w.text) {
			return !f.t.cues.generic.has(f.words[i+n-2].text)
		}
	}
	p, before := f.prevs(i)
	return p == "the" && (f.t.cues.toward.has(before) || f.rare(i, n)) && !f.t.cues.named.has(last) && !common(last)
}

// inn says whether a word begins the name of an inn: "the Dog and Duck".
func (f *finder) inn(i int) bool {
	if i+2 >= len(f.words) || f.prev(i) != "the" || !f.proper(i) || !f.proper(i+2) || f.words[i+1].text != "and" || !f.words[i+1].glued || !f.words[i+2].glued {
		return false
	}
	a, b := f.words[i].text, f.words[i+2].text
	return !common(a) && !common(b) && !f.t.cues.named.has(a) && !f.t.cues.named.has(b) && !f.t.cues.generic.has(a)
}

// rare says whether one of some words is none of every day.
func (f *finder) rare(i, n int) bool {
	return slices.ContainsFunc(f.words[i:i+n], func(w word) bool { return !f.ordinary(w.text) })
}

// common says whether a word ends what clinics and offices call their own.
func common(w string) bool {
	switch w {
	case "room", "rooms", "worker", "workers", "team", "nurse", "doctor", "service", "services", "office", "unit", "desk", "bank", "group", "meeting",
		"board", "programme", "program", "department", "staff", "people", "day", "week", "morning", "list", "queue", "form", "line", "police", "council":
		return true
	}
	return false
}

// capitals is how many words from one on have a capital inside a sentence.
func (f *finder) capitals(i int) int {
	n := 0
	for i+n < len(f.words) && n < 4 && f.words[i+n].mark == "" && f.proper(i+n) && (n == 0 || f.words[i+n].glued) {
		n++
	}
	return n
}

// claim takes all the words of a building, with the article that people think part
// of its name.
func (f *finder) claim(i int) {
	for n := f.capitals(i); n > 0; n-- {
		f.take(i+n-1, Place)
	}
	if f.prev(i) == "the" {
		f.take(i-1, Place)
	}
}

// dwelling says whether a word is a place in lower case: people live in Moss and
// in Bath, though these are words too.
func (f *finder) dwelling(i int) bool {
	w := f.words[i].text
	p, before := f.prevs(i)
	if !f.t.cues.toward.has(p) {
		return false
	}
	if f.t.cues.towns.has(w) && p != "på" && p != "at" {
		return true
	}
	return dwells(before) && f.lists.places.has(w) && !f.t.cues.generic.has(w) && !f.t.cues.site.has(w)
}

func dwells(w string) bool {
	switch w {
	case "live", "lives", "lived", "living", "stay", "stays", "stayed", "staying", "moved", "move", "moving", "born", "bus", "train",
		"bor", "bodde", "budde", "bo", "flytta", "flyttet", "flytte", "flytter", "flyttade", "flyttar", "bussen", "toget", "tåget":
		return true
	}
	return false
}

// definite says whether a word is a place by its form: "i byparken". The words that
// name no place of their own stand in the lists.
func (f *finder) definite(i int) bool {
	w := f.words[i].text
	return f.t.language != "en" && public(w) && f.t.cues.toward.has(f.prev(i)) && !f.exact(w)
}

// public says whether a word ends as places that all may enter do.
func public(w string) bool {
	for _, end := range [...]string{"parken", "torget", "plassen", "brua", "broen", "bron", "kirka", "kirken", "kyrkan", "senteret", "stasjonen", "stationen", "kaia", "brygga", "stranda"} {
		if strings.HasSuffix(w, end) && len(w) > len(end) {
			return true
		}
	}
	return false
}

// chain claims the brand before the name of a place, and the rest after it: "Apotek
// 1 Grorud", "Scandic Continental".
func (f *finder) chain(i int) {
	switch w := f.words[i]; {
	case w.mark == "" && f.t.cues.brand.has(w.text):
		f.branch(i)
	case w.mark != Place || f.words[i+1].hyphen:
	case f.more(i + 1):
		f.take(i+1, Place)
	case f.words[i+1].glued && f.t.cues.brand.has(w.text):
		f.turn(i + 1)
	}
}

// branch claims a brand with what says which of its shops is meant, if anything does.
func (f *finder) branch(i int) {
	n := f.gap(i + 1)
	if i+n >= len(f.words) {
		return
	}
	if next := f.words[i+n]; !next.glued || next.mark != Place && next.mark != Name && (n < 2 || next.mark != Street) {
		return
	}
	f.turn(i + n)
	for ; n > 0; n-- {
		f.take(i+n-1, Place)
	}
}

// gap is how many words on the place after a brand is: a number may stand between,
// as in "apotek 1 [place]", or "in".
func (f *finder) gap(i int) int {
	w := f.words[i]
	if w.mark != "" || i+1 == len(f.words) {
		return 1
	}
	next := f.words[i+1].mark
	if w.digits || f.t.cues.toward.has(w.text) && (next == Place || next == Street) {
		return 2
	}
	return 1
}

// turn makes a place of what this pass took for the name of a person.
func (f *finder) turn(i int) {
	w := &f.words[i]
	if w.mark != Name || isMark(f.c.runes[w.start]) {
		return
	}
	w.mark = Place
	for at := w.start; at < w.end; at++ {
		f.c.kind[at] = Place
	}
}

// more says whether a word after the name of a place belongs to it: a capital that
// no everyday word explains.
func (f *finder) more(i int) bool {
	w := f.words[i]
	return w.mark == "" && w.glued && f.proper(i) && len(w.text) > 3 && !f.ordinary(w.text) && !f.t.cues.after.has(w.text)
}

// posted claims the postcode before a place in lower case: "0653 oslo".
func (f *finder) posted(i int) {
	w := f.words[i]
	if figures(w.text) == 4 && !yearly(w.text) && i+1 < len(f.words) && f.words[i+1].glued && f.words[i+1].mark == Place && !f.c.keeps(w.start, w.end) {
		f.take(i, Postcode)
	}
}
