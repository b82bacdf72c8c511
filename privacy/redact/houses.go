package redact

import (
	"strings"
	"unicode/utf8"
)

// Words that streets are, and that stand with the number of a house.
const (
	streetWords  = " gate gata gt vei veg vn väg vägen gatan plass plats torg allé gränd plan terrasse brygge kai tunet svingen backe bakke stig sti "
	shortStreets = " gt vn sg sv gr pl vg "
	houseWords   = " nr no nummer number hus house "
)

// streetEnds are what streets end in, of more letters than two.
func streetEnds() []string {
	return []string{
		"veien", "vegen", "vei", "veg", "gata", "gaten", "gate", "gatan", "vägen", "väg", "gränd", "gränden", "stigen", "stien", "plass", "plassen", "plats", "platsen",
		"allé", "alleen", "alléen", "torg", "torget", "bakken", "backen", "svingen", "kroken", "løkka", "lia", "tunet", "faret", "ringen", "brygge", "brygga", "kaia", "kajen",
		"esplanaden", "promenaden", "smuget", "veita", "leden", "strøket", "terrassen", "høgda", "høyden", "allmenning", "allmenningen", "stubben", "hagen", "åsen", "toppen",
		"lunden", "kleiva", "grenda", "tråkka", "tråkket", "jordet", "bryggen", "haugen", "skogen", "marka", "vangen", "moen", "enga", "engen", "berget", "backe", "parken",
		"slingan", "hamn", "liden", "sluttningen", "stubbe", "stranda", "sletta", "flata", "kollen", "dalen", "vika", "åkern", "ängen", "höjden", "kullen", "udden",
	}
}

// findHouses claims streets with the number of a house: "Storgata 5 b", "storgt. 9",
// "nordahl rolfsens vei 6b", "mejerivägen nr 3". And what stands after a street that
// went.
func (r *Redactor) findHouses(c *claims, words []word) {
	for i := range words {
		h := house{r, c, words, i}
		switch end := h.number(i + 1); {
		case words[i].mark == Street:
			end = h.within(max(end, i+1))
			c.rest(words[h.outside(h.directed()):end], Street)
			h.posted(end)
		case end > 0:
			if from := h.street(); from >= 0 || h.unknown() && h.within(end) > end {
				end = h.within(end)
				c.rest(words[h.outside(max(from, h.first(i))):end], Street)
				h.posted(end)
			}
		case h.glued():
			c.rest(words[i:i+1], Street)
		}
	}
}

type house struct {
	*Redactor
	c     *claims
	words []word
	at    int // of the last word of the street
}

// street is where a street begins that ends with the word; -1 if none does.
func (h house) street() int {
	w := h.words[h.at]
	switch {
	case w.mark != "" || w.digits:
		return -1
	case oneOf(w.text, streetWords):
		return h.name()
	case streetlike(w.text), h.short(w):
		return h.first(h.at)
	}
	return -1
}

// unknown says whether the word is nobody's, so that with a number and a flat behind
// it, it is a street.
func (h house) unknown() bool {
	w := h.words[h.at]
	return w.mark == Place || w.mark == Name || w.mark == "" && !w.digits && len(w.text) > 3 && !h.ordinary(w.text)
}

// streetlike says whether a word ends as streets do, with two letters before that.
func streetlike(w string) bool {
	for _, end := range streetEnds() {
		if strings.HasSuffix(w, end) {
			return utf8.RuneCountInString(w) > utf8.RuneCountInString(end)+1
		}
	}
	return false
}

// glued says whether the number is glued to the street: "storgata5".
func (h house) glued() bool {
	w := h.words[h.at]
	if w.mark != "" || !w.digits || h.c.keeps(w.start, w.end) {
		return false
	}
	letters := strings.TrimRight(strings.TrimRight(w.text, "abcdefgh"), "0123456789")
	return len(letters) < len(w.text) && streetlike(letters)
}

