package redact

import "strings"

// findLived claims ages that a pattern would find slowly: of those who belong to
// somebody, of earlier years, and without a subject. It starts from the numbers,
// for a text has few.
func findLived(c *claims, words []word, numerals map[string]int) {
	for i := range words {
		end, grown := lifetime(words, i, numerals)
		if end == 0 || i > 0 && words[i].hyphen {
			continue
		}
		l := years{c, words, i, end, grown}
		if c.keeps(words[i].start, words[end-1].end) && !l.signed() { // "[name] 72 år" looks like how long
			continue
		}
		if !l.measured() && l.aged() {
			c.take(words[i].start, words[end-1].end, Age)
			mark(words[i:end], Age)
		}
	}
}

// aged says whether what stands around the number makes it an age.
func (l years) aged() bool {
	return l.earlier() || l.beside() || l.theirs() || l.bare() || l.coming() || l.after() || l.told() ||
		l.aside() || l.signed() || l.alone()
}

// years is a number that may be an age.
type years struct {
	c       *claims
	words   []word
	at, end int
	grown   bool // thirteen at least: few other numbers are so large
}

// lifetime is where a number ends that may be an age, in figures or in words; 0 for
// none.
func lifetime(words []word, i int, numerals map[string]int) (end int, grown bool) {
	w := words[i]
	switch {
	case w.mark != "", i > 0 && w.glued && words[i-1].digits:
		return 0, false
	case figures(w.text) > 0:
		return i + 1, len(w.text) == 2 && w.text >= "13"
	case numerals[w.text] == 0 || oneOf(w.text, " ni to en o oh nil zero null ein ett hundred hundre hundra double triple dobbel dubbel trippel "):
		return 0, false
	}
	grown = numerals[w.text] == 2 && !oneOf(w.text, " ten eleven twelve ti elleve tolv tio elva ")
	if grown && i+1 < len(words) && words[i+1].glued && numerals[words[i+1].text] == 1 {
		return i + 2, true
	}
	return i + 1, grown
}

// oneOf says whether a word is one of a list that has a blank on both sides of each.
func oneOf(w, list string) bool {
	for at := 0; w != ""; at++ {
		i := strings.Index(list[at:], w)
		if i < 0 {
			return false
		}
		at += i
		if at > 0 && list[at-1] == ' ' && list[at+len(w)] == ' ' {
			return true
		}
	}
	return false
}

const (
	hedges  = " only just about nearly almost now bare bara snart nå nu nesten nästan kun omtrent cirka ca "
	copulas = " is are was er e är på turns turned turning blir ble blev fyller fylte fyllde var aged "
	persons = " i he she they jeg eg æ jag ja han hun ho hu hon "
	when    = " since when until til before after that because cos siden då da når sidan fra frå före innan før sedan sen när att "
	now     = " now nå no nu today idag "
	owners  = " min mi mitt hans hennes vår our "
	kin     = " eldest oldest youngest son sons daughter daughters boy girl lad kid child baby one twins brother sister nephew niece grandson granddaughter mum mam dad nan gran grandad " +
		"sønn sønnen datter dattera datteren gutt gutten jente jenta unge ungen barn barnet tvillingene bror broren søster søstera søsteren nevø niese mor mora far faren mormor farmor bestemor bestefar " +
		"sonen dotter dottern pojke pojken flicka flickan grabb grabben tjej tjejen kille killen barnbarn brorsan syrran systern morsan farsan minste eldste yngste yngsta äldsta minsta lillebror storebror lillesøster lillasyster brorson brordotter syster pappa mamma "
	partners = " partner partneren fella fiance fiancee hubby husband wife missus mrs girlfriend boyfriend gf bf ex mate pal friend cousin uncle auntie aunty sis bro lass fiancé " +
		"samboer samboeren sambo sambon kjæreste kjæresten mann mannen kone kona kompis kompisen kamerat kameraten venninne venninna fetter kusine tante onkel eksen forlovede " +
		"man fru frun frugan flickvän pojkvän flickvännen pojkvännen polare polarn kusin kusinen moster faster morbror farbror vän vännen väninna gubben tjejen exet "
)

// before is a word before the number, the first being the nearest that is no hedge.
func (l years) before(n int) word {
	at := l.at - 1
	for at >= 0 && oneOf(l.words[at].text, hedges) {
		at--
	}
	if at -= n - 1; at < 0 {
		return word{}
	}
	return l.words[at]
}

func (l years) next() string {
	if l.end < len(l.words) && l.words[l.end].glued {
		return l.words[l.end].text
	}
	return ""
}

// measured says whether a unit follows, so that the number is no age.
func (l years) measured() bool {
	n := l.next()
	return oneOf(n, units) || figures(n) > 0 || strings.ContainsRune("%/£$€", after(l.c.runes, l.words[l.end-1].end))
}

