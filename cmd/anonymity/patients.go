package main

import (
	"math"
	"slices"
	"time"

	"heard/clinic"
)

// patient is one of the simulated.
type patient struct {
	rate   float64 // how much they write; 1 on average over all patients
	visits []visit // in order
}

// visit is one time on the premises, as the worker notes it.
type visit struct {
	arrive, leave float64
	weight        float64 // how much more than usual is written about it
}

// longest is after how long nothing is written about a visit any more.
const longest = longStay + stopsAfter

// admit draws the patients, and their visits through all weeks.
func admit(s scenario, hours clinic.Week, d dice) []patient {
	weights := make([]float64, s.weeks*7)
	for i := range weights {
		weights[i] = 1
		if d.happens(badDays) {
			weights[i] = badDayFactor
		}
	}
	all := make([]patient, s.patients)
	for i := range all {
		if !d.happens(neverWrite) {
			all[i].rate = d.gamma(skew) / skew / (1 - neverWrite)
		}
		all[i].visits = attend(newHabit(hours, d), weights, d)
	}
	return all
}

// habit is on which weekdays a patient comes, and when on each.
type habit struct {
	comes  [7]bool
	window [7]clinic.Window
	at     [7]float64 // minutes after midnight
}

func newHabit(hours clinic.Week, d dice) habit {
	var h habit
	part := 1
	if d.happens(mornings) {
		part = 0
	}
	place := d.Float64() // where in a window, the same on all days
	for i := range 7 {
		windows := hours[i]
		if len(windows) == 0 {
			continue
		}
		h.window[i] = windows[min(part, len(windows)-1)]
		h.at[i] = float64(h.window[i].From) + place*float64(h.window[i].To-h.window[i].From)
	}
	h.comes = days(hours, d)
	return h
}

// days draws on which days of the week a patient comes: on those on which it is
// open, or on some weekdays.
func days(hours clinic.Week, d dice) (comes [7]bool) {
	kind := d.Float64()
	some := d.Perm(5)[:severalDays]
	for i := range 7 {
		switch {
		case kind < shareDaily:
			comes[i] = len(hours[i]) > 0
		case kind < shareDaily+shareSeveral:
			comes[i] = slices.Contains(some, i-int(time.Monday))
		default:
			comes[i] = some[0] == i-int(time.Monday)
		}
	}
	return comes
}

// attend draws the visits: the weights are those of the days.
func attend(h habit, weights []float64, d dice) []visit {
	var all []visit
	away := false
	for i, weight := range weights {
		weekday := (i + int(time.Monday)) % 7
		if i%7 == 0 {
			away = d.happens(weekAway)
		}
		if away || !h.comes[weekday] || !d.happens(turnsUp) {
			continue
		}
		w := h.window[weekday]
		at := math.Min(math.Max(h.at[weekday]+habitSpread*d.NormFloat64(), float64(w.From)), float64(w.To)-1)
		arrive := float64(i)*day + at
		all = append(all, visit{arrive: arrive, leave: arrive + d.between(shortStay, longStay), weight: weight})
	}
	return all
}

// density is how likely something about a visit is written just then, by minute.
func (v visit) density(at float64) float64 {
	switch after := at - v.leave; {
	case at < v.arrive || after >= stopsAfter:
		return 0
	case after < 0:
		return whileThere / (v.leave - v.arrive)
	default:
		return (1 - whileThere) * math.Exp(-after/fadesOver) / fadesOver / (1 - math.Exp(-stopsAfter/fadesOver))
	}
}

// by is the share of what is written about a visit that is written by then.
func (v visit) by(at float64) float64 {
	switch after := at - v.leave; {
	case at < v.arrive:
		return 0
	case after < 0:
		return whileThere * (at - v.arrive) / (v.leave - v.arrive)
	case after >= stopsAfter:
		return 1
	default:
		return whileThere + (1-whileThere)*(1-math.Exp(-after/fadesOver))/(1-math.Exp(-stopsAfter/fadesOver))
	}
}

// moment draws when something about a visit is written.
func (v visit) moment(d dice) float64 {
	if d.happens(whileThere) {
		return d.between(v.arrive, v.leave)
	}
	cut := 1 - math.Exp(-stopsAfter/fadesOver)
	return v.leave - fadesOver*math.Log(1-cut*d.Float64())
}
