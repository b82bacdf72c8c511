package clinic

import (
	"time"

	"heard/care"
)

// Clinic is one place that patients come to.
type Clinic struct {
	ID       string
	Name     string
	Phone    care.Phone // the urgent line where the file gives no phone
	Zone     *time.Location
	Hours    Week
	Holidays Holidays
	Closed   []Closure
	Changed  []Change // of the file, then of staff; later ones win
}

// Holidays is what a clinic does on public holidays. The zero value knows of
// none.
type Holidays struct {
	Days    Dates    // the country's public holidays
	AsUsual bool     // open as on any other day
	Windows []Window // or open in these windows; none: closed
}

// Closure is a run of days on which a clinic is closed, both ends included.
type Closure struct{ From, To Date }

// Covers reports whether the day is one of the closure's.
func (c Closure) Covers(d Date) bool {
	return d.Compare(c.From) >= 0 && d.Compare(c.To) <= 0
}
