package clinic_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"

	"heard/clinic"
)

// The golden tables, to be read beside an almanac, say what the laws in
// law_test.go say.
func TestHolidays_Golden(t *testing.T) {
	for country, law := range laws() {
		var b strings.Builder
		for year := 2024; year <= 2030; year++ {
			all := law(year)
			slices.SortFunc(all, func(a, b holiday) int { return a.date.Compare(b.date) })
			for _, h := range all {
				fmt.Fprintf(&b, "%s %s %s\n", h.date, h.date.Weekday().String()[:3], h.name)
			}
		}
		golden(t, "testdata/holidays/"+country+".golden", b.String())
	}
}

// The holidays that clinics keep are those of the golden tables, no more and no
// fewer.
func TestPublicHolidays(t *testing.T) {
	for _, country := range clinic.Countries() {
		table := map[clinic.Date]bool{}
		for line := range strings.Lines(read(t, "testdata/holidays/"+country+".golden")) {
			d, err := time.Parse(time.DateOnly, line[:10])
			if err != nil {
				t.Fatal(err)
			}
			table[clinic.DateOf(d)] = true
		}
		got := map[clinic.Date]bool{}
		for d := range clinic.PublicHolidays(country) {
			if d.Year >= 2024 && d.Year <= 2030 {
				got[d] = true
			}
		}
		if diff := cmp.Diff(dates(table), dates(got)); diff != "" {
			t.Errorf("%s (-law +got):\n%s", country, diff)
		}
	}
	if got := clinic.PublicHolidays("XX"); got != nil {
		t.Errorf("a country that is not known has %d", len(got))
	}
}

// Beyond the tables the laws hold too, as long as nobody changes them; only
// Matariki, a Friday of June or July, is a list.
func TestPublicHolidays_Later(t *testing.T) {
	for country, law := range laws() {
		have := clinic.PublicHolidays(country)
		for year := 2031; year < 2099; year++ {
			want, got := map[clinic.Date]bool{}, map[clinic.Date]bool{}
			for _, h := range law(year) {
				if h.date.Year == year {
					want[h.date] = true
				}
			}
			for d := day(year, 1, 1); d.Year == year; d = d.Plus(1) {
				matariki := country == "NZ" && (d.Month == time.June || d.Month == time.July) && d.Weekday() == time.Friday
				if have.Has(d) && !matariki {
					got[d] = true
				}
			}
			if diff := cmp.Diff(dates(want), dates(got)); diff != "" {
				t.Errorf("%s %d (-law +got):\n%s", country, year, diff)
			}
		}
	}
}

// What the library's own lists get wrong, from 2024 to 2030, and ours mend:
// Norway and Sweden lack Easter Day and Whit Sunday; Sweden counts three eves;
// Canada counts Easter Monday and the civic holiday of August; New Zealand lacks
// Matariki. When this test fails after an upgrade, a mend may be spare.
func TestHolidays_Library(t *testing.T) {
	sundays := func(y int) []clinic.Date { return []clinic.Date{easter(y), easter(y).Plus(49)} }
	lists := map[string]struct {
		library     []*cal.Holiday
		lacks, errs func(year int) []clinic.Date
	}{
		"BE": {be.Holidays, none, none},
		"CA": {ca.Holidays, none, func(y int) []clinic.Date {
			return []clinic.Date{easter(y).Plus(1), from(day(y, 8, 1), time.Monday)}
		}},
		"GB": {gb.Holidays, none, none},
		"NO": {no.Holidays, sundays, none},
		"NZ": {nz.Holidays, func(y int) []clinic.Date { return []clinic.Date{newZealand(y)[3].date} }, none},
		"SE": {se.Holidays, sundays, func(y int) []clinic.Date {
			return []clinic.Date{from(day(y, 6, 19), time.Friday), day(y, 12, 24), day(y, 12, 31)}
		}},
		"US": {us.Holidays, none, none},
	}
	for country, list := range lists {
		for year := 2024; year <= 2030; year++ {
			// what the library should say, if it is wrong as noted above
			want := map[clinic.Date]bool{}
			for _, h := range laws()[country](year) {
				want[h.date] = true
			}
			for _, d := range list.lacks(year) {
				delete(want, d)
			}
			for _, d := range list.errs(year) {
				want[d] = true
			}
			if diff := cmp.Diff(dates(want), dates(calculated(list.library, year))); diff != "" {
				t.Errorf("%s %d (-noted +library):\n%s", country, year, diff)
			}
		}
	}
}

func none(int) []clinic.Date { return nil }

// calculated are the days of a library's list in one year.
func calculated(list []*cal.Holiday, year int) map[clinic.Date]bool {
	all := map[clinic.Date]bool{}
	for y := year - 1; y <= year+1; y++ {
		for _, h := range list {
			actual, observed := h.Calc(y)
			for _, d := range []time.Time{actual, observed} {
				if !d.IsZero() && d.Year() == year {
					all[clinic.DateOf(d)] = true
				}
			}
		}
	}
	return all
}

func dates(set map[clinic.Date]bool) []string {
	var all []string
	for _, d := range slices.SortedFunc(maps.Keys(set), clinic.Date.Compare) {
		all = append(all, d.String())
	}
	return all
}

// A few days as governments have published them, lest the laws were misread.
func TestHolidays_Published(t *testing.T) {
	published := map[string]string{
		"BE": "2024-05-09 2024-05-20 2025-06-09 2026-05-14 2026-05-25 2026-07-21",
		"CA": "2024-05-20 2025-05-19 2025-10-13 2026-09-07 2027-12-27 2027-12-28",
		"GB": "2024-05-06 2024-08-26 2025-04-18 2025-05-26 2026-04-06 2026-12-28 2027-12-27 2027-12-28",
		"NO": "2024-03-28 2024-05-09 2024-05-17 2025-06-08 2026-05-14 2026-05-25 2027-05-17",
		"NZ": "2024-06-28 2025-06-02 2026-04-27 2026-12-28 2027-02-08 2027-04-26 2028-01-03 2028-01-04",
		"SE": "2024-06-22 2024-11-02 2025-06-21 2025-11-01 2026-06-06 2026-06-20 2026-10-31",
		"US": "2024-01-15 2024-11-28 2026-07-03 2027-06-18 2027-07-05 2027-12-24 2027-12-31 2028-11-10",
	}
	easters := "2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21"
	for i, want := range strings.Fields(easters) {
		if got := easter(2024 + i).String(); got != want {
			t.Errorf("Easter is on %s, want %s", got, want)
		}
	}
	for country, list := range published {
		have := dates(clinic.PublicHolidays(country))
		for d := range strings.FieldsSeq(list) {
			if !slices.Contains(have, d) {
				t.Errorf("%s lacks %s", country, d)
			}
		}
	}
}

// The machine's own zone makes no difference, even where clocks are set forward
// at midnight.
func TestPublicHolidays_OnAnyMachine(t *testing.T) {
	machine := cal.DefaultLoc
	t.Cleanup(func() { cal.DefaultLoc = machine })
	for _, country := range clinic.Countries() {
		cal.DefaultLoc = time.UTC
		want := dates(clinic.PublicHolidays(country))
		for _, name := range []string{"Africa/Cairo", "Asia/Beirut", "America/Santiago", "Pacific/Apia", "Atlantic/Azores"} {
			cal.DefaultLoc = zone(t, name)
			if diff := cmp.Diff(want, dates(clinic.PublicHolidays(country))); diff != "" {
				t.Errorf("%s on a machine in %s (-want +got):\n%s", country, name, diff)
			}
		}
	}
}
