package clinic_test

import (
	"time"

	"heard/clinic"
)

// What the laws say of public holidays, written from their texts and not from
// any library, so that the one in use is held against something else.

// holiday is one holiday of one year.
type holiday struct {
	date clinic.Date
	name string
}

// laws are the countries' holidays of a year, in no order.
func laws() map[string]func(year int) []holiday {
	return map[string]func(int) []holiday{
		"BE": belgium, "CA": canada, "GB": england, "NO": norway,
		"NZ": newZealand, "SE": sweden, "US": unitedStates,
	}
}

// norway: lov om helligdager 1995 § 2, and lov om 1 og 17 mai 1947. No holiday
// is moved from a weekend.
func norway(y int) []holiday {
	e := easter(y)
	return []holiday{
		{day(y, 1, 1), "Første nyttårsdag"},
		{e.Plus(-3), "Skjærtorsdag"},
		{e.Plus(-2), "Langfredag"},
		{e, "Første påskedag"},
		{e.Plus(1), "Andre påskedag"},
		{day(y, 5, 1), "1. mai"},
		{day(y, 5, 17), "17. mai"},
		{e.Plus(39), "Kristi himmelfartsdag"},
		{e.Plus(49), "Første pinsedag"},
		{e.Plus(50), "Andre pinsedag"},
		{day(y, 12, 25), "Første juledag"},
		{day(y, 12, 26), "Andre juledag"},
	}
}

// sweden: lag 1989:253 om allmänna helgdagar. The eves are not among them.
func sweden(y int) []holiday {
	e := easter(y)
	return []holiday{
		{day(y, 1, 1), "Nyårsdagen"},
		{day(y, 1, 6), "Trettondedag jul"},
		{e.Plus(-2), "Långfredagen"},
		{e, "Påskdagen"},
		{e.Plus(1), "Annandag påsk"},
		{day(y, 5, 1), "Första maj"},
		{e.Plus(39), "Kristi himmelsfärdsdag"},
		{e.Plus(49), "Pingstdagen"},
		{day(y, 6, 6), "Nationaldagen"},
		{from(day(y, 6, 20), time.Saturday), "Midsommardagen"},
		{from(day(y, 10, 31), time.Saturday), "Alla helgons dag"},
		{day(y, 12, 25), "Juldagen"},
		{day(y, 12, 26), "Annandag jul"},
	}
}

// belgium: the royal decree of 18 April 1974. An employer chooses the day that
// makes up for one on a Sunday, so there is none for all.
func belgium(y int) []holiday {
	e := easter(y)
	return []holiday{
		{day(y, 1, 1), "Nieuwjaar"},
		{e.Plus(1), "Paasmaandag"},
		{day(y, 5, 1), "Dag van de Arbeid"},
		{e.Plus(39), "Hemelvaart"},
		{e.Plus(50), "Pinkstermaandag"},
		{day(y, 7, 21), "Nationale feestdag"},
		{day(y, 8, 15), "Tenhemelopneming"},
		{day(y, 11, 1), "Allerheiligen"},
		{day(y, 11, 11), "Wapenstilstand"},
		{day(y, 12, 25), "Kerstmis"},
	}
}

// england: the Banking and Financial Dealings Act 1971, schedule 1, and the
// days that are proclaimed every year.
func england(y int) []holiday {
	e := easter(y)
	return append([]holiday{
		{e.Plus(-2), "Good Friday"},
		{e.Plus(1), "Easter Monday"},
		{from(day(y, 5, 1), time.Monday), "Early May bank holiday"},
		{from(day(y, 5, 25), time.Monday), "Spring bank holiday"},
		{from(day(y, 8, 25), time.Monday), "Summer bank holiday"},
	}, madeUp(
		holiday{day(y, 1, 1), "New Year's Day"},
		holiday{day(y, 12, 25), "Christmas Day"},
		holiday{day(y, 12, 26), "Boxing Day"},
	)...)
}

// canada: the Canada Labour Code, section 166. Section 193 lets the day that
// makes up for one on a weekend be the working day before or after; the federal
// government takes the one after.
func canada(y int) []holiday {
	return append([]holiday{
		{easter(y).Plus(-2), "Good Friday"},
		{from(day(y, 5, 18), time.Monday), "Victoria Day"}, // the Monday before 25 May
		{from(day(y, 9, 1), time.Monday), "Labour Day"},
		{from(day(y, 10, 8), time.Monday), "Thanksgiving Day"},
	}, madeUp(
		holiday{day(y, 1, 1), "New Year's Day"},
		holiday{day(y, 7, 1), "Canada Day"},
		holiday{day(y, 9, 30), "National Day for Truth and Reconciliation"},
		holiday{day(y, 11, 11), "Remembrance Day"},
		holiday{day(y, 12, 25), "Christmas Day"},
		holiday{day(y, 12, 26), "Boxing Day"},
	)...)
}

