package clinic

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"
)

// Dates is a set of days. It is only read once it is made, so any number of
// clinics may share one.
type Dates map[Date]bool

// Has reports whether the day is in the set.
func (d Dates) Has(day Date) bool { return d[day] }

// The years whose holidays are known. A clinic is asked at every update, and is
// never changed once loaded, so all of them are worked out once: some thousand
// days, in less than a millisecond.
const (
	firstYear = 2020
	lastYear  = 2099
)

// PublicHolidays lists the public holidays of a country by its laws, whole civil
// days, from 2020 to 2099. It is nil for a country that is not known.
//
// A holiday on a weekend that is made up for on a weekday counts on both: a
// clinic that opens on Saturdays is closed on a Christmas Day that is one. Days
// of one region, or of one year by decree, are not among them: they belong in
// the file. Where it is GB, the holidays are those of England and Wales.
func PublicHolidays(country string) Dates {
	rules := holidayRules(country)
	if rules == nil {
		return nil
	}
	days := make(Dates, 16*(lastYear-firstYear+1))
	for year := firstYear; year <= lastYear; year++ {
		for _, rule := range rules {
			actual, observed := rule.Calc(year)
			days.add(actual)
			days.add(observed)
		}
	}
	return days
}

// add puts the day of a library's moment into the set. The library counts in the
// zone of the machine, where a clock set forward at midnight may move the start
// of a day into the day before; noon is always on the right one.
func (d Dates) add(start time.Time) {
	if !start.IsZero() {
		d[DateOf(start.Add(12*time.Hour))] = true
	}
}

// holidayRules are the library's, mended where it differs from the law.
func holidayRules(country string) []*cal.Holiday {
	switch country {
	case "BE":
		return be.Holidays
	case "CA":
		// Neither of the two is a general holiday of the Canada Labour Code.
		return less(ca.Holidays, ca.EasterMonday, ca.CivicDay)
	case "GB":
		return gb.Holidays
	case "NO":
		// Holidays by law, and a clinic may well open on other Sundays.
		return more(no.Holidays, aa.Easter, aa.Pentecost)
	case "NZ":
		return more(nz.Holidays, &cal.Holiday{Name: "Matariki", Func: matarikiIn})
	case "SE":
		// The eves are days off by agreement, not by law.
		return more(less(se.Holidays, se.Midsommarafton, se.Julafton, se.Nyarsafton), se.Paskdagen, se.Pingstdagen)
	case "US":
		return us.Holidays
	}
	return nil
}

func more(all []*cal.Holiday, these ...*cal.Holiday) []*cal.Holiday {
	return slices.Concat(all, these)
}

func less(all []*cal.Holiday, these ...*cal.Holiday) []*cal.Holiday {
	return slices.DeleteFunc(slices.Clone(all), func(h *cal.Holiday) bool { return slices.Contains(these, h) })
}

// matarikiIn is a rule in the library's form. It gives no day beyond the list.
func matarikiIn(_ *cal.Holiday, year int) time.Time {
	for _, d := range matariki() {
		if d.Year == year {
			return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, cal.DefaultLoc)
		}
	}
	return time.Time{}
}
