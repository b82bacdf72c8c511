package locales_test

import (
	"testing"
	"time"

	"heard/care"
	"heard/locales"
)

// monday is a moment in the service's zone, as the printer gets it.
var monday = time.Date(2025, time.November, 24, 9, 0, 0, 0, time.FixedZone("CET", 3600))

// newPrinter makes a printer that fails the test on any missing text.
func newPrinter(tb testing.TB) *locales.Printer {
	tb.Helper()
	p, err := locales.New()
	if err != nil {
		tb.Fatal(err)
	}
	p.OnMissing = func(lang string, key care.Key) { tb.Errorf("%s: %s cannot be printed", lang, key) }
	return p
}