// newZealand: the Holidays Act 2003, sections 44 to 45A, and the Te Kāhui o
// Matariki Public Holiday Act 2022, schedule 1. Anniversary days of the
// provinces are not among them.
func newZealand(y int) []holiday {
	e := easter(y)
	matariki := map[int]clinic.Date{
		2024: day(2024, 6, 28), 2025: day(2025, 6, 20), 2026: day(2026, 7, 10), 2027: day(2027, 6, 25),
		2028: day(2028, 7, 14), 2029: day(2029, 7, 6), 2030: day(2030, 6, 21),
	}
	return append([]holiday{
		{e.Plus(-2), "Good Friday"},
		{e.Plus(1), "Easter Monday"},
		{from(day(y, 6, 1), time.Monday), "King's Birthday"},
		{matariki[y], "Matariki"},
		{from(day(y, 10, 22), time.Monday), "Labour Day"},
	}, madeUp(
		holiday{day(y, 1, 1), "New Year's Day"},
		holiday{day(y, 1, 2), "2 January"},
		holiday{day(y, 2, 6), "Waitangi Day"},
		holiday{day(y, 4, 25), "ANZAC Day"},
		holiday{day(y, 12, 25), "Christmas Day"},
		holiday{day(y, 12, 26), "Boxing Day"},
	)...)
}

// unitedStates: 5 U.S.C. 6103, where a Saturday is made up for on the Friday
// before, and Executive Order 11582, where a Sunday is on the Monday after.
func unitedStates(y int) []holiday {
	all := []holiday{
		{from(day(y, 1, 15), time.Monday), "Birthday of Martin Luther King, Jr."},
		{from(day(y, 2, 15), time.Monday), "Washington's Birthday"},
		{from(day(y, 5, 25), time.Monday), "Memorial Day"},
		{from(day(y, 9, 1), time.Monday), "Labor Day"},
		{from(day(y, 10, 8), time.Monday), "Columbus Day"},
		{from(day(y, 11, 22), time.Thursday), "Thanksgiving Day"},
	}
	for _, h := range []holiday{
		{day(y, 1, 1), "New Year's Day"},
		{day(y, 6, 19), "Juneteenth"},
		{day(y, 7, 4), "Independence Day"},
		{day(y, 11, 11), "Veterans Day"},
		{day(y, 12, 25), "Christmas Day"},
		{day(y+1, 1, 1), "New Year's Day of the next year"},
	} {
		if h.date.Year == y {
			all = append(all, h)
		}
		switch h.date.Weekday() {
		case time.Saturday:
			all = append(all, holiday{h.date.Plus(-1), h.name + " (made up)"})
		case time.Sunday:
			all = append(all, holiday{h.date.Plus(1), h.name + " (made up)"})
		}
	}
	return inYear(all, y)
}

// madeUp adds, for each holiday on a weekend, the first day after it that is
// neither on a weekend nor a holiday itself.
func madeUp(all ...holiday) []holiday {
	taken := map[clinic.Date]bool{}
	for _, h := range all {
		taken[h.date] = true
	}
	for _, h := range all {
		d := h.date
		if !weekend(d) {
			continue
		}
		for weekend(d) || taken[d] {
			d = d.Plus(1)
		}
		taken[d] = true
		all = append(all, holiday{d, h.name + " (made up)"})
	}
	return all
}

func inYear(all []holiday, y int) (kept []holiday) {
	for _, h := range all {
		if h.date.Year == y {
			kept = append(kept, h)
		}
	}
	return kept
}

func day(y, m, d int) clinic.Date { return clinic.Date{Year: y, Month: time.Month(m), Day: d} }

// from is the first such weekday, beginning with d itself.
func from(d clinic.Date, w time.Weekday) clinic.Date {
	for d.Weekday() != w {
		d = d.Plus(1)
	}
	return d
}

func weekend(d clinic.Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// easter is the Sunday after the full moon of the church, by golden number and
// epact as in the calendar reform of 1582; the library goes another way.
func easter(y int) clinic.Date {
	golden := y%19 + 1
	century := y/100 + 1
	dropped := 3*century/4 - 12 // leap years left out since then
	moon := (8*century+5)/25 - 5
	epact := ((11*golden+20+moon-dropped)%30 + 30) % 30
	if epact == 24 || epact == 25 && golden > 11 {
		epact++
	}
	full := 44 - epact // of March
	if full < 21 {
		full += 30
	}
	return from(day(y, 3, 1).Plus(full), time.Sunday)
}
