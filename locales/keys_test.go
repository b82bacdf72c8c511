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
	found, err := fs.Glob(locales.Files(), "*.toml")
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

func TestSameKeysInEveryLanguage(t *testing.T) {
	source := slices.Sorted(maps.Keys(catalogue(t, locales.Languages()[0])))
	for _, lang := range locales.Languages()[1:] {
		if diff := cmp.Diff(source, slices.Sorted(maps.Keys(catalogue(t, lang)))); diff != "" {
			t.Errorf("keys (-%s +%s):\n%s", locales.Languages()[0], lang, diff)
		}
	}
}

// TestKeysAreLegal keeps out names that go-i18n and its tools read as parts of a
// message.
func TestKeysAreLegal(t *testing.T) {
	reserved := []string{
		"id", "description", "hash", "leftdelim", "rightdelim", "translation",
		"zero", "one", "two", "few", "many", "other",
	}
	shape := regexp.MustCompile(`^[a-z]+(\.[a-z][a-z0-9_]*)+$`)
	allowed := readAllowed(t).Segment
	eachText(t, func(t *testing.T, _, key, _ string) {
		if !shape.MatchString(key) {
			t.Errorf("%q is not of the form group.name", key)
		}
		for segment := range strings.SplitSeq(key, ".") {
			if slices.Contains(reserved, segment) && !slices.ContainsFunc(allowed, func(e exception) bool { return e.Key == key }) {
				t.Errorf("%s has the segment %q, which go-i18n reserves", key, segment)
			}
		}
	})
}

// TestTermsAreCovered wants a label for every term that can be picked, and none
// for terms that cannot.
func TestTermsAreCovered(t *testing.T) {
	want := map[string]bool{}
	for _, term := range slices.Concat(care.Sources(), care.Settings(), care.Mechanisms(), care.Consequences(), care.Needs()) {
		want[string(term.Label())] = true
	}
	for _, lang := range locales.Languages() {
		got := map[string]bool{}
		for key := range catalogue(t, lang) {
			if strings.HasPrefix(key, "term.") {
				got[key] = true
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-care +labels):\n%s", lang, diff)
		}
	}
}

// TestLabelsOfOneListDiffer: two equal buttons cannot be told apart.
func TestLabelsOfOneListDiffer(t *testing.T) {
	lists := map[string][]care.Term{
		"sources": care.Sources(), "settings": care.Settings(), "mechanisms": care.Mechanisms(),
		"consequences": care.Consequences(), "needs": care.Needs(),
	}
	for _, lang := range locales.Languages() {
		texts := catalogue(t, lang)
		for name, list := range lists {
			seen := map[string]care.Term{}
			for _, term := range list {
				label := texts[string(term.Label())]["other"]
				if before, ok := seen[label]; ok {
					t.Errorf("%s, %s: %s and %s are both %q", lang, name, before, term, label)
				}
				seen[label] = term
			}
		}
	}
}

func TestRolesAndLanesAreCovered(t *testing.T) {
	var want []string
	for _, role := range []string{
		"key_worker", "nurse", "doctor", "social_worker", "peer_worker", "activity_lead", "advocate", "quality",
	} {
		want = append(want, "role."+role)
	}
	for _, lane := range care.Lanes() {
		want = append(want, "summary.lane."+string(lane))
	}
	for _, lang := range locales.Languages() {
		texts := catalogue(t, lang)
		for _, key := range want {
			if _, ok := texts[key]; !ok {
				t.Errorf("%s: %s is missing", lang, key)
			}
		}
	}
}
