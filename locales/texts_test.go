package locales_test

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"heard/locales"

	"github.com/google/go-cmp/cmp"
)

// Limits of Telegram in UTF-16 units, and of a button in what a narrow phone
// shows.
const (
	maxMessage = 4096
	maxAnswer  = 200
	maxButton  = 34
)

var (
	placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z]*)\}\}`)
	markup      = regexp.MustCompile(`</?[a-z]+>`)
)

// asRead is a text as it is read, with stand in for every placeholder.
func asRead(text, stand string) string {
	return html.UnescapeString(markup.ReplaceAllString(placeholder.ReplaceAllString(text, stand), ""))
}

func TestSamePlaceholders(t *testing.T) {
	source := catalogue(t, locales.Languages()[0])
	for _, lang := range locales.Languages() {
		for key, m := range catalogue(t, lang) {
			want := placeholders(source[key]["other"])
			if diff := cmp.Diff(want, placeholders(m["other"])); diff != "" {
				t.Errorf("%s: placeholders of %s (-source +file):\n%s", lang, key, diff)
			}
			for form, text := range m {
				for _, name := range placeholders(text) {
					if !slices.Contains(want, name) {
						t.Errorf("%s: %s, form %s: {{.%s}} is not in the source", lang, key, form, name)
					}
				}
			}
		}
	}
}

func placeholders(text string) []string {
	found := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		found[m[1]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// TestTextsAreTidy: nothing empty, no stray space, no other template code, no
// character that hides or turns text.
func TestTextsAreTidy(t *testing.T) {
	eachText(t, func(t *testing.T, _, key, text string) {
		if text == "" || strings.TrimSpace(text) != text || strings.Contains(text, "  ") {
			t.Errorf("%s is empty or has stray spaces: %q", key, text)
		}
		if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
			t.Errorf("%s has template code other than {{.Name}}: %q", key, text)
		}
		for _, r := range text {
			if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) {
				t.Errorf("%s holds the invisible character %U", key, r)
			}
		}
	})
}

func TestMarkupIsTelegrams(t *testing.T) {
	where := readShown(t)
	eachText(t, func(t *testing.T, _, key, text string) {
		if problem := malformed(text); problem != "" {
			t.Errorf("%s: %s in %q", key, problem, text)
		}
		if where.bare(key) && markup.MatchString(text) {
			t.Errorf("%s is shown as it is, or inside another text, and has tags: %q", key, text)
		}
	})
}

func TestTextsFit(t *testing.T) {
	where := readShown(t)
	eachText(t, func(t *testing.T, _, key, text string) {
		read := asRead(text, "")
		units := len(utf16.Encode([]rune(read)))
		switch {
		case in(where.Buttons, key) && utf8.RuneCountInString(read) > maxButton:
			t.Errorf("%s is %d characters, a button holds %d", key, utf8.RuneCountInString(read), maxButton)
		case in(where.Answers, key) && units > maxAnswer:
			t.Errorf("%s is %d units, the answer to a press holds %d", key, units, maxAnswer)
		case units > maxMessage:
			t.Errorf("%s is %d units, a message holds %d", key, units, maxMessage)
		}
	})
}

// TestTranslated finds texts that were copied and never translated.
func TestTranslated(t *testing.T) {
	source := catalogue(t, locales.Languages()[0])
	left := readAllowed(t).Same
	for _, lang := range locales.Languages()[1:] {
		for key, m := range catalogue(t, lang) {
			if m["other"] != source[key]["other"] || !unicode.IsLetter(firstLetter(asRead(m["other"], ""))) {
				continue
			}
			n := len(left)
			left = slices.DeleteFunc(left, func(e exception) bool { return e.Lang == lang && e.Key == key })
			if len(left) == n {
				t.Errorf("%s: %s is the same as its source; translate it or add it to [[same]] in allowed.toml", lang, key)
			}
		}
	}
	for _, e := range left {
		t.Errorf("allowed.toml: [[same]] %s, %s is not needed", e.Lang, e.Key)
	}
}

// firstLetter returns the first letter of a text, or 0 where there are only
// digits and signs.
func firstLetter(text string) rune {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return r
		}
	}
	return 0
}
