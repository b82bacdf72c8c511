package listen

import (
	"embed"
	"io/fs"
	"path"

	"heard/care"
)

//go:embed data
var data embed.FS // what each language knows, a folder each

// languages lists the languages there is a folder of data for.
func languages() []string { return []string{"en", "nb", "sv"} }

// tongue is one language: its words, its topics and its rules of danger.
type tongue struct {
	language string
	words    *vocabulary
	topics   *index
	danger   *rulebook
}

func newTongue(language string) (*tongue, error) {
	lines := map[string][]line{}
	for _, name := range []string{"words.txt", "topics.txt", "danger.txt"} {
		file := path.Join("data", language, name)
		raw, err := fs.ReadFile(data, file)
		if err != nil {
			return nil, err
		}
		lines[name] = parse(file, string(raw))
	}
	words, err := newVocabulary(language, lines["words.txt"])
	if err != nil {
		return nil, err
	}
	topics, err := newIndex(words, lines["topics.txt"])
	if err != nil {
		return nil, err
	}
	danger, err := newRulebook(words, lines["danger.txt"])
	if err != nil {
		return nil, err
	}
	words.close()
	return &tongue{language, words, topics, danger}, nil
}

// heard is what one language makes of a text.
type heard struct {
	topics []hit
	card   care.Card
	known  int // words of the text that the language knows as they are spelled
}

func (t *tongue) read(tokens []token) heard {
	words, known := t.words.read(tokens)
	return heard{t.topics.rank(words), t.danger.card(words), known}
}

// sure reports that no other language needs to be asked: something was found
// and nearly every word is one of this language.
func (h heard) sure(tokens int) bool {
	return (len(h.topics) > 0 || h.card != "") && h.known*10 >= tokens*9
}

// clearly is how much better another language must fit than the one that is
// set: Norwegian and Swedish share so many words that a small lead is chance.
const clearly = 1.2

func (h heard) or(other heard) heard {
	if other.top() > clearly*h.top() {
		h.topics = other.topics
	}
	if h.card == "" {
		h.card = other.card
	}
	return h
}

func (h heard) top() float64 {
	if len(h.topics) == 0 {
		return 0
	}
	return h.topics[0].score
}

func (t *tongue) named(hits []hit) []care.Term {
	var terms []care.Term
	for _, h := range hits {
		terms = append(terms, t.topics.terms[h.topic])
	}
	return terms
}
