package clinic_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
)

func TestReleaseSlots(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	twice := clinic.Release{Slots: []clinic.Slot{{Day: time.Thursday, Minute: 7 * 60}, {Day: time.Monday, Minute: 7 * 60}}}
	atNight := clinic.Release{Slots: []clinic.Slot{{Day: time.Sunday, Minute: 90}}}
	for name, row := range map[string]struct {
		r              clinic.Release
		at, last, next string
	}{
		"between two":              {twice, "2026-11-24 12:00", "2026-11-23 07:00", "2026-11-26 07:00"},
		"at a slot":                {twice, "2026-11-26 07:00", "2026-11-26 07:00", "2026-11-30 07:00"},
		"a minute before":          {twice, "2026-11-26 06:59", "2026-11-23 07:00", "2026-11-26 07:00"},
		"over the end of a year":   {twice, "2027-01-01 00:00", "2026-12-31 07:00", "2027-01-04 07:00"},
		"when clocks go forward":   {atNight, "2026-03-28 12:00", "2026-03-22 01:30", "2026-03-29 02:00"},
		"the same, a moment later": {atNight, "2026-03-29 03:00", "2026-03-29 02:00", "2026-04-05 01:30"},
		"without slots":            {clinic.Release{}, "2026-11-24 12:00", "2026-11-24 12:00", "2026-11-24 12:00"},
	} {
		t.Run(name, func(t *testing.T) {
			at := moment(t, row.at, london)
			if got := row.r.Last(at, london).Format(stamp); got != row.last {
				t.Errorf("the last before %s: %s, want %s", row.at, got, row.last)
			}
			if got := row.r.Next(at, london).Format(stamp); got != row.next {
				t.Errorf("the next after %s: %s, want %s", row.at, got, row.next)
			}
		})
	}
}

const stamp = "2006-01-02 15:04"

func moment(t *testing.T, text string, zone *time.Location) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(stamp, text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// Whoever goes from slot to slot meets each once, and none lies between two.
func TestReleaseSlotsMeet(t *testing.T) {
	zones := []string{"Europe/Oslo", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "America/St_Johns"}
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		r := clinic.Release{Slots: []clinic.Slot{
			{Day: time.Weekday(rapid.IntRange(0, 6).Draw(t, "day")), Minute: rapid.IntRange(0, 1439).Draw(t, "minute")},
			{Day: time.Weekday(rapid.IntRange(0, 6).Draw(t, "other day")), Minute: rapid.IntRange(0, 1439).Draw(t, "other minute")},
		}}
		at := time.Unix(rapid.Int64Range(1.7e9, 1.9e9).Draw(t, "at"), 0)
		last, next := r.Last(at, zone), r.Next(at, zone)
		if last.After(at) || !next.After(at) || next.Sub(last) > 7*24*time.Hour+2*time.Hour {
			t.Fatalf("%s lies between %s and %s", at, last, next)
		}
		if got := r.Next(last, zone); !got.Equal(next) {
			t.Fatalf("after %s comes %s, and not %s", last, got, next)
		}
		if got := r.Last(next.Add(-time.Second), zone); !got.Equal(last) {
			t.Fatalf("before %s is %s, and not %s", next, got, last)
		}
	})
}
