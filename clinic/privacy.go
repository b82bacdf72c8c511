package clinic

import "time"

// Privacy holds the limits that keep a report from pointing at a person.
type Privacy struct {
	Release        Release
	ReleaseReports int           // reports that must wait before any is released
	ReleasePeople  int           // different people they must come from
	ReleaseAge     time.Duration // how long a report waits at the least
	SmallestCell   int           // people; smaller counts are never shown
	Enrolled       int           // patients of the service; 0 when not told
	KeepCases      time.Duration // how long a case is kept after its last change; whole days
	Roster         string        // path of the names that are always hidden; empty: none
}

// defaultPrivacy is what holds where the file says nothing.
func defaultPrivacy() Privacy {
	return Privacy{
		Release:        Release{Slots: []Slot{{Day: time.Monday, Minute: 7 * 60}}},
		ReleaseReports: 5,
		ReleasePeople:  4,
		ReleaseAge:     24 * time.Hour,
		SmallestCell:   8,
		KeepCases:      90 * 24 * time.Hour,
	}
}

// Release is when the pool of reports is let out: at its slots, or, for trials
// only, at once.
type Release struct {
	Immediate bool
	Slots     []Slot
}

// Slot is a moment of every week, on the service's civil clock.
type Slot struct {
	Day    time.Weekday
	Minute int // after midnight
}

// Quiet is the part of the day in which patients are not disturbed, in minutes
// after midnight. From belongs to it and To does not; it may pass midnight. The
// zero value is no quiet at all.
type Quiet struct{ From, To int }

// defaultQuiet is half past nine in the evening to half past seven.
func defaultQuiet() Quiet { return Quiet{From: 21*60 + 30, To: 7*60 + 30} }

// At reports whether a minute of the day is quiet.
func (q Quiet) At(minute int) bool {
	if q.From <= q.To {
		return q.From <= minute && minute < q.To
	}
	return minute >= q.From || minute < q.To
}
