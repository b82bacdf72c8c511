package locales_test

import (
	"io/fs"
	"testing"
	"time"

	"heard/care"
	"heard/locales"

	"github.com/BurntSushi/toml"
)

// monday is a moment in the service's zone, as the printer gets it.
var monday = time.Date(2025, time.November, 24, 9, 0, 0, 0, time.FixedZone("CET", 3600))

// newPrinter makes a printer that fails the test on any missing text.
func newPrinter(tb testing.TB) *locales.Printer {
	tb.Helper()
	p, err := locales.New()
	if err != nil {
		tb.Fatal(err)
	}
	p.OnMissing = func(lang string, key care.Key) { tb.Errorf("%s: %s cannot be printed", lang, key) }
	return p
}

// message is one entry of a file: its plural forms, "other" alone for most.
type message map[string]string

// catalogue reads a language's file past the library, as it is written.
func catalogue(tb testing.TB, lang string) map[string]message {
	tb.Helper()
	b, err := fs.ReadFile(locales.Files(), "active."+lang+".toml")
	if err != nil {
		tb.Fatal(err)
	}
	raw := map[string]any{}
	if err := toml.Unmarshal(b, &raw); err != nil {
		tb.Fatal(err)
	}
	out := map[string]message{}
	for key, value := range raw {
		out[key] = asMessage(tb, key, value)
	}
	return out
}

// asMessage reads a string or a table of plural forms. Anything else is a table
// that swallowed the lines below it.
func asMessage(tb testing.TB, key string, value any) message {
	tb.Helper()
	switch v := value.(type) {
	case string:
		return message{"other": v}
	case map[string]any:
		m := message{}
		for form, text := range v {
			s, ok := text.(string)
			if !ok {
				tb.Fatalf("%s holds a table %q: write flat keys in quotes", key, form)
			}
			m[form] = s
		}
		return m
	}
	tb.Fatalf("%s is neither a text nor a table of plural forms", key)
	return nil
}

// eachText calls f for every text of every language, as a subtest per language.
func eachText(t *testing.T, f func(t *testing.T, lang, key, text string)) {
	t.Helper()
	for _, lang := range locales.Languages() {
		t.Run(lang, func(t *testing.T) {
			for key, m := range catalogue(t, lang) {
				for _, text := range m {
					f(t, lang, key, text)
				}
			}
		})
	}
}
