package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// claims is what the finders of one pass want hidden.
type claims struct {
	*text
	kind  []Kind    // by rune; empty for none
	kept  []bool    // digits that mean a dose, a time or money: no part of a long number
	s     string    // the text again, for patterns
	low   view      // byte for byte, in lower case, 0 for every digit, a blank for every space
	shape view      // low with a for every plain letter
	rune  []int     // by byte of s
	byte  []int     // by rune, where it is in s
	many  int       // how many digits it has
	again bool      // the text was looked through before, but for its marks
	near  []passage // room for windows
}

func newClaims(t *text) *claims {
	c := &claims{text: t, kind: make([]Kind, len(t.runes)), kept: make([]bool, len(t.runes)), s: string(t.runes)}
	low := make([]byte, 0, len(c.s))
	c.rune, c.byte = make([]int, len(c.s)+1), make([]int, len(t.runes)+1)
	for i, r := range t.runes {
		if isDigit(r) {
			c.many++
		}
		from := len(low)
		c.byte[i] = from
		low = utf8.AppendRune(low, lowered(r))
		for at := from; at < len(low); at++ {
			c.rune[at] = i
		}
	}
	c.rune[len(c.s)], c.byte[len(t.runes)] = len(t.runes), len(c.s)
	low = append(low, ' ') // so that needs may say where a word ends
	c.low = newView(string(low))
	c.shape = newView(shape(low))
	return c
}

// lowered is a rune as the needs of patterns are written: as long, in bytes.
func lowered(r rune) rune {
	switch {
	case isDigit(r):
		return '0'
	case r == '\t', r == '\n', r == '\f', r == '\r': // as expressions have it
		return ' '
	}
	if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
		return l
	}
	return r
}

// shape overwrites its argument.
func shape(low []byte) string {
	for i, b := range low {
		if b >= 'a' && b <= 'z' {
			low[i] = 'a'
		}
	}
	return string(low)
}

// isDigit says whether a rune is a digit. Those of other scripts were folded.
func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func (c *claims) any() bool {
	return slices.ContainsFunc(c.kind, func(k Kind) bool { return k != "" })
}

// take claims runes from start up to end, unless somebody has one of them or they
// are hidden already.
func (c *claims) take(start, end int, k Kind) bool {
	// A rune of the input may have been read as several, as ¼ is: it goes whole.
	for start > 0 && start < len(c.at) && c.at[start-1].Start == c.at[start].Start {
		start--
	}
	for end > start && end < len(c.at) && c.at[end].Start == c.at[end-1].Start {
		end++
	}
	if !c.free(start, end) {
		return false
	}
	for i := start; i < end; i++ {
		c.kind[i] = k
	}
	return true
}

func (c *claims) free(start, end int) bool {
	for i := start; i < end; i++ {
		if c.kind[i] != "" || isMark(c.runes[i]) {
			return false
		}
	}
	return start < end
}

// each calls found with the runes of every match of a pattern: of its first group,
// if it has one that took part.
func (c *claims) each(p pattern, found func(start, end int)) {
	c.groups(p, func(m []int) {
		start, end := m[0], m[1]
		for g := 2; g+1 < len(m); g += 2 {
			if m[g] >= 0 {
				start, end = m[g], m[g+1]
				break
			}
		}
		found(c.rune[start], c.rune[end])
	})
}

// groups calls found with every match of a pattern: bytes where it and its groups
// begin and end.
func (c *claims) groups(p pattern, found func(m []int)) {
	for _, w := range c.windows(p) {
		if c.again && strings.IndexByte(c.s[w.Start:w.End], marked) < 0 {
			continue
		}
		for from := w.Start; from < w.End; {
			end := from + part(c.s[from:w.End])
			for _, m := range p.FindAllStringSubmatchIndex(c.s[from:end], -1) {
				for i := range m {
					if m[i] >= 0 {
						m[i] += from
					}
				}
				found(m)
			}
			from = end
		}
	}
}

// marked is the first byte of every mark, and of no other rune that is written.
const marked = 0xF3

// whole has everything looked through, though it was before.
func (c *claims) whole(look func()) {
	again := c.again
	c.again = false
	look()
	c.again = again
}

// longPart is how many bytes are searched at once. The engine of the patterns is
// several times faster on short texts.
const longPart = 300

// part is the length of the first part of a long window: it ends after a sentence,
// for what a pattern finds never spans two.
func part(s string) int {
	for i := longPart; i+1 < len(s); i++ {
		if s[i] == '\n' || s[i+1] == ' ' && (s[i] == '.' || s[i] == '!' || s[i] == '?') {
			return i + 1
		}
	}
	return len(s)
}

// all claims every match of a pattern that stands apart from other letters and
// digits.
func (c *claims) all(p pattern, k Kind) {
	c.each(p, func(start, end int) {
		if c.apart(start, end) {
			c.take(start, end, k)
		}
	})
}

// apart says whether a passage is not part of a longer word or number.
func (c *claims) apart(start, end int) bool {
	return (start == 0 || !inWord(c.runes[start-1]) || !inWord(c.runes[start])) &&
		(end == len(c.runes) || !inWord(c.runes[end]) || !inWord(c.runes[end-1]))
}

func (c *claims) part(start, end int) string { return c.s[c.byte[start]:c.byte[end]] }

// passage is a passage of a text, from Start up to End.
type passage struct{ Start, End int }
