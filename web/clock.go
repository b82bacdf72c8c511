package web

import (
	"context"
	"slices"
	"time"
)

// Clock is what the demonstration's clock shows.
type Clock struct {
	Now  time.Time `json:"now"`
	Zone string    `json:"zone"` // the clinic's, as in "Europe/London"
}

// Mover moves the demonstration's clock, which goes forward only.
type Mover interface {
	// Move returns when everything has happened that was due on the way.
	Move(ctx context.Context, leap Leap) error
}

// Leap is how far the clock is moved.
type Leap string

// The clock can be moved by a while, or to where something happens.
const (
	HalfHour Leap = "half-hour"
	Next     Leap = "next"    // to the next thing that is to be seen, or the next release
	Day      Leap = "day"     // to the same time of the next day
	Release  Leap = "release" // to the next release of the pool
)

// Leaps lists every leap, in the order of the page.
func Leaps() []Leap { return []Leap{HalfHour, Next, Day, Release} }

func (l Leap) known() bool { return slices.Contains(Leaps(), l) }
