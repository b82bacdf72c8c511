package redact

import "strings"

// longestGap is how many words may stand between a code and what it is for: "the
// pin for the door of my flat is".
const longestGap = 7

// told says whether what stands before the number says what it numbers. Letters that
// no word explains may stand between: "ref xk 40 92".
func (x *reference) told() bool {
	at := x.at
	if x.prefix(at - 1) {
		at--
	}
	var g gap
	for n := at - 1; n >= max(0, at-longestGap) && x.runsOn(n+1); n-- {
		w := x.words[n].text
		if need := x.need(w, g); need > 0 {
			if !x.long(need) || x.numbered.rooms.has(w) && x.counts(n-1) || x.numbered.homes.has(w) && x.rent() {
				return false
			}
			x.at = at
			return true
		}
		if g.far && x.numbered.number.has(w) || !g.over(x, n) {
			break
		}
	}
	return g.counted && x.long(3) && !x.line(x.end)
}

// counts says whether a word is how many there are of what follows: "2 rum 8900".
func (x *reference) counts(i int) bool {
	return i >= 0 && x.words[i+1].glued && x.words[i].mark == "" && figures(x.words[i].text) == 1
}

// need is how many digits the number must have after a word; 0 where that says
// nothing of it. Beyond other words only what opens something does.
func (x *reference) need(w string, g gap) int {
	if g.far && (!g.stated || !opens(w)) {
		return 0
	}
	return x.numbered.fewest(w, g.counted)
}

// gap is what stands between a number and the word for what it numbers.
type gap struct {
	counted bool // "number" does
	stated  bool // "is" does
	far     bool // other words do
}

// over takes in a word of the gap, and says whether to look beyond it.
func (g *gap) over(x *reference, n int) bool {
	w := x.words[n].text
	switch {
	case x.numbered.number.has(w):
		g.counted = n == 0 || !x.line(n-1)
		return g.counted
	case x.numbered.stating.has(w):
		g.stated = true
	case !x.numbered.linking.has(w):
		g.far = true
		return g.stated
	}
	return true
}

// prefix says whether a word is letters before the number that no word explains.
func (x *reference) prefix(i int) bool {
	if i < 0 {
		return false
	}
	w := x.words[i]
	if w.mark != "" || w.digits || x.joint(i+1) != ' ' || len(w.text) > 3 || !w.caps && x.ordinary(w.text) {
		return false
	}
	n := &x.numbered
	return n.fewest(w.text, false) == 0 && !n.number.has(w.text) && !n.stating.has(w.text) && !n.linking.has(w.text)
}

// runsOn says whether a word goes on with the one before, which nobody has: a colon
// or the dot of a short form may stand between.
func (x *reference) runsOn(i int) bool {
	if x.words[i-1].mark != "" {
		return false
	}
	gap := x.c.runes[x.words[i-1].end:x.words[i].start]
	if len(gap) > 4 {
		return false
	}
	for _, r := range gap {
		if !strings.ContainsRune(" :=#-/('\"", r) && (r != '.' || !oneOf(x.words[i-1].text, " nr no ref ext tlf tel num id pin m ")) {
			return false
		}
	}
	return true
}

// long says whether the number has so many digits, or letters too.
func (x *reference) long(need int) bool {
	digits, letters := x.size()
	return digits >= need || x.touched() || letters > 0 && digits > 0 && digits+letters > 2
}

// line says whether a word is for what has numbers that tell of nobody.
func (x *reference) line(i int) bool {
	return i < len(x.words) && x.numbered.lines.has(x.words[i].text)
}

// rent says whether a number after "flat" is rather what it costs.
func (x *reference) rent() bool {
	digits, letters := x.size()
	if digits < 3 || letters > 0 || x.end >= len(x.words) {
		return false
	}
	next := x.words[x.end].text
	return x.numbered.rents.has(next) || next == "i" && x.end+1 < len(x.words) && strings.HasPrefix(x.words[x.end+1].text, "må")
}
