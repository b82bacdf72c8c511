package main

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// two is a worker who knows two patients: the first was there from 9:00 to 9:20,
// the second never. An hour's visit brings 0.6 reports, any minute 0.001.
func two() worker {
	return worker{
		patients: []patient{{rate: 1, visits: []visit{{arrive: 540, leave: 560, weight: 1}}}, {rate: 1}},
		ways:     ways{perVisit: 0.6, perMinute: 0.001},
		weeks:    1,
	}
}

// TestTwoPatients holds the attack to what was worked out by hand.
func TestTwoPatients(t *testing.T) {
	w := two()
	// While there, half of 0.6 over 20 minutes is 0.015 a minute, and 0.001 besides.
	// Twenty minutes after, the other half has faded to exp(-1) of its peak.
	soon := 0.3 * math.Exp(-1) / 20 / (1 - math.Exp(-3))
	for _, test := range []struct {
		name   string
		likely []float64
		want   float64 // that it was the first
	}{
		{"while the first was there", w.at(550), 0.016 / 0.017},
		{"twenty minutes after", w.at(580), (soon + 0.001) / (soon + 0.002)},
		{"before anybody came", w.at(500), 0.5},
		{"the day after", w.at(550 + day), 0.5},
		{"some time that hour", w.within(stretch{540, 600}), (0.6*(0.5+0.5*(1-math.Exp(-2))/(1-math.Exp(-3))) + 0.06) / (0.6*(0.5+0.5*(1-math.Exp(-2))/(1-math.Exp(-3))) + 0.12)},
		{"some time that day", w.within(stretch{0, day}), (0.6 + 1.44) / (0.6 + 2.88)},
		{"some time that week", w.ever(), (0.6 + 10.08) / (0.6 + 20.16)},
		{"that day or the next, as likely", w.among([]stretch{{0, day}, {day, 2 * day}}, []float64{0.5, 0.5}), (0.6+1.44)/(0.6+2.88)/2 + 0.25},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := normal(test.likely)[0]; math.Abs(got-test.want) > 1e-9 {
				t.Errorf("the first with %.6f, want %.6f", got, test.want)
			}
		})
	}
}

// TestPosteriorAddsUp looks at any moment and any stretch of a whole clinic.
func TestPosteriorAddsUp(t *testing.T) {
	p := opened(t)
	s := scenario{patients: 40, weeks: 4, reports: 0.1}
	patients := admit(s, p.Clinics[0].Hours, newDice(1, 1))
	w := worker{patients, waysFor(patients, s.weeks, s.reports), s.weeks}
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.Float64Range(0, 4*week-1).Draw(t, "at")
		long := rapid.Float64Range(1, 2*week).Draw(t, "long")
		out := p.hide(at, newDice(uint64(long), 1))
		for name, likely := range map[string][]float64{
			"at once": w.at(at), "within": w.within(stretch{at, at + long}), "hidden": w.hidden(p.hidings, out),
		} {
			posterior := normal(likely)
			if total := sum(posterior); math.Abs(total-1) > 1e-9 {
				t.Errorf("%s: adds up to %v", name, total)
			}
			if n := crowd(posterior); n < 1 || n > 40+1e-9 {
				t.Errorf("%s: %v of 40 people", name, n)
			}
		}
	})
}

// TestVisit holds the two forms of one curve together: what is written by a time
// is the sum of what is written until then.
func TestVisit(t *testing.T) {
	v := visit{arrive: 100, leave: 130, weight: 1}
	const step = 0.01
	so := 0.0
	for at := 90.0; at < 200; at += step {
		so += step * v.density(at)
		if got := v.by(at + step); math.Abs(got-so) > 0.002 {
			t.Fatalf("%.4f written by %.2f, but the density adds up to %.4f", got, at, so)
		}
	}
	d := newDice(1, 1)
	early := 0.0
	for range 20_000 {
		if v.moment(d) < 150 {
			early++
		}
	}
	if got, want := early/20_000, v.by(150); math.Abs(got-want) > 0.01 {
		t.Errorf("%.3f of what is drawn comes by 150, want %.3f", got, want)
	}
}

// TestShares is worked out by hand: of five reports on two like stretches fewer
// than five fell on the first, so it has a little less than half.
func TestShares(t *testing.T) {
	got := shares([]float64{0.5, 0.5}, 5, 5)
	want := (2.5 - 5.0/32) / (31.0 / 32) / 5
	if math.Abs(got[0]-want) > 1e-9 || math.Abs(got[0]+got[1]-1) > 1e-9 {
		t.Errorf("shares %v, want %.6f and the rest", got, want)
	}
	if one := shares([]float64{1}, 9, 5); one[0] != 1 {
		t.Errorf("one stretch has %v of all", one)
	}
}

func opened(t *testing.T) place {
	t.Helper()
	p, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return p
}
