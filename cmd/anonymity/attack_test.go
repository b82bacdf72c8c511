package main

import (
	"math"
	"testing"
)

// trial counts how often a first guess is right, and how often it should be by its
// own posterior.
type trial struct{ tries, right, expected float64 }

func (tr *trial) see(s seen) {
	posterior := normal(s.likely)
	tr.tries++
	tr.right += guess(posterior, s.author)
	tr.expected += maximum(posterior)
}

// TestCalibrated is what the report rests on: an attack that is as often right as
// it thinks it is has left nothing out of what it was given. One that is too sure
// of itself would flatter the pool.
func TestCalibrated(t *testing.T) {
	p := opened(t)
	trials := map[string]*trial{"at once": {}, "pool": {}, "dated": {}, "sent anyway": {}, "hidden": {}}
	for run := range 250 {
		d := newDice(7, uint64(run))
		// So few that the pool must often wait, and that patients are asked.
		s := scenario{patients: 30, weeks: 26, reports: 0.06}
		patients := admit(s, p.Clinics[0].Hours, d)
		w := worker{patients, waysFor(patients, s.weeks, s.reports), s.weeks}
		posts := write(patients, s.weeks, w.ways, d)
		for _, one := range posts {
			trials["at once"].see(seen{likely: w.at(one.written), author: one.author})
			trials["hidden"].see(seen{likely: w.hidden(p.hidings, p.hide(one.written, d)), author: one.author})
		}
		held := pool{rule: p.rule(), dice: d}
		held.run(posts, slotsOf(p.Privacy.Release, s.weeks))
		for _, r := range held.releases {
			for i, one := range w.read(r, held.rule) {
				trials["pool"].see(one)
				if r.alone {
					trials["sent anyway"].see(one)
				}
				one.likely = w.readDated(r, held.rule, r.posts[i])
				trials["dated"].see(one)
			}
		}
	}
	for name, tr := range trials {
		right, expected := tr.right/tr.tries, tr.expected/tr.tries
		if tr.tries < 300 {
			t.Errorf("%s: only %.0f posts", name, tr.tries)
		}
		if math.Abs(right-expected) > 0.2*expected {
			t.Errorf("%s: right %.4f of the time, expected %.4f", name, right, expected)
		}
	}
}

// TestPoolHides holds what the pool is for, and that it is measured: without it
// the same attack is right many times as often.
func TestPoolHides(t *testing.T) {
	p := opened(t)
	f := p.study(scenario{patients: 150, weeks: 26, reports: 0.1, asks: 0.05}, 5, 3)
	rate := func(o *outcome) float64 { r, _ := o.success(); return r }
	bare, pooled := rate(&f.atOnce[attendance]), rate(&f.pooled[attendance])
	if bare < 5*pooled {
		t.Errorf("right %.4f of the time without the pool, %.4f with it", bare, pooled)
	}
	if limit := mostOfChance * f.pooled[attendance].byChance(); pooled > limit {
		t.Errorf("with the pool right %.4f of the time, at most %.4f is wanted", pooled, limit)
	}
	if now, hidden := rate(&f.asked[attendance]), rate(&f.hidden[attendance]); now < 2*hidden {
		t.Errorf("asks: right %.4f of the time now, %.4f hidden", now, hidden)
	}
	if knows := rate(&f.pooled[rates]); knows < 2*pooled {
		t.Errorf("knowing the rates helps too little: %.4f, %.4f without", knows, pooled)
	}
}

// TestOfHand finds the one of two patients who was there each time.
func TestOfHand(t *testing.T) {
	hand := []seen{{likely: []float64{0.02, 0.01}}, {likely: []float64{0.02, 0.01}}}
	posterior, without := ofHand(hand, []float64{1, 1})
	if math.Abs(posterior[0]-0.8) > 1e-9 || math.Abs(without[0]-0.5) > 1e-9 {
		t.Errorf("twice twice as likely gives %v, and %v unseen", posterior, without)
	}
}

// TestWritersAreSkewed keeps the comment on skew true.
func TestWritersAreSkewed(t *testing.T) {
	p := opened(t)
	s := scenario{patients: 100, weeks: 13, reports: 0.1}
	const runs = 60
	heard := map[int]float64{1: 0, 4: 0, 13: 0}
	for run := range runs {
		d := newDice(5, uint64(run))
		patients := admit(s, p.Clinics[0].Hours, d)
		posts := write(patients, s.weeks, waysFor(patients, s.weeks, s.reports), d)
		for weeks := range heard {
			authors := map[int]bool{}
			for _, one := range posts {
				if one.written < float64(weeks)*week {
					authors[one.author] = true
				}
			}
			heard[weeks] += float64(len(authors)) / runs
		}
	}
	for weeks, want := range map[int]float64{1: 7, 4: 18, 13: 30} {
		if math.Abs(heard[weeks]-want) > 1 {
			t.Errorf("%.1f are heard from in %d weeks, want %.0f", heard[weeks], weeks, want)
		}
	}
}
