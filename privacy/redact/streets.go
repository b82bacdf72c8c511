package redact

import (
	"regexp"
	"strings"
)

const (
	nordicEnds  = `veien|vegen|vei|veg|gata|gaten|gate|gatan|vägen|väg|gränd|gränden|stigen|stien|stigen|plass|plassen|plats|platsen|allé|alleen|alléen|torg|torget|bakken|backen|svingen|kroken|løkka|lia|tunet|faret|ringen|brygge|brygga|kaia|kajen|esplanaden|promenaden|smuget|veita|leden|strøket|terrassen|høgda|høyden`
	nordicEnd   = `(?:` + nordicEnds + `)`
	englishEnds = `street|st|road|rd|lane|ln|avenue|ave|close|drive|crescent|cres|court|terrace|gardens|gdns|grove|place|square|row|mews|walk|boulevard|blvd|parade|rise|view|way|hill|green|house|wynd|loan|quay`
	englishEnd  = `(?:` + englishEnds + `)`
)

var (
	nordic   = regexp.MustCompile(`(?i)(?:^|[^\pL])((?:(?:nedre|øvre|store|lille|gamle|nye|norra|södra|västra|östra|stora|lilla|gamla|nya|søndre|nordre|vestre|østre|karl|dronning|kong|sankt|st\.?)\s+)?\pL{2,}` + nordicEnd + `\s*\d{1,4}(?:\s?[a-hA-H])?)(?:[^\pL\d]|$)`)
	nordic2  = regexp.MustCompile(`((?:\p{Lu}[\pL.]+\s+){1,3}(?:gate|vei|veg|plass|allé|gata|väg|gatan|gränd|torg|plan))(\s+\d{1,4}(?:\s?[a-hA-H])?)?(?:[^\pL\d]|$)`)
	nordic3  = regexp.MustCompile(`(?i)\b((?:nedre|øvre|norra|södra|västra|östra|stora|lilla|gamla|nya|søndre|nordre|vestre|østre|gamle|nye)\s+(?:vägen|gatan|veien|vegen|gata|gate|vei|torget))\b`)
	numbered = regexp.MustCompile(`(?i)\b(?:(?:flat|apt|unit|room)\s?\w{1,4},?\s+)?(\d{1,4}[a-z]?,?\s+(?:[\pL'.]+\s+){1,3}` + englishEnd + `)\b\.?`)
	flat     = regexp.MustCompile(`(?i)\b((?:flat|apt|apartment|unit)\s?\d{1,3}[a-z]?,?\s+\d{1,4}[a-z]?,?\s+(?:[\pL'.]+\s+){1,3}` + englishEnd + `)\b`)
	titled   = regexp.MustCompile(`((?:\p{Lu}[\pL'.]+\s+){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Crescent|Court|Terrace|Gardens|Grove|Square|Mews|Walk|Boulevard|Wynd|Quay))\b`)
	lives    = regexp.MustCompile(`(?i)\b(?:live|lives|living|stay|stays|staying|house|flat|home|moved|squat|hostel|shop|chemist|pharmacy)\s+(?:up\s+|down\s+|just\s+)?(?:on|in|at|off|to)\s+((?:\pL+\s+){1,2}(?:street|road|rd|lane|avenue|ave|close|drive|crescent|court|terrace|gardens|grove|square))\b`)
)

// streetStops are words that no street is called by: with one of them, a number
// and a word for a street are not an address ("2 minutes down the road").
const streetStops = " the a an my our this that his her their your down up across off to in on at of for from min mins minutes minute hours hour days weeks miles mile other same whole people lads men women times next main wrong right long dead halfway years mg ml and or is was by out into with one two bus a "

// findStreets claims streets with a number, and those that are called one.
func findStreets(c *claims) {
	if c.mentions(strings.Split(englishEnds, "|")...) {
		english := []*regexp.Regexp{titled, lives}
		if c.many > 0 {
			english = []*regexp.Regexp{flat, numbered, titled, lives}
		}
		for _, p := range english {
			c.each(p, func(start, end int) {
				if c.apart(start, end) && named(c.part(start, end)) {
					c.take(start, end, Street)
				}
			})
		}
	}
	if c.mentions(strings.Split(nordicEnds, "|")...) {
		for _, p := range []*regexp.Regexp{nordic, nordic2, nordic3} {
			c.each(p, func(start, end int) { c.take(start, c.house(end), Street) })
		}
	}
}

var houseNumber = regexp.MustCompile(`^\s+\d{1,4}(?:\s?[a-hA-H]\b)?`)

// house is the end of a street with the number of the house that may follow.
func (c *claims) house(end int) int {
	rest := c.runes[end:min(end+8, len(c.runes))]
	if n := len([]rune(houseNumber.FindString(string(rest)))); n > 0 && !digitAfter(c.runes[end+n:]) {
		return end + n
	}
	return end
}

// named says whether a passage has no word that streets are not called by.
func named(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if strings.Contains(streetStops, " "+w+" ") {
			return false
		}
	}
	return true
}
