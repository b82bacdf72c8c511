package flows

import (
	"fmt"
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
)

// How days, times of day and windows are said. Figures read the same in every
// language, so they travel as they are written in clinic.toml.

// clockOf is the time of day at a moment, in the zone that it carries.
func clockOf(t time.Time) care.Name { return care.Name(t.Format("15:04")) }

// clockAt is the time of day so many minutes after midnight.
func clockAt(minute int) care.Name { return care.Name(fmt.Sprintf("%02d:%02d", minute/60, minute%60)) }

func span(w clinic.Window) care.Name { return clockAt(w.From) + "–" + clockAt(w.To) }

// spans lists windows, or says that there are none.
func spans(all []clinic.Window) care.Value {
	if len(all) == 0 {
		return care.Label("hours.none")
	}
	said := make([]string, len(all))
	for i, w := range all {
		said[i] = string(span(w))
	}
	return care.Name(strings.Join(said, ", "))
}

// open are the windows of a day as its clock really shows them: where it is set
// forward, one may begin later, or not take place.
func open(c clinic.Clinic, d clinic.Date) []clinic.Window {
	var all []clinic.Window
	for _, o := range c.Openings(d) {
		w := clinic.Window{From: minuteOf(o.From), To: minuteOf(o.To)}
		if clinic.DateOf(o.To) != d {
			w.To = o.Window.To // at midnight the clock shows the next day
		}
		all = append(all, w)
	}
	return all
}

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

// shortDay is a weekday's part of a key or a token.
func shortDay(d time.Weekday) string {
	return [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[d]
}

// date is a day of the calendar, without its year: nothing is told that far ahead.
func date(d clinic.Date) care.Line {
	months := [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	return care.Say("date.day",
		care.With("Day", care.Label("day."+shortDay(d.Weekday()))),
		care.With("Date", care.Number(d.Day)),
		care.With("Month", care.Label("month."+months[d.Month-1])))
}

// dates is a run of days, or the one that it is.
func dates(from, to clinic.Date) care.Line {
	if from == to {
		return date(from)
	}
	return care.Say("date.days", care.With("From", date(from)), care.With("To", date(to)))
}

func weekdays() clinic.Days {
	return clinic.DaysOf(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday)
}

func weekend() clinic.Days { return clinic.DaysOf(time.Saturday, time.Sunday) }

// daysOf says which weekdays are in a set; of many in a row, the first and the last.
func daysOf(d clinic.Days) care.Value {
	if d == 0 {
		return care.Label("days.every")
	}
	var all care.Labels
	days := d.List()
	for _, day := range days {
		all = append(all, care.Key("day."+shortDay(day)))
	}
	first, last := days[0], days[len(days)-1]
	if len(days) > 2 && (last-first+7)%7 == time.Weekday(len(days)-1) {
		return care.Say("date.days", care.With("From", care.Label(all[0])), care.With("To", care.Label(all[len(all)-1])))
	}
	return all
}
