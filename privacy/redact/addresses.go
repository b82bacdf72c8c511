package redact

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	plateUK    = shaped(regexp.MustCompile(`\b[A-Z]{2}\s?\d{2}\s[A-Z]{3}\b|(?i)\b[A-Z]{2}\d{2}[A-Z]{3}\b`), 2, 6, "aa00|aa 00")
	plateNO    = shaped(regexp.MustCompile(`\b[A-Z]{2}\s\d{5}\b|(?i:\b[A-Z]{2}\d{5}\b)|\b[A-Z]{2}\s?\d{2}\s\d{3}\b`), 1, 2, "aa00000|aa 00000|aa00 000|aa 00 000")
	plateMoped = shaped(regexp.MustCompile(`\b[A-Z]{2}\s\d{4}\b`), 1, 2, "aa 0000")
	plateSE    = shaped(regexp.MustCompile(`\b[A-Z]{3}\s\d{2}[A-Z\d]\b|(?i)\b[A-HJ-PR-UW-Z]{3}\d{2}[A-Z\d]\b`), 1, 2, "aaa00|aaa 00")
	plateOld   = shaped(regexp.MustCompile(`\b[A-Z]\d{1,3}\s[A-Z]{3}\b|\b[A-Z]{3}-\d{1,3}\b|\b\d{2,3}-[A-Z]{1,2}-\d{1,6}\b`), 8, 10, "a0 aaa|a00 aaa|a000 aaa|aaa-0|0-a-0|0-aa-0")
	plateLow   = shaped(regexp.MustCompile(`\b(?:[a-z]{2}[\s-]\d{5}|[a-z]{2}\s?\d\d\s?\d{3}|[a-z]{2}\s?\d{2}\s[a-z]{3}|[a-z]{3}[\s-]\d{2}[a-z\d])\b`), 2, 6, "aa 00|aa-00|aa00 |aaa 00|aaa-00|aa00000")
	plate      = around(regexp.MustCompile(`(?i)\b(?:reg(?:istration|nr|nummer|istreringsnummer)?|number ?plates?|licen[cs]e plate|plates?|skylten?|regn(?:umm)?er|skilt(?:nr|nummer|et)?|bilnummer|registreringsskylt)\.?\s*(?:is|er|är|no|nr|:)?\s*([A-Z]{1,3}[\s-]?\d{1,5}(?:[\s-](?-i:[A-Z]{3})|-?[A-Z]{0,3})\d?|\d{2,4}[\s-]?(?:[A-Z]{3}|(?-i:[A-Z]{2})))\b`), 10, 45, "reg|plate|skilt|bilnummer").with("0")

	postUK   = shaped(regexp.MustCompile(`(?i)\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b`), 2, 8, "a0")
	postArea = shaped(regexp.MustCompile(`\b(?:AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE)\d{1,2}[A-Z]?\b`), 1, 3, "aa0")
	postCA   = shaped(regexp.MustCompile(`(?i)\b[ABCEGHJ-NPRSTVXY]\d[A-Z][\s-]?\d[A-Z]\d\b`), 1, 6, "a0a")
	postNO   = around(regexp.MustCompile(`(?i)\b(\d{4})\s+[\pL]{3,}|\b(?:postnr|postnummer|postkode)\.?:?\s*(\d{4})\b`), 16, 16, "0000")
	postSE   = around(regexp.MustCompile(`\b(\d{3}\s?\d{2})\s+\p{Lu}\pL{2,}`), 1, 16, "00000|000 00")
	postCode = around(regexp.MustCompile(`(?i)\b(?:postcode|post code|postal code|zip(?: ?code)?|postnr|postnummer|postkode)\s*(?:is|er|är|:)?\s*([A-Z]{0,2}\d[\dA-Z]*(?:\s\d[A-Z\d]{2})?)`), 1, 40, "post|zip").with("0")
)

