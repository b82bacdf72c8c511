package redact

import "strings"

// countables are words for what has a number, from data/numbered.txt.
type countables struct {
	numbering, things, homes, rooms, number, stating, linking, lines, rents set
}

func readNumbered() (countables, error) {
	words, err := sections("data/numbered.txt")
	if err != nil {
		return countables{}, err
	}
	read := func(name string) set { return setOf(words[name]) }
	return countables{
		numbering: read("numbering"), things: read("things"), homes: read("homes"), rooms: read("rooms"), number: read("number"),
		stating: read("stating"), linking: read("linking"), lines: read("lines"), rents: read("rents"),
	}, nil
}

// fewest is how many digits a number has at least that stands after a word for what
// has one; 0 where the word is none. counted says that "number" stands between.
func (n *countables) fewest(w string, counted bool) int {
	switch {
	case n.homes.has(w), counted && (n.things.has(w) || n.rooms.has(w)), compounded(w):
		return 1
	case n.numbering.has(w), n.rooms.has(w):
		return 2
	case n.things.has(w):
		return 3
	}
	return 0
}

// compounded says whether a word is one for what has a number, with "number" glued to
// it: saksnr, medlemsnummeret, portkoden.
func compounded(w string) bool {
	for _, end := range [...]string{"nr", "nummer", "nummeret", "numret", "kode", "koden", "kod"} {
		if len(w) > len(end)+1 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// opens says whether a word is one for what opens something, or for what a car has on
// it: people say more before they say the number.
func opens(w string) bool {
	return oneOf(w, " pin code codes plate plates skilt skiltet skylt skylten regnr ") || strings.HasSuffix(w, "kode") || strings.HasSuffix(w, "koden") || strings.HasSuffix(w, "kod")
}
