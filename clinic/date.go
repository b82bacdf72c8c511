package clinic

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the calendar, the same in every zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the civil day of a moment in the zone that the moment carries.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// String writes the date as in the file: 2026-12-24.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// Compare is negative when d is before e, zero when it is the same day.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Plus is the date so many days later.
func (d Date) Plus(days int) Date { return DateOf(d.wall(0).AddDate(0, 0, days)) }

// Weekday is the date's day of the week.
func (d Date) Weekday() time.Weekday { return d.wall(0).Weekday() }

// At is the moment when a clock in the zone shows so many minutes after
// midnight: the first such moment when the clock is set back over it, and the
// first moment after the gap when it is set forward over it.
func (d Date) At(minute int, zone *time.Location) time.Time {
	wall := d.wall(minute)
	// The offset is the one of a day before or of a day after: no zone changes
	// twice in between.
	early, late := shift(wall, -24*time.Hour, zone), shift(wall, 24*time.Hour, zone)
	if late.Before(early) {
		early, late = late, early
	}
	for _, t := range []time.Time{early, late} {
		if shows(t, wall) {
			return t
		}
	}
	change, _ := late.ZoneBounds()
	return change
}

// wall holds civil time in UTC, where no clock is ever changed.
func (d Date) wall(minute int) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, minute, 0, 0, time.UTC)
}

// shift reads wall as if the zone's offset were the one that holds by away.
func shift(wall time.Time, by time.Duration, zone *time.Location) time.Time {
	_, offset := wall.Add(by).In(zone).Zone()
	return wall.Add(-time.Duration(offset) * time.Second).In(zone)
}

func shows(t, wall time.Time) bool {
	return DateOf(t) == DateOf(wall) && t.Hour() == wall.Hour() && t.Minute() == wall.Minute()
}