// short says whether a word is a street with its end cut: "storgt", "kungsv".
func (h house) short(w word) bool {
	n := len(w.text)
	return n > 4 && oneOf(w.text[n-2:], shortStreets) && !h.ordinary(w.text) ||
		n > 3 && strings.HasSuffix(w.text, "g") && w.end < len(h.c.runes) && h.c.runes[w.end] == '.' && !h.ordinary(w.text)
}

// name is where the name of a street begins that ends with a word of its own: with
// the genitive before it, or capitals, and what belongs to that.
func (h house) name() int {
	before := h.at - 1
	if before < 0 || !h.words[h.at].glued {
		return -1
	}
	switch w := h.words[before]; {
	case w.mark == Name || w.mark == Place:
	case w.mark != "" || w.digits || h.ordinary(w.text) || len(w.text) < 4:
		return -1
	}
	return h.first(before)
}

// longestStreet is how many words stand before the last two of a street, at most.
const longestStreet = 2

// first is where a street begins: names and words of nobody before it belong to it.
func (h house) first(at int) int {
	for n := 0; n < longestStreet && at > 0 && (h.words[at].glued || oneOf(h.words[at-1].text, " gml gl st ") && h.joined(at, " .")); n++ {
		w := h.words[at-1]
		if w.mark != Name && (w.mark != "" || w.digits || h.ordinary(w.text) && !oneOf(w.text, directions)) {
			break
		}
		at--
	}
	return at
}

// directed is where a street begins that has been claimed, with the word before it
// that says which one.
func (h house) directed() int {
	if h.at > 0 && h.joined(h.at, " .") && h.words[h.at-1].mark == "" && oneOf(h.words[h.at-1].text, directions) {
		return h.at - 1
	}
	return h.at
}

const directions = " indre inre ytre yttre gamle gamla nye nya nedre øvre övre norra södra västra östra søndre nordre vestre østre stora lilla store lille sankt st kong dronning karl gml gl "

// longestHouseWord is how many letters the words before the number of a house have.
const longestHouseWord = 6

// number is where the number of a house ends that begins with a word; 0 for none.
func (h house) number(i int) int {
	if i >= len(h.words) || !h.words[i].digits && len(h.words[i].text) > longestHouseWord {
		return 0
	}
	if oneOf(h.words[i].text, houseWords) && h.joined(i, " .") {
		i++
	}
	if i >= len(h.words) || h.words[i].mark != "" || !h.joined(i, " .") || !houseNumbered(h.words[i].text) || h.c.keeps(h.words[i].start, h.words[i].end) {
		return 0
	}
	return h.lettered(i + 1)
}

// lettered is where the number of a house ends that a word may be the letter of; 0
// where it is a unit, and the number a figure.
func (h house) lettered(i int) int {
	if i >= len(h.words) || !h.words[i].glued {
		return i
	}
	switch w := h.words[i]; {
	case oneOf(w.text, units):
		return 0
	case w.mark == "" && len(w.text) == 1 && w.text >= "a" && w.text <= "h":
		return i + 1
	}
	return i
}

// posted claims the postcode and the place that stand after a street.
func (h house) posted(i int) {
	code := i
	for digits := 0; code < len(h.words) && code < i+2 && h.joined(code, " ,"); code++ {
		w := h.words[code]
		if digits += figures(w.text); w.mark != "" || figures(w.text) == 0 {
			break
		}
		if digits > longest || digits == longest && (code+1 == len(h.words) || !h.words[code+1].digits) {
			h.c.rest(h.words[i:code+1], Postcode)
			if code++; code < len(h.words) && h.words[code].glued && !oneOf(h.words[code].text, units) {
				h.c.rest(h.words[code:code+1], Place)
			}
			return
		}
	}
}

// joined says whether no more than some signs divide a word from the one before.
func (h house) joined(i int, signs string) bool {
	gap := h.c.runes[h.words[i-1].end:h.words[i].start]
	return len(gap) < 4 && strings.Trim(string(gap), signs) == ""
}

// houseNumbered says whether a word is one to four digits, and a letter at most.
func houseNumbered(w string) bool {
	digits := strings.TrimRight(w, "abcdefgh")
	return digits != "" && len(digits) < 5 && len(w)-len(digits) < 2 && figures(digits) > 0
}
