package listen

import (
	"fmt"

	"heard/care"
)

// MostTopics is how many topics a reading offers: as many buttons as can be
// taken in at a glance.
const MostTopics = 3

// Reading is what a text is about, as far as its words tell.
type Reading struct {
	Topics []care.Term // at most MostTopics, best first; none where nothing fits well
	Card   care.Card   // the most urgent card the words call for; empty for none
}

// Listener reads texts in the languages it was made with. It never changes, so
// any number of goroutines may share it.
type Listener struct {
	tongues []*tongue
}

// New makes a listener from the files it carries. The error names the file, the
// line and what is wrong with it; a listener that passed its tests has none.
func New() (*Listener, error) {
	l := &Listener{}
	for _, language := range languages() {
		t, err := newTongue(language)
		if err != nil {
			return nil, fmt.Errorf("listen: language %s: %w", language, err)
		}
		l.tongues = append(l.tongues, t)
	}
	return l, nil
}

// Read says what text is about. language is the tag that is set for the patient;
// it is tried first, and the others where they know more of the words. A tag that
// is not known counts as the first language.
func (l *Listener) Read(language, text string) Reading {
	tokens := split(text)
	first := l.first(language)
	best := first.read(tokens)
	known := best.known
	for _, t := range l.tongues {
		if t == first || best.sure(len(tokens)) {
			continue
		}
		if other := t.read(tokens); other.known > known {
			best = best.or(other)
		}
	}
	return Reading{Topics: first.named(best.topics), Card: best.card}
}

func (l *Listener) first(language string) *tongue {
	for _, t := range l.tongues {
		if t.language == language {
			return t
		}
	}
	return l.tongues[0]
}
