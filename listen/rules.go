package listen

import (
	"slices"
	"strings"

	"heard/care"
)

// harmless is the section of the figures of speech.
const harmless = "harmless"

// element is one place of a rule: a word out of several, a gap, or the end of
// the sentence.
type element struct {
	stems []stem
	gap   int  // up to this many words, where stems is empty
	end   bool // the end of the sentence
}

// rule is one line of danger.txt. Its first element is always a word.
type rule struct {
	order    int // of its card in care.Cards
	notAfter []stem
	elements []element
}

// rulebook holds the rules of one language, by the words they may begin with.
type rulebook struct {
	cards    []care.Card
	harmless map[stem][]rule
	danger   map[stem][]rule
}

func newRulebook(v *vocabulary, lines []line) (*rulebook, error) {
	b := &rulebook{care.Cards(), map[stem][]rule{}, map[stem][]rule{}}
	lists := map[string][]stem{}
	for _, l := range lines {
		if name, words, ok := strings.Cut(l.text, "="); ok {
			lists[strings.TrimSpace(name)] = v.learn(words)
			continue
		}
		r, err := newRule(v, lists, l)
		if err != nil {
			return nil, err
		}
		if err := b.add(l, r); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (b *rulebook) add(l line, r rule) error {
	book := b.danger
	if l.section == harmless {
		book = b.harmless
	} else if r.order = slices.Index(b.cards, care.Card(l.section)); r.order < 0 {
		return l.wrong("no card is called " + l.section)
	}
	for _, s := range r.elements[0].stems {
		book[s] = append(book[s], r)
	}
	return nil
}

// The gaps a rule may have, in words.
const (
	shortGap = 1
	longGap  = 4
)

func newRule(v *vocabulary, lists map[string][]stem, l line) (rule, error) {
	var r rule
	for place := range strings.FieldsSeq(l.text) {
		switch {
		case place == "_":
			r.elements = append(r.elements, element{gap: shortGap})
		case place == "..":
			r.elements = append(r.elements, element{gap: longGap})
		case place == "$":
			r.elements = append(r.elements, element{end: true})
		case place[0] == '-':
			r.notAfter = alternatives(v, lists, place[1:])
		default:
			r.elements = append(r.elements, element{stems: alternatives(v, lists, place)})
		}
	}
	for _, e := range r.elements {
		if slices.Contains(e.stems, unknown) {
			return r, l.wrong("a list that is not there, or a word that is read as two")
		}
	}
	if len(r.elements) == 0 || len(r.elements[0].stems) == 0 {
		return r, l.wrong("a rule begins with a word")
	}
	return r, nil
}

// alternatives are the stems of a|b|@list; unknown among them is a mistake.
func alternatives(v *vocabulary, lists map[string][]stem, place string) []stem {
	var stems []stem
	for text := range strings.SplitSeq(place, "|") {
		found := lists[text]
		if text[0] != '@' {
			found = v.learn(text)
		}
		if len(found) == 0 || text[0] != '@' && len(found) != 1 {
			return []stem{unknown}
		}
		stems = append(stems, found...)
	}
	slices.Sort(stems)
	return slices.Compact(stems)
}