// told is "im 43": two figures or a spelled number after "I am".
func (l years) told() bool {
	be, before := l.before(1).text, l.before(2).text
	if w := l.words[l.at]; !w.digits && w.text != "one" && oneOf(be, " he's hes she's shes ") && (l.ends() || and(l.next())) {
		return true
	}
	return l.grown && (oneOf(be, " im i'm iam he's hes she's shes turned turning blitt blivit vorte vorti ") || oneOf(be, " am is er e é är var ") && oneOf(before, persons) || oneOf(be, " fylt fyllt "))
}

// earlier is "when i was nineteen".
func (l years) earlier() bool {
	return oneOf(l.before(1).text, " was were var va ") && oneOf(l.before(2).text, persons) && oneOf(l.before(3).text, when)
}

// theirs is "my lad [name] is 9", "datteren min er 6".
func (l years) theirs() bool {
	if l.has() {
		return true
	}
	if !oneOf(l.before(1).text, copulas) || len(l.words[l.at].text) > 2 && l.words[l.at].digits {
		return false
	}
	who := l.before(2)
	return person(who.mark) || oneOf(who.text, kin) || oneOf(who.text, owners) && oneOf(l.before(3).text, kin)
}

// has is "my mams 71", "our kid's 38".
func (l years) has() bool {
	be := l.before(1).text
	who := strings.TrimSuffix(strings.TrimSuffix(be, "s"), "'")
	return l.grown && who != be && (oneOf(who, kin) || oneOf(who, partners)) && oneOf(l.before(2).text, " my our his her ") && (l.ends() || and(l.next()) || oneOf(l.next(), now))
}

// beside is "[name] 4 and [name] 9": a small number right after a person, with
// nothing that it counts.
func (l years) beside() bool {
	n := l.next()
	return l.at > 0 && l.words[l.at].glued && l.words[l.at].digits && len(l.words[l.at].text) < 3 && person(l.words[l.at-1].mark) && !l.words[l.at].hyphen &&
		(n == "" || and(n) || oneOf(n, " who som er is går bor "))
}

// bare is "was 16 when", "er 41 nå".
func (l years) bare() bool {
	be, before := l.before(1), l.before(2)
	return oneOf(be.text, " was var am im er e är ") && (!be.glued || oneOf(before.text, " and but og och men ")) &&
		(oneOf(l.next(), now) || l.grown && and(l.next()) || oneOf(l.next(), " when first da når när første första "))
}

// coming is "will be 30", "at the age of nineteen".
func (l years) coming() bool {
	be, before := l.before(1).text, l.before(2).text
	switch {
	case oneOf(be, " be ") && oneOf(before, " she'll he'll shell they'll ") && (l.ends() || oneOf(l.next(), " in on next this tomorrow soon now and n when ")):
		return true
	case oneOf(be, " blir fyller ") && oneOf(before, persons) && oneOf(l.next(), " om neste nästa ") && l.grown:
		return true
	case oneOf(be, " aged age "), be == "of" && before == "age", be == "on" && before == "going", be == "av" && before == "alder":
		return true
	}
	return l.grown && (be == "be" && oneOf(before, " will gonna to ll i'll he'll she'll ") || oneOf(be, " turn turns hitting pushing "))
}

// after is "was [age] when i began, 38 now".
func (l years) after() bool {
	if !l.grown || !oneOf(l.next(), now) {
		return false
	}
	for n := 1; n < 9; n++ {
		if l.before(n).mark == Age {
			return true
		}
	}
	return false
}

// ends says whether the thought ends with the number.
func (l years) ends() bool { return l.next() == "" }

// aside is "(my partner, 29)", "[name] (31)", "my wife, 47, is waiting": a number of
// its own beside somebody.
func (l years) aside() bool {
	if l.at == 0 || !l.ends() || l.words[l.at].digits && len(l.words[l.at].text) > 2 {
		return false
	}
	who := l.words[l.at-1]
	gap := strings.TrimSpace(string(l.c.runes[who.end:l.words[l.at].start]))
	if gap != "(" && (gap != "," || !l.grown) {
		return false
	}
	if gap == "(" && after(l.c.runes, l.words[l.end-1].end) != ')' {
		return false
	}
	if oneOf(who.text, owners) && l.at > 1 {
		who = l.words[l.at-2]
	}
	return person(who.mark) || oneOf(who.text, kin) || oneOf(who.text, partners)
}

// signed is a name with the years behind it, as people end a letter.
func (l years) signed() bool {
	if !l.grown || !oneOf(l.next(), " år year years yrs ") || l.at == 0 || !person(l.words[l.at-1].mark) || !l.words[l.at-1].first {
		return false
	}
	return l.end+1 == len(l.words) || !l.words[l.end+1].glued
}

// alone is "er femtifire, har kols": nobody is said, and nothing that is counted.
func (l years) alone() bool {
	be := l.before(1)
	return l.grown && !l.words[l.at].digits && be.first && oneOf(be.text, " er e æ är am im i'm ") && l.ends()
}
