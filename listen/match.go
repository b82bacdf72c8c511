package listen

import (
	"slices"

	"heard/care"
)

// card is the most urgent card that a rule opens, and empty for none.
func (b *rulebook) card(words []word) care.Card {
	words = b.cover(words)
	first := len(b.cards)
	for i := range words {
		for _, r := range b.danger[words[i].stem] {
			if r.order < first && r.ends(words, i) >= 0 {
				first = r.order
			}
		}
	}
	if first == len(b.cards) {
		return ""
	}
	return b.cards[first]
}

// cover takes the words of harmless figures of speech out of a text. A covered
// word still takes its place, so that nothing moves together over it.
func (b *rulebook) cover(words []word) []word {
	read := words
	for i := range words {
		for _, r := range b.harmless[words[i].stem] {
			end := r.ends(words, i)
			if end < 0 {
				continue
			}
			if &read[0] == &words[0] {
				read = slices.Clone(words)
			}
			for j := i; j < end; j++ {
				read[j].stem = covered
			}
		}
	}
	return read
}

// ends says where the rule ends that begins at a word; -1 where it does not fit.
func (r rule) ends(words []word, at int) int {
	if at > 0 && !words[at-1].last && slices.Contains(r.notAfter, words[at-1].stem) {
		return -1
	}
	return fits(words, at, r.elements)
}

// fits matches elements from a word on, within one sentence. The gaps are few
// and short, so trying every way costs little.
func fits(words []word, at int, elements []element) int {
	if len(elements) == 0 {
		return at
	}
	e, rest := elements[0], elements[1:]
	ended := at == len(words) || at > 0 && words[at-1].last
	switch {
	case e.end:
		if !ended {
			return -1
		}
		return fits(words, at, rest)
	case e.gap > 0:
		return skips(words, at, e.gap, rest)
	case at == len(words) || !slices.Contains(e.stems, words[at].stem):
		return -1
	case words[at].last && len(rest) > 0 && !closing(rest):
		return -1
	}
	return fits(words, at+1, rest)
}

func skips(words []word, at, gap int, rest []element) int {
	for n := 0; n <= gap && at+n <= len(words); n++ {
		if end := fits(words, at+n, rest); end >= 0 {
			return end
		}
		if at+n < len(words) && words[at+n].last {
			break
		}
	}
	return -1
}

// closing reports that no more words are wanted.
func closing(rest []element) bool {
	return !slices.ContainsFunc(rest, func(e element) bool { return len(e.stems) > 0 })
}
