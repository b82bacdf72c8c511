package locales_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"heard/locales"
)

// target is what a language's texts must reach. The formulas mean little for a few
// words, so they are measured over the catalogue, and over all that one
// conversation shows; sentences are held one by one.
type target struct {
	measure      string
	score        func(ss [][]string, known []string) float64
	most         float64 // of the catalogue
	conversation float64 // of any one conversation
	sentence     int     // words
}

// targets are the norms of plain language: a reading age of nine to eleven, which
// is about grade five, and LIX below 30, which is very easy to read.
func targets() map[string]target {
	return map[string]target{
		"en": {"Flesch-Kincaid grade", func(ss [][]string, _ []string) float64 { return fleschKincaid(ss) }, 5, 7, 20},
		"nb": {"LIX", lix, 30, 35, 18},
		"sv": {"LIX", lix, 30, 35, 18},
	}
}

// readable wants every language to have a target and to reach it. Parts, such as
// labels on buttons, are no sentences and do not count.
func readable() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			for _, lang := range locales.Languages() {
				want, ok := targets()[lang]
				if !ok {
					p.add("%s: there is no target for how easy it must be to read", lang)
					continue
				}
				known := r.allowed.known(lang)
				all, hardest := gather(b, r.shown, lang, want, known)
				if got := want.score(all, known); got > want.most {
					p.add("%s: %s is %.1f, want at most %.0f; hardest first:\n%s", lang, want.measure, got, want.most, strings.Join(hardest, "\n"))
				}
			}
			return p
		},
		bad: []spoiled{
			{"en", "menu.what", "", strings.Repeat("Incomprehensibility. ", 3000), "en: Flesch-Kincaid grade is"},
			{"nb", "menu.what", "", strings.Repeat("Saksbehandlingsrutine. ", 3000), "nb: LIX is"},
			{"sv", "menu.what", "", strings.Repeat("Ansvarighetsprincip. ", 3000), "sv: LIX is"},
		},
	}
}

// shortSentences caps what has to be held in mind at once.
func shortSentences() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			b.each(func(lang, key, _, text string) {
				if !r.shown.message(key) {
					return
				}
				for _, s := range sentences(asRead(text, "it")) {
					if most := targets()[lang].sentence; len(s) > most {
						p.add("%s: %s has a sentence of %d words, want at most %d: %q", lang, key, len(s), most, strings.Join(s, " "))
					}
				}
			})
			return p
		},
		bad: []spoiled{
			{"en", "menu.what", "", strings.Repeat("so ", 20) + "on.", "a sentence of 21 words, want at most 20"},
			{"nb", "menu.what", "", strings.Repeat("så ", 18) + "ja.", "a sentence of 19 words, want at most 18"},
			{"sv", "answer.days", "one", strings.Repeat("så ", 18) + "ja.", "a sentence of 19 words, want at most 18"},
		},
	}
}

// TestHowEasyToRead prints the figures that the gates hold.
func TestHowEasyToRead(t *testing.T) {
	b, r := readBook(t), readRules(t)
	for _, lang := range locales.Languages() {
		want, known := targets()[lang], r.allowed.known(lang)
		all, _ := gather(b, r.shown, lang, want, known)
		t.Logf("%s: %s %.1f over %d sentences of the catalogue (at most %.0f)", lang, want.measure, want.score(all, known), len(all), want.most)
	}
}

// gather collects all sentences of a language, and the ten texts that are hardest
// to read.
func gather(b book, where shown, lang string, want target, known []string) (all [][]string, hardest []string) {
	scores := map[string]float64{}
	for _, key := range keysOf(b[lang]) {
		if !where.message(key) {
			continue
		}
		for _, text := range b[lang][key] {
			ss := sentences(asRead(text, "it"))
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
