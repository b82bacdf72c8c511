package main

import (
	"slices"

	"heard/care"
)

// subject is a list of topics, and how often each is written about.
type subject struct {
	name   string
	topics []care.Term
	common []float64
}

// voiceTopics is what reports and feedback are about, and askTopics what asks are.
// The later in the list the rarer: the list is the program's own, its order says
// nothing, and some topics are always more common than others.
func voiceTopics() subject {
	return newSubject("voice", slices.Concat(care.Sources(), care.Rules(), care.Praises()))
}

func askTopics() subject {
	return newSubject("ask", slices.Concat(care.Needs(), care.Concerns()))
}

func newSubject(name string, topics []care.Term) subject {
	common := make([]float64, len(topics))
	for i := range common {
		common[i] = 1 / float64(i+5)
	}
	return subject{name, topics, normal(common)}
}

// prefer draws what one patient writes about: everybody's topics, some far more
// than others do.
func (s subject) prefer(d dice) []float64 {
	own := make([]float64, len(s.common))
	for i, share := range s.common {
		own[i] = d.gamma(taste * share)
	}
	return normal(own)
}
