package redact

import (
	"cmp"
	"slices"
	"unicode"
)

// Span is a passage of a text: runes from Start up to End.
type Span struct{ Start, End int }

// Words lists the words of text that still show, for the patient to choose from:
// the first of them is number 1. Words glued by a hyphen are chosen one by one.
func Words(text string, hidden []Hidden) []Span {
	var words []Span
	runes := []rune(text)
	for at := 0; at < len(runes); {
		if end := covered(hidden, at); end > at {
			at = end
			continue
		}
		end := at
		for end < len(runes) && tappable(runes, end, at) && covered(hidden, end) <= end {
			end++
		}
		if end > at {
			words = append(words, Span{at, end})
		}
		at = max(end, at+1)
	}
	return words
}

// tappable says whether a rune belongs to a word that began at first.
func tappable(runes []rune, at, first int) bool {
	r := runes[at]
	if r == '\'' || r == '’' {
		return at > first && at+1 < len(runes) && unicode.IsLetter(runes[at+1])
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// covered is the end of the hidden passage that a rune lies in; 0 for none.
func covered(hidden []Hidden, at int) int {
	for _, h := range hidden {
		if h.Start <= at && at < h.End {
			return h.End
		}
	}
	return 0
}

// Also adds what the patient chose to what is hidden, ready for Apply. Chosen
// words beside each other become one passage. Spans that are hidden already, empty
// or outside the text are left out.
func Also(text string, hidden []Hidden, chosen []Span) []Hidden {
	runes := []rune(text)
	all := slices.Clone(hidden)
	for _, s := range chosen {
		if s.Start < 0 || s.End > len(runes) || s.Start >= s.End || overlaps(hidden, s) {
			continue
		}
		all = append(all, Hidden{s.Start, s.End, Word})
	}
	return join(runes, sorted(all))
}

func overlaps(hidden []Hidden, s Span) bool {
	return slices.ContainsFunc(hidden, func(h Hidden) bool { return h.Start < s.End && s.Start < h.End })
}

// join makes one passage of passages of the same kind with nothing but space
// between, so that nobody can count the words.
func join(runes []rune, hidden []Hidden) []Hidden {
	var joined []Hidden
	for _, h := range hidden {
		if last := len(joined) - 1; last >= 0 && joined[last].Kind == h.Kind && blank(runes[joined[last].End:h.Start]) {
			joined[last].End = h.End
			continue
		}
		joined = append(joined, h)
	}
	return joined
}

// blank says whether runes between two words keep them one name.
func blank(runes []rune) bool {
	for _, r := range runes {
		if !unicode.IsSpace(r) && r != '-' && r != '‑' && !invisible(r) || r == '\n' {
			return false
		}
	}
	return true
}

// inOrder sorts facts and drops those that lie inside another.
func inOrder(found []Rare) []Rare {
	slices.SortFunc(found, func(a, b Rare) int { return cmp.Or(a.Start-b.Start, b.End-a.End) })
	kept := found[:0]
	end := 0
	for _, f := range found {
		if f.End > end {
			kept = append(kept, f)
			end = f.End
		}
	}
	return kept
}
