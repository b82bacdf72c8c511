package locales_test

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"heard/care"
	"heard/locales"

	"github.com/google/go-cmp/cmp"
)

func TestEveryLanguageHasItsFileAndNoOther(t *testing.T) {
	found, err := fs.Glob(locales.Files(), "active.*.toml")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, lang := range locales.Languages() {
		want = append(want, "active."+lang+".toml")
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("files (-Languages +embedded):\n%s", diff)
	}
}

// compareKeys says which of want are missing in a language, and which it has to
// spare.
func compareKeys(p *problems, lang string, want, got []string) {
	for _, key := range want {
		if !slices.Contains(got, key) {
			p.add("%s: %s is missing", lang, key)
		}
	}
	for _, key := range got {
		if !slices.Contains(want, key) {
			p.add("%s: %s is spare", lang, key)
		}
	}
}

func keysOf(texts map[string]message) []string { return slices.Sorted(maps.Keys(texts)) }

func sameKeys() gate {
	return gate{
		check: func(b book, _ rules) (p problems) {
			for _, lang := range locales.Languages()[1:] {
				compareKeys(&p, lang, keysOf(b.source()), keysOf(b[lang]))
			}
			return p
		},
		bad: []spoiled{
			{"sv", "button.menu", "", removed, "sv: button.menu is missing"},
			{"nb", "button.extra", "", "Mer", "nb: button.extra is spare"},
			{"en", "button.menu", "", removed, "sv: button.menu is spare"},
		},
	}
}

// legalKeys keeps out names that go-i18n and its tools read as parts of a
// message.
func legalKeys() gate {
	reserved := []string{
		"id", "description", "hash", "leftdelim", "rightdelim", "translation",
		"zero", "one", "two", "few", "many", "other",
	}
	shape := regexp.MustCompile(`^[a-z]+(\.[a-z][a-z0-9_]*)+$`)
	return gate{
		check: func(b book, r rules) (p problems) {
			b.each(func(lang, key, _, _ string) {
				if !shape.MatchString(key) {
					p.add("%s: %q is not of the form group.name", lang, key)
				}
				for segment := range strings.SplitSeq(key, ".") {
					if slices.Contains(reserved, segment) && !slices.ContainsFunc(r.allowed.Segment, func(e exception) bool { return e.Key == key }) {
						p.add("%s: %s has the segment %q, which go-i18n reserves", lang, key, segment)
					}
				}
			})
			return p
		},
		bad: []spoiled{
			{"sv", "Button.menu", "", "Meny", `"Button.menu" is not of the form`},
			{"sv", "menu", "", "Meny", `"menu" is not of the form`},
			{"en", "button.hash", "", "Hash", "go-i18n reserves"},
		},
	}
}

// termLabels wants a label for every term that can be picked, and none for terms
// that cannot.
func termLabels() gate {
	var want []string
	for _, term := range slices.Concat(
		care.Sources(), care.Settings(), care.Mechanisms(), care.Consequences(), care.Needs(),
		care.Concerns(), care.DaysMissed(), care.Rules(), care.Praises(),
	) {
		want = append(want, string(term.Label()))
	}
	return gate{
		check: func(b book, _ rules) (p problems) {
			for _, lang := range locales.Languages() {
				got := slices.DeleteFunc(keysOf(b[lang]), func(key string) bool { return !strings.HasPrefix(key, "term.") })
				compareKeys(&p, lang, want, got)
			}
			return p
		},
		bad: []spoiled{
			{"sv", "term.need.housing", "", removed, "term.need.housing is missing"},
			{"sv", "term.need.castle", "", "Slott", "term.need.castle is spare"},
		},
	}
}

// distinctLabels: two equal buttons cannot be told apart.
func distinctLabels() gate {
	lists := map[string][]care.Term{
		"sources": care.Sources(), "settings": care.Settings(), "mechanisms": care.Mechanisms(),
		"consequences": care.Consequences(), "needs": care.Needs(), "days": care.DaysMissed(),
		// Any of these can be offered beside any other, for words that came first.
		"topics": slices.Concat(care.Sources(), care.Needs(), care.Concerns(), care.Rules(), care.Praises()),
	}
	return gate{
		check: func(b book, _ rules) (p problems) {
			for _, lang := range locales.Languages() {
				for name, list := range lists {
					seen := map[string]care.Term{}
					for _, term := range list {
						label := b[lang][string(term.Label())]["other"]
						if before, ok := seen[label]; ok {
							p.add("%s, %s: %s and %s are both %q", lang, name, before, term, label)
						}
						seen[label] = term
					}
				}
			}
			return p
		},
		bad: []spoiled{{"sv", "term.org.info", "", "Bostad", `need.housing and org.info are both "Bostad"`}},
	}
}

func rolesAndLanes() gate {
	var want []string
	for _, role := range []string{
		"key_worker", "nurse", "doctor", "social_worker", "peer_worker", "activity_lead", "advocate", "quality",
	} {
		want = append(want, "role."+role, "team."+role, "sign."+role)
	}
	for _, lane := range care.Lanes() {
		want = append(want, "summary.lane."+string(lane))
	}
	for _, lang := range locales.Languages() {
		want = append(want, "button.in."+lang)
	}
	return gate{
		check: func(b book, _ rules) (p problems) {
			for _, lang := range locales.Languages() {
				for _, key := range want {
					if _, ok := b[lang][key]; !ok {
						p.add("%s: %s is missing", lang, key)
					}
				}
				if self := b[lang]["button.in."+lang]["other"]; self != b.source()["button.in."+lang]["other"] {
					p.add("%s: calls itself %q", lang, self)
				}
			}
			return p
		},
		bad: []spoiled{
			{"sv", "team.nurse", "", removed, "team.nurse is missing"},
			{"nb", "button.in.sv", "", removed, "button.in.sv is missing"},
			{"sv", "button.in.sv", "", "Swedish", `calls itself "Swedish"`},
		},
	}
}

// neededExceptions: an exception for a key that is not there excuses nothing.
func neededExceptions() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			for _, e := range r.allowed.Segment {
				if _, ok := b.source()[e.Key]; !ok {
					p.add("allowed.toml: [[segment]] %s is not needed", e.Key)
				}
			}
			return p
		},
		bad: []spoiled{{"en", "odd.other", "", removed, "[[segment]] odd.other is not needed"}},
	}
}
