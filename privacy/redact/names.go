package redact

import (
	"strings"
	"unicode"
)

// finder looks for names and places among the words of one text.
type finder struct {
	*Redactor
	t       *tongue // the language that the words are of
	set     *tongue // the one that is set for the writer
	c       *claims
	words   []word
	telling bool // a capital inside a sentence means something
}

// findNames claims what is a name, or a place, or known to nobody.
func (r *Redactor) findNames(c *claims, words []word, t, set *tongue) {
	f := &finder{Redactor: r, t: t, set: set, c: c, words: words, telling: telling(words)}
	for i := range words {
		if words[i].mark != "" {
			continue
		}
		if n := f.town(i); n > 0 {
			c.take(words[i].start, words[i+n-1].end, Place)
			mark(words[i:i+n], Place)
			continue
		}
		if kind := f.judge(i); kind != "" {
			f.take(i, kind)
		}
	}
	f.neighbours()
	f.namesakes()
	f.landmarks()
}

func (f *finder) take(i int, kind Kind) {
	if f.c.take(f.words[i].start, f.words[i].end, kind) {
		f.words[i].mark = kind
		f.words[i].taken = true
	}
}

// telling says whether a text uses capitals as books do. In one that begins every
// word with a capital they say nothing.
func telling(words []word) bool {
	capital, all, row, longest := 0, 0, 0, 0
	for _, w := range words {
		if w.mark != "" || w.first || w.digits || len(w.text) < 2 {
			continue
		}
		all++
		if !w.capital {
			row = 0
			continue
		}
		capital++
		row++
		longest = max(longest, row)
	}
	return all < 3 || capital*2 <= all || all-capital > 1 && longest <= longestName
}

// longestName is how many capitals in a row may be one name, in a short text.
const longestName = 3

// proper says whether a word has a capital that only a name explains.
func (f *finder) proper(i int) bool {
	w := f.words[i]
	return w.capital && !w.first && f.telling
}

// judge is the kind that one word is to be hidden as; empty if it may stay.
func (f *finder) judge(i int) Kind {
	w := f.words[i]
	switch {
	case foreign(w.text):
		return Word
	case w.digits || strings.Contains(w.text, "_"):
		return f.mixed(w)
	case len([]rune(w.text)) == 1:
		return ""
	}
	for s := range stems(w.text) {
		if kind := f.listed(i, s, s != w.text); kind != "" {
			return kind
		}
	}
	if f.formal(i) {
		return Name
	}
	if f.harmless(w.text) {
		if (f.proper(i) || f.named(i)) && !f.ordinary(w.text) {
			if kind := f.roster.slip(w); kind != "" {
				return kind
			}
		}
		return f.hinted(i)
	}
	return f.unknown(i)
}

// standing is what the lists say of a word.
type standing struct {
	sure, given, family bool // a first name in any case, one of the long list, a surname
	stop, everyday      bool // a word that no list overrules, one that people write daily
}

func (f *finder) weigh(s string) standing {
	n := standing{sure: f.lists.sure.has(s), given: f.lists.given.has(s), family: f.family(s)}
	n.stop = f.t.stops.has(s) || f.tongues[0].stops.has(s)
	n.everyday = n.stop || f.t.common.has(s)
	return n
}

// listed is the kind of a word that the lists of names have, as far as it is
// surely one: no everyday word, or with a capital or a cue that tells. cut says
// that an ending was cut off.
func (f *finder) listed(i int, s string, cut bool) Kind {
	if cut && f.exact(f.words[i].text) && !f.proper(i) {
		return ""
	}
	if !f.lists.all.has(s) && !f.t.proper.has(s) {
		return ""
	}
	n := f.weigh(s)
	switch {
	case !n.sure && !n.given && !n.family:
		return f.placed(i, s, cut)
	case !n.everyday && (n.sure || !f.exact(s) || n.given && !f.t.has(s) && !f.set.has(s)):
		return f.person(i, s)
	case f.written(i, s, n), f.introduced(i, s, n):
		return Name
	}
	return f.placed(i, s, cut)
}

