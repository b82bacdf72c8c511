package clinic_test

import (
	"testing"
	"time"

	"heard/clinic"
)

// The clinic has holidays and five changes; the reminders come twice a day.
func BenchmarkNext(b *testing.B) {
	benchReminders(b, func(s clinic.Subscription, c clinic.Clinic) { s.Next(c, night()) })
}

// A look at which nothing is due, as after a change of hours.
func BenchmarkFire_Nothing(b *testing.B) {
	benchReminders(b, func(s clinic.Subscription, c clinic.Clinic) { s.Fire(c, night(), s.After) })
}

// A look at which one is sent, and the next one found.
func BenchmarkFire_Sends(b *testing.B) {
	benchReminders(b, func(s clinic.Subscription, c clinic.Clinic) {
		r, _ := s.Next(c, night())
		if !s.Fire(c, night(), r.Due).Send {
			b.Fatal("nothing is sent")
		}
	})
}

// An ordinary evening, and the one before Easter, five days ahead of the next.
func benchReminders(b *testing.B, ask func(clinic.Subscription, clinic.Clinic)) {
	c := benchClinic(b, "GB", "Europe/London")
	for name, d := range map[string]int{"ordinary": 15, "easter": 25} {
		s := clinic.Subscription{
			Clinic: c.ID, Windows: []clinic.Window{hm(800, 1200)}, Days: 0b0111110, Leads: []clinic.Lead{60, 30},
			After: time.Date(2027, time.March, d, 18, 0, 0, 0, time.UTC),
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ask(s, c)
			}
		})
	}
}

func night() clinic.Quiet { return clinic.Quiet{From: 21*60 + 30, To: 7*60 + 30} }
