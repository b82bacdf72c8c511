package redact

import (
	"fmt"
	"slices"
	"strings"
)

// Options says what a Redactor knows of the clinic. All of it may be left out.
type Options struct {
	Countries    []string     // two letters each, such as GB and NO: whose phone numbers are recognised
	Roster       []string     // staff, places and pharmacies of the clinic: always hidden
	Dictionaries []Dictionary // larger than those that are built in; see System
	// Label names a kind in a language, without brackets; nil for English. It must
	// always give the same answer, and no two kinds the same one in any languages.
	Label func(language string, k Kind) string
}

// Redactor hides passages of texts. Make it with New; it may be shared.
type Redactor struct {
	label     func(string, Kind) string
	written   []label // the labels of all languages
	countries []string
	roster    roster
	tongues   []*tongue
	lists     lists
	numbered  countables
	function  set // words of grammar that are names too
	everyday  set // what people write every day in any language
}

// Hidden is a passage that was hidden: runes of the input from Start up to End.
type Hidden struct {
	Start int  `json:"start"`
	End   int  `json:"end"`
	Kind  Kind `json:"kind"`
}

// Result is what became of a text.
type Result struct {
	Shown  string   // the text with a label for each hidden passage
	Hidden []Hidden // in order; they never overlap
	Rare   []Rare   // in order; what still shows and may single the writer out
}

// New makes a Redactor. An error names the data file or dictionary that cannot be
// read; without Dictionaries there is none once the tests have passed.
func New(o Options) (*Redactor, error) {
	r := &Redactor{label: o.Label, countries: o.Countries}
	if r.label == nil {
		r.label = english
	}
	r.written = r.labelsOf(languages()...)
	if len(r.countries) == 0 {
		r.countries = []string{"GB", "NO", "SE", "DK", "US"}
	}
	var err error
	if r.lists, err = newLists(); err != nil {
		return nil, fmt.Errorf("redact: %w", err)
	}
	if r.numbered, err = readNumbered(); err != nil {
		return nil, fmt.Errorf("redact: %w", err)
	}
	var everyday strings.Builder
	for _, language := range languages() {
		t, err := newTongue(language, o.Dictionaries)
		if err != nil {
			return nil, fmt.Errorf("redact: language %s: %w", language, err)
		}
		r.tongues = append(r.tongues, t)
		everyday.WriteString(t.common.text + "\n")
	}
	r.everyday = newSet(everyday.String())
	r.function = newSet(functionWords)
	r.roster = newRoster(o.Roster, r)
	return r, nil
}

// passes bounds how often a text is gone over. A hidden word can tell on its
// neighbour, so it is read again until nothing more is found; two passes are usual.
const passes = 12

// Hide hides what could tell who wrote text. language is the tag that is set for
// the writer; where the words are rather those of another language, that one counts.
func (r *Redactor) Hide(language, text string) Result {
	t := r.parse(language, text)
	c, tongue := r.claim(language, t, false)
	for pass := 1; pass < passes && c.any(); pass++ {
		t = t.hide(c)
		c, tongue = r.claim(language, t, true)
	}
	hidden := t.hidden()
	return Result{
		Shown:  r.apply(language, text, hidden),
		Hidden: hidden,
		Rare:   c.rare(tongue),
	}
}

// claim looks for everything once, the surest first: what one finder has claimed
// the next ones leave alone. It says of which language the text seems to be. Where
// that was done before, patterns are looked for around what it hid alone.
func (r *Redactor) claim(language string, t *text, again bool) (*claims, *tongue) {
	c := newClaims(t)
	c.again = again
	r.findPatterns(c)
	words := c.words()
	tongue := r.guess(language, words)
	findSpelled(c, words, r.lists.numerals)
	r.findHandles(c, words)
	r.findHouses(c, words)
	r.findReferences(c, words)
	findLived(c, words, r.lists.numerals)
	r.roster.find(c, words, r.ordinary)
	r.findNames(c, words, tongue, r.tongue(language))
	return c, tongue
}

// guess is the language of a text by its common words; the one that is set wins
// a tie.
func (r *Redactor) guess(language string, words []word) *tongue {
	best, most := r.tongues[0], -1
	for _, t := range r.tongues {
		n := 0
		for _, w := range words {
			if t.common.has(w.text) {
				n += 2
			}
		}
		if t.language == language {
			n++
		}
		if n > most {
			best, most = t, n
		}
	}
	return best
}

// tongue is the language of a tag; the first one for a tag that nobody knows.
func (r *Redactor) tongue(language string) *tongue {
	for _, t := range r.tongues {
		if t.language == language {
			return t
		}
	}
	return r.tongues[0]
}

// apply is the text with labels in the place of hidden passages, which are in order
// and do not overlap. A label never tells how long the passage was.
func (r *Redactor) apply(language, text string, hidden []Hidden) string {
	if len(hidden) == 0 {
		return valid(text)
	}
	runes := []rune(text)
	var shown strings.Builder
	at := 0
	for _, h := range hidden {
		shown.WriteString(string(runes[at:h.Start]))
		shown.WriteString(r.labelled(language, h.Kind))
		at = h.End
	}
	shown.WriteString(string(runes[at:]))
	return shown.String()
}

// languages are those that have word lists. The first is the one to fall back on.
func languages() []string { return []string{"en", "nb", "sv"} }

// sorted puts passages in order and drops those that begin inside another.
func sorted(hidden []Hidden) []Hidden {
	slices.SortFunc(hidden, func(a, b Hidden) int { return a.Start - b.Start })
	kept := hidden[:0]
	end := 0
	for _, h := range hidden {
		if h.Start >= end {
			kept = append(kept, h)
			end = h.End
		}
	}
	return kept
}
