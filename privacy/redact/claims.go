package redact

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// claims is what the finders of one pass want hidden.
type claims struct {
	*text
	kind []Kind // by rune; empty for none
	kept []bool // digits that mean a dose, a time or money: no part of a long number
	s    string // the text again, for patterns
	low  string // in lower case
	rune []int  // by byte of s
	many int    // how many digits it has
	ends []int  // bytes of s where its parts end; see parts
}

func newClaims(t *text) *claims {
	c := &claims{text: t, kind: make([]Kind, len(t.runes)), kept: make([]bool, len(t.runes)), s: string(t.runes)}
	c.low = strings.ToLower(c.s)
	c.rune = make([]int, len(c.s)+1)
	at := 0
	for i, r := range t.runes {
		if unicode.IsDigit(r) {
			c.many++
		}
		for range utf8.RuneLen(r) {
			c.rune[at] = i
			at++
		}
	}
	c.rune[len(c.s)] = len(t.runes)
	c.ends = parts(c.s)
	return c
}

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
		if c.kind[i] != "" || kindOf(c.runes[i]) != "" {
			return false
		}
	}
	return start < end
}

// each calls found with the runes of every match of a pattern: of its first group,
// if it has one that took part.
func (c *claims) each(pattern *regexp.Regexp, found func(start, end int)) {
	from := 0
	for _, to := range c.ends {
		for _, m := range pattern.FindAllStringSubmatchIndex(c.s[from:to], -1) {
			start, end := m[0], m[1]
			for g := 2; g+1 < len(m); g += 2 {
				if m[g] >= 0 {
					start, end = m[g], m[g+1]
					break
				}
			}
			found(c.rune[from+start], c.rune[from+end])
		}
		from = to
	}
}

// longPart is how many bytes are searched at once. The engine of the patterns is
// several times faster on short texts.
const longPart = 300

// parts cuts a long text after sentences: what a pattern finds never spans two.
func parts(s string) []int {
	var ends []int
	from := 0
	for i := 0; i+1 < len(s); i++ {
		if i-from >= longPart && (s[i] == '\n' || s[i+1] == ' ' && (s[i] == '.' || s[i] == '!' || s[i] == '?')) {
			ends = append(ends, i+1)
			from = i + 1
		}
	}
	return append(ends, len(s))
}

// mentions says whether any of some pieces is in the text. It spares the patterns
// that need one of them, most of the time.
func (c *claims) mentions(pieces ...string) bool {
	return slices.ContainsFunc(pieces, func(piece string) bool { return strings.Contains(c.low, piece) })
}

// all claims every match of a pattern that stands apart from other letters and
// digits.
func (c *claims) all(pattern *regexp.Regexp, k Kind) {
	c.each(pattern, func(start, end int) {
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

func (c *claims) part(start, end int) string { return string(c.runes[start:end]) }
