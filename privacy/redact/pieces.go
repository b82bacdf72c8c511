package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"heard/care"
)

// Show is Hide for those who want the text alone: what is shown, and of that the
// passages that may single the writer out for people who know them, each once and
// in order. What Show gave it leaves alone.
func (r *Redactor) Show(language, text string) (shown string, rare []string) {
	got := r.Hide(language, text)
	for _, f := range got.Rare {
		fact := strings.TrimSpace(r.within(language, text, f, got.Hidden))
		if fact != "" && !slices.Contains(rare, fact) {
			rare = append(rare, fact)
		}
	}
	return got.Shown, rare
}

// within is a fact as it stands in what is shown: with labels for what is hidden
// inside it.
func (r *Redactor) within(language, text string, f Rare, hidden []Hidden) string {
	var inside []Hidden
	for _, h := range hidden {
		if h.Start < f.End && f.Start < h.End {
			f.Start, f.End = min(f.Start, h.Start), max(f.End, h.End)
			inside = append(inside, h)
		}
	}
	for i := range inside {
		inside[i].Start -= f.Start
		inside[i].End -= f.Start
	}
	return r.apply(language, string([]rune(text)[f.Start:f.End]), inside)
}

// Pieces cuts a text that Show gave into the words that still show and what stands
// between; joined, they are the text, byte for byte. A label is no word, and words
// glued by a hyphen are chosen one by one.
func (r *Redactor) Pieces(language, text string) []care.Piece {
	var pieces []care.Piece
	for _, p := range r.cut(language, text) {
		if last := len(pieces) - 1; last >= 0 && !p.word && !pieces[last].Word {
			pieces[last].Text += p.text
			continue
		}
		pieces = append(pieces, care.Piece{Text: p.text, Word: p.word})
	}
	return pieces
}

// Without is a text that Show gave without the words that were chosen: numbers of
// words among its Pieces, from 0; others are passed over. Chosen words that only
// blanks divide become one label, so that nobody can count them.
func (r *Redactor) Without(language, text string, chosen []int) string {
	hide := map[int]bool{}
	for _, n := range chosen {
		hide[n] = true
	}
	label := r.labelled(language, Word)
	var shown strings.Builder
	var held string // blanks since a label, until it is known what follows
	var open bool   // a label of hidden words is the last thing in shown, but for held
	var fresh bool  // and it is a new one
	n := 0
	for _, p := range r.cut(language, text) {
		gone := p.word && hide[n]
		if p.word {
			n++
		}
		switch {
		case open && (gone || fresh && p.kind == Word):
			held, fresh = "", true
		case gone:
			shown.WriteString(held + label)
			held, open, fresh = "", true, true
		case p.kind == Word:
			shown.WriteString(held + p.text)
			held, open, fresh = "", true, false
		case open && strings.IndexFunc(p.text, solid) < 0:
			held += p.text
		default:
			shown.WriteString(held + p.text)
			held, open, fresh = "", false, false
		}
	}
	return shown.String() + held
}

// piece is a word, a label, or what stands between.
type piece struct {
	text string
	word bool
	kind Kind // of a label
}

func (r *Redactor) cut(language, text string) []piece {
	var pieces []piece
	at := 0
	for _, l := range r.labels(language, text) {
		pieces = append(cut(pieces, text[at:l.Start]), piece{text[l.Start:l.End], false, l.Kind})
		at = l.End
	}
	return cut(pieces, text[at:])
}

// cut adds the words of a text without labels, and what stands between.
func cut(pieces []piece, text string) []piece {
	for text != "" {
		n := choosable(text)
		word := n > 0
		if !word {
			n = between(text)
		}
		pieces = append(pieces, piece{text: text[:n], word: word})
		text = text[n:]
	}
	return pieces
}

// choosable is how many bytes the word takes that a text begins with: letters,
// digits and an apostrophe inside.
func choosable(text string) int {
	for i, r := range text {
		inner := i > 0 && (r == '\'' || r == '’') && begins(text[i+utf8.RuneLen(r):])
		if !inWord(r) && !unicode.IsMark(r) && !inner {
			return i
		}
	}
	return len(text)
}

func begins(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

// between is how many bytes there are before the next word.
func between(text string) int {
	n := strings.IndexFunc(text, func(r rune) bool { return inWord(r) || unicode.IsMark(r) })
	if n < 0 {
		return len(text)
	}
	return n
}

// solid says whether a rune between two words keeps them apart.
func solid(r rune) bool { return !isBlank(r) }

// blank says whether runes between two words keep them one name.
func blank(runes []rune) bool { return !slices.ContainsFunc(runes, solid) }

func isBlank(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || r == '-' || r != '\n' && unicode.IsSpace(r)
	}
	return unicode.IsSpace(r) || r == '‑' || invisible(r)
}
