package locales

import (
	"strconv"
	"time"

	"heard/care"
)

// The messages a moment is written with. Days and months are lists of short
// names with spaces between.
const (
	clockAt     care.Key = "clock.at"
	clockDays   care.Key = "clock.days"
	clockMonths care.Key = "clock.months"
)

// clock writes a moment as day and time, in the zone that it carries. There is
// no year: nothing in the service is told that far ahead.
func (t *tongue) clock(c care.Clock) (text string, ok bool) {
	at := time.Time(c)
	text, err := t.localize(clockAt, map[string]string{
		"Day":   t.days[at.Weekday()],
		"Date":  strconv.Itoa(at.Day()),
		"Month": t.months[at.Month()-1],
		"Time":  at.Format("15:04"),
	}, nil)
	if err != nil {
		t.missing(clockAt)
	}
	return text, text != ""
}
