package redact

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// roster is what the clinic says must never show.
type roster struct {
	words   map[string]Kind     // every form of every name
	longest int                 // the letters of the longest of words
	long    [][]rune            // names long enough to be known with one slip
	phrases map[string][]phrase // lines of several words, whole, by the first one
	lines   []phrase            // the same, all of them
	careful map[string]bool     // names that are words of grammar too: with a capital only
}

type phrase struct {
	words []string
	kind  Kind
}

// shortestSlip is how long a name must be to be known with one slip in it.
const shortestSlip = 5

// shortestOfSeveral is the same for a name in a line of several that all fit.
const shortestOfSeveral = 4

// functionWords are the words of grammar that are names too. Hiding each of them
// in every text would leave no text.
const functionWords = "will may can an so my don per for mine more long much even bo dag tor liv god stor mer unn sen son stig ger ask art so helga jul mai april jan"

func newRoster(lines []string, r *Redactor) roster {
	x := roster{words: map[string]Kind{}, phrases: map[string][]phrase{}, careful: map[string]bool{}}
	for w := range strings.FieldsSeq(functionWords) {
		x.careful[w] = true
	}
	nicknames := readNicknames()
	for _, line := range lines {
		line, _, _ = strings.Cut(line, "#")
		words := r.parse("", line).split()
		if len(words) == 0 {
			continue
		}
		kind := Staff
		if slices.ContainsFunc(words, r.house) || r.lists.places.has(strings.Join(words, "_")) && !r.lists.given.has(words[0]) {
			kind = Place
		}
		if len(words) > 1 {
			x.phrases[words[0]] = append(x.phrases[words[0]], phrase{words, kind})
			x.lines = append(x.lines, phrase{words, kind})
			x.joined(words, kind, r)
			if r.title(words[0]) && len(words) > 2 {
				short := phrase{[]string{words[0], words[len(words)-1]}, kind}
				x.phrases[words[0]] = append(x.phrases[words[0]], short)
			}
		}
		for _, w := range words {
			x.learn(w, kind, r, nicknames)
		}
	}
	for w := range x.words {
		x.longest = max(x.longest, len([]rune(w)))
	}
	return x
}

// joined takes in what becomes of a line when its words run together: all of it,
// and of a person the first and the last.
func (x *roster) joined(words []string, kind Kind, r *Redactor) {
	for len(words) > 1 && r.title(words[0]) {
		words = words[1:]
	}
	for _, all := range []string{strings.Join(words, ""), words[0] + words[len(words)-1]} {
		all = strings.ReplaceAll(all, "'", "")
		if _, known := x.words[all]; !known {
			x.words[all] = kind
			x.long = append(x.long, []rune(all))
		}
	}
}

// learn takes one word of a line in. Of a place only what no dictionary has is
// hidden alone: "Mill Lane Pharmacy" must not hide every lane.
func (x *roster) learn(w string, kind Kind, r *Redactor, nicknames map[string][]string) {
	generic := r.house(w) || r.title(w) || len([]rune(w)) < 2
	if generic || kind == Place && r.ordinary(w) {
		return
	}
	x.words[w] = kind
	if len([]rune(w)) >= shortestSlip {
		x.long = append(x.long, []rune(w))
	}
	if kind != Staff {
		return
	}
	for _, nick := range nicknames[w] {
		if _, known := x.words[nick]; !known {
			x.words[nick] = kind
			x.careful[nick] = x.careful[nick] || r.ordinary(nick)
		}
	}
}

// readNicknames reads the groups of names that one person goes by.
func readNicknames() map[string][]string {
	raw, err := files.ReadFile("data/nicknames.txt")
	if err != nil {
		return nil
	}
	nicknames := map[string][]string{}
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		full, short, _ := strings.Cut(line, ":")
		for name := range strings.FieldsSeq(full) {
			nicknames[name] = append(nicknames[name], strings.Fields(short)...)
			for nick := range strings.FieldsSeq(short) {
				nicknames[nick] = append(nicknames[nick], strings.Fields(full)...)
			}
		}
	}
	return nicknames
}

// find claims the roster's names, in any case, in the genitive, with one slip,
// letter by letter and with digits for letters.
func (x *roster) find(c *claims, words []word, ordinary func(string) bool) {
	for i, w := range words {
		if w.mark != "" {
			continue
		}
		if kind, n := x.phrase(words[i:], ordinary); n > 0 {
			c.take(w.start, words[i+n-1].end, kind)
			mark(words[i:i+n], kind)
			continue
		}
		if kind := x.divided(words[i:]); kind != "" {
			c.take(w.start, words[i+1].end, kind)
			mark(words[i:i+2], kind)
			continue
		}
		if n := x.spaced(words[i:]); n > 0 {
			c.take(w.start, words[i+n-1].end, Staff)
			mark(words[i:i+n], Staff)
			continue
		}
		if kind := x.word(words, i); kind != "" && c.take(w.start, w.end, kind) {
			mark(words[i:i+1], kind)
		}
	}
}

