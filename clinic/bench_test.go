package clinic_test

import (
	"testing"
	"time"

	"heard/clinic"
)

// benchClinic is split, keeps holidays, and has what staff may have posted.
func benchClinic(b *testing.B, country, in string) clinic.Clinic {
	c := clinic.Clinic{ID: "hill", Zone: zone(b, in)}
	for d := time.Monday; d <= time.Friday; d++ {
		c.Hours[d] = []clinic.Window{hm(800, 1200), hm(1400, 1700)}
	}
	c.Holidays.Days = clinic.PublicHolidays(country)
	var changes []clinic.Change
	for i := range 5 {
		d := day(2027, 4, 1).Plus(7 * i)
		changes = append(changes, clinic.Change{Clinic: "hill", From: d, To: d})
	}
	return c.With(changes)
}

// Each is measured bare too, to see what holidays and changes cost.
func BenchmarkOpenAt(b *testing.B) {
	bench(b, func(c clinic.Clinic) { c.OpenAt(time.Date(2027, time.March, 23, 15, 0, 0, 0, c.Zone)) })
}

// From the evening before Maundy Thursday it is six days to the next opening.
func BenchmarkNextOpening(b *testing.B) {
	bench(b, func(c clinic.Clinic) { c.NextOpening(time.Date(2027, time.March, 24, 18, 0, 0, 0, c.Zone)) })
}

func bench(b *testing.B, ask func(clinic.Clinic)) {
	c := benchClinic(b, "NO", "Europe/Oslo")
	bare := c
	bare.Holidays, bare.Changed = clinic.Holidays{}, nil
	for name, c := range map[string]clinic.Clinic{"bare": bare, "holidays": c} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ask(c)
			}
		})
	}
}

// A clinic that never opens is looked through for a year.
func BenchmarkNextOpening_Never(b *testing.B) {
	c := benchClinic(b, "NO", "Europe/Oslo")
	c.Hours = clinic.Week{}
	at := time.Date(2027, time.March, 24, 18, 0, 0, 0, c.Zone)
	b.ReportAllocs()
	for b.Loop() {
		c.NextOpening(at)
	}
}

func BenchmarkDeadline(b *testing.B) {
	c := benchClinic(b, "NO", "Europe/Oslo")
	at := time.Date(2027, time.March, 24, 18, 0, 0, 0, c.Zone)
	b.ReportAllocs()
	for b.Loop() {
		c.Deadline(at, clinic.Within{Days: 1})
	}
}

func BenchmarkPublicHolidays(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		clinic.PublicHolidays("NZ")
	}
}
