package clinic_test

import (
	"testing"
	"time"

	"heard/clinic"
)

// zones8 are those that the properties are held in: whole hours, half hours and
// quarters, north and south, a change of half an hour, and none at all.
func zones8() []string {
	return []string{
		"Europe/Oslo", "Europe/London", "America/New_York", "Pacific/Auckland",
		"America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Chatham",
	}
}

// everyDay is a clinic that has the same windows every day.
func everyDay(t interface{ Fatal(...any) }, in string, windows ...clinic.Window) clinic.Clinic {
	c := clinic.Clinic{Zone: zone(t, in)}
	for d := range c.Hours {
		c.Hours[d] = windows
	}
	return c
}

// hm makes a window of hours and minutes written as 1330.
func hm(from, to int) clinic.Window {
	return clinic.Window{From: from/100*60 + from%100, To: to/100*60 + to%100}
}

// A window takes place from the first time that the clock shows its start to the
// first time that it shows its end; a time that is skipped is the moment of the
// change.
func TestOpenings_WhenClocksChange(t *testing.T) {
	// The clock goes back and forward in 2026 on these days.
	back := map[string]clinic.Date{
		"Europe/Oslo": day(2026, 10, 25), "Europe/London": day(2026, 10, 25), "America/New_York": day(2026, 11, 1),
		"Pacific/Auckland": day(2026, 4, 5), "America/St_Johns": day(2026, 11, 1), "Australia/Lord_Howe": day(2026, 4, 5),
		"Asia/Kathmandu": day(2026, 10, 25), "Pacific/Chatham": day(2026, 4, 5),
	}
	forward := map[string]clinic.Date{
		"Europe/Oslo": day(2026, 3, 29), "Europe/London": day(2026, 3, 29), "America/New_York": day(2026, 3, 8),
		"Pacific/Auckland": day(2026, 9, 27), "America/St_Johns": day(2026, 3, 8), "Australia/Lord_Howe": day(2026, 10, 4),
		"Asia/Kathmandu": day(2026, 3, 29), "Pacific/Chatham": day(2026, 9, 27),
	}
	cases := []struct {
		zone       string
		on         map[string]clinic.Date
		window     clinic.Window
		from, to   string // empty: it does not take place
		howLong    time.Duration
		explaining string
	}{
		{"Europe/Oslo", back, hm(130, 230), "01:30+02:00", "02:30+02:00", time.Hour, "ends in the hour that comes twice, the first time"},
		{"Europe/Oslo", back, hm(230, 330), "02:30+02:00", "03:30+01:00", 2 * time.Hour, "begins in it, the first time, and goes on"},
		{"Europe/Oslo", back, hm(200, 300), "02:00+02:00", "03:00+01:00", 2 * time.Hour, "holds both hours"},
		{"Europe/Oslo", back, hm(210, 240), "02:10+02:00", "02:40+02:00", 30 * time.Minute, "is in it, and takes place once"},
		{"Europe/Oslo", forward, hm(130, 230), "01:30+01:00", "03:00+02:00", 30 * time.Minute, "ends in the hour that is skipped"},
		{"Europe/Oslo", forward, hm(230, 330), "03:00+02:00", "03:30+02:00", 30 * time.Minute, "begins in it"},
		{"Europe/Oslo", forward, hm(200, 300), "", "", 0, "is the skipped hour"},
		{"Europe/Oslo", forward, hm(215, 245), "", "", 0, "is in it"},
		{"Europe/Oslo", forward, hm(800, 1200), "08:00+02:00", "12:00+02:00", 4 * time.Hour, "is later that day"},
		{"Europe/Oslo", forward, hm(0, 2400), "00:00+01:00", "00:00+02:00", 23 * time.Hour, "is the whole day"},
		{"Europe/Oslo", back, hm(0, 2400), "00:00+02:00", "00:00+01:00", 25 * time.Hour, "is the whole day"},

		{"Europe/London", back, hm(130, 230), "01:30+01:00", "02:30Z", 2 * time.Hour, "begins the first time"},
		{"Europe/London", forward, hm(230, 330), "02:30+01:00", "03:30+01:00", time.Hour, "is after the change"},
		{"Europe/London", forward, hm(115, 145), "", "", 0, "is skipped"},

		{"America/New_York", back, hm(130, 230), "01:30-04:00", "02:30-05:00", 2 * time.Hour, "begins the first time"},
		{"America/New_York", forward, hm(230, 330), "03:00-04:00", "03:30-04:00", 30 * time.Minute, "begins in the gap"},

		{"Pacific/Auckland", back, hm(130, 230), "01:30+13:00", "02:30+13:00", time.Hour, "ends the first time"},
		{"Pacific/Auckland", forward, hm(230, 330), "03:00+13:00", "03:30+13:00", 30 * time.Minute, "begins in the gap"},

		{"America/St_Johns", back, hm(130, 230), "01:30-02:30", "02:30-03:30", 2 * time.Hour, "begins the first time"},
		{"America/St_Johns", forward, hm(230, 330), "03:00-02:30", "03:30-02:30", 30 * time.Minute, "begins in the gap"},

		{"Australia/Lord_Howe", back, hm(130, 230), "01:30+11:00", "02:30+10:30", 90 * time.Minute, "holds the half hour twice"},
		{"Australia/Lord_Howe", back, hm(115, 145), "01:15+11:00", "01:45+11:00", 30 * time.Minute, "ends the first time"},
		{"Australia/Lord_Howe", forward, hm(230, 330), "02:30+11:00", "03:30+11:00", time.Hour, "begins with the change"},
		{"Australia/Lord_Howe", forward, hm(205, 225), "", "", 0, "is in the gap of half an hour"},
		{"Australia/Lord_Howe", forward, hm(145, 215), "01:45+10:30", "02:30+11:00", 15 * time.Minute, "ends in the gap"},

		{"Asia/Kathmandu", back, hm(130, 230), "01:30+05:45", "02:30+05:45", time.Hour, "knows no change"},
		{"Asia/Kathmandu", forward, hm(230, 330), "02:30+05:45", "03:30+05:45", time.Hour, "knows no change"},

		{"Pacific/Chatham", back, hm(130, 230), "01:30+13:45", "02:30+13:45", time.Hour, "is before the change"},
		{"Pacific/Chatham", back, hm(300, 400), "03:00+13:45", "04:00+12:45", 2 * time.Hour, "begins the first time"},
		{"Pacific/Chatham", forward, hm(230, 330), "02:30+12:45", "03:45+13:45", 15 * time.Minute, "ends in the gap"},
		{"Pacific/Chatham", forward, hm(300, 330), "", "", 0, "is in the gap"},
	}
	for _, k := range cases {
		c := everyDay(t, k.zone, k.window)
		got := c.Openings(k.on[k.zone])
		switch {
		case k.from == "" && len(got) == 0:
		case k.from == "" || len(got) != 1:
			t.Errorf("%s in %s, which %s: %v", k.window, k.zone, k.explaining, got)
		case got[0].From.Format("15:04Z07:00") != k.from || got[0].To.Format("15:04Z07:00") != k.to || got[0].To.Sub(got[0].From) != k.howLong:
			t.Errorf("%s in %s, which %s: from %s to %s", k.window, k.zone, k.explaining, got[0].From, got[0].To)
		}
	}
}

