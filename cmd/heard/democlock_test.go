package main

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
	"heard/locales"
)

// The demonstration's clock goes on with the real one, can be moved forward, and never
// goes back. Whoever waits for a moment of it learns of each move.
func TestDemoClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := demoStart(time.UTC)
		c := newDemoClock(start)
		last := c.now()
		for _, minutes := range rapid.SliceOf(rapid.IntRange(-100, 10_000)).Draw(t, "moves") {
			at, moved := start.Add(time.Duration(minutes)*time.Minute), c.moves()
			forward := at.After(c.now())
			c.set(at)
			now := c.now()
			if now.Before(last) || now.Before(at) {
				t.Fatalf("moved to %v, and it is %v after %v", at, now, last)
			}
			select {
			case <-moved:
				if !forward {
					t.Fatal("it told of a move back")
				}
			default:
				if forward {
					t.Fatal("nobody was told of the move")
				}
			}
			if late := time.Since(c.real(now)); late < 0 || late > time.Minute {
				t.Fatalf("what it shows is %v from now", late)
			}
			last = now
		}
	})
}

// The clinic is open when the demonstration begins, and a release of the pool is ahead
// for which everything is old enough that is written that day.
func TestDemoStart(t *testing.T) {
	service := demoService(t)
	start := demoStart(service.Zone)
	if _, open := service.Clinics[0].At(start); !open || start.In(service.Zone).Weekday() != time.Monday {
		t.Errorf("closed on %v", start)
	}
	p := service.Privacy
	slot := p.Release.Next(start, service.Zone)
	if slot.Sub(start) < p.ReleaseAge+24*time.Hour || len(others()) != p.ReleaseReports-1 || len(others()) < p.ReleasePeople {
		t.Errorf("a report of the first day does not go out on %v with those of %d others", slot, len(others()))
	}
}

func demoService(t *testing.T) *clinic.Service {
	t.Helper()
	service, problems := clinic.Load("demo.toml", demoClinic, locales.Languages())
	if service == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	return service
}
