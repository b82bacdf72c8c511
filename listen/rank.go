package listen

import (
	"cmp"
	"slices"
	"strings"
)

// hit is a topic that fits a text.
type hit struct {
	topic int
	score float64 // of the wording, only to compare topics with each other
}

// The least a topic must score to be offered, and the least beside the best.
const (
	fitsWell  = 2.2
	fitsAlike = 0.35
)

// evidence is what a text says for each topic, by number.
type evidence struct {
	own, shared []float64
	not         bool // something is denied
}

func (e evidence) add(topic int, value float64, shared bool) {
	if shared {
		e.shared[topic] += value
	} else {
		e.own[topic] += value
	}
}

// rank finds the topics that fit, best first, at most MostTopics. Nothing counts
// twice because it is said twice.
func (x *index) rank(words []word) []hit {
	e := evidence{own: make([]float64, len(x.terms)), shared: make([]float64, len(x.terms))}
	seen := make([]bool, int(x.known.size)+1)
	said := make([]bool, x.count)
	for i, w := range words {
		if w.stem == unknown {
			continue
		}
		e.not = e.not || x.known.not[w.stem]
		if !seen[w.stem] {
			seen[w.stem] = true
			x.wordAt(w, e)
		}
		x.phrasesAt(words, i, said, e)
	}
	return x.best(e)
}

func (x *index) wordAt(w word, e evidence) {
	value := x.rare[w.stem]
	if !w.exact {
		value *= alike
	}
	for _, p := range x.words[w.stem] {
		e.add(p.topic, value*p.weight, p.shared)
	}
}

func (x *index) phrasesAt(words []word, at int, said []bool, e evidence) {
	for _, p := range x.phrases[words[at].stem] {
		if said[p.number] || !follows(words, at, p.stems) {
			continue
		}
		said[p.number] = true
		value := inOrder
		for _, s := range p.stems {
			value += x.rare[s] * eachWord
		}
		e.add(p.topic, value*p.weight, p.shared)
	}
}

// follows reports whether the stems stand in words from at on, in order and
// close together.
func follows(words []word, at int, stems []stem) bool {
	for _, s := range stems[1:] {
		next := -1
		for i := at + 1; i < len(words) && i <= at+1+phraseGap; i++ {
			if words[i].stem == s {
				next = i
				break
			}
		}
		if next < 0 {
			return false
		}
		at = next
	}
	return true
}

// What is left of a topic's score: of who was unkind, where nothing unkind is
// said, since a mother is mentioned for many reasons; of praise without a word
// that is glad; and of praise where something is denied.
const (
	unspoken  = 0.6
	unpraised = 0.8
	denied    = 0.75
)

// score weighs what was found for a topic. What topics share counts only beside
// something of their own: "they were rude" alone does not say who.
func (x *index) score(topic int, e evidence) float64 {
	own, shared := e.own[topic], e.shared[topic]
	if own > fitsWell/2 {
		own += min(shared, own)
	}
	prefix, _, _ := strings.Cut(string(x.terms[topic]), ".")
	if shared == 0 && prefix == "src" {
		own *= unspoken
	}
	if shared == 0 && prefix == "pos" {
		own *= unpraised
	}
	if e.not && prefix == "pos" {
		own *= denied
	}
	return own
}

// best orders the topics.
func (x *index) best(e evidence) []hit {
	var hits []hit
	for topic := range x.terms {
		if score := x.score(topic, e); score >= fitsWell {
			hits = append(hits, hit{topic, score})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.topic, b.topic))
	})
	for i, h := range hits {
		if i == MostTopics || h.score < fitsAlike*hits[0].score {
			return hits[:i]
		}
	}
	return hits
}
