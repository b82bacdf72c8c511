package redact

import (
	"strings"
	"unicode"
)

// word is a word of a text, or a mark in the place of one.
type word struct {
	start, end int
	text       string // in lower case
	mark       Kind   // what the mark hides; empty for a word
	digits     bool   // it has some
	capital    bool   // a capital first, and small letters after
	caps       bool   // capitals only, at least two
	first      bool   // a sentence begins with it
	glued      bool   // only space or a hyphen since the word before
	hyphen     bool   // a hyphen since the word before
	taken      bool   // a finder claimed it
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// words cuts a text into words. Claimed ones are marked as if they were hidden.
func (c *claims) words() []word {
	words := make([]word, 0, len(c.runes)/4)
	end := 0
	for at := 0; at < len(c.runes); {
		n := c.length(at)
		if n == 0 {
			at++
			continue
		}
		w := c.word(at, at+n)
		gap := c.runes[end:at]
		w.first = len(words) == 0 || breaks(gap)
		w.glued = len(words) > 0 && blank(gap) && len(gap) <= 2
		w.hyphen = w.glued && len(gap) == 1 && gap[0] == '-'
		words = append(words, w)
		at += n
		end = at
	}
	return words
}

func (c *claims) word(start, end int) word {
	w := word{start: start, end: end, mark: kindOf(c.runes[start])}
	if w.mark == "" && c.kind[start] != "" {
		w.mark = c.kind[start]
	}
	w.taken = w.mark != ""
	s := c.part(start, end)
	w.text = strings.ToLower(s)
	upper := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			upper++
		}
		w.digits = w.digits || unicode.IsDigit(r)
	}
	w.capital = unicode.IsUpper(c.runes[start]) && upper < end-start || upper == 1 && end-start == 1
	w.caps = upper == end-start && upper > 1
	return w
}

// length is that of the word at a rune: letters and digits, with an apostrophe or
// underscore inside. A claimed passage is one word, a mark too.
func (c *claims) length(at int) int {
	if isMark(c.runes[at]) {
		return 1
	}
	end := at
	for end < len(c.runes) && c.kind[end] == c.kind[at] && !isMark(c.runes[end]) {
		r := c.runes[end]
		inner := (r == '\'' || r == '_' || r == '`' || r == '´') && end > at && end+1 < len(c.runes) && inWord(c.runes[end+1])
		if c.kind[at] == "" && !inWord(r) && !inner {
			break
		}
		end++
	}
	return end - at
}

func breaks(gap []rune) bool {
	for _, r := range gap {
		if strings.ContainsRune(".!?\n…:\"“”•*", r) || unicode.Is(unicode.So, r) {
			return true
		}
	}
	return false
}
