package main

import "sort"

// worker is the nosy key worker: knows who was on the premises when, in all
// weeks, and how patients write, as the model has it to the last figure. What a
// worker's methods return is how likely it is that each patient wrote something,
// if all wrote equally much.
type worker struct {
	patients []patient
	ways     ways
	weeks    int
}

// each asks of every patient: what their visits in a stretch add, and what any
// time of day adds, which is the same for all.
func (w worker) each(from, to, anyTime float64, of func(visit) float64) []float64 {
	out := make([]float64, len(w.patients))
	for i, p := range w.patients {
		out[i] = w.ways.perMinute * anyTime
		first := sort.Search(len(p.visits), func(k int) bool { return p.visits[k].arrive > from-longest })
		for _, v := range p.visits[first:] {
			if v.arrive >= to {
				break
			}
			out[i] += w.ways.perVisit * v.weight * of(v)
		}
	}
	return out
}

// at is for something that was seen to be written just then.
func (w worker) at(at float64) []float64 {
	return w.each(at, at+1, 1, func(v visit) float64 { return v.density(at) })
}

// within is for something written at any time in a stretch.
func (w worker) within(s stretch) []float64 {
	return w.each(s.from, s.to, s.to-s.from, func(v visit) float64 { return v.by(s.to) - v.by(s.from) })
}

// ever is for something of which nothing is known.
func (w worker) ever() []float64 { return w.within(stretch{0, float64(w.weeks) * week}) }

// stretch is from one minute to another.
type stretch struct{ from, to float64 }

// among is for something that may be from several stretches, each as likely as
// its share.
func (w worker) among(all []stretch, shares []float64) []float64 {
	out := make([]float64, len(w.patients))
	for k, s := range all {
		if shares[k] == 0 {
			continue
		}
		for i, l := range normal(w.within(s)) {
			out[i] += shares[k] * l
		}
	}
	return out
}
