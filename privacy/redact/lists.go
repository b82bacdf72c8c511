package redact

import (
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"strings"
)

//go:generate go run ./lists -from sources -to data

//go:embed data
var files embed.FS

// lists are what names and places are known by in every language.
type lists struct {
	sure   set // first names that are hidden in lower case too
	given  set
	family set
	places set
	towns  map[string]bool // the first words of places that have several
	all    set             // the words of all these: most words of a text are in none

	numerals map[string]int // how many digits a word stands for
}

func newLists() (lists, error) {
	l := lists{numerals: numerals()}
	for name, s := range map[string]*set{"given": &l.given, "family": &l.family} {
		raw, err := packed(name)
		if err != nil {
			return l, err
		}
		*s = newSet(raw)
	}
	raw, err := files.ReadFile("data/names.txt")
	if err != nil {
		return l, err
	}
	l.sure = newSet(string(raw))
	towns, err := packed("places")
	if err != nil {
		return l, err
	}
	raw, err = files.ReadFile("data/places.txt")
	if err != nil {
		return l, err
	}
	l.addPlaces(towns + "\n" + string(raw))
	l.all = newSet(l.sure.text + "\n" + l.given.text + "\n" + l.family.text + "\n" + l.places.text)
	return l, nil
}

// addPlaces reads places, one a line. Those of several words are kept with the
// words glued, as they are looked up.
func (l *lists) addPlaces(raw string) {
	l.towns = map[string]bool{}
	var glued strings.Builder
	for line := range strings.Lines(raw) {
		words := strings.Fields(strings.NewReplacer("-", " ", ".", " ").Replace(strings.ToLower(line)))
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		for i := 1; i < len(words); i++ {
			l.towns[strings.Join(words[:i], "_")] = true
		}
		glued.WriteString(strings.Join(words, "_") + "\n")
	}
	l.places = newSet(glued.String())
}

// packed reads a compressed list of the data folder.
func packed(name string) (string, error) {
	f, err := files.Open("data/" + name + ".gz")
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	raw, err := io.ReadAll(io.LimitReader(z, 1<<24))
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(raw), nil
}
