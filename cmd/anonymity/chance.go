package main

import (
	"math"
	"math/rand/v2"
)

// dice draws what the model leaves to chance, the same for the same seed.
type dice struct{ *rand.Rand }

func newDice(seed, run uint64) dice {
	return dice{rand.New(rand.NewPCG(seed, run))} //nolint:gosec // a simulation is to be repeatable
}

// happens is true so often.
func (d dice) happens(share float64) bool { return d.Float64() < share }

func (d dice) between(from, to float64) float64 { return from + (to-from)*d.Float64() }

// count draws from a Poisson distribution, in steps that keep exp away from zero.
func (d dice) count(mean float64) int {
	n := 0
	for ; mean > 0; mean -= 500 {
		limit := math.Exp(-min(mean, 500))
		for p := d.Float64(); p > limit; p *= d.Float64() {
			n++
		}
	}
	return n
}

// gamma draws from a gamma distribution of mean shape, by the method of Marsaglia
// and Tsang.
func (d dice) gamma(shape float64) float64 {
	if shape < 1 {
		return d.gamma(shape+1) * math.Pow(1-d.Float64(), 1/shape)
	}
	a := shape - 1.0/3
	b := 1 / math.Sqrt(9*a)
	for {
		x := d.NormFloat64()
		v := (1 + b*x) * (1 + b*x) * (1 + b*x)
		if v > 0 && math.Log(1-d.Float64()) < x*x/2+a-a*v+a*math.Log(v) {
			return a * v
		}
	}
}

// pick draws an index by weight.
func (d dice) pick(weights []float64) int {
	left := d.Float64() * sum(weights)
	for i, w := range weights {
		if left -= w; left < 0 {
			return i
		}
	}
	return len(weights) - 1
}
