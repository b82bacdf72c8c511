package main

import (
	"cmp"
	"math"
	"slices"
)

func sum(all []float64) float64 {
	total := 0.0
	for _, x := range all {
		total += x
	}
	return total
}

// normal makes weights add up to one.
func normal(weights []float64) []float64 {
	total, out := sum(weights), make([]float64, len(weights))
	for i, w := range weights {
		out[i] = w / total
	}
	return out
}

// times multiplies weight by weight.
func times(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i := range a {
		out[i] = a[i] * b[i]
	}
	return out
}

// quantile is the value below which the share lies; not a number for none.
func quantile(all []float64, share float64) float64 {
	if len(all) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(all))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)]
}

// crowd is the effective anonymity set: two to the entropy of the guesses. With n
// people who are all as likely it is n.
func crowd(posterior []float64) float64 {
	entropy := 0.0
	for _, p := range posterior {
		if p > 0 {
			entropy -= p * math.Log2(p)
		}
	}
	return math.Exp2(entropy)
}

// guess is how likely the first guess is right: ties are broken by lot.
func guess(posterior []float64, author int) float64 {
	best, tied := slices.Max(posterior), 0
	for _, p := range posterior {
		if p == best {
			tied++
		}
	}
	if posterior[author] < best {
		return 0
	}
	return 1 / float64(tied)
}

// pair is two things staff see, and how much they look like one patient's.
type pair struct {
	score float64
	same  bool
}

// ranking is how well scores find the pairs of one patient.
type ranking struct {
	base        float64 // share of all pairs that are one patient's
	auc         float64 // how often a pair of one patient scores higher than another pair
	top, tipTop float64 // share of one patient's among the highest hundredth, and thousandth
}

// rank ranks pairs. Ties count as broken by lot.
func rank(pairs []pair) ranking {
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	var same, wins float64
	for from, to := 0, 0; from < len(pairs); from = to {
		here := 0.0
		to, here = tied(pairs, from)
		wins += (float64(to-from) - here) * (same + here/2)
		same += here
	}
	all := float64(len(pairs))
	return ranking{base: same / all, auc: wins / (same * (all - same)), top: precision(pairs, 0.01), tipTop: precision(pairs, 0.001)}
}

// tied is where the pairs that score alike end, and how many are one patient's.
func tied(pairs []pair, from int) (to int, same float64) {
	for to = from; to < len(pairs) && pairs[to].score == pairs[from].score; to++ {
		if pairs[to].same {
			same++
		}
	}
	return to, same
}

// precision is how many of the highest share of pairs, at least one, are one
// patient's.
func precision(sorted []pair, share float64) float64 {
	want := math.Max(1, math.Round(share*float64(len(sorted))))
	hits := 0.0
	for from, to := 0, 0; float64(from) < want && from < len(sorted); from = to {
		same := 0.0
		to, same = tied(sorted, from)
		hits += same * min(1, (want-float64(from))/float64(to-from))
	}
	return hits / want
}
