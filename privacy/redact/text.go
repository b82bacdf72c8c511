package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// text is a text as the finders read it: folded, and with every passage that is
// hidden already, or is a label, as one mark.
type text struct {
	runes []rune
	at    []passage // where each rune comes from in the input, in runes
	given []bool    // the mark is a label that stood in the input
}

func newText(room int) *text {
	return &text{runes: make([]rune, 0, room), at: make([]passage, 0, room), given: make([]bool, 0, room)}
}

// A mark is a rune of a private plane that stands for a hidden passage. Folding
// lets none of these runes through.
const firstMark, endMark = rune(0xF5000), rune(0xF6000)

func markOf(k Kind) rune {
	for i, kind := range Kinds() {
		if kind == k {
			return firstMark + rune(i)
		}
	}
	return firstMark
}

// kindOf is the kind that a mark stands for; empty for any other rune.
func kindOf(r rune) Kind {
	if !isMark(r) {
		return ""
	}
	return Kinds()[r-firstMark]
}

func isMark(r rune) bool { return r >= firstMark && r < endMark }

// parse folds a text. Labels in it become marks, so that what was hidden once is
// read as such and Hide leaves its own result alone.
func (r *Redactor) parse(language, input string) *text {
	input = valid(input)
	t := newText(len(input))
	from, at := 0, 0
	for _, l := range r.labels(language, input) {
		at = t.fold(input[from:l.Start], at)
		end := at + utf8.RuneCountInString(input[l.Start:l.End])
		t.add(markOf(l.Kind), passage{at, end}, true)
		from, at = l.End, end
	}
	t.fold(input[from:], at)
	return t
}

// valid is a text with a mark of doubt for every byte that is no UTF-8, as it is
// read rune by rune.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

func (t *text) add(r rune, at passage, given bool) {
	t.runes = append(t.runes, r)
	t.at = append(t.at, at)
	t.given = append(t.given, given)
}

// fold adds part of the input that begins at rune at, and says at which one it ends:
// composed, full width made narrow, what cannot be seen left out, look-alikes of
// other alphabets put back into ours.
func (t *text) fold(rest string, at int) int {
	if norm.NFKC.IsNormalString(rest) {
		rest, at = t.copied(rest, at)
	}
	for len(rest) > 0 {
		n := norm.NFKC.NextBoundaryInString(rest, true)
		if n <= 0 {
			n = len(rest)
		}
		end := at + utf8.RuneCountInString(rest[:n])
		for _, r := range norm.NFKC.String(rest[:n]) {
			if r = plain(r); r != 0 {
				t.add(r, passage{at, end}, false)
			}
		}
		rest, at = rest[n:], end
	}
	return at
}

// copied adds the start of a composed text, up to the first rune that may belong
// together with the one before it. Most texts are Latin letters alone.
func (t *text) copied(rest string, at int) (string, int) {
	const firstCombining = 0x300
	end := strings.IndexFunc(rest, func(r rune) bool { return r >= firstCombining })
	if end < 0 {
		end = len(rest)
	} else {
		_, size := utf8.DecodeLastRuneInString(rest[:end])
		end -= size
	}
	for _, r := range rest[:end] {
		if r = plain(r); r != 0 {
			t.add(r, passage{at, at + 1}, false)
		}
		at++
	}
	return rest[end:], at
}

// plain is the rune to read for another; 0 for one that cannot be seen.
func plain(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case invisible(r) || unicode.Is(unicode.M, r):
		return 0
	case isMark(r):
		return ' '
	case unicode.IsDigit(r):
		return digit(r)
	case unicode.IsSpace(r) && r != '\n':
		return ' '
	}
	return lookalike(r)
}

func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == 0x115F || r == 0x1160 || r == 0x3164
}

// digit is the digit that a digit of another script means. Scripts have theirs in
// one row from zero to nine.
func digit(r rune) rune {
	n := rune(0)
	for n < 9 && unicode.IsDigit(r-n-1) {
		n++
	}
	return '0' + n
}

// lookalike is the Latin letter that a Cyrillic or Greek one is easily taken for,
// and the plain form of quotes and dashes.
func lookalike(r rune) rune {
	const from = "аеорсухіјѕԁһӏԛԝкмтнвАЕОРСУХІЈЅВНКМТΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιυνρκ’‘ʼ‐‑‒–—−"
	const to = "aeopcyxijsdhlqwkmtnbAEOPCYXIJSBHKMTABEZHIKMNOPTYXaoiuvpk'''------"
	if i := strings.IndexRune(from, r); i >= 0 {
		return rune(to[utf8.RuneCountInString(from[:i])])
	}
	return r
}

// hide is the text with what was claimed as marks. Passages of one kind that
// nothing but space divides become one.
func (t *text) hide(c *claims) *text {
	h := newText(len(t.runes))
	last := -1 // the last mark that only blanks follow
	for i := 0; i < len(t.runes); {
		r, at, given, end := t.runes[i], t.at[i], t.given[i], i+1
		if k := c.kind[i]; k != "" {
			for end < len(t.runes) && c.kind[end] == k {
				end++
			}
			r, at, given = markOf(k), passage{at.Start, t.at[end-1].End}, false
		}
		i = end
		if last >= 0 && h.runes[last] == r && (!given || !h.given[last]) {
			h.runes, h.at, h.given = h.runes[:last+1], h.at[:last+1], h.given[:last+1]
			h.at[last].End, h.given[last] = at.End, false
			continue
		}
		h.add(r, at, given)
		if isMark(r) {
			last = len(h.runes) - 1
		} else if !isBlank(r) {
			last = -1
		}
	}
	return h
}

func (t *text) hidden() []Hidden {
	var hidden []Hidden
	for i, r := range t.runes {
		if k := kindOf(r); k != "" && !t.given[i] {
			hidden = append(hidden, Hidden{t.at[i].Start, t.at[i].End, k})
		}
	}
	return sorted(hidden)
}
