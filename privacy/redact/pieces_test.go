package redact_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/care"
	"heard/privacy/redact"
)

func TestShow(t *testing.T) {
	tests := map[string]struct {
		language, text, shown string
		rare                  []string
	}{
		"nothing":              {"en", "the queue was long", "the queue was long", nil},
		"a fact":               {"en", "I am pregnant, ring 07700 900123", "I am pregnant, ring [phone]", []string{"pregnant"}},
		"a fact said twice":    {"en", "Court today. I said Court today", "Court today. I said Court today", []string{"Court"}},
		"a name inside a fact": {"en", "my brother Ragnvald died", "my brother [name] died", []string{"brother [name] died"}},
		"two facts, in order":  {"en", "prison, and i am in a wheelchair", "prison, and i am in a wheelchair", []string{"prison", "wheelchair"}},
		"no valid text":        {"en", "a\xff\xfeb", "a\uFFFD\uFFFDb", nil},
	}
	r := redactor(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			shown, rare := r.Show(tt.language, tt.text)
			if shown != tt.shown {
				t.Errorf("shows %q, want %q", shown, tt.shown)
			}
			if diff := cmp.Diff(tt.rare, rare); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// twice holds that what was hidden once is left alone, and tells the same facts.
func twice(t interface{ Errorf(string, ...any) }, r *redact.Redactor, language, text string) {
	shown, rare := r.Show(language, text)
	again, rareAgain := r.Show(language, shown)
	if again != shown {
		t.Errorf("%s %q once is %q, twice %q", language, text, shown, again)
	}
	if diff := cmp.Diff(rare, rareAgain); diff != "" {
		t.Errorf("%s %q: other facts: %s", language, shown, diff)
	}
	for _, f := range rare {
		if !strings.Contains(shown, f) {
			t.Errorf("%q does not show %q", shown, f)
		}
	}
}

func TestShowTwice(t *testing.T) {
	r := redactor(t)
	for _, set := range []string{"dev", "heldout", "second"} {
		for _, language := range languages() {
			for _, m := range messages(t, set, language) {
				for _, other := range languages() {
					twice(t, r, other, m.text)
				}
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		twice(t, r, rapid.SampledFrom([]string{"en", "nb", "sv", "pl", ""}).Draw(t, "language"), texts().Draw(t, "text"))
	})
}

func TestPieces(t *testing.T) {
	word := func(s string) care.Piece { return care.Piece{Text: s, Word: true} }
	between := func(s string) care.Piece { return care.Piece{Text: s} }
	tests := map[string]struct {
		text string
		want []care.Piece
	}{
		"nothing":          {"", nil},
		"words":            {"i know", []care.Piece{word("i"), between(" "), word("know")}},
		"a label":          {"nurse [name]!", []care.Piece{word("nurse"), between(" [name]!")}},
		"only a label":     {"[staff member]", []care.Piece{between("[staff member]")}},
		"no label":         {"[maybe]", []care.Piece{between("["), word("maybe"), between("]")}},
		"apostrophes":      {"'don't' O’s", []care.Piece{between("'"), word("don't"), between("' "), word("O’s")}},
		"hyphens":          {"re-do", []care.Piece{word("re"), between("-"), word("do")}},
		"figures":          {"80 mg 🔥", []care.Piece{word("80"), between(" "), word("mg"), between(" 🔥")}},
		"letters in parts": {"e\u0301t", []care.Piece{word("e\u0301t")}},
		"no valid text":    {"a\xffb", []care.Piece{word("a"), between("\xff"), word("b")}},
	}
	r := redactor(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, r.Pieces("en", tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWithout(t *testing.T) {
	const text = "[name] has a red parrot, don't laugh"
	tests := map[string]struct {
		text   string
		chosen []int
		want   string
	}{
		"none":                    {text, nil, text},
		"one":                     {text, []int{3}, "[name] has a red [hidden], don't laugh"},
		"beside each other":       {text, []int{3, 2, 3}, "[name] has a [hidden], don't laugh"},
		"apart":                   {text, []int{0, 2}, "[name] [hidden] a [hidden] parrot, don't laugh"},
		"a comma between":         {text, []int{3, 4}, "[name] has a red [hidden], [hidden] laugh"},
		"the last":                {text, []int{5}, "[name] has a red parrot, don't [hidden]"},
		"others":                  {text, []int{-1, 6, 900}, text},
		"a line between":          {"one\ntwo", []int{0, 1}, "[hidden]\n[hidden]"},
		"blanks stay":             {"one  two  three", []int{0}, "[hidden]  two  three"},
		"blanks at the end stay":  {"one two  ", []int{0, 1}, "[hidden]  "},
		"after one hidden before": {"[hidden] two three", []int{0}, "[hidden] three"},
		"before one hidden":       {"one [hidden] three", []int{0}, "[hidden] three"},
		"on both sides":           {"[hidden] two [hidden] three", []int{0}, "[hidden] three"},
		"others hidden before":    {"[hidden] [hidden] three four", []int{1}, "[hidden] [hidden] three [hidden]"},
	}
	r := redactor(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := r.Without("en", tt.text, tt.chosen); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestPiecesOfAnyText(t *testing.T) {
	r := redactor(t)
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		if rapid.Bool().Draw(t, "shown") {
			text, _ = r.Show("en", text)
		}
		pieces := r.Pieces("en", text)
		if joined(pieces) != text {
			t.Fatalf("%q in pieces is %+v", text, pieces)
		}
		if got := r.Without("en", text, nil); got != text {
			t.Fatalf("%q without nothing is %q", text, got)
		}
		words := wordsOf(pieces)
		chosen := rapid.SliceOfDistinct(rapid.IntRange(-2, len(words)+2), func(n int) int { return n }).Draw(t, "chosen")
		var left []string
		for n, w := range words {
			if !slices.Contains(chosen, n) {
				left = append(left, w)
			}
		}
		if diff := cmp.Diff(left, wordsOf(r.Pieces("en", r.Without("en", text, chosen)))); diff != "" {
			t.Fatalf("%q without %v: %s", text, chosen, diff)
		}
	})
}

// TestLongTexts would not end in a lifetime if anything grew with the square of a
// long word or of many labels.
func TestLongTexts(t *testing.T) {
	r := redactor(t)
	for _, unit := range []string{"a", "a.", "a ", "[name]", "Kari-"} {
		text := strings.Repeat(unit, 20_000/len([]rune(unit)))
		shown, _ := r.Show("nb", text)
		if again, _ := r.Show("nb", shown); again != shown {
			t.Errorf("%q over and over: shown again, it is another text", unit)
		}
		if joined(r.Pieces("nb", shown)) != shown {
			t.Errorf("%q over and over: the pieces are another text", unit)
		}
	}
}

func joined(pieces []care.Piece) string {
	var text strings.Builder
	for _, p := range pieces {
		text.WriteString(p.Text)
	}
	return text.String()
}

func wordsOf(pieces []care.Piece) []string {
	var words []string
	for _, p := range pieces {
		if p.Word {
			words = append(words, p.Text)
		}
	}
	return words
}
