package redact

import (
	"strings"
	"unicode"
)

// house says whether a word says what kind of place something is, in any language.
func (r *Redactor) house(w string) bool {
	for _, t := range r.tongues {
		if t.cues.house.has(w) || w == "behandlingssenter" || w == "street" || w == "road" || w == "lane" {
			return true
		}
	}
	return false
}

// title says whether a word stands before names and is none itself.
func (r *Redactor) title(w string) bool {
	for _, t := range r.tongues {
		if t.cues.named.has(w) || w == "of" || w == "the" || w == "og" || w == "och" || w == "and" || w == "st" {
			return true
		}
	}
	return false
}

// ordinary says whether a word is one that people write every day in any language.
func (r *Redactor) ordinary(w string) bool { return r.everyday.has(w) }

// known says whether a word is harmless as far as dictionaries tell: one of the
// text's language in any form, or an everyday word of another. Nobody keeps to one
// language.
func (r *Redactor) known(t *tongue, w string) bool {
	if t.knows(w) || r.ordinary(w) {
		return true
	}
	if before, after, ok := strings.Cut(w, "'"); ok {
		return contracted(after) && (t.knows(before) || t.knows(before+"t")) || r.ordinary(before+after)
	}
	short := squeeze(w, 1)
	return short != w && (t.has(short) || t.has(squeeze(w, 2)))
}

// contracted says whether an apostrophe goes on like that in English.
func contracted(after string) bool {
	switch after {
	case "s", "t", "re", "ll", "ve", "d", "m", "em", "n", "":
		return true
	}
	return false
}

// squeeze cuts letters said over and over, as in "sooo", down to most.
func squeeze(w string, most int) string {
	runes := []rune(w)
	var out []rune
	for i := 0; i < len(runes); {
		end := i
		for end < len(runes) && runes[end] == runes[i] {
			end++
		}
		n := end - i
		if n > 2 {
			n = most
		}
		for range n {
			out = append(out, runes[i])
		}
		i = end
	}
	return string(out)
}

// misspelt says whether a word is rather a slip of an everyday word than a name.
func (r *Redactor) misspelt(t *tongue, w string) bool {
	runes := []rune(w)
	if len(runes) < shortestTypo || len(w) > longestWord {
		return false
	}
	return slips(runes, func(s string) bool {
		return len(s) > min(3, len(runes)-1) && t.common.has(s) && !r.lists.sure.has(s)
	})
}

// shortestTypo is how many letters a slip of a word needs. Most names that no list
// has are as short.
const shortestTypo = 3

// foreign says whether a word is written in an alphabet that no list here covers.
func foreign(w string) bool {
	for _, r := range w {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}

func voweled(w string) bool { return strings.ContainsAny(w, "aeiouyæøåäöéèáíóúü") }