// In the hour that comes twice a window that has ended does not begin again.
func TestOpenAt_HourThatComesTwice(t *testing.T) {
	c := everyDay(t, "Europe/Oslo", hm(130, 230))
	for at, want := range map[string]bool{
		"2026-10-25T01:29:59+02:00": false,
		"2026-10-25T01:30:00+02:00": true,
		"2026-10-25T02:29:59+02:00": true,
		"2026-10-25T02:30:00+02:00": false,
		"2026-10-25T02:00:00+01:00": false, // the clock shows two again
		"2026-10-25T02:29:59+01:00": false,
		"2026-10-25T03:00:00+01:00": false,
	} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.OpenAt(when); got != want {
			t.Errorf("open at %s: %v", at, got)
		}
	}
}

func TestNextChange(t *testing.T) {
	oslo := zone(t, "Europe/Oslo")
	split := everyDay(t, "Europe/Oslo", hm(800, 1200), hm(1200, 1400), hm(2200, 2400))
	split.Hours[time.Sunday] = []clinic.Window{hm(0, 200), hm(1000, 1100)}
	for _, k := range []struct {
		at, want string
		opens    bool
	}{
		{"2026-06-15 07:00:00", "2026-06-15 08:00:00", true},
		{"2026-06-15 08:00:00", "2026-06-15 14:00:00", false}, // two windows touch
		{"2026-06-15 14:00:00", "2026-06-15 22:00:00", true},
		{"2026-06-15 23:00:00", "2026-06-16 00:00:00", false},
		{"2026-06-20 23:00:00", "2026-06-21 02:00:00", false}, // at midnight too
	} {
		at, err := time.ParseInLocation(layout, k.at, oslo)
		if err != nil {
			t.Fatal(err)
		}
		got, opens, ok := split.NextChange(at)
		if !ok || got.Format(layout) != k.want || opens != k.opens {
			t.Errorf("after %s: %s, opens %v, %v", k.at, got, opens, ok)
		}
	}
	for name, c := range map[string]clinic.Clinic{"never": everyDay(t, "Europe/Oslo"), "always": everyDay(t, "Europe/Oslo", hm(0, 2400))} {
		if at, _, ok := c.NextChange(time.Unix(1_800_000_000, 0)); ok {
			t.Errorf("open %s, yet it changes at %s", name, at)
		}
	}
}
