package listen

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/swedish"
)

// shortestPart is the fewest bytes of a word inside a compound.
const shortestPart = 4

func (v *vocabulary) compound(written string) (front, back stem, ok bool) {
	for i := len(written) - shortestPart; i >= shortestPart; i-- {
		if !utf8.RuneStart(written[i]) {
			continue
		}
		front, ok = v.stems[written[:i]]
		if !ok {
			front, ok = v.stems[strings.TrimSuffix(written[:i], "s")]
		}
		if !ok {
			continue
		}
		if back, ok = v.stems[v.root(written[i:])]; ok {
			return front, back, true
		}
	}
	return unknown, unknown, false
}

// fold brings the letters of the neighbour's keyboard home.
func (v *vocabulary) fold(written string) string {
	switch v.language {
	case "nb":
		return swap(written, "ä", "æ", "ö", "ø")
	case "sv":
		return swap(written, "æ", "ä", "ø", "ö")
	}
	return written
}

func swap(s, a, b, c, d string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, a, b), c, d)
}

// root is the word without its endings.
func (v *vocabulary) root(written string) string {
	env := snowballstem.NewEnv(written)
	switch v.language {
	case "nb":
		norwegian.Stem(env)
	case "sv":
		swedish.Stem(env)
	default:
		english.Stem(env)
	}
	return env.Current()
}
