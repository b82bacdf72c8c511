package flows_test

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"heard/care"
	"heard/privacy/redact"
)

// redacting is the real redactor, made once, with a small roster.
var redacting = sync.OnceValue(func() *redact.Redactor {
	kinds := make([]string, 0, len(redact.Kinds()))
	for _, k := range redact.Kinds() {
		kinds = append(kinds, string(k))
	}
	labels := printing().Hidden(kinds)
	r, err := redact.New(redact.Options{
		Countries: []string{"GB", "NO", "SE"}, Roster: []string{"Grace Okonkwo", "Haugen", "Lindqvist"},
		Label: func(language string, k redact.Kind) string { return labels(language, string(k)) },
	})
	if err != nil {
		panic(err)
	}
	return r
})

// capitals hides words that begin with a capital letter, and points out those that
// begin with an x: quick enough for a hundred thousand steps.
type capitals struct{}

func (c capitals) Show(language, text string) (string, []string) {
	var chosen []int
	var rare []string
	n := 0
	for _, p := range c.Pieces(language, text) {
		if !p.Word {
			continue
		}
		switch first := []rune(p.Text)[0]; {
		case unicode.IsUpper(first):
			chosen = append(chosen, n)
		case first == 'x':
			rare = append(rare, p.Text)
		}
		n++
	}
	return c.Without(language, text, chosen), rare
}

func (capitals) Pieces(_, text string) []care.Piece {
	var all []care.Piece
	for _, part := range strings.SplitAfter(text, " ") {
		word := strings.TrimRight(part, " ")
		if word != "" {
			all = append(all, care.Piece{Text: word, Word: word != "[hidden]"})
		}
		if rest := part[len(word):]; rest != "" {
			all = append(all, care.Piece{Text: rest})
		}
	}
	return all
}

func (c capitals) Without(language, text string, chosen []int) string {
	var b strings.Builder
	n := 0
	for _, p := range c.Pieces(language, text) {
		if p.Word {
			if slices.Contains(chosen, n) {
				p.Text = "[hidden]"
			}
			n++
		}
		b.WriteString(p.Text)
	}
	return b.String()
}
