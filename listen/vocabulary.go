package listen

import (
	"maps"
	"slices"
	"strings"
)

// stem is the number of a word stem in a vocabulary.
type stem int32

// The stems that are none.
const (
	unknown stem = 0  // a word that the language does not have
	covered stem = -1 // a word that belongs to a figure of speech
)

// word is one word of a text, as a language understands it.
type word struct {
	stem  stem
	exact bool // as it is spelled, not by likeness
	last  bool // a sentence ends after it
}

// vocabulary holds the word stems of one language.
type vocabulary struct {
	language string
	same     map[string][]string // what is written, to what is read
	stems    map[string]stem     // written words and stems
	bare     map[string]stem     // the same without å, ä, ö, æ, ø
	common   map[stem]bool       // words that say nothing about a topic
	not      map[stem]bool       // words that turn praise around
	near     neighbours
	size     stem
}

func newVocabulary(language string, lines []line) (*vocabulary, error) {
	v := &vocabulary{
		language: language, same: map[string][]string{}, stems: map[string]stem{},
		bare: map[string]stem{}, common: map[stem]bool{}, not: map[stem]bool{}, near: neighbours{},
	}
	for _, l := range lines {
		if list, ok := map[string]map[stem]bool{"common": v.common, "not": v.not}[l.section]; ok {
			for _, s := range v.learn(l.text) {
				list[s] = true
			}
			continue
		}
		written, read, ok := strings.Cut(l.text, ":")
		if _, twice := v.same[v.fold(written)]; !ok || twice {
			return nil, l.wrong("want one \"written: read\" for each word")
		}
		v.same[v.fold(written)] = strings.Fields(v.fold(read))
	}
	return v, nil
}

// learn adds the words of a wording and returns their stems in order.
func (v *vocabulary) learn(wording string) []stem {
	var stems []stem
	for _, t := range split(wording) {
		written := v.fold(t.text)
		for _, read := range v.reads(written) {
			stems = append(stems, v.add(read))
		}
	}
	return stems
}

// add gives a word the number that find will give it, whichever of its forms
// came first.
func (v *vocabulary) add(read string) stem {
	if s, ok := v.stems[read]; ok {
		return s
	}
	root := v.root(read)
	s, ok := v.stems[root]
	if !ok {
		v.size++
		s = v.size
		v.stems[root] = s
	}
	v.stems[read] = s
	return s
}

// close makes the vocabulary ready to read, after the last word is learned.
func (v *vocabulary) close() {
	for _, written := range slices.Sorted(maps.Keys(v.same)) {
		reads := v.same[written]
		if s, ok := v.stems[v.root(reads[0])]; ok && len(reads) == 1 {
			v.alias(written, s)
		}
	}
	for _, form := range v.sorted() {
		plain := bare(form)
		if _, taken := v.bare[plain]; !taken {
			v.bare[plain] = v.stems[form]
		}
		v.near.add(plain, v.stems[form])
	}
}

// alias makes a word of slang a form of the word it is read as, so that its
// endings and misspellings are found too.
func (v *vocabulary) alias(written string, s stem) {
	v.stems[written] = s
	if root := v.root(written); v.stems[root] == unknown {
		v.stems[root] = s
	}
}

func (v *vocabulary) sorted() []string {
	forms := make([]string, 0, len(v.stems))
	for form := range v.stems {
		forms = append(forms, form)
	}
	slices.Sort(forms)
	return forms
}

// read understands a text word by word. known counts the words that are spelled
// as the language spells them.
func (v *vocabulary) read(tokens []token) (words []word, known int) {
	words = make([]word, 0, len(tokens)+len(tokens)/2)
	for _, t := range tokens {
		written := v.fold(t.text)
		before := len(words)
		if reads, ok := v.same[written]; ok {
			for _, read := range reads {
				words = append(words, v.find(read))
			}
		} else {
			words = v.appendWord(words, written)
		}
		if words[before].exact {
			known++
		}
		words[len(words)-1].last = t.last
	}
	return words, known
}

// appendWord takes a word that is not known apart where two known ones were
// written as one, as Norwegian and Swedish do and hurried fingers everywhere.
func (v *vocabulary) appendWord(words []word, written string) []word {
	w := v.find(written)
	if w.stem != unknown {
		return append(words, w)
	}
	if front, back, ok := v.compound(written); ok {
		return append(words, word{stem: front}, word{stem: back})
	}
	return append(words, w)
}

// find looks a word up as it is, by its stem, without its rings and dots, and
// at last by likeness.
func (v *vocabulary) find(written string) word {
	if s, ok := v.stems[written]; ok {
		return word{stem: s, exact: true}
	}
	root := v.root(written)
	if s, ok := v.stems[root]; ok {
		return word{stem: s, exact: true}
	}
	plain := bare(written)
	if s, ok := v.bare[plain]; ok {
		return word{stem: s}
	}
	if s, ok := v.bare[bare(root)]; ok {
		return word{stem: s}
	}
	return word{stem: v.near.find(plain)}
}

func (v *vocabulary) reads(written string) []string {
	if reads, ok := v.same[written]; ok {
		return reads
	}
	return []string{written}
}
