package main

import (
	"fmt"
	"os"

	"heard/clinic"
	"heard/locales"
)

// readClinic reads a clinic.toml and prints what is wrong with it. It returns
// errReported when the service cannot run so.
func readClinic(w world, path string) (clinic.Service, error) {
	content, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return clinic.Service{}, fmt.Errorf("reading the clinic's file: %w", err)
	}
	service, problems := clinic.Load(path, content, locales.Languages())
	for _, p := range problems {
		_, _ = fmt.Fprintln(w.err, p)
	}
	if service == nil {
		return clinic.Service{}, errReported
	}
	return *service, nil
}
