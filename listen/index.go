package listen

import (
	"math"
	"slices"
	"strings"

	"heard/care"
)

// posting says that a word speaks for a topic.
type posting struct {
	topic  int
	weight float64
	shared bool
}

// phrase is several words that speak for a topic together, in this order.
type phrase struct {
	topic  int
	stems  []stem
	weight float64
	shared bool
	number int // among all phrases
}

// index finds topics by their words. A word weighs the more the fewer topics
// have it, as in BM25; the lists are short and alike, so their length is left out.
type index struct {
	terms   []care.Term
	words   map[stem][]posting
	phrases map[stem][]phrase // by first word
	rare    map[stem]float64  // how much a word tells
	count   int               // of phrases
	known   *vocabulary
}

// topicTerms lists what a text may be about: everything that can be chosen as
// the topic of a report, but for those that say "something else".
func topicTerms() []care.Term {
	all := slices.Concat(care.Needs(), care.Concerns(), care.Rules(), care.Praises(), care.Sources())
	return slices.DeleteFunc(all, func(t care.Term) bool { return t == care.Unsaid || t == "src.other" })
}

func newIndex(v *vocabulary, lines []line) (*index, error) {
	x := &index{
		terms: topicTerms(), words: map[stem][]posting{}, phrases: map[stem][]phrase{},
		rare: map[stem]float64{}, known: v,
	}
	said := map[int]bool{}
	for _, l := range lines {
		prefix, shared := strings.CutSuffix(l.section, "*")
		found := false
		for topic, term := range x.terms {
			if string(term) == l.section || shared && strings.HasPrefix(string(term), prefix) {
				x.learn(topic, l.text, shared)
				found = true
				said[topic] = said[topic] || !shared
			}
		}
		if !found {
			return nil, l.wrong("no topic is called " + l.section)
		}
	}
	for topic, term := range x.terms {
		if !said[topic] {
			return nil, lines[0].wrong("nothing is said about " + string(term))
		}
	}
	x.weigh()
	return x, nil
}

// The weights of a wording: how much a word inside a phrase speaks on its own,
// how much a starred wording counts, how much one that topics share, what is
// left of a word found by likeness, and what a whole phrase adds.
const (
	inPhrase  = 0.3
	starred   = 1.6
	sharedBy  = 0.4
	alike     = 0.8
	inOrder   = 0.8
	eachWord  = 0.6
	phraseGap = 2 // words that may stand between two words of a phrase
)

func (x *index) learn(topic int, text string, shared bool) {
	for wording := range strings.SplitSeq(text, ",") {
		wording, strong := strings.CutSuffix(strings.TrimSpace(wording), "*")
		weight := 1.0
		if strong {
			weight = starred
		}
		if shared {
			weight *= sharedBy
		}
		stems := x.known.learn(wording)
		if len(stems) == 1 {
			x.post(stems[0], posting{topic, weight, shared})
			continue
		}
		for _, s := range stems {
			x.post(s, posting{topic, weight * inPhrase, shared})
		}
		if len(stems) > 1 {
			x.phrases[stems[0]] = append(x.phrases[stems[0]], phrase{topic, stems, weight, shared, x.count})
			x.count++
		}
	}
}

// post keeps the best a word says for a topic.
func (x *index) post(s stem, p posting) {
	for i, old := range x.words[s] {
		if old.topic == p.topic {
			if p.weight > old.weight {
				x.words[s][i] = p
			}
			return
		}
	}
	x.words[s] = append(x.words[s], p)
}

func (x *index) weigh() {
	n := float64(len(x.terms))
	for s, postings := range x.words {
		df := 0.0
		for _, p := range postings {
			df += min(1, p.weight)
		}
		x.rare[s] = math.Log(1 + (n-df+0.5)/(df+0.5))
		if x.known.common[s] {
			x.rare[s] *= 0.1
		}
	}
}