// written says whether a word that is a name too has a capital that tells.
func (f *finder) written(i int, s string, n standing) bool {
	switch {
	case !f.words[i].capital, f.dated(i):
		return false
	case f.proper(i) && !f.careful(s) && (n.given || n.sure || n.family && !f.builtin(s)):
		return true
	}
	return f.named(i) || f.telling && f.cued(i)
}

// introduced says whether a word that is a name too stands where only a person
// can, whatever its case.
func (f *finder) introduced(i int, s string, n standing) bool {
	switch {
	case n.given && !n.stop && f.named(i) && !n.everyday:
		return true
	case n.sure && !f.careful(s) && f.spoken(i):
		return true
	}
	return f.titled(i) && (n.family && len(s) > 3 || n.given && !n.stop)
}

// family says whether a word is a surname, or another name that a dictionary has.
func (f *finder) family(s string) bool {
	return f.lists.family.has(s) || f.t.proper.has(s) && !f.t.system.has(s)
}

// person is the kind of a word that is surely a name: of a place, where it stands
// as one and people are called so rarely.
func (f *finder) person(i int, s string) Kind {
	if f.lists.places.has(s) && !f.lists.sure.has(s) && f.toward(i) {
		return Place
	}
	if len([]rune(s)) < 4 && !f.lists.sure.has(s) && !f.proper(i) && !f.named(i) {
		return ""
	}
	return Name
}

// placed is the kind of a word that is a place and no word of a dictionary, nor,
// in lower case, a form of one.
func (f *finder) placed(i int, s string, cut bool) Kind {
	if cut || !f.lists.places.has(s) {
		return ""
	}
	if !f.exact(s) && (f.words[i].capital || !f.harmless(s) || f.toward(i)) || f.toward(i) && !f.daily(s) && f.ends(i) {
		return Place
	}
	return ""
}

// daily says whether a word is one that people write daily in the language of the
// text or the one that is set.
func (f *finder) daily(w string) bool { return f.t.common.has(w) || f.set.common.has(w) }

// ends says whether a thought ends after a word, or goes on with no thing that the
// word could belong to.
func (f *finder) ends(i int) bool {
	n := f.next(i)
	return f.ended(i) || f.t.cues.goes.has(n) || f.t.cues.acts.has(n) || f.t.language == "en" && strings.HasSuffix(n, "ing")
}

// exact says whether a word stands in a built-in list as it is written. Those of
// the system are so large that they have most surnames as words too.
func (f *finder) exact(w string) bool { return f.t.has(w) || f.set.has(w) || f.ordinary(w) }

// builtin says whether a word is so common that a capital does not make it a
// surname: people write Key Worker and Waiting Room too.
func (f *finder) builtin(w string) bool {
	return f.tongues[0].common.has(w) || f.tongues[0].stops.has(w)
}

// titled says whether a title stands before a word that could be a name after one.
func (f *finder) titled(i int) bool {
	w := f.words[i].text
	return f.named(i) && f.t.cues.title.has(f.words[i-1].text) && !f.careful(w) && !f.t.cues.after.has(w) && !f.t.cues.beside.has(w)
}

// formal says whether a word stands after a title that nothing but a name follows,
// and is none of every day: "mrs pickering".
func (f *finder) formal(i int) bool {
	w := f.words[i].text
	return len(w) > 3 && oneOf(f.prev(i), " mr mrs ms mx dr prof doctor herr fru frøken fröken doktor ") && !f.ordinary(w) && !f.careful(w)
}

// spoken says whether somebody talks to or of a word, so that in lower case too it
// is a person rather than a thing.
func (f *finder) spoken(i int) bool {
	return i > 0 && f.words[i].glued && f.t.cues.person.has(f.words[i-1].text) ||
		i+1 < len(f.words) && f.words[i+1].glued && f.t.cues.speech.has(f.words[i+1].text)
}

func (f *finder) careful(w string) bool { return f.function.has(w) }

// named says whether the word before one tells that a name follows.
func (f *finder) named(i int) bool {
	return i > 0 && f.words[i-1].mark == "" && !f.words[i].first && f.t.cues.named.has(stem(f.words[i-1].text))
}

