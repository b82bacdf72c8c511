package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// people are names of persons in many countries.
type people struct{ given, family list }

// shortest a name must be to be taken from the lists of far countries: short
// ones are words of English, Norwegian or Swedish too often.
const shortest = 4

// near are the locales whose short names are taken too.
func near(locale string) bool {
	switch locale {
	case "en", "en_GB", "en_US", "en_CA", "nb_NO", "sv", "sv_SE", "da", "da_DK":
		return true
	}
	return false
}

func names(from string) (people, error) {
	p := people{list{}, list{}}
	locales, err := faker(from)
	if err != nil {
		return p, err
	}
	for locale, l := range locales {
		p.given.add(locale, l.Given)
		p.family.add(locale, l.Family)
	}
	persons, err := filepath.Glob(filepath.Join(from, "php-faker", "*", "Person.php"))
	if err != nil {
		return p, err
	}
	for _, path := range persons {
		locale := filepath.Base(filepath.Dir(path))
		given, err := php(path, "firstName")
		if err != nil {
			return p, err
		}
		family, err := php(path, "lastName")
		if err != nil {
			return p, err
		}
		p.given.add(locale, given)
		p.family.add(locale, family)
	}
	return p, nil
}

// add takes the single words of names in, for a text is read word by word.
func (l list) add(locale string, names []string) {
	for _, name := range names {
		for _, part := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" -.'’`", r) }) {
			n := len([]rune(part))
			if latin(part) && (n >= shortest || n > 1 && near(locale)) {
				l[part] = true
			}
		}
	}
}

type locale struct{ Given, Family, Town, County []string }

func faker(from string) (map[string]locale, error) {
	raw, err := os.ReadFile(filepath.Join(from, "faker.json")) //nolint:gosec // the folder is the operator's
	if err != nil {
		return nil, err
	}
	var locales map[string]locale
	return locales, json.Unmarshal(raw, &locales)
}

var (
	array  = regexp.MustCompile(`(?s)static \$(\w+) = (?:\[|array\()(.*?)(?:\]|\));`)
	quoted = regexp.MustCompile(`'((?:[^'\\]|\\.)+)'|"([^"]+)"`)
)

// php reads the strings of a provider's arrays whose name begins like prefix.
func php(path, prefix string) ([]string, error) {
	raw, err := os.ReadFile(path) //nolint:gosec // the folder is the operator's
	if err != nil {
		return nil, err
	}
	var all []string
	for _, a := range array.FindAllStringSubmatch(string(raw), -1) {
		if !strings.HasPrefix(a[1], prefix) || strings.HasSuffix(a[1], "Format") || strings.HasSuffix(a[1], "Formats") {
			continue
		}
		for _, q := range quoted.FindAllStringSubmatch(a[2], -1) {
			all = append(all, strings.ReplaceAll(q[1]+q[2], `\'`, "'"))
		}
	}
	return all, nil
}
