package locales_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"heard/locales"
)

// The gates: what the catalogue is held to. Each is a function of the catalogue,
// and comes with texts that must not pass it, so that no gate can stop working
// without a word.

// problems are what a gate finds wrong, a line each.
type problems []string

func (p *problems) add(format string, args ...any) { *p = append(*p, fmt.Sprintf(format, args...)) }

// gate is one rule, and texts that break it.
type gate struct {
	check func(b book, r rules) problems
	bad   []spoiled
}

// spoiled is a text that a gate must catch, with a part of what it then says.
// The form is "other" unless it is set.
type spoiled struct{ lang, key, form, text, want string }

// removed stands for a text that is not there.
const removed = "\x00removed"

// rules are what the gates read besides the catalogue.
type rules struct {
	shown   shown
	allowed allowed
	lexicon map[string][]term
	lock    lock
	source  mentions
}

func readRules(tb testing.TB) rules {
	tb.Helper()
	r := rules{shown: readShown(tb), allowed: readAllowed(tb), lexicon: map[string][]term{}, lock: readLock(tb), source: readSource(tb)}
	for _, lang := range locales.Languages() {
		r.lexicon[lang] = lexicon(tb, lang)
	}
	return r
}

func gates() map[string]gate {
	return map[string]gate{
		"the same keys in every language": sameKeys(),
		"the keys that the program uses":  usedKeys(),
		"keys that go-i18n can hold":      legalKeys(),
		"a label for every term":          termLabels(),
		"labels that can be told apart":   distinctLabels(),
		"roles, teams and lanes":          rolesAndLanes(),
		"a label for what is hidden":      hiddenLabels(),
		"buttons called by their names":   namedButtons(),
		"exceptions that are needed":      neededExceptions(),
		"the plural forms of CLDR":        pluralGate(),
		"the same placeholders":           samePlaceholders(),
		"templates that print":            printing(),
		"tidy texts":                      tidyTexts(),
		"markup that Telegram knows":      telegramMarkup(),
		"lengths":                         lengths(),
		"translated":                      translated(),
		"no word that stigmatises":        stigma(),
		"nothing on a locked screen":      lockedScreen(),
		"easy to read":                    readable(),
		"short sentences":                 shortSentences(),
		"safety texts as they were read":  reviewed(),
	}
}

func TestGates(t *testing.T) {
	b, r := readBook(t), readRules(t)
	for name, g := range gates() {
		t.Run(name, func(t *testing.T) {
			for _, problem := range g.check(b, r) {
				t.Error(problem)
			}
		})
	}
}

func TestEveryGateCanFail(t *testing.T) {
	b, r := readBook(t), readRules(t)
	for name, g := range gates() {
		t.Run(name, func(t *testing.T) {
			if len(g.bad) == 0 {
				t.Error("there is no text that this gate must catch")
			}
			for _, s := range g.bad {
				found := g.check(b.with(s), r)
				if !slices.ContainsFunc(found, func(p string) bool { return strings.Contains(p, s.want) }) {
					t.Errorf("%s: %s = %.60q passes; want a problem with %q, found %d others", s.lang, s.key, s.text, s.want, len(found))
				}
			}
		})
	}
}
