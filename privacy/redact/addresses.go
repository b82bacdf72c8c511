package redact

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	plateUK = regexp.MustCompile(`\b[A-Z]{2}\d{2}\s[A-Z]{3}\b|(?i)\b[A-Z]{2}\d{2}[A-Z]{3}\b`)
	plateNO = regexp.MustCompile(`\b[A-Z]{2}\s\d{5}\b|(?i)\b[A-Z]{2}\d{5}\b|\b[A-Z]{2}\s?\d{2}\s\d{3}\b`)
	plateSE = regexp.MustCompile(`\b[A-Z]{3}\s\d{2}[A-Z\d]\b|(?i)\b[A-HJ-PR-UW-Z]{3}\d{2}[A-Z\d]\b`)
	plate   = regexp.MustCompile(`(?i)\b(?:reg(?:istration|nr|nummer|istreringsnummer)?|number ?plate|licen[cs]e plate|plates?|skilt(?:nr|nummer|et)?|bilnummer|registreringsskylt)\.?\s*(?:is|er|är|no|nr|:)?\s*([A-Z]{1,3}[\s-]?\d{1,5}(?:[\s-](?-i:[A-Z]{3})|-?[A-Z]{0,3})\d?)\b`)

	postUK   = regexp.MustCompile(`(?i)\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b`)
	postArea = regexp.MustCompile(`\b(?:AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE)\d{1,2}[A-Z]?\b`)
	postCA   = regexp.MustCompile(`(?i)\b[ABCEGHJ-NPRSTVXY]\d[A-Z][\s-]?\d[A-Z]\d\b`)
	postNO   = regexp.MustCompile(`(?i)\b(\d{4})\s+[\pL]{3,}|\b(?:postnr|postnummer|postkode)\.?:?\s*(\d{4})\b`)
	postSE   = regexp.MustCompile(`\b(\d{3}\s?\d{2})\s+\p{Lu}\pL{2,}`)
	postCode = regexp.MustCompile(`(?i)\b(?:postcode|post code|postal code|zip(?: ?code)?|postnr|postnummer|postkode)\s*(?:is|er|är|:)?\s*([A-Z]{0,2}\d[\dA-Z]*(?:\s\d[A-Z\d]{2})?)`)
)

func findPlates(c *claims) {
	if c.mentions("reg", "plate", "skilt", "bilnummer") {
		c.each(plate, func(start, end int) { c.take(start, end, Plate) })
	}
	if c.many < 2 {
		return
	}
	for _, p := range []*regexp.Regexp{plateUK, plateNO, plateSE} {
		c.each(p, func(start, end int) {
			if c.apart(start, end) && !c.keeps(start, end) {
				c.take(start, end, Plate)
			}
		})
	}
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
	if c.mentions("post", "zip") {
		c.each(postCode, func(start, end int) { c.take(start, end, Postcode) })
	}
	if c.many < longest {
		return
	}
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
