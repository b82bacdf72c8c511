package clinic_test

import (
	"testing"
	"time"

	"heard/clinic"
)

func TestDeadline(t *testing.T) {
	c := may17(t) // Monday 17 May 2027 and Whit Sunday and Monday, 16 and 17, are holidays
	days := func(n int) clinic.Within { return clinic.Within{Days: n} }
	hours := func(n int) clinic.Within { return clinic.Within{Open: time.Duration(n) * time.Hour} }
	for _, k := range []struct {
		from   string
		within clinic.Within
		want   string
	}{
		{"2027-06-15 09:30:15", days(1), "2027-06-16 09:30:15"},
		{"2027-06-15 07:00:00", days(1), "2027-06-16 08:00:00"}, // counts from when it opens
		{"2027-06-15 13:00:00", days(1), "2027-06-16 14:00:00"}, // in the lunch hour too
		{"2027-06-15 20:00:00", days(1), "2027-06-17 08:00:00"}, // and in the evening
		{"2027-06-18 10:00:00", days(1), "2027-06-21 10:00:00"}, // a Friday
		{"2027-06-19 10:00:00", days(1), "2027-06-22 08:00:00"}, // a Saturday
		{"2027-05-14 10:00:00", days(1), "2027-05-18 10:00:00"}, // before a holiday
		{"2027-05-14 10:00:00", days(3), "2027-05-20 10:00:00"},
		{"2026-12-23 10:00:00", days(1), "2026-12-28 10:00:00"}, // before a closure
		{"2027-03-27 10:00:00", days(1), "2027-03-31 08:00:00"}, // Easter and summer time
		{"2027-06-15 08:00:00", hours(4), "2027-06-15 12:00:00"},
		{"2027-06-15 09:00:00", hours(4), "2027-06-15 15:00:00"}, // over the lunch hour
		{"2027-06-15 20:00:00", hours(4), "2027-06-16 12:00:00"},
		{"2027-05-14 16:00:00", hours(2), "2027-05-18 09:00:00"}, // over a holiday
		{"2027-06-15 09:00:00", clinic.Within{}, "2027-06-15 09:00:00"},
	} {
		from, err := time.ParseInLocation(layout, k.from, c.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Deadline(from.UTC(), k.within).Format(layout); got != k.want {
			t.Errorf("%+v from %s: %s, want %s", k.within, k.from, got, k.want)
		}
	}
}

// Where the next day closes earlier, the deadline is its closing.
func TestDeadline_ShorterDay(t *testing.T) {
	c := may17(t)
	c.Hours[time.Saturday] = []clinic.Window{hm(900, 1100)}
	from := time.Date(2027, time.June, 18, 16, 0, 0, 0, c.Zone)
	if got := c.Deadline(from, clinic.Within{Days: 1}).Format(layout); got != "2027-06-19 11:00:00" {
		t.Error(got)
	}
}

// A clinic that never opens counts by the calendar, so that nothing is lost.
func TestDeadline_NeverOpen(t *testing.T) {
	c := everyDay(t, "Europe/Oslo")
	from := time.Date(2027, time.March, 27, 16, 0, 0, 0, c.Zone)
	if got := c.Deadline(from, clinic.Within{Days: 2}); got.Sub(from) != 47*time.Hour {
		t.Errorf("two days are %s", got.Sub(from))
	}
	if got := c.Deadline(from, clinic.Within{Open: 5 * time.Hour}); got.Sub(from) != 5*time.Hour {
		t.Errorf("five hours are %s", got.Sub(from))
	}
}
