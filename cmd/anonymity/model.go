package main

import "time"

// What is assumed of patients, of their clinic and of how they write. Nobody has
// measured most of it, so each figure has a name, and docs/anonymity.md lists them.

// scenario is what may be chosen on the command line.
type scenario struct {
	patients int
	weeks    int
	reports  float64 // for the pool, by patient and week
	asks     float64 // for a team, by patient and week
}

// Attendance.
const (
	shareDaily   = 0.5 // of patients: every day
	shareSeveral = 0.3 // on three days a week; the others once a week
	severalDays  = 3
	turnsUp      = 0.95 // of planned visits
	weekAway     = 0.03 // of a patient's weeks: travelling, or in hospital
	mornings     = 0.7  // of patients who come before noon

	habitSpread = 20.0 // minutes, standard deviation around the patient's own time of day
	shortStay   = 5.0  // minutes
	longStay    = 45.0
)

// Writing.
const (
	neverWrite = 0.5 // of patients

	// skew is the shape of the gamma distribution that the others' rates follow.
	// With it, of 100 patients who write 10 reports a week, 7 are heard from in one
	// week, 18 in four and 30 in thirteen.
	skew = 0.7

	nearVisits   = 0.6  // of what is written: on the premises, or soon after
	whileThere   = 0.5  // of that: before the patient has left
	fadesOver    = 20.0 // minutes after leaving: the mean of an exponential
	stopsAfter   = 60.0 // minutes after leaving, at which it is cut off
	badDays      = 0.05 // of days something happens that makes people write
	badDayFactor = 6.0  // and they write so much more about that day's visit

	// oneMore is how often the same patient writes once more right after, and so
	// on; between soonest and latest minutes later.
	oneMore = 0.15
	soonest = 2.0
	latest  = 20.0
)

// What patients answer when they are asked at a slot, since their report has found
// no company. They answer before the next.
const (
	sendsAnyway = 1.0 / 3
	keepsAt     = 1.0 / 3 // waits on; the others want it counted only
)

// What they write about, and how a case goes on.
const (
	taste       = 3.0      // the smaller, the more a patient keeps to the same few topics
	answerSoon  = 60.0     // minutes until staff answer a case, at the least
	answerLate  = 24 * 60  // and at the most
	readsAfter  = 3 * 60.0 // minutes until a patient reads an answer, mean
	replies     = 0.6      // of answers that are replied to
	betweenMost = 4.0      // minutes between two replies in one sitting, at the most
	takesBack   = 0.05     // of cases that are taken back one by one
	forgets     = 0.005    // of patients, each week, who leave by /forget
	keptDays    = 90       // cases older than this have expired
)

// Minutes, in which everything here is counted from the first Monday's midnight.
const (
	hour = 60.0
	day  = 24 * hour
	week = 7 * day
)

// began is that midnight.
func began() time.Time { return time.Date(2026, time.January, 5, 0, 0, 0, 0, time.UTC) }

// clock is the moment so many minutes after the beginning.
func clock(minutes float64) time.Time {
	return began().Add(time.Duration(minutes * float64(time.Minute)))
}

// minutes is the reverse.
func minutes(at time.Time) float64 { return at.Sub(began()).Minutes() }
