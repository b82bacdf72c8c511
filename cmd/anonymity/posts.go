package main

import (
	"cmp"
	"slices"
)

// post is something a patient has written.
type post struct {
	author  int
	written float64
	near    bool // about a visit, on the premises or soon after
}

// ways is how much is written about a visit of weight one, and by a patient in a
// minute of any day, by somebody whose rate is 1.
type ways struct{ perVisit, perMinute float64 }

// waysFor spreads the wanted rate over visits and days.
func waysFor(patients []patient, weeks int, rate float64) ways {
	visits := 0.0
	for _, p := range patients {
		for _, v := range p.visits {
			visits += v.weight
		}
	}
	first := rate * float64(len(patients)*weeks) * (1 - oneMore) // those that are not one more
	return ways{perVisit: nearVisits * first / visits, perMinute: (1 - nearVisits) * first / (float64(len(patients)*weeks) * week)}
}

// write draws what all patients write, in order.
func write(patients []patient, weeks int, w ways, d dice) []post {
	end := float64(weeks) * week
	var all []post
	for i, p := range patients {
		for _, v := range p.visits {
			for range d.count(p.rate * w.perVisit * v.weight) {
				all = row(all, post{author: i, written: v.moment(d), near: true}, d)
			}
		}
		for range d.count(p.rate * w.perMinute * end) {
			all = row(all, post{author: i, written: d.between(0, end)}, d)
		}
	}
	slices.SortFunc(all, func(a, b post) int { return cmp.Compare(a.written, b.written) })
	return all
}

// row adds a post, and those that its patient writes right after it.
func row(all []post, p post, d dice) []post {
	all = append(all, p)
	for d.happens(oneMore) {
		p.written += d.between(soonest, latest)
		all = append(all, p)
	}
	return all
}
