package main

import "heard/care"

// The second attack: which two things are from one patient? It looks at pairs,
// one channel at a time, and scores each by how much it looks like one patient's.

// channel is one thing that staff can see, gathered over all runs.
type channel struct {
	name  string
	note  string
	pairs []pair
}

// Two channels that must say nothing.
const (
	codeChannel  = "code"
	orderChannel = "order in a digest"
)

// channels is a table of them, in the order first met.
type channels struct{ all []*channel }

func (c *channels) of(name, note string) *channel {
	for _, one := range c.all {
		if one.name == name {
			return one
		}
	}
	one := &channel{name: name, note: note}
	c.all = append(c.all, one)
	return one
}

// item is one card or one report of a digest.
type item struct {
	author int
	at     float64 // when staff got it
	code   care.Code
	topic  int // its place in the list of topics
	team   string
	place  int // in its digest, or in the order of cards
	digest int // which one it came in

	likely []float64 // by patient: the first attack
	guess  []float64 // the same, adding up to one
}

// link compares all pairs by one score.
func (c *channel) link(items []item, score func(a, b *item) float64) {
	for i := range items {
		for k := range i {
			a, b := &items[k], &items[i]
			c.pairs = append(c.pairs, pair{score(a, b), a.author == b.author})
		}
	}
}

// moreOfOne is how much more than others somebody writes who has written: the mean
// of the squares of the rates, which have a mean of 1.
func moreOfOne() float64 { return (1 + 1/skew) / (1 - neverWrite) }

// byTime scores by who could have written both, and by their coming together:
// soon is how likely it is that one was written right after the other, by what
// others write meanwhile.
func byTime(soon func(a, b *item) float64) func(a, b *item) float64 {
	return func(a, b *item) float64 {
		both := 0.0
		for i, p := range a.guess {
			both += p * b.guess[i]
		}
		return moreOfOne()*both + soon(a, b)
	}
}

// rightAfter is soon for what is seen when it is written.
func rightAfter(a, b *item) float64 {
	if apart := b.at - a.at; apart >= soonest && apart <= latest {
		return oneMore / (latest - soonest) / sum(b.likely)
	}
	return 0
}

// inOneDigest is soon for what comes in digests of about so many.
func inOneDigest(size float64) func(a, b *item) float64 {
	return func(a, b *item) float64 {
		if a.digest == b.digest {
			return 2 * oneMore / size
		}
		return 0
	}
}

// onOneDay is soon for what comes out later the same day, of about so many.
func onOneDay(cards float64) func(a, b *item) float64 {
	return func(a, b *item) float64 {
		if int(a.at/day) == int(b.at/day) {
			return 2 * oneMore / cards
		}
		return 0
	}
}

// inTurn scores by how near two are in a digest.
func inTurn(a, b *item) float64 { return -abs(float64(a.place - b.place)) }

// byCode scores by how near two codes are in the order of codes.
func byCode(a, b *item) float64 { return -abs(number(a.code) - number(b.code)) }

// number reads a code as one number, letters first.
func number(c care.Code) float64 {
	n := 0.0
	for _, r := range string(c) {
		n = n*64 + float64(r-'0')
	}
	return n
}

func byTeam(a, b *item) float64 {
	if a.team == b.team {
		return 1
	}
	return 0
}

// byTopic scores by what patients in general write about and how much each keeps
// to the same.
func byTopic(common []float64) func(a, b *item) float64 {
	return func(a, b *item) float64 {
		if a.topic == b.topic {
			return (taste*common[a.topic] + 1) / (taste + 1) / common[a.topic]
		}
		return taste / (taste + 1)
	}
}

// both takes two scores together.
func both(f, g func(a, b *item) float64) func(a, b *item) float64 {
	return func(a, b *item) float64 { return f(a, b) * g(a, b) }
}

func abs(x float64) float64 { return max(x, -x) }
