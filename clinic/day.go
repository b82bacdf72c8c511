package clinic

import "slices"

// Rule is what decides when a clinic is open on a certain day. Each wins over
// those before it.
type Rule string

// The rules, weakest first.
const (
	ByWeek    Rule = "week"    // the hours of the weekday
	ByHoliday Rule = "holiday" // a public holiday
	ByClosure Rule = "closure" // a closure of the file
	ByChange  Rule = "change"  // a changed day of the file, or a change by staff
)

// Day is what a clinic does on one day.
type Day struct {
	Date    Date
	Windows []Window // in order and without overlap; none: it is closed
	Rule    Rule
	Reason  Reason // of a change by staff, else empty
}

// Day tells when the clinic is open on a day, on its own clock, and why so.
func (c Clinic) Day(d Date) Day {
	day := c.day(d)
	day.Windows = slices.Clone(day.Windows)
	return day
}

// Windows are the windows of a day on the clinic's own clock, in order.
func (c Clinic) Windows(d Date) []Window { return c.Day(d).Windows }

// day is Day, with windows that are still the clinic's own.
func (c Clinic) day(d Date) Day {
	day := c.planned(d)
	for _, change := range c.Changed {
		if !change.Covers(d) {
			continue
		}
		if windows := change.over(day.Windows); !slices.Equal(windows, day.Windows) {
			day.Windows, day.Rule, day.Reason = windows, ByChange, change.Reason
		}
	}
	return day
}

// planned is the day before anything is changed.
func (c Clinic) planned(d Date) Day {
	switch {
	case c.closedOn(d):
		return Day{Date: d, Rule: ByClosure}
	case !c.Holidays.AsUsual && c.Holidays.Days.Has(d):
		return Day{Date: d, Windows: c.Holidays.Windows, Rule: ByHoliday}
	}
	return Day{Date: d, Windows: c.Hours[d.Weekday()], Rule: ByWeek}
}

func (c Clinic) closedOn(d Date) bool {
	return slices.ContainsFunc(c.Closed, func(closed Closure) bool { return closed.Covers(d) })
}
