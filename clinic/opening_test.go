package clinic_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
)

func zone(t interface{ Fatal(...any) }, name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// oslo is open from Monday to Friday, and closed over Christmas.
func oslo(t *testing.T) clinic.Clinic {
	t.Helper()
	day := []clinic.Window{{From: 8 * 60, To: 12 * 60}, {From: 14 * 60, To: 17 * 60}}
	return clinic.Clinic{
		Zone:   zone(t, "Europe/Oslo"),
		Hours:  clinic.Week{nil, day, day, day, day, day, nil},
		Closed: []clinic.Closure{{From: clinic.Date{2026, 12, 24}, To: clinic.Date{2026, 12, 26}}},
	}
}

const layout = "2006-01-02 15:04:05"

func TestClinic_OpenAt(t *testing.T) {
	c := oslo(t)
	cases := map[string]bool{
		"2026-06-15 07:59:59": false,
		"2026-06-15 08:00:00": true,
		"2026-06-15 11:59:59": true,
		"2026-06-15 12:00:00": false,
		"2026-06-15 13:00:00": false,
		"2026-06-15 16:59:00": true,
		"2026-06-14 10:00:00": false, // a Sunday
		"2026-12-23 10:00:00": true,
		"2026-12-24 10:00:00": false,
		"2026-12-25 10:00:00": false,
		"2026-12-28 10:00:00": true,
	}
	for at, want := range cases {
		when, err := time.ParseInLocation(layout, at, c.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.OpenAt(when.UTC()); got != want {
			t.Errorf("open at %s: %v", at, got)
		}
	}
}

func TestClinic_NextOpeningAndClosing(t *testing.T) {
	c := oslo(t)
	cases := []struct{ at, opens, closes string }{
		{"2026-06-15 07:00:00", "2026-06-15 08:00:00", ""},
		{"2026-06-15 08:00:00", "2026-06-15 14:00:00", "2026-06-15 12:00:00"},
		{"2026-06-15 16:00:00", "2026-06-16 08:00:00", "2026-06-15 17:00:00"},
		{"2026-06-19 18:00:00", "2026-06-22 08:00:00", ""},                    // over a weekend
		{"2026-12-23 18:00:00", "2026-12-28 08:00:00", ""},                    // over a closure and a weekend
		{"2026-03-27 18:00:00", "2026-03-30 08:00:00", ""},                    // over the change to summer time
		{"2026-10-23 16:30:00", "2026-10-26 08:00:00", "2026-10-23 17:00:00"}, // and back
	}
	for _, k := range cases {
		at, err := time.ParseInLocation(layout, k.at, c.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if opens, ok := c.NextOpening(at); !ok || opens.Format(layout) != k.opens {
			t.Errorf("after %s it opens at %v, want %s", k.at, opens, k.opens)
		}
		closes, ok := c.ClosesAt(at)
		if ok != (k.closes != "") || ok && closes.Format(layout) != k.closes {
			t.Errorf("at %s it closes at %v, want %q", k.at, closes, k.closes)
		}
	}
}

func TestClinic_NeverOpen(t *testing.T) {
	if at, ok := (clinic.Clinic{Zone: time.UTC}).NextOpening(time.Unix(0, 0)); ok {
		t.Errorf("a clinic without windows opens at %v", at)
	}
}

// Around any moment: an opening is open, the moment before a closing is open,
// and nothing is open between now and the next opening of a closed clinic.
func TestClinic_OpeningProperties(t *testing.T) {
	names := []string{"Europe/Oslo", "America/St_Johns", "Pacific/Chatham", "Africa/Cairo", "Australia/Lord_Howe"}
	rapid.Check(t, func(t *rapid.T) {
		s, _ := load(valid(t, nowhere))
		c := s.Clinics[0]
		c.Zone = zone(t, rapid.SampledFrom(names).Draw(t, "in"))
		at := time.Unix(rapid.Int64Range(1_760_000_000, 1_900_000_000).Draw(t, "at"), 0)
		next, ok := c.NextOpening(at)
		if ok && (!next.After(at) || !c.OpenAt(next)) {
			t.Fatalf("after %v it opens at %v, open then: %v", at, next, c.OpenAt(next))
		}
		if end, open := c.ClosesAt(at); open {
			if !end.After(at) || !c.OpenAt(end.Add(-time.Second)) {
				t.Fatalf("at %v it closes at %v", at, end)
			}
			return
		}
		for range 20 {
			if between := at.Add(time.Duration(rapid.Int64Range(0, int64(max(1, next.Sub(at))-1)).Draw(t, "between"))); ok && c.OpenAt(between) {
				t.Fatalf("closed at %v until %v, yet open at %v", at, next, between)
			}
		}
	})
}

func TestDate_At(t *testing.T) {
	cases := []struct {
		zone   string
		date   clinic.Date
		minute int
		want   string
	}{
		{"Europe/Oslo", clinic.Date{2026, 6, 15}, 8 * 60, "2026-06-15T08:00:00+02:00"},
		{"Europe/Oslo", clinic.Date{2026, 1, 15}, 24 * 60, "2026-01-16T00:00:00+01:00"},
		{"Europe/Oslo", clinic.Date{2026, 3, 29}, 2*60 + 30, "2026-03-29T03:00:00+02:00"},
		{"Europe/Oslo", clinic.Date{2026, 10, 25}, 2*60 + 30, "2026-10-25T02:30:00+02:00"},
		{"Africa/Cairo", clinic.Date{2026, 4, 24}, 0, "2026-04-24T01:00:00+03:00"},
		{"Australia/Lord_Howe", clinic.Date{2026, 10, 4}, 2*60 + 15, "2026-10-04T02:30:00+11:00"},
		{"America/St_Johns", clinic.Date{2026, 11, 1}, 60 + 15, "2026-11-01T01:15:00-02:30"},
		{"Pacific/Apia", clinic.Date{2011, 12, 30}, 8 * 60, "2011-12-31T00:00:00+14:00"},
		{"UTC", clinic.Date{2028, 2, 29}, 1, "2028-02-29T00:01:00Z"},
	}
	for _, c := range cases {
		if got := c.date.At(c.minute, zone(t, c.zone)).Format(time.RFC3339); got != c.want {
			t.Errorf("%s minute %d in %s: %s, want %s", c.date, c.minute, c.zone, got, c.want)
		}
	}
}

func TestDate_Plus(t *testing.T) {
	d := clinic.Date{2026, 12, 30}
	if got := d.Plus(3); got != (clinic.Date{2027, 1, 2}) || got.Weekday() != time.Saturday || got.String() != "2027-01-02" {
		t.Errorf("%s, a %s", got, got.Weekday())
	}
}

func TestQuiet_At(t *testing.T) {
	night, noon := clinic.Quiet{From: 21*60 + 30, To: 7*60 + 30}, clinic.Quiet{From: 12 * 60, To: 13 * 60}
	cases := []struct {
		q      clinic.Quiet
		minute int
		want   bool
	}{
		{night, 21*60 + 29, false},
		{night, 21*60 + 30, true},
		{night, 0, true},
		{night, 7*60 + 29, true},
		{night, 7*60 + 30, false},
		{noon, 12 * 60, true},
		{noon, 13 * 60, false},
		{noon, 0, false},
	}
	for _, c := range cases {
		if got := c.q.At(c.minute); got != c.want {
			t.Errorf("%v at %d: %v", c.q, c.minute, got)
		}
	}
}
