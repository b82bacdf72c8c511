package locales_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"heard/locales"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// pluralGate wants "other" in every message, and in a message that counts exactly
// the forms the language has.
func pluralGate() gate {
	return gate{
		check: func(b book, _ rules) (p problems) {
			for _, lang := range locales.Languages() {
				want := strings.Join(pluralForms(lang), " ")
				for _, key := range keysOf(b[lang]) {
					m := b[lang][key]
					if _, ok := m["other"]; !ok {
						p.add("%s: %s has no other", lang, key)
					}
					forms := "other" // of what does not count
					if len(b.source()[key]) > 1 {
						forms = want
					}
					if got := strings.Join(slices.Sorted(maps.Keys(m)), " "); got != forms {
						p.add("%s: %s has the forms %s, not %s", lang, key, got, forms)
					}
				}
			}
			return p
		},
		bad: []spoiled{
			{"sv", "answer.days", "one", removed, "answer.days has the forms other, not one other"},
			{"sv", "answer.days", "few", "{{.Count}} dagar", "answer.days has the forms few one other"},
			{"nb", "answer.days", "other", removed, "answer.days has no other"},
			{"sv", "button.menu", "one", "Meny", "button.menu has the forms one other, not other"},
		},
	}
}

func TestPluralFormsOfKnownLanguages(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"one", "other"},
		"nb": {"one", "other"},
		"sv": {"one", "other"},
		"pl": {"few", "many", "one", "other"},
		"ar": {"few", "many", "one", "other", "two", "zero"},
	} {
		if diff := cmp.Diff(want, pluralForms(lang)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}

// pluralForms lists a language's cardinal forms, found by counting, because CLDR
// data is reachable by question only.
func pluralForms(lang string) []string {
	names := map[plural.Form]string{
		plural.Zero: "zero", plural.One: "one", plural.Two: "two",
		plural.Few: "few", plural.Many: "many", plural.Other: "other",
	}
	found := map[string]bool{}
	tag := language.Make(lang)
	for n := range 1000 {
		found[names[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]] = true
		found[names[plural.Cardinal.MatchPlural(tag, n, 1, 1, 5, 5)]] = true
	}
	return slices.Sorted(maps.Keys(found))
}