func mark(words []word, kind Kind) {
	for i := range words {
		words[i].mark = kind
		words[i].taken = true
	}
}

// phrase is the kind of the line of the roster that some words begin with, and how
// many of them it takes. A slip in the first one is looked for where that is no
// everyday word.
func (x *roster) phrase(words []word, ordinary func(string) bool) (Kind, int) {
	for first := range stems(words[0].text) {
		for _, p := range x.phrases[first] {
			if n := p.fits(words); n > 0 {
				return p.kind, n
			}
		}
	}
	if len(words) < 2 || len(words[0].text) < shortestOfSeveral-1 || ordinary(words[0].text) {
		return "", 0
	}
	for _, p := range x.lines {
		if n := p.fits(words); n > 0 {
			return p.kind, n
		}
	}
	return "", 0
}

// fits is how many words a line takes: all of its own, each with one slip at most
// if it is long enough; 0 if they are others.
func (p phrase) fits(words []word) int {
	if len(words) < len(p.words) || apart(words[0].text, p.words[0]) {
		return 0
	}
	for n, name := range p.words {
		if words[n].mark != "" || !is(words[n].text, name) && !slippedFrom(words[n].text, name) {
			return 0
		}
	}
	return len(p.words)
}

// apart says whether two words differ in length by more than an ending and a slip.
func apart(w, name string) bool {
	d := len(w) - len(name)
	return d < -2 || d > 4
}

func slippedFrom(w, name string) bool {
	if len(name) < shortestOfSeveral || apart(w, name) {
		return false
	}
	for s := range stems(w) {
		if alike(s, name) && near([]rune(s), []rune(name)) {
			return true
		}
	}
	return false
}

// alike says whether two words begin or end alike, as they do with one slip between
// them. To see that they do not is quick.
func alike(a, b string) bool { return a[0] == b[0] || a[len(a)-1] == b[len(b)-1] }

// is says whether a word is a name, or a form of it.
func is(w, name string) bool {
	for s := range stems(w) {
		if s == name {
			return true
		}
	}
	return false
}

// word is the kind of the roster's name that a word is; empty for none.
func (x *roster) word(words []word, i int) Kind {
	w := words[i]
	for s := range stems(unleet(w)) {
		kind, ok := x.words[s]
		if ok && (!x.careful[s] || w.capital && !w.first) {
			return kind
		}
	}
	return ""
}

// slip is the kind of the name that a word is one slip away from.
func (x *roster) slip(w word) Kind {
	for s := range stems(unleet(w)) {
		runes := []rune(s)
		if len(runes) < shortestSlip-1 {
			continue
		}
		for _, name := range x.long {
			if near(runes, name) {
				return x.words[string(name)]
			}
		}
	}
	return ""
}

// divided is the kind of the name that two words are when nothing divides them.
func (x *roster) divided(words []word) Kind {
	if len(words) < 2 || !words[1].glued || words[1].mark != "" || min(len(words[0].text), len(words[1].text)) < 2 {
		return ""
	}
	return x.words[words[0].text+words[1].text]
}

// beside says whether a word is one slip from a short name: beside another name of
// the roster that is enough.
func (x *roster) beside(w string) bool {
	for name := range x.words {
		if slippedFrom(w, name) {
			return true
		}
	}
	return false
}

// spaced is how many words from the first one on are single letters that make a
// name of the roster together.
func (x *roster) spaced(words []word) int {
	var joined []rune
	for n, w := range words[:min(len(words), x.longest)] {
		letter := []rune(w.text)
		if w.mark != "" || len(letter) != 1 || n > 0 && !w.glued {
			return 0
		}
		joined = append(joined, letter[0])
		if _, ok := x.words[string(joined)]; ok && n > 1 {
			return n + 1
		}
	}
	return 0
}

// stems are the forms that a name may have lost an ending from, as it stands first.
func stems(w string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(w) {
			return
		}
		for _, end := range [...]string{"'s", "s'", "'", "s"} {
			if stem, ok := strings.CutSuffix(w, end); ok && len(stem) > 1 && !yield(stem) {
				return
			}
		}
		if strings.IndexByte(w, '\'') >= 0 {
			yield(strings.ReplaceAll(w, "'", ""))
		}
	}
}

// unleet reads digits inside a word as the letters they stand for.
func unleet(w word) string {
	if !w.digits || !strings.ContainsFunc(w.text, unicode.IsLetter) {
		return w.text
	}
	return strings.NewReplacer("4", "a", "3", "e", "1", "i", "0", "o", "5", "s", "7", "t", "8", "b").Replace(w.text)
}

// split is the words of a text, in lower case.
func (t *text) split() []string {
	var words []string
	for _, w := range newClaims(t).words() {
		words = append(words, w.text)
	}
	return words
}
