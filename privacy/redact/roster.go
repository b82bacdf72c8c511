package redact

import (
	"slices"
	"strings"
	"unicode"
)

// roster is what the clinic says must never show.
type roster struct {
	words   map[string]Kind // every form of every name
	long    [][]rune        // names long enough to be known with one slip
	phrases [][]string      // lines of several words, whole
	kinds   []Kind          // of phrases
	careful map[string]bool // names that are words of grammar too: with a capital only
}

// shortestSlip is how long a name must be to be known with one slip in it.
const shortestSlip = 5

// functionWords are the words of grammar that are names too. Hiding each of them
// in every text would leave no text.
const functionWords = "will may can an so my don per for mine more long much even bo dag tor liv god stor mer unn sen son stig ger ask art so helga jul mai april jan"

func newRoster(lines []string, r *Redactor) roster {
	x := roster{words: map[string]Kind{}, careful: map[string]bool{}}
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
			x.phrases = append(x.phrases, words)
			x.kinds = append(x.kinds, kind)
		}
		for _, w := range words {
			x.learn(w, kind, r, nicknames)
		}
	}
	return x
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
func (x *roster) find(c *claims, words []word) {
	for i, w := range words {
		if w.mark != "" {
			continue
		}
		if kind, n := x.phrase(words[i:]); n > 0 {
			c.take(w.start, words[i+n-1].end, kind)
			mark(words[i:i+n], kind)
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

func (x *roster) phrase(words []word) (Kind, int) {
	for p, phrase := range x.phrases {
		n := 0
		for n < len(phrase) && n < len(words) && words[n].mark == "" && slices.Contains(stems(words[n].text), phrase[n]) {
			n++
		}
		if n == len(phrase) {
			return x.kinds[p], n
		}
	}
	return "", 0
}

// word is the kind of the roster's name that a word is; empty for none.
func (x *roster) word(words []word, i int) Kind {
	w := words[i]
	for _, s := range stems(unleet(w)) {
		kind, ok := x.words[s]
		if ok && (!x.careful[s] || w.capital && !w.first) {
			return kind
		}
	}
	return ""
}

// slip is the kind of the name that a word is one slip away from.
func (x *roster) slip(w word) Kind {
	for _, s := range stems(unleet(w)) {
		runes := []rune(s)
		if len(runes) < shortestSlip {
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

// spaced is how many words from the first one on are single letters that make a
// name of the roster together.
func (x *roster) spaced(words []word) int {
	var joined []rune
	for n, w := range words {
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

// stems are the forms that a name may have lost an ending from.
func stems(w string) []string {
	forms := []string{w}
	for _, end := range []string{"'s", "s'", "'", "s"} {
		if stem, ok := strings.CutSuffix(w, end); ok && len(stem) > 1 {
			forms = append(forms, stem)
		}
	}
	if strings.Contains(w, "'") {
		forms = append(forms, strings.ReplaceAll(w, "'", ""))
	}
	return forms
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
