package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"heard/clinic"
	"heard/locales"
	"heard/privacy/redact"
)

// dictionaryRoot is where the dictionaries of the system are looked for.
const dictionaryRoot = "/"

// readRoster reads the names that are always hidden, one a line. Its path is beside
// the clinic's file unless it says otherwise; without one there are none.
func readRoster(config string, p clinic.Privacy) ([]string, error) {
	if p.Roster == "" {
		return nil, nil
	}
	path := p.Roster
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(config), path)
	}
	raw, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("privacy.roster: %w. Cure: put the file there, one name a line, or leave the setting out: then no names are always hidden", err)
	}
	var names []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			names = append(names, line)
		}
	}
	return names, nil
}

// newRedactor makes the redactor of a service, with its roster.
func newRedactor(service clinic.Service, roster []string, printer *locales.Printer) (*redact.Redactor, error) {
	dictionaries, _ := redact.System(os.DirFS(dictionaryRoot), service.Languages)
	r, err := redact.New(redact.Options{
		Countries: countries(service.Country), Roster: roster, Dictionaries: dictionaries, Label: labels(printer),
	})
	if err != nil {
		return nil, fmt.Errorf("what hides words: %w", err)
	}
	return r, nil
}

// countries are those whose phone numbers are recognised, the service's own first:
// people have friends and relatives elsewhere.
func countries(own string) []string {
	all := []string{own}
	for _, other := range []string{"GB", "NO", "SE", "DK", "US"} {
		if !slices.Contains(all, other) {
			all = append(all, other)
		}
	}
	return all
}

// labels are what stands in the place of what is hidden.
func labels(printer *locales.Printer) func(language string, k redact.Kind) string {
	var kinds []string
	for _, k := range redact.Kinds() {
		kinds = append(kinds, string(k))
	}
	hidden := printer.Hidden(kinds)
	return func(language string, k redact.Kind) string { return hidden(language, string(k)) }
}
