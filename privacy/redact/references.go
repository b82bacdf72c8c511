package redact

import (
	"slices"
	"strings"
)

// findReferences claims what numbers a case, a card, a customer or a room, whatever
// mix of letters, digits and strokes it is: after a word that says so, and where its
// form alone tells. It starts from the digits, for a text has few.
func (r *Redactor) findReferences(c *claims, words []word) {
	for i := 0; i < len(words); i++ {
		x := reference{r, c, words, i, i + 1}
		if !x.numeric(i) {
			continue
		}
		x.grow()
		if x.told() || x.shaped() {
			c.rest(words[x.at:x.end], ID)
		}
		i = x.end - 1
	}
}

// rest claims what nobody has yet of some words, with what stands between them.
func (c *claims) rest(words []word, kind Kind) {
	for i := 0; i < len(words); i++ {
		from := i
		for i < len(words) && words[i].mark == "" {
			i++
		}
		if i > from && c.take(words[from].start, words[i-1].end, kind) {
			mark(words[from:i], kind)
		}
	}
}

// reference is some words that may be the number of something.
type reference struct {
	*Redactor
	c       *claims
	words   []word
	at, end int
}

// numeric says whether a word is a number, or has been taken for one, and means no
// dose, time or money.
func (x *reference) numeric(i int) bool {
	w := x.words[i]
	return x.claimed(i) || w.mark == "" && w.digits && !x.c.keeps(w.start, w.end)
}

// claimed says whether a word has been taken for a number.
func (x *reference) claimed(i int) bool {
	return slices.Contains([]Kind{ID, Number, Phone, Account, Plate}, x.words[i].mark)
}

// grow takes in what belongs to the number on both sides: "PX 77 1904 L".
func (x *reference) grow() {
	for x.end < len(x.words) && x.goesOn(x.end) {
		x.end++
	}
	for x.at > 0 && x.leads(x.at-1) {
		x.at--
	}
}

// joint is what stands between a word and the one before: a blank, a stroke or the
// like; 0 for anything else.
func (x *reference) joint(i int) rune {
	if i < 1 || i >= len(x.words) || x.words[i].start != x.words[i-1].end+1 {
		return 0
	}
	if r := x.c.runes[x.words[i-1].end]; strings.ContainsRune(" -/._#+", r) {
		return r
	}
	return 0
}

// goesOn says whether a word goes on with the number before it.
func (x *reference) goesOn(i int) bool {
	joint := x.joint(i)
	switch {
	case joint == 0:
		return false
	case x.numeric(i):
		return joint != ' ' || !x.measured(i)
	}
	return x.words[i].mark == "" && joint != '.' && x.letters(i, joint != ' ')
}

// leads says whether a word begins the number after it.
func (x *reference) leads(i int) bool {
	joint := x.joint(i + 1)
	return joint != 0 && (joint != '.' || x.initial(i)) && x.words[i].mark == "" && (x.numeric(i) && joint != ' ' || x.letters(i, joint != ' '))
}

// letters says whether a word is rather the letters of a number: some capitals, or
// where a stroke divides it from the rest, few letters that are no word.
func (x *reference) letters(i int, stroke bool) bool {
	w := x.words[i]
	n := w.end - w.start
	switch {
	case w.digits, n > longestLetters:
		return false
	case n == 1:
		return w.capital && !oneOf(w.text, " i å ø æ ") || stroke
	case stroke:
		return w.caps || n < 4 && !x.ordinary(w.text)
	}
	return w.caps && n < 4 && (!x.ordinary(w.text) || x.announced(i))
}

// announced says whether the word before says that a number follows.
func (x *reference) announced(i int) bool {
	return i > 0 && x.words[i].glued && (x.numbered.number.has(x.words[i-1].text) || x.numbered.fewest(x.words[i-1].text, false) > 0)
}

// initial says whether a word is one capital: "P.0092".
func (x *reference) initial(i int) bool {
	w := x.words[i]
	return w.capital && w.end-w.start == 1
}

// measured says whether a unit follows a number: that is a figure of its own.
func (x *reference) measured(i int) bool {
	return i+1 < len(x.words) && x.words[i+1].glued && oneOf(x.words[i+1].text, units)
}

// size is how many digits and letters the number has that are nobody's yet.
func (x *reference) size() (digits, letters int) {
	for _, w := range x.words[x.at:x.end] {
		if w.mark != "" {
			continue
		}
		for _, r := range w.text {
			if isDigit(r) {
				digits++
			} else {
				letters++
			}
		}
	}
	return digits, letters
}

// shaped says whether the number is one by its form: a part of it has been claimed,
// or it has capitals and digits with a stroke between, or one among the other.
func (x *reference) shaped() bool {
	words := x.words[x.at:x.end]
	if x.touched() {
		return len(words) > 1
	}
	digits, letters := x.size()
	if letters == 0 || digits == 0 || digits+letters <= longest || slices.ContainsFunc(words, x.wordy) {
		return false
	}
	return letters > 1 && x.held() || len(words) == 1 && x.turns() || len(words) > 2 && !words[0].digits && !words[len(words)-1].digits
}

// touched says whether a part of the number has been claimed.
func (x *reference) touched() bool {
	for i := x.at; i < x.end; i++ {
		if x.claimed(i) {
			return true
		}
	}
	return false
}

// wordy says whether a word tells that this is no number: it has small letters, or
// letters that are a word, as in COVID-19.
func (x *reference) wordy(w word) bool {
	letters := strings.Trim(w.text, "0123456789")
	return len(letters) > 2 && x.ordinary(letters) || strings.ToUpper(w.text) != x.c.part(w.start, w.end)
}

// held says whether a stroke holds two of the parts together.
func (x *reference) held() bool {
	for i := x.at + 1; i < x.end; i++ {
		if x.joint(i) != ' ' {
			return true
		}
	}
	return false
}

// turns says whether letters and digits change more than once.
func (x *reference) turns() bool {
	turns, last := 0, rune(0)
	for _, r := range x.words[x.at].text {
		if last != 0 && isDigit(r) != isDigit(last) {
			turns++
		}
		last = r
	}
	return turns > 1
}
