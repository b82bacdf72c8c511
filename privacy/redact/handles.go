package redact

import "strings"

// appWords tell that a name somebody has on the net is near.
const appWords = " insta instagram snap snapchat telegram tiktok kik wickr skype discord steam signal whatsapp messenger fb facebook reddit twitter bluesky threads ig sc " +
	"user username handle nick nickname gamertag add brukernavn brukernavnet bruker användarnamn användarnamnet användare profil profilen messaged dm "

// findHandles claims names of the net by their form, which no word has: letters and
// digits with a dot, a hyphen or a line below between. "moss.toad.31", "lark_rise.9",
// and "kvist.4410" beside the name of an app. It starts from the digits, for a text
// has few.
func (r *Redactor) findHandles(c *claims, words []word) {
	for i := 1; i < len(words); i++ {
		if w := words[i]; !w.digits || w.mark != "" || !tied(c, words, i) {
			continue
		}
		h := handle{r, c, words, i - 1, i + 1}
		for h.at > 0 && tied(c, words, h.at) {
			h.at--
		}
		for h.end < len(words) && tied(c, words, h.end) {
			h.end++
		}
		if h.found() {
			c.rest(words[h.at:h.end], Handle)
		}
		i = h.end - 1
	}
}

// tied says whether nothing but a dot or a hyphen stands between a word and the one
// before.
func tied(c *claims, words []word, i int) bool {
	return words[i].start == words[i-1].end+1 && strings.ContainsRune(".-", c.runes[words[i-1].end])
}

// handle is some words with dots or hyphens between.
type handle struct {
	*Redactor
	c       *claims
	words   []word
	at, end int
}

// found says whether the words are a name of the net.
func (h handle) found() bool {
	first := h.words[h.at]
	if first.mark != "" && first.mark != Name && first.mark != Handle || first.digits && figures(first.text) > 0 {
		return false
	}
	last := h.words[h.end-1]
	if oneOf(last.text, units) || h.end < len(h.words) && h.words[h.end].glued && oneOf(h.words[h.end].text, units) || h.c.keeps(last.start, last.end) {
		return false
	}
	return first.mark == Handle || h.near() || h.lined() || h.dotted()
}

// near says whether a word for an app is near, and there are letters enough.
func (h handle) near() bool {
	if len(h.words[h.at].text) < 3 && h.end-h.at < 3 {
		return false
	}
	for i := max(0, h.at-4); i < min(len(h.words), h.end+3); i++ {
		if oneOf(h.words[i].text, appWords) && (i < h.at || i >= h.end) {
			return true
		}
	}
	return false
}

// lined says whether a word has a line below in it.
func (h handle) lined() bool {
	for _, w := range h.words[h.at:h.end] {
		if w.mark == "" && strings.Contains(w.text, "_") {
			return true
		}
	}
	return false
}

// dotted says whether the form alone tells: nothing but dots between, in small
// letters, digits last, and three parts, or a name before the digits.
func (h handle) dotted() bool {
	letters := 0
	for i, w := range h.words[h.at:h.end] {
		if i > 0 && h.c.runes[w.start-1] != '.' || w.capital || w.caps {
			return false
		}
		if !w.digits {
			letters = max(letters, w.end-w.start)
		}
	}
	if n := figures(h.words[h.end-1].text); n < 2 || n > longest {
		return false
	}
	first := h.words[h.at]
	return h.end-h.at > 2 && letters > 3 || first.mark == Name || first.mark == "" && letters > 3 && !h.ordinary(first.text)
}
