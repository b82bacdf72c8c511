package locales

import (
	"fmt"
	"strings"

	"heard/care"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// tongue is one language of an edition, with what never changes prepared.
type tongue struct {
	localizer *i18n.Localizer
	parser    template.Parser
	escape    func(string) string
	missing   func(care.Key)

	fixed        map[care.Key]string // texts without placeholders, ready to send
	counted      map[care.Key]bool   // texts with plural forms
	days, months []string            // short names, from Sunday and January on
}

// newTongue prepares the language of one file. The localizer gets that file's
// tag and no other, so that it finds exactly this language or the default.
func newTongue(bundle *i18n.Bundle, file *i18n.MessageFile, escape func(string) string, missing func(care.Key)) (*tongue, error) {
	t := &tongue{
		localizer: i18n.NewLocalizer(bundle, file.Tag.String()),
		// Without the option a missing value would be printed as "<no value>".
		parser:  &template.TextParser{Option: "missingkey=error"},
		escape:  escape,
		missing: missing,
		fixed:   map[care.Key]string{},
		counted: map[care.Key]bool{},
	}
	for _, m := range file.Messages {
		if err := t.prepare(m); err != nil {
			return nil, err
		}
	}
	return t, t.check()
}

// prepare notes what kind of message m is, and prints it already if it is the
// same each time. It returns an error for a template that will never print.
func (t *tongue) prepare(m *i18n.Message) (err error) {
	for _, text := range forms(m) {
		if _, err := t.parser.Parse(*text, "", ""); err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
	}
	key := care.Key(m.ID)
	switch {
	case m.Zero+m.One+m.Two+m.Few+m.Many != "":
		t.counted[key] = true
	case !strings.Contains(m.Other, "{{"):
		t.fixed[key], err = t.localize(key, nil, nil)
	}
	return err
}

// check refuses a language that lacks what the printer itself needs.
func (t *tongue) check() error {
	t.days, t.months = strings.Fields(t.fixed[clockDays]), strings.Fields(t.fixed[clockMonths])
	switch {
	case t.fixed[sorry] == "":
		return fmt.Errorf("%s is missing", sorry)
	case len(t.days) != 7:
		return fmt.Errorf("%s has %d names of days, not 7", clockDays, len(t.days))
	case len(t.months) != 12:
		return fmt.Errorf("%s has %d names of months, not 12", clockMonths, len(t.months))
	}
	return nil
}

// print writes a line, or reports it and returns "" when it cannot. A text that
// only the default language has is reported and returned.
func (t *tongue) print(line care.Line) string {
	if text, ok := t.fixed[line.Key]; ok {
		return text
	}
	data, count := t.values(line)
	text, err := t.localize(line.Key, data, count)
	if err != nil {
		t.missing(line.Key)
	}
	return text
}

// localize fills in one message. count is an int, or nil where no plural form is
// to be chosen. Text and error may both be returned: then the text is a stand-in.
func (t *tongue) localize(key care.Key, data map[string]string, count any) (string, error) {
	return t.localizer.Localize(&i18n.LocalizeConfig{
		MessageID:      string(key),
		TemplateData:   data,
		PluralCount:    count,
		TemplateParser: t.parser,
	})
}
