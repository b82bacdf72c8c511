package locales_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"heard/locales"
)

// target is what a language's texts must reach: measured over the catalogue,
// since the formulas mean little for a few words, and by sentence.
type target struct {
	measure  string
	score    func(ss [][]string, known []string) float64
	most     float64
	sentence int // words
}

func targets() map[string]target {
	return map[string]target{
		"en": {"Flesch-Kincaid grade", func(ss [][]string, _ []string) float64 { return fleschKincaid(ss) }, 5, 20},
		"nb": {"LIX", lix, 30, 18},
	}
}

// TestTextsAreEasyToRead wants every language to have a target and to reach it.
// Parts, such as labels on buttons, are no sentences and do not count.
func TestTextsAreEasyToRead(t *testing.T) {
	for _, lang := range locales.Languages() {
		t.Run(lang, func(t *testing.T) {
			want, ok := targets()[lang]
			if !ok {
				t.Fatal("no target for this language")
			}
			known := knownWords(t, lang)
			all, hardest := gather(t, lang, want, known)
			got := want.score(all, known)
			t.Logf("%s %.1f over %d sentences", want.measure, got, len(all))
			if got > want.most {
				t.Errorf("%s is %.1f, want at most %.0f; hardest first:\n%s",
					want.measure, got, want.most, strings.Join(hardest, "\n"))
			}
		})
	}
}

// gather collects all sentences of a language, complains of long ones, and lists
// the ten texts that are hardest to read.
func gather(t *testing.T, lang string, want target, known []string) (all [][]string, hardest []string) {
	t.Helper()
	where, scores := readShown(t), map[string]float64{}
	for key, m := range catalogue(t, lang) {
		if !where.message(key) {
			continue
		}
		for _, text := range m {
			ss := sentences(asRead(text, "it"))
			for _, s := range ss {
				if len(s) > want.sentence {
					t.Errorf("%s: a sentence of %d words, want at most %d: %q", key, len(s), want.sentence, strings.Join(s, " "))
				}
			}
			if len(ss) > 0 {
				scores[key] = max(scores[key], want.score(ss, known))
				hardest = append(hardest, key)
			}
			all = append(all, ss...)
		}
	}
	slices.SortFunc(hardest, func(a, b string) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), strings.Compare(a, b))
	})
	hardest = slices.Compact(hardest)
	return all, hardest[:min(10, len(hardest))]
}

func knownWords(tb testing.TB, lang string) []string {
	tb.Helper()
	var words []string
	for _, e := range readAllowed(tb).Known {
		if e.Lang == lang {
			words = append(words, e.Word)
		}
	}
	return words
}
