package locales_test

import (
	"bytes"
	"io/fs"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"heard/locales"

	"github.com/BurntSushi/toml"
)

// message is one entry of a file: its plural forms, "other" alone for most.
type message map[string]string

// book is the whole catalogue as it is written, by language and key.
type book map[string]map[string]message

// readBook reads the files past the library.
func readBook(tb testing.TB) book {
	tb.Helper()
	b := book{}
	for _, lang := range locales.Languages() {
		text, err := fs.ReadFile(locales.Files(), "active."+lang+".toml")
		if err != nil {
			tb.Fatal(err)
		}
		raw := map[string]any{}
		if err := toml.Unmarshal(text, &raw); err != nil {
			tb.Fatal(err)
		}
		b[lang] = map[string]message{}
		for key, value := range raw {
			b[lang][key] = asMessage(tb, key, value)
		}
	}
	return b
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

// source is the language that texts are written in.
func (b book) source() map[string]message { return b[locales.Languages()[0]] }

// each calls f for every text of every language, in order.
func (b book) each(f func(lang, key, form, text string)) {
	for _, lang := range locales.Languages() {
		for _, key := range slices.Sorted(maps.Keys(b[lang])) {
			for _, form := range slices.Sorted(maps.Keys(b[lang][key])) {
				f(lang, key, form, b[lang][key][form])
			}
		}
	}
}

// with is a copy in which one text is another, or gone where it is removed.
func (b book) with(s spoiled) book {
	out := maps.Clone(b)
	out[s.lang] = maps.Clone(b[s.lang])
	m := message{}
	maps.Copy(m, b[s.lang][s.key])
	form := s.form
	if form == "" {
		form = "other"
	}
	m[form] = s.text
	if s.text == removed {
		delete(m, form)
	}
	out[s.lang][s.key] = m
	if len(m) == 0 {
		delete(out[s.lang], s.key)
	}
	return out
}

// files writes the book as the files that a printer is made from.
func (b book) files() (fs.FS, error) {
	files := fstest.MapFS{}
	for lang, texts := range b {
		var out bytes.Buffer
		if err := toml.NewEncoder(&out).Encode(texts); err != nil {
			return nil, err
		}
		files["active."+lang+".toml"] = &fstest.MapFile{Data: out.Bytes()}
	}
	return files, nil
}
