// Command lists makes the packed lists in the data folder from their sources,
// which SOURCES.md names. It is run by go generate, by hand, when a source has a
// new version; what it wrote is committed, so nobody else needs the sources.
//
// It wants a folder with: scowl/ (the lists of the Debian package), faker.json
// (see faker.mjs), cities.json (see cities.mjs) and php-faker/ (the folder Provider
// of the Debian package).
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

func main() {
	from := flag.String("from", "", "folder with the sources")
	to := flag.String("to", "data", "folder to write to")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		log.Fatal(err)
	}
}

// list is a set of lower-case words.
type list map[string]bool

func run(from, to string) error {
	common, err := scowl(from, 10, 20)
	if err != nil {
		return err
	}
	words, err := scowl(from, 35, 40, 50, 55, 60)
	if err != nil {
		return err
	}
	people, err := names(from)
	if err != nil {
		return err
	}
	towns, err := places(from)
	if err != nil {
		return err
	}
	lists := map[string]list{
		"en/common": common, "en/words": words.without(common),
		"given": people.given, "family": people.family.without(people.given), "places": towns,
	}
	for name, l := range lists {
		if err := l.write(filepath.Join(to, name+".gz")); err != nil {
			return err
		}
	}
	return nil
}

func (l list) without(other list) list {
	left := list{}
	for w := range l {
		if !other[w] {
			left[w] = true
		}
	}
	return left
}

// write packs a list: sorted, one word a line, compressed. The time in the
// header stays zero, so that the same list is the same file.
func (l list) write(path string) error {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write([]byte(strings.Join(slices.Sorted(maps.Keys(l)), "\n") + "\n")); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, path, len(l), "words", packed.Len(), "bytes")
	return os.WriteFile(path, packed.Bytes(), 0o644) //nolint:gosec // public word lists
}

// scowl reads the English words of some size classes, those that are written
// without a capital or an apostrophe.
func scowl(from string, sizes ...int) (list, error) {
	l := list{}
	for _, size := range sizes {
		for _, variety := range []string{"english", "british", "american", "canadian", "british_variant_1", "variant_1"} {
			raw, err := os.ReadFile(filepath.Join(from, "scowl", fmt.Sprintf("%s-words.%d", variety, size))) //nolint:gosec // the folder is the operator's
			if os.IsNotExist(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			for word := range strings.Lines(latin1(raw)) {
				word = strings.TrimSpace(word)
				if word != "" && word == strings.ToLower(word) && !strings.Contains(word, "'") {
					l[word] = true
				}
			}
		}
	}
	if len(l) == 0 {
		return nil, fmt.Errorf("no lists in %s/scowl", from)
	}
	return l, nil
}

func latin1(raw []byte) string {
	runes := make([]rune, len(raw))
	for i, b := range raw {
		runes[i] = rune(b)
	}
	return string(runes)
}

// latin says whether a name is written in the Latin alphabet, as patients type it.
func latin(name string) bool {
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || unicode.IsDigit(r) {
			return false
		}
	}
	return name != ""
}
