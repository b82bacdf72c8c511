package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// places are towns and municipalities of the countries that Heard knows: those
// of the faker packages, those that have an area code of their own, and those of
// GeoNames.
func places(from string) (list, error) {
	l := list{}
	locales, err := faker(from)
	if err != nil {
		return nil, err
	}
	for _, tag := range []string{"nb_NO", "sv", "da", "en_GB", "en_CA", "fi"} {
		l.towns(locales[tag].Town)
		if tag != "fi" {
			l.towns(locales[tag].County)
		}
	}
	l.towns(locales["en"].Town)
	for file, prefix := range map[string]string{
		"nb_NO/Address.php": "city", "sv_SE/Address.php": "city", "sv_SE/Municipality.php": "",
		"da_DK/Address.php": "city", "nb_NO/Municipality.php": "",
	} {
		towns, err := php(filepath.Join(from, "php-faker", filepath.FromSlash(file)), prefix)
		if err == nil {
			l.towns(towns)
		}
	}
	l.towns(dialled(44, 10, 4))
	l.towns(dialled(46, 9, 3))
	l.towns(dialled(47, 8, 2))
	l.towns(dialled(1, 10, 6))
	cities, err := cities(from)
	l.towns(cities)
	return l, err
}

// cities reads what cities.mjs wrote.
func cities(from string) ([]string, error) {
	raw, err := os.ReadFile(filepath.Join(from, "cities.json")) //nolint:gosec // the folder is the operator's
	if err != nil {
		return nil, err
	}
	var names []string
	return names, json.Unmarshal(raw, &names)
}

// dialled lists the towns that the area codes of a country name: digits is the
// length of its numbers, of which the first few are tried out.
func dialled(country int32, digits, tried int) []string {
	var towns []string
	first, end := uint64(1), uint64(1)
	for range tried {
		end *= 10
	}
	rest := uint64(1)
	for range digits - tried {
		rest *= 10
	}
	for n := first; n < end; n++ {
		number := n*rest + rest/5
		town, err := phonenumbers.GetGeocodingForNumber(&phonenumbers.PhoneNumber{CountryCode: &country, NationalNumber: &number}, "en")
		if err == nil {
			towns = append(towns, strings.FieldsFunc(town, func(r rune) bool { return r == ',' || r == '/' || r == '&' })...)
		}
	}
	return towns
}

var region = regexp.MustCompile(`^[A-Z]{2}$|\(.*\)`)

func (l list) towns(names []string) {
	for _, name := range names {
		name = strings.TrimSpace(region.ReplaceAllString(strings.TrimSpace(name), ""))
		name = strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(name, " kommun"), " kommune"))
		if n := len([]rune(name)); latin(name) && n > 2 && n < 40 {
			l[name] = true
		}
	}
}
