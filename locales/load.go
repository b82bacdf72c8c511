package locales

import (
	"fmt"
	"html"
	"io/fs"
	"regexp"

	"heard/care"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// form is a way of writing: what becomes of the catalogue's own text, and of
// values from outside.
type form struct {
	own, value func(string) string
}

// edition is the whole catalogue in one form: its languages by tag.
type edition map[string]*tongue

// load reads one file for each tag. Both editions are made from the same
// messages, so that neither can have a text the other lacks.
func load(fsys fs.FS, tags []string) (*Printer, error) {
	var read []*i18n.MessageFile
	for _, tag := range tags {
		file, err := readFile(fsys, "active."+tag+".toml")
		if err != nil {
			return nil, fmt.Errorf("locales: %w", err)
		}
		read = append(read, file)
	}
	p := &Printer{}
	var err error
	if p.html, err = newEdition(form{own: same, value: html.EscapeString}, read, p.missing); err != nil {
		return nil, err
	}
	if p.plain, err = newEdition(form{own: withoutMarkup, value: same}, read, p.missing); err != nil {
		return nil, err
	}
	return p, nil
}

func readFile(fsys fs.FS, name string) (*i18n.MessageFile, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	file, err := i18n.ParseMessageFileBytes(b, name, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return file, nil
}

// newEdition bundles the messages of all files in one form. The first file is
// the default language. Every language is in the bundle before the first of them
// is made, since adding one changes how the bundle finds the others.
func newEdition(f form, read []*i18n.MessageFile, missing func(string, care.Key)) (edition, error) {
	bundle := i18n.NewBundle(read[0].Tag)
	for _, file := range read {
		if err := bundle.AddMessages(file.Tag, f.rewrite(file.Messages)...); err != nil {
			return nil, fmt.Errorf("locales: %w", err)
		}
	}
	e := edition{}
	for _, file := range read {
		tag := file.Tag.String()
		t, err := newTongue(bundle, file, f.value, func(k care.Key) { missing(tag, k) })
		if err != nil {
			return nil, fmt.Errorf("locales: %s: %w", file.Path, err)
		}
		e[tag] = t
	}
	return e, nil
}

// rewrite returns copies of messages with every plural form in this form of
// writing.
func (f form) rewrite(messages []*i18n.Message) []*i18n.Message {
	out := make([]*i18n.Message, len(messages))
	for i, m := range messages {
		c := *m
		for _, text := range forms(&c) {
			*text = f.own(*text)
		}
		out[i] = &c
	}
	return out
}

// forms lists the plural forms of a message, the empty ones too.
func forms(m *i18n.Message) []*string {
	return []*string{&m.Zero, &m.One, &m.Two, &m.Few, &m.Many, &m.Other}
}

func same(s string) string { return s }

// tag is a tag as the catalogue may hold it; a bare < is written &lt; there.
var tag = regexp.MustCompile(`</?[a-z]+>`)

func withoutMarkup(s string) string {
	return html.UnescapeString(tag.ReplaceAllString(s, ""))
}