// findPlates claims plates. In small letters with a space they are one only where
// the letters are no word.
func (r *Redactor) findPlates(c *claims) {
	c.each(plateLow, func(start, end int) {
		if s := c.part(start, end); c.apart(start, end) && !c.keeps(start, end) && r.plated(s) {
			c.take(start, end, Plate)
		}
	})
	c.each(plate, func(start, end int) {
		if !isDigit(c.runes[start]) || !c.keeps(start, end) && r.backward(c.part(start, end)) {
			c.take(start, r.platedOn(c, start, end), Plate)
		}
	})
	c.each(plateMoped, func(start, end int) {
		if c.apart(start, end) && !c.keeps(start, end) && r.moped(c, start, end) {
			c.take(start, end, Plate)
		}
	})
	for _, p := range []pattern{plateUK, plateNO, plateSE, plateOld} {
		c.each(p, func(start, end int) {
			if c.apart(start, end) && !c.keeps(start, end) {
				c.take(start, end, Plate)
			}
		})
	}
}

// plated says whether no letters of a passage are a word: the last ones, where two
// or more follow the digits, and the first where they stand alone.
func (r *Redactor) plated(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	last := parts[len(parts)-1]
	alone := !unicode.IsDigit(rune(s[len(parts[0])]))
	if len(parts) == 1 && len(last) == 2 && len(s) > 7 {
		return !oneOf(last, notPlates)
	}
	return !r.ordinary(last) && (!alone || !r.ordinary(parts[0])) || len(last) == 1 && !r.ordinary(parts[0])
}

// moped says whether two letters and four digits are a plate: the letters are no word,
// the digits no year, and the number does not go on.
func (r *Redactor) moped(c *claims, start, end int) bool {
	letters, next := strings.ToLower(c.part(start, start+2)), c.runes[end:]
	return !oneOf(letters, notPlates) && !r.ordinary(letters) && !yearly(c.part(start+3, end)) &&
		!digitAfter(next) && !joins(after(c.runes, end))
}

// backward says whether a passage may be a plate with the digits first: its letters
// are capitals, or no word.
func (r *Redactor) backward(s string) bool {
	letters := strings.TrimLeft(s, "0123456789- ")
	return letters == strings.ToUpper(letters) || !r.ordinary(letters)
}

// notPlates are words of two letters that stand before five digits.
const notPlates = " ca kr nr id no kl pa på to so at av er ei en et om of on or is it in as an am be by do go he if me my up us we vi ha ta se si da du de dr mr "

// platedOn is the end of a plate with three more letters, if they are no word.
func (r *Redactor) platedOn(c *claims, start, end int) int {
	next := end
	for next < len(c.runes) && next-end < 4 && (next == end && c.runes[next] == ' ' || next > end && unicode.IsLetter(c.runes[next])) {
		next++
	}
	if next-end == 4 && c.apart(start, next) && !r.ordinary(strings.ToLower(c.part(end+1, next))) {
		return next
	}
	return end
}

// findAddresses claims postcodes. Four digits are one only before a place: a year
// stands before other words.
func findAddresses(c *claims) {
	c.all(postCA, Postcode)
	c.each(postUK, func(start, end int) {
		if c.apart(start, end) && !c.keeps(start, end) && !figureEnd(c.part(start, end)) {
			c.take(start, end, Postcode)
		}
	})
	c.all(postArea, Postcode)
	c.each(postCode, func(start, end int) { c.take(start, end, Postcode) })
	c.each(postSE, func(start, end int) {
		if !digitBefore(c.runes[:start]) {
			c.take(start, end, Postcode)
		}
	})
	c.each(postNO, func(start, end int) {
		if next := after(c.runes, end+1); !digitBefore(c.runes[:start]) && !c.keeps(start, end) && (unicode.IsUpper(next) && !yearly(c.part(start, end)) || end == len(c.runes)) {
			c.take(start, end, Postcode)
		}
	})
}

// figureEnd says whether what looks like a postcode is rather a figure with its
// unit or the end of an ordinal.
func figureEnd(s string) bool {
	switch strings.ToLower(s[len(s)-2:]) {
	case "st", "nd", "rd", "th", "pm", "am", "hr", "pt", "px":
		return strings.ToLower(s) == s
	}
	return false
}

func yearly(s string) bool { return strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20") }
