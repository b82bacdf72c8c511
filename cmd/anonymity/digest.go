package main

import (
	"slices"

	"heard/care"
)

// What a release gives away of when its reports were written. Each was written
// between two slots, less the age; where slots in between brought nothing, there
// were too few by then.

// stretches are those in which a report of a release can have been written, and
// how likely each is.
func (w worker) stretches(r release, rule care.Rule) ([]stretch, []float64) {
	if r.alone {
		return w.alone(r, rule)
	}
	var all []stretch
	var rates []float64
	from := r.full - age(rule)
	for _, slot := range append(slices.Clip(r.failed), r.at) {
		s := stretch{from, slot - age(rule)}
		all, rates = append(all, s), append(rates, sum(w.within(s)))
		from = s.to
	}
	return all, shares(normal(rates), len(r.posts), rule.Reports)
}

// What is sent anyway may have waited some slots more, behind another of the same
// patient: two of one never go alone together.
const (
	// mostBehind is how many slots more the worker thinks of.
	mostBehind = 3
	// goesBehind is how likely they hold each of them to be.
	goesBehind = 0.1
)

// alone is for what is sent anyway: its patient was asked at the slot before and
// not at the one before that, or else was asked again; or a slot or two earlier,
// and another of theirs went first.
func (w worker) alone(r release, rule care.Rule) ([]stretch, []float64) {
	var all []stretch
	var weights []float64
	likely := 1.0
	for back := lonely(); ; back += lonely() {
		s := stretch{max(r.before.from-back, r.full-age(rule)), r.before.to - back}
		if s.from >= s.to {
			break
		}
		behind := likely
		for range mostBehind + 1 {
			all, weights = append(all, s), append(weights, behind*sum(w.within(s)))
			long := r.before.to - r.before.from
			s.from, s.to, behind = s.from-long, s.to-long, behind*goesBehind
		}
		likely *= keepsAt
	}
	return all, normal(weights)
}

// shares is how the n reports of a release fall on its stretches, on average,
// given that there were fewer than the least at the end of each but the last.
func shares(rates []float64, n, least int) []float64 {
	out := make([]float64, len(rates))
	for k := range rates {
		out[k] = weigh(rates, n, least, k)
	}
	return normal(out)
}

// weigh weighs all the ways in which n reports can fall on the stretches, each by
// how many of them fall on stretch k.
func weigh(rates []float64, n, least, k int) float64 {
	by := make([]float64, n+1) // by how many have been written so far
	by[0] = 1
	for i, rate := range rates {
		next := make([]float64, n+1)
		for before, weight := range by {
			term := weight
			for more := 0; before+more <= n; more++ {
				if more > 0 {
					term *= rate / float64(more)
				}
				sofar := before + more
				if i < len(rates)-1 && sofar >= least {
					break
				}
				if i == k {
					next[sofar] += term * float64(more)
				} else {
					next[sofar] += term
				}
			}
		}
		by = next
	}
	return by[n]
}
