package main

import (
	"math"
	"testing"
)

// TestNothingIsRuledOut lets many reports through small pools, and looks whether
// each was written when the worker thinks it can have been: an attack that rules
// out the truth would be no attack.
func TestNothingIsRuledOut(t *testing.T) {
	p := opened(t)
	waited, lonely := 0, 0
	for run := range 150 {
		d := newDice(11, uint64(run))
		s := scenario{patients: 30, weeks: 26, reports: 0.06}
		patients := admit(s, p.Clinics[0].Hours, d)
		w := worker{patients, waysFor(patients, s.weeks, s.reports), s.weeks}
		held := pool{rule: p.rule(), dice: d}
		held.run(write(patients, s.weeks, w.ways, d), slotsOf(p.Privacy.Release, s.weeks))
		for _, r := range held.releases {
			all, shares := w.stretches(r, held.rule)
			if math.Abs(sum(shares)-1) > 1e-9 {
				t.Fatalf("shares add up to %v", sum(shares))
			}
			for _, one := range r.posts {
				if !possible(one, all, shares) {
					t.Fatalf("written at %.0f, but held possible only in %v with %v (alone: %v)", one.written, all, shares, r.alone)
				}
			}
			switch {
			case r.alone:
				lonely++
			case len(all) > 1:
				waited++
			}
		}
	}
	if waited < 100 || lonely < 50 {
		t.Errorf("only %d releases had waited and %d went alone: too few to tell", waited, lonely)
	}
}

func possible(one post, all []stretch, shares []float64) bool {
	for k, s := range all {
		if shares[k] > 0 && s.from < one.written && one.written <= s.to {
			return true
		}
	}
	return false
}

// TestStretches follows six people's reports through two slots by hand: three are
// too few on the first Monday, and go with three more on the second.
func TestStretches(t *testing.T) {
	p := opened(t)
	held := pool{rule: p.rule(), dice: newDice(1, 1)}
	var posts []post
	for author, at := range []float64{2 * day, 3 * day, 4 * day, 8 * day, 9 * day, 10 * day} {
		posts = append(posts, post{author: author, written: at})
	}
	held.run(posts, slotsOf(p.Privacy.Release, 3))
	if len(held.releases) != 1 || len(held.releases[0].posts) != 6 || held.releases[0].at != 14*day+7*hour {
		t.Fatalf("released %+v, want six reports on the second Monday", held.releases)
	}
	all, shares := two().stretches(held.releases[0], held.rule)
	want := []stretch{{0, 6*day + 7*hour}, {6*day + 7*hour, 13*day + 7*hour}}
	if len(all) != 2 || all[0] != want[0] || all[1] != want[1] {
		t.Errorf("written within %v, want %v", all, want)
	}
	if shares[0] > 4.0/6 {
		t.Errorf("%.2f of six in the first, where there can be four at the most", shares[0])
	}
}
