package locales_test

import (
	"maps"
	"slices"
	"testing"

	"heard/locales"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// TestPluralForms wants "other" in every message, and in a message that counts
// exactly the forms the language has.
func TestPluralForms(t *testing.T) {
	source := catalogue(t, locales.Languages()[0])
	for _, lang := range locales.Languages() {
		want := pluralForms(lang)
		for key, m := range catalogue(t, lang) {
			if _, ok := m["other"]; !ok {
				t.Errorf("%s: %s has no other", lang, key)
			}
			if len(m) == 1 && len(source[key]) <= 1 {
				continue
			}
			if diff := cmp.Diff(want, slices.Sorted(maps.Keys(m))); diff != "" {
				t.Errorf("%s: forms of %s (-CLDR +file):\n%s", lang, key, diff)
			}
		}
	}
}

func TestPluralFormsOfKnownLanguages(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"one", "other"},
		"nb": {"one", "other"},
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
