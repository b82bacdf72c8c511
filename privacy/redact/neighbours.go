package redact

import "strings"

// town is how many words from i on are a place of several words; 0 for none. All
// everyday words are one with a capital only: "New York", not "new town".
func (f *finder) town(i int) int {
	glued, found := "", 0
	capital, rare := false, false
	for n := 0; i+n < len(f.words) && n < 5; n++ {
		w := f.words[i+n]
		if w.mark != "" || n > 0 && !w.glued {
			break
		}
		if n > 0 {
			glued += "_"
		}
		glued += w.text
		capital = capital || f.proper(i+n)
		rare = rare || !f.ordinary(w.text)
		if n > 0 && f.lists.places.has(glued) && (capital || rare || f.toward(i)) {
			found = n + 1
		}
		if !f.lists.towns[glued] {
			break
		}
	}
	return found
}

// neighbours claims the rest of names of several words, from both sides, and
// initials.
func (f *finder) neighbours() {
	for i := 1; i < len(f.words); i++ {
		f.extend(i, i-1, i)
	}
	for i := len(f.words) - 2; i >= 0; i-- {
		f.extend(i, i+1, i+1)
	}
	f.pairs()
}

// extend claims word i if its neighbour is a name and it looks like the rest of
// it. right is the later of the two.
func (f *finder) extend(i, neighbour, right int) {
	w, n := f.words[i], f.words[neighbour]
	hyphen := f.words[right].hyphen
	if w.mark != "" || w.digits || n.mark != Name && n.mark != Staff && (n.mark != Place || !hyphen) {
		return
	}
	after := i > neighbour
	if f.initial(w, n) || after && w.glued && f.surname(w) || f.words[right].glued && f.colleague(w, n) {
		f.take(i, n.mark)
		return
	}
	if f.words[right].glued && len([]rune(w.text)) > 1 && f.rest(w, hyphen, after) {
		f.take(i, Name)
	}
}

// initial says whether a word is the first letter of the name that follows.
func (f *finder) initial(w, next word) bool {
	return w.end < next.start && w.end-w.start == 1 && w.capital && f.c.runes[w.end] == '.' && next.start-w.end <= 2
}

// colleague says whether a word is a slip of the rest of a name of the roster.
func (f *finder) colleague(w, beside word) bool {
	return beside.mark == Staff && !f.ordinary(w.text) && f.roster.beside(w.text)
}

// surname says whether a word is the first letter of a surname after a name:
// "katie b". Some letters are words.
func (f *finder) surname(w word) bool {
	return w.end-w.start == 1 && strings.ContainsAny(w.text, "bcdfghjklmprstvwz")
}

// rest says whether a word beside a name is more of it: after a name nearly any
// capital is, before it only what is a name itself.
func (f *finder) rest(w word, hyphen, after bool) bool {
	listed := f.lists.given.has(w.text) || f.lists.family.has(w.text) || f.lists.sure.has(w.text)
	capital := w.capital && f.telling
	switch {
	case !after && (f.t.cues.epithet.has(w.text) || f.double(w) || oneOf(w.text, " af von bin ibn abu della st saint ")):
		return true
	case hyphen:
		return listed || w.capital
	case f.t.stops.has(w.text):
		return listed && capital
	case listed:
		return w.capital || !f.exact(w.text)
	}
	return after && capital && !f.tongues[0].common.has(w.text)
}

// double says whether a word is the first half of names that are two: "per arne". A
// word of grammar must not belong to what stands before it.
func (f *finder) double(w word) bool {
	return oneOf(w.text, " per jan ole karl kjell odd tor bjørn inger anne ann lill eva britt mari may lars nils sven carl jon stig gun rose mary john jean billy bobby jim betty anna maj kari else liv ")
}

// pairs claims a first name and a surname that are both everyday words: "Mark King".
func (f *finder) pairs() {
	for i := 0; i+1 < len(f.words); i++ {
		a, b := f.words[i], f.words[i+1]
		if a.mark == "" && b.mark == "" && b.glued && a.capital && b.capital && f.telling &&
			(f.lists.given.has(a.text) || f.lists.sure.has(a.text)) && (f.lists.family.has(b.text) || f.lists.given.has(b.text)) {
			f.take(i, Name)
			f.take(i+1, Name)
		}
	}
}
