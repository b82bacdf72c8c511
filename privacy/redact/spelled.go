package redact

import (
	"maps"
	"unicode"
)

// numerals are the words for digits and tens, by how many digits each stands for.
// Many people read a number out in pairs.
func numerals() map[string]int {
	n := map[string]int{}
	for _, w := range []string{
		"zero", "oh", "o", "nought", "nil", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
		"null", "en", "ein", "ett", "to", "tre", "fire", "fem", "seks", "sju", "syv", "åtte", "ni",
		"noll", "nolla", "två", "fyra", "sex", "åtta", "nio",
	} {
		n[w] = 1
	}
	tens := map[string]int{"double": 1, "dobbel": 1, "dubbel": 1, "triple": 2, "trippel": 2, "hundred": 2, "hundre": 2, "hundra": 2}
	for _, w := range []string{
		"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
		"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
		"ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten",
		"tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti",
		"tio", "elva", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
		"tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio",
	} {
		tens[w] = 2
	}
	for _, ten := range []string{"tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"} {
		for _, one := range []string{"en", "ein", "to", "tre", "fire", "fem", "seks", "sju", "syv", "åtte", "ni"} {
			n[ten+one] = 2
		}
	}
	for _, ten := range []string{"tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"} {
		for _, one := range []string{"en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"} {
			n[ten+one] = 2
		}
	}
	maps.Copy(n, tens)
	return n
}

// fewestSpelled is how many numerals in a row are a number read out.
const fewestSpelled = 4

// fewestDigits is how many digits make one where part of it is in figures.
const fewestDigits = 7

// fewestListed is how many digits make one that is read out in groups, with commas
// between: "two, three or four" is counting.
const fewestListed = 6

// findSpelled claims numbers that are written in words, or half so.
func findSpelled(c *claims, words []word, known map[string]int) {
	for i := 0; i < len(words); {
		j, digits, spelled, commas := i, 0, 0, false
		for ; j < len(words) && words[j].mark == ""; j++ {
			if j > i && !words[j].glued {
				if string(c.runes[words[j-1].end:words[j].start]) != ", " {
					break
				}
				commas = true
			}
			n, ok := known[words[j].text]
			if ok {
				spelled++
			} else if n = figures(words[j].text); n == 0 {
				break
			}
			digits += n
		}
		if digits > longest && (!commas || digits >= fewestListed) && (spelled >= fewestSpelled || spelled > 0 && digits >= fewestDigits) {
			c.take(words[i].start, words[j-1].end, Phone)
		}
		i = max(j, i+1)
	}
}

// figures is the length of a word of digits alone; 0 for any other.
func figures(s string) int {
	for _, r := range s {
		if !unicode.IsDigit(r) {
			return 0
		}
	}
	return len(s)
}