func stem(w string) string {
	s, _, _ := strings.Cut(w, "'")
	return s
}

// cued says whether a word with a capital stands where names do.
func (f *finder) cued(i int) bool {
	if f.words[i].caps {
		return false
	}
	if i+1 < len(f.words) && f.words[i+1].glued && f.t.cues.after.has(f.words[i+1].text) {
		return true
	}
	return !f.words[i].first && i > 0 && (f.t.cues.beside.has(f.words[i-1].text) || f.words[i-1].mark == Name)
}

// hinted is the kind of a known word that its place in the sentence makes a name.
func (f *finder) hinted(i int) Kind {
	w := f.words[i].text
	if !f.proper(i) || f.t.stops.has(w) {
		return ""
	}
	switch {
	case !f.exact(w) && !f.ordinary(stem(w)) && len([]rune(w)) > 3:
		return f.kind(i)
	case f.named(i) && !f.title(w):
		return Name
	case f.toward(i) && f.lists.places.has(w):
		return Place
	case f.housed(i) && !f.ordinary(w):
		return Place
	}
	return ""
}

func (f *finder) toward(i int) bool {
	return i > 0 && f.t.cues.toward.has(f.words[i-1].text)
}

// housed says whether the next word says what kind of place a word names.
func (f *finder) housed(i int) bool {
	return i+1 < len(f.words) && f.words[i+1].glued && f.t.cues.house.has(f.words[i+1].text)
}

// unknown is the kind of a word that no dictionary has.
func (f *finder) unknown(i int) Kind {
	w := f.words[i]
	n := len([]rune(w.text))
	listed := f.lists.given.has(w.text) || f.lists.family.has(w.text)
	if kind := f.roster.slip(w); kind != "" {
		return kind
	}
	switch {
	case n <= briefest && !f.stands(i, n, listed):
		return ""
	case n <= 4 && !listed && (w.caps || !voweled(w.text)):
		return ""
	case !listed && !f.proper(i) && !f.slot(i) && f.slipped(w.text):
		return ""
	}
	return f.kind(i)
}

// briefest is how short a word must be to be judged by its place alone: nearly any
// three letters are a name somewhere, and a slip or an abbreviation somewhere else.
const briefest = 3

// stands says whether a word of up to three letters stands as a name.
func (f *finder) stands(i, n int, listed bool) bool {
	if n < briefest {
		return listed && (f.proper(i) || f.named(i))
	}
	return listed || f.proper(i) || f.named(i) || f.spoken(i) ||
		f.slot(i) || !f.words[i].caps && voweled(f.words[i].text) && !f.slipped(f.words[i].text)
}

// kind is what an unknown word is most likely to be.
func (f *finder) kind(i int) Kind {
	w := f.words[i].text
	switch {
	case street(w):
		return Street
	case f.housed(i), f.t.language != "en" && public(w), f.toward(i) && f.proper(i) && !f.lists.given.has(w):
		return Place
	}
	return Name
}

func street(w string) bool {
	for _, end := range []string{"veien", "vegen", "gata", "gaten", "gatan", "vägen", "gate", "plass", "torget", "gränd", "allé"} {
		if strings.HasSuffix(w, end) && len(w) > len(end)+2 {
			return true
		}
	}
	return false
}

// mixed is the kind of a word with digits in it: a handle, where its letters are no
// word. A dose is none.
func (f *finder) mixed(w word) Kind {
	letters := strings.TrimFunc(w.text, unicode.IsDigit)
	switch {
	case f.c.keeps(w.start, w.end):
	case strings.Contains(w.text, "_") && len(w.text) > 4:
		return Handle
	case len([]rune(letters)) > 2 && !f.harmless(letters) && !f.harmless(unleet(w)):
		return Handle
	}
	return ""
}

// harmless says whether a word is known in the language of the text or in the one
// that is set. A short text does not tell which it is.
func (f *finder) harmless(w string) bool {
	return f.known(f.t, w) || f.set != f.t && f.set.knows(w)
}

func (f *finder) slipped(w string) bool {
	return f.misspelt(f.t, w) || f.set != f.t && f.misspelt(f.set, w)
}
