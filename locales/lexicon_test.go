package locales_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"heard/locales"
)

// TestNoWordThatStigmatises holds the catalogue to the word lists of testdata.
// They bind the service's own texts; what patients write is never corrected.
func TestNoWordThatStigmatises(t *testing.T) {
	left := readAllowed(t).Word
	for _, lang := range locales.Languages() {
		words := lexicon(t, lang)
		for key, m := range catalogue(t, lang) {
			for _, text := range m {
				for _, word := range found(words, asRead(text, "·")) {
					n := len(left)
					left = slices.DeleteFunc(left, func(e exception) bool {
						return e.Lang == lang && e.Key == key && e.Word == word
					})
					if len(left) == n {
						t.Errorf("%s: %s says %q, which judges; say it another way", lang, key, word)
					}
				}
			}
		}
	}
	for _, e := range left {
		t.Errorf("allowed.toml: [[word]] %s, %s, %q is not needed", e.Lang, e.Key, e.Word)
	}
}

func TestLexiconFindsWholeWords(t *testing.T) {
	words := lexicon(t, "nb")
	for text, want := range map[string]string{
		"En ren prøve":              "ren",
		"Rene ord for pengene":      "rene",
		"Han har SPRUKKET.":         "har sprukket",
		"Rent vann og renhold":      "",
		"«Narkoman», sa de":         "narkoman",
		"Hun møter ikke til timen":  "møter ikke",
		"Du er velkommen som du er": "",
	} {
		got := strings.Join(found(words, text), ",")
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// term is a word or phrase of a lexicon, and what finds it whole, in any case.
type term struct {
	word  string
	whole *regexp.Regexp
}

// lexicon reads one word or phrase a line; # begins a comment.
func lexicon(tb testing.TB, lang string) []term {
	tb.Helper()
	b, err := os.ReadFile("testdata/lexicon." + lang + ".txt")
	if err != nil {
		tb.Fatal(err)
	}
	var words []term
	for line := range strings.Lines(string(b)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			whole := `(?i)(^|[^\p{L}])` + regexp.QuoteMeta(line) + `($|[^\p{L}])`
			words = append(words, term{line, regexp.MustCompile(whole)})
		}
	}
	if len(words) < 20 {
		tb.Fatalf("%s: only %d words", lang, len(words))
	}
	return words
}

// found lists the words that are in a text.
func found(words []term, text string) []string {
	var out []string
	for _, w := range words {
		if w.whole.MatchString(text) {
			out = append(out, w.word)
		}
	}
	return out
}
