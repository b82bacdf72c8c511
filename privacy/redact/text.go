package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// text is a text as the finders read it: folded, and with every passage that is
// hidden already, or is a label, as one mark.
type text struct {
	runes []rune
	at    []Span // where each rune comes from in the input
	given []bool // the mark is a label that stood in the input
	input []rune
}

// A mark is a rune of a private plane that stands for a hidden passage.
const firstMark = rune(0xF5000)

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
	if i := int(r - firstMark); i >= 0 && i < len(Kinds()) {
		return Kinds()[i]
	}
	return ""
}

// parse folds a text. Labels in it become marks, so that what was hidden once is
// read as such and Hide leaves its own result alone.
func (r *Redactor) parse(language, input string) *text {
	t := &text{input: []rune(input)}
	labels := r.labels(language, t.input)
	start := 0
	for _, l := range labels {
		t.fold(t.input[start:l.Start], start)
		t.add(markOf(l.Kind), Span{l.Start, l.End}, true)
		start = l.End
	}
	t.fold(t.input[start:], start)
	return t
}

// labels finds the labels that stand in a text.
func (r *Redactor) labels(language string, input []rune) []Hidden {
	var found []Hidden
	s := string(input)
	if !strings.ContainsRune(s, '[') {
		return nil
	}
	for _, k := range Kinds() {
		label := "[" + r.label(language, k) + "]"
		for from := 0; ; {
			i := strings.Index(s[from:], label)
			if i < 0 {
				break
			}
			start := utf8.RuneCountInString(s[:from+i])
			found = append(found, Hidden{start, start + utf8.RuneCountInString(label), k})
			from += i + len(label)
		}
	}
	return sorted(found)
}

func (t *text) add(r rune, at Span, given bool) {
	t.runes = append(t.runes, r)
	t.at = append(t.at, at)
	t.given = append(t.given, given)
}

// fold adds part of the input that begins at rune offset: composed, full width
// made narrow, what cannot be seen left out, look-alikes of other alphabets put
// back into ours.
func (t *text) fold(part []rune, offset int) {
	rest, at := string(part), offset
	for len(rest) > 0 {
		n := norm.NFKC.NextBoundaryInString(rest, true)
		if n <= 0 {
			n = len(rest)
		}
		end := at + utf8.RuneCountInString(rest[:n])
		for _, r := range norm.NFKC.String(rest[:n]) {
			if r = plain(r); r != 0 {
				t.add(r, Span{at, end}, false)
			}
		}
		rest, at = rest[n:], end
	}
}

// plain is the rune to read for another; 0 for one that cannot be seen.
func plain(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case invisible(r) || unicode.Is(unicode.M, r):
		return 0
	case r >= firstMark && r < firstMark+0x1000:
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
	h := &text{input: t.input}
	for i := 0; i < len(t.runes); {
		k := c.kind[i]
		if k == "" {
			h.add(t.runes[i], t.at[i], t.given[i])
			i++
			continue
		}
		end := i
		for end < len(t.runes) && c.kind[end] == k {
			end++
		}
		h.add(markOf(k), Span{t.at[i].Start, t.at[end-1].End}, false)
		i = end
	}
	return h.joined()
}

func (t *text) joined() *text {
	j := &text{input: t.input}
	for i, r := range t.runes {
		last := j.lastMark()
		if last >= 0 && kindOf(r) != "" && j.runes[last] == r && (!t.given[i] || !j.given[last]) && blank(j.runes[last+1:]) {
			j.runes, j.given = j.runes[:last+1], j.given[:last+1]
			j.at = j.at[:last+1]
			j.at[last].End = t.at[i].End
			j.given[last] = false
			continue
		}
		j.add(r, t.at[i], t.given[i])
	}
	return j
}

// lastMark is the place of the last mark that no word follows; -1 for none.
func (t *text) lastMark() int {
	for i, r := range slices.Backward(t.runes) {
		if kindOf(r) != "" {
			return i
		}
		if !blank(t.runes[i : i+1]) {
			return -1
		}
	}
	return -1
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
