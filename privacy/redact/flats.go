package redact

import "strings"

// Words for where in a house somebody lives.
const (
	// A number or a letter follows: "oppgang B", "apt 4C".
	flatWords = " oppgang oppg uppgång uppg port leil leilighet lgh lägenhet etg etasje våning vån plan tr h u k l inngang ingang ingång entrance " +
		"apt apartment flat unit suite ste app floor flr block blk blokk box boks bldg building trapp rom rm room dør dörr door "
	// A number stands before: "3. etg", "2 tr", "2nd floor".
	floorWords = " tr trp trappor trapper etg etasje etasjen et vån våning våningen våningar floor flr "
	// Which one of them it is: "2 tr ög", "1. etg tv".
	sides = " ög nb tv th hö vä mv mh tt left right front back rear middle vänster höger venstre høyre midten flat leilighet leiligheten "
	// They stand alone.
	levels = " bv nb kjeller kjelleren kj källare källaren källarplan basement bsmt loft loftet sokkel sokkelen sokkeletasje sokkeletasjen sokkelleilighet sokkelleiligheten " +
		"underetasje underetasjen bakgård bakgården bakgårdshus gårdshus gårdshuset vindsvåning attic penthouse upstairs downstairs "
	// Two words: "ground floor", "øverste etasje".
	heights = " ground top upper lower first second third fourth fifth basement attic garden øverste nederste første andre tredje fjerde femte översta nedersta första andra fjärde u 1st 2nd 3rd 4th 5th 6th "
	stories = " floor flat fl flr etg etasje etasjen vån våning våningen "
)

// longestFlat is how many parts say where in a house somebody lives, at most.
const longestFlat = 4

// within is where all ends that says where in the house it is.
func (h house) within(end int) int {
	for range longestFlat {
		next := h.flat(end)
		if next == end {
			break
		}
		end = next
	}
	return end
}

// flat is where a part ends that begins with a word; the word itself where none does.
func (h house) flat(i int) int {
	if i >= len(h.words) || i == 0 || !h.joined(i, " .,#") || h.words[i].mark != "" {
		return i
	}
	if h.single(i) {
		return i + 1
	}
	if i+1 == len(h.words) || !h.joined(i+1, " .#") || h.words[i+1].mark != "" {
		return i
	}
	switch w, next := h.words[i].text, h.words[i+1]; {
	case oneOf(w, heights) && oneOf(next.text, stories), storey(w) && oneOf(next.text, floorWords):
		return h.sided(i + 2)
	case oneOf(w, flatWords) && flatNumber(next):
		return i + 2
	}
	return i
}

// flatNumber says whether a word is the number or the letter of a flat.
func flatNumber(w word) bool {
	return w.digits && len(w.text) < 6 || len(w.text) == 1 && !oneOf(w.text, " i o å ")
}

// single says whether a word is a part by itself.
func (h house) single(i int) bool {
	w := h.words[i]
	return h.compassed(w) || dwelling(w.text) || oneOf(w.text, levels) || w.digits && h.c.runes[w.start-1] == '#'
}

// compassed says whether a word is the letters for where in the town a street is:
// "22 Alder St NE".
func (h house) compassed(w word) bool {
	return w.glued && (w.caps || w.capital && w.end-w.start == 1) && oneOf(w.text, " n s e w ne nw se sw nø nv sø sv ")
}

// dwelling says whether a word is the number that Norwegian flats have: H0304.
func dwelling(w string) bool {
	return len(w) == 5 && strings.Contains("hukl", w[:1]) && figures(w[1:]) == 4
}

// storey says whether a word is the number of a floor: "3", "2nd".
func storey(w string) bool {
	return len(w) < 5 && houseNumbered(strings.TrimRight(w, "stndrh"))
}

// sided is the end of a floor with the word that may say which flat of it.
func (h house) sided(i int) int {
	switch {
	case i >= len(h.words) || !h.words[i].glued:
	case oneOf(h.words[i].text, sides):
		return i + 1
	case i+1 < len(h.words) && h.words[i].text == "t" && h.joined(i+1, ".") && oneOf(h.words[i+1].text, " v h "): // t.v.
		return i + 2
	}
	return i
}
