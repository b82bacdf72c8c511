package redact

// outside is where an address begins whose street begins with a word: with the
// parts that stand before it, "blokk 4", "3. etg", "Apt 4C", and the name of the house.
func (h house) outside(from int) int {
	for range longestFlat {
		before := h.part(from)
		if before == from {
			break
		}
		from = before
	}
	return h.called(from)
}

// part is where a part of an address begins that ends before a word; the word itself
// where none does.
func (h house) part(from int) int {
	switch {
	case from == 0 || !h.joined(from, " ,"):
	case from > 1 && h.opened(from-2, from):
		return from - 2
	case from > 2 && h.joined(from-1, "/") && h.opened(from-3, from-1): // "Flat 2/1"
		return from - 3
	case isDigit(h.c.runes[h.words[from].start]) && oneOf(h.words[from-1].text, " flat apt apartment unit "):
		return from - 1
	}
	return from
}

// opened says whether the words from one up to another are a part before a street.
func (h house) opened(i, end int) bool {
	w, next := h.words[i], h.words[i+1]
	switch {
	case h.flat(i) == end:
		return true
	case w.mark != "" || next.mark != "" || h.c.keeps(w.start, w.end) || !h.joined(i+1, " ."):
		return false
	case figures(w.text) > 0:
		return oneOf(next.text, floorWords)
	}
	return len(w.text) > 1 && oneOf(w.text, flatWords) && (houseNumbered(next.text) || len(next.text) == 1 && next.capital)
}

// houseNames are what houses are called that have a name.
const houseNames = " cottage house lodge farm farmhouse barn forge bakery mill rectory vicarage manor hall court villa grange stables chapel schoolhouse bungalow coach annexe mews oast gatehouse "

// called is where an address begins with the name of the house before it and a comma:
// "The Old Forge, 2 Church Lane", "rose cottage, 9 mill lane".
func (h house) called(from int) int {
	if from < 2 || from >= len(h.words) || string(h.c.runes[h.words[from-1].end:h.words[from].start]) != ", " {
		return from
	}
	at := from - 1
	for at > 0 && from-at <= longestName && h.words[at].glued && h.houseName(at-1) {
		at--
	}
	switch {
	case at > 0 && h.words[at].glued && h.words[at-1].text == "the" && h.houseName(from-1):
		return at - 1
	case !oneOf(h.words[from-1].text, houseNames):
	case at < from-1:
		return at
	case h.words[at].glued && h.rare(at-1):
		return at - 1
	}
	return from
}

// rare says whether a word is no everyday word.
func (h house) rare(i int) bool {
	w := h.words[i]
	return w.mark == "" && !w.digits && !h.ordinary(w.text)
}

// houseName says whether a word may be of the name of a house: a capital, or what was
// taken for a name.
func (h house) houseName(i int) bool {
	w := h.words[i]
	return w.mark == Name || w.mark == Place || w.mark == "" && w.capital && w.text != "the"
}
