package main

import "math"

// outcome is how well an attack has done.
type outcome struct {
	right  []float64 // by run: how often the first guess was right
	tries  []float64 // by run
	chance float64   // summed: how often it would be right with no post seen
	sets   []float64 // effective anonymity sets
}

// run begins the next run.
func (o *outcome) run() {
	o.right, o.tries = append(o.right, 0), append(o.tries, 0)
}

// try guesses the author of one post. without is what would be guessed had it not
// been seen.
func (o *outcome) try(posterior, without []float64, author int) {
	last := len(o.right) - 1
	o.right[last] += guess(posterior, author)
	o.tries[last]++
	// Of what one would guess without a post the expected success is taken, which
	// is exact: guesses about single people come out too unevenly.
	o.chance += maximum(without)
	o.sets = append(o.sets, crowd(posterior))
}

func maximum(all []float64) float64 {
	best := 0.0
	for _, x := range all {
		best = max(best, x)
	}
	return best
}

// success is how often the first guess was right, and off by how much that may be
// for want of runs (two standard errors, by runs, since posts of one run are not
// independent).
func (o *outcome) success() (rate, off float64) {
	tries := sum(o.tries)
	rate = sum(o.right) / tries
	square := 0.0
	for i, right := range o.right {
		miss := right - rate*o.tries[i]
		square += miss * miss
	}
	return rate, 2 * math.Sqrt(square) / tries
}

// byChance is how often the first guess would have been right with no post seen.
func (o *outcome) byChance() float64 { return o.chance / sum(o.tries) }

// known is how much more an attacker knows than attendance.
type known int

const (
	attendance known = iota // and how patients in general write
	rates                   // and how much each patient writes
	oneHand                 // and which reports are of one hand
	whoWrote                // and who has written how often, but not what
	manyKnown
)

func (k known) String() string {
	return [...]string{"who was there when", "+ how much each writes", "+ which are one hand's", "+ who wrote, not what"}[k]
}

// seen is one post as an attacker saw it.
type seen struct {
	likely []float64 // by patient, if all wrote equally much
	author int
	among  []float64 // who has written what came with it, by how much
}

// attack lets every attacker guess the authors of what was seen in one run.
func (w worker) attack(all []seen, outcomes *[manyKnown]outcome) {
	ever := w.ever()
	writes := w.rates()
	plain, informed := normal(ever), normal(times(ever, writes))
	for k := range outcomes {
		outcomes[k].run()
	}
	for _, s := range all {
		outcomes[attendance].try(normal(s.likely), plain, s.author)
		outcomes[rates].try(normal(times(s.likely, writes)), informed, s.author)
		if s.among != nil {
			outcomes[whoWrote].try(normal(s.among), plain, s.author)
		}
	}
	w.attackHands(all, ever, &outcomes[oneHand])
}

func (w worker) rates() []float64 {
	all := make([]float64, len(w.patients))
	for i, p := range w.patients {
		all[i] = p.rate
	}
	return all
}

// attackHands guesses the author of everything one hand has written, where that
// is more than one post.
func (w worker) attackHands(all []seen, ever []float64, o *outcome) {
	hands := make([][]seen, len(w.patients))
	for _, s := range all {
		hands[s.author] = append(hands[s.author], s)
	}
	for author, hand := range hands {
		if len(hand) < 2 {
			continue
		}
		posterior, without := ofHand(hand, ever)
		for range hand {
			o.try(posterior, without, author)
		}
	}
}

// ofHand is who can have written all of it and nothing else, when nobody's rate is
// known but how rates are spread: the gamma distribution, averaged over.
func ofHand(hand []seen, ever []float64) (posterior, without []float64) {
	n := float64(len(hand))
	posterior, without = make([]float64, len(ever)), make([]float64, len(ever))
	for i, e := range ever {
		// Those who write have 1/(1-neverWrite) on average.
		without[i] = n*math.Log(e) - (n+skew)*math.Log(e+skew*(1-neverWrite))
		posterior[i] = without[i] - n*math.Log(e)
		for _, s := range hand {
			posterior[i] += math.Log(s.likely[i])
		}
	}
	return fromLogs(posterior), fromLogs(without)
}

// fromLogs makes weights that add up to one.
func fromLogs(logs []float64) []float64 {
	best := math.Inf(-1)
	for _, l := range logs {
		best = max(best, l)
	}
	out := make([]float64, len(logs))
	for i, l := range logs {
		out[i] = math.Exp(l - best)
	}
	return normal(out)
}
