package locales_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// stigma holds the catalogue to the word lists of testdata. They bind the
// service's own texts; what patients write is never corrected.
func stigma() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			left := slices.Clone(r.allowed.Word)
			b.each(func(lang, key, _, text string) {
				for _, word := range found(r.lexicon[lang], asRead(text, "·")) {
					n := len(left)
					left = slices.DeleteFunc(left, func(e exception) bool {
						return e.Lang == lang && e.Key == key && e.Word == word
					})
					if len(left) == n {
						p.add("%s: %s says %q, which judges; say it another way", lang, key, word)
					}
				}
			})
			for _, e := range left {
				p.add("allowed.toml: [[word]] %s, %s, %q is not needed", e.Lang, e.Key, e.Word)
			}
			return p
		},
		bad: []spoiled{
			{"sv", "sent.leaving", "", "Du är inte missbrukare.", `sent.leaving says "missbrukare"`},
			{"sv", "sent.leaving", "", "<b>Narkoman</b>", `says "narkoman"`},
			{"sv", "term.mech.labelling", "", "Kallad pundare", `says "pundare"`},
			{"nb", "sent.leaving", "", "En ren prøve", `says "ren"`},
			{"en", "answer.days", "one", "{{.Count}} day clean", `answer.days says "clean"`},
		},
	}
}

func TestLexiconFindsWholeWords(t *testing.T) {
	nb, sv := lexicon(t, "nb"), lexicon(t, "sv")
	for text, want := range map[string]string{
		"Ett ”MISSBRUK”, sa de":                        "missbruk",
		"Hon är knarkare.":                             "knarkare",
		"Rent vatten, ett renoverat rum, en nykterist": "",
		"Han uteblev":                                  "uteblev",
		"En ren prøve":                                 "ren",
		"Rene ord for pengene":                         "rene",
		"Han har SPRUKKET.":                            "har sprukket",
		"Rent vann og renhold":                         "",
		"«Narkoman», sa de":                            "narkoman",
		"Hun møter ikke til timen":                     "møter ikke",
		"Du er velkommen som du er":                    "",
	} {
		words := slices.Concat(found(nb, text), found(sv, text))
		got := strings.Join(slices.Compact(words), ",")
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

// found lists the words that are in a text. Most are ruled out without a regular
// expression, which the race detector makes slow.
func found(words []term, text string) []string {
	var out []string
	lower := strings.ToLower(text)
	for _, w := range words {
		if strings.Contains(lower, strings.ToLower(w.word)) && w.whole.MatchString(text) {
			out = append(out, w.word)
		}
	}
	return out
}
