package redact

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

var (
	caseCode  = regexp.MustCompile(`(?i)\b[B-DF-HJ-NP-TV-XZ]{3}-[2-9]{3}\b`)
	insurance = regexp.MustCompile(`(?i)\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b`)
	licence   = regexp.MustCompile(`(?i)\b[A-Z9]{5}\s?\d{6}\s?[A-Z9]{2}\d[A-Z]{2}\b`)
	iban      = regexp.MustCompile(`(?i)\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,4})?\b`)
	birth     = regexp.MustCompile(`\b(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[127378]\d|[39][01])\s?[-+]\s?\d{4}\b|\b[0-7]\d[0-9]\d\d\d\s?[- ]\s?\d{4,5}\b|\b\d{3}-\d{2}-\d{4}\b`)
	cued      = regexp.MustCompile(`(?i)\b(?:patient|client|customer|case|file|ref(?:erence)?|journal|pasient|klient|kunde|sak|saks|kort|card|pin|code|kode|kod|member|medlems?|hospital|prison|prisoner|nhs|mrn|booking|order|ärende|ärendets?|kund|fange|fånge|booknr|k|nav|medlem|passport|pass|badge|ticket|policy|room|rom|rum|flat|cell|celle)[\s-]?(?:no|nr|num|number|nummer|numret|nummeret|id|#)\.?\s*(?:is|er|är|:|=)?\s*([A-Z]{0,3}-?\d[\dA-Z-]*)`)
	secret    = regexp.MustCompile(`(?i)\b(?:pin|pinkode|pinkod|pin-?code|password|passord|lösenord|(?:siste|last|sista) (?:fire|four|4|fyra)(?: digits| siffer| siffror)?)\s*(?:is|er|är|:|=)?\s*(\d{4})\b`)
	dialled   = regexp.MustCompile(`\+?\(?\+?\d(?:[ .\-/()]{0,2}\d){5,17}`)
)

// findIDs claims the numbers that name one person or one case. Check digits are
// not asked for: a wrong digit does not make a number harmless.
func findIDs(c *claims) {
	if c.mentions("-") {
		c.all(caseCode, ID)
	}
	if c.mentions("nr", "nu", "no", "id", "#") {
		c.each(cued, func(start, end int) { c.take(start, end, ID) })
	}
	if c.mentions("pin", "pass", "lösen", "last", "sist") {
		c.each(secret, func(start, end int) { c.take(start, end, ID) })
	}
	if c.many <= longest {
		return
	}
	for _, p := range []*regexp.Regexp{insurance, licence, birth} {
		c.all(p, ID)
	}
	c.each(iban, func(start, end int) {
		if strings.ContainsFunc(c.part(start+2, start+4), unicode.IsDigit) && mod97(c.part(start, end)) {
			c.take(start, end, Account)
		}
	})
}

// findPhones claims what a country's numbering plan knows as a number.
func findPhones(c *claims, countries []string) {
	if c.many <= longest {
		return
	}
	c.each(dialled, func(start, end int) {
		if c.keeps(start, end) || !c.apart(start, end) {
			return
		}
		if dialable(c.part(start, end), countries) || c.account(start, end) == Number && prefixed(c.part(start, end)) {
			c.take(c.back(start), end, Phone)
		}
	})
}

func dialable(s string, countries []string) bool {
	return slices.ContainsFunc(countries, func(country string) bool {
		n, err := phonenumbers.Parse(s, country)
		return err == nil && phonenumbers.IsValidNumber(n)
	})
}

// prefixed says whether digits begin as a number that is dialled from elsewhere:
// numbers nobody has yet are written so too.
func prefixed(s string) bool {
	return strings.HasPrefix(s, "0") || strings.HasPrefix(s, "+") || strings.HasPrefix(s, "(0")
}

func (c *claims) keeps(start, end int) bool {
	for i := start; i < end; i++ {
		if c.kept[i] {
			return true
		}
	}
	return false
}

// longest is how many digits in a row may show. The shortest numbers that name
// somebody have one more.
const longest = 4

// findNumbers claims every other row of digits that is too long to be a figure,
// whatever stands between them, with the letters glued to it. Look-alike letters
// among digits count.
func findNumbers(c *claims) {
	for at := 0; at < len(c.runes); at++ {
		if !c.figure(at) {
			continue
		}
		end, digits := c.row(at)
		if digits > longest {
			c.take(c.back(at), c.forth(end), c.account(at, end))
		}
		at = end
	}
}

// figure says whether a rune may begin or go on with a row of digits.
func (c *claims) figure(at int) bool {
	return unicode.IsDigit(c.runes[at]) && !c.kept[at] && c.kind[at] == ""
}

// row is where the row of digits that begins at a rune ends, and its length.
func (c *claims) row(at int) (end, digits int) {
	for i := at; i < len(c.runes); i++ {
		switch r := c.runes[i]; {
		case c.figure(i):
			digits++
			end = i + 1
		case strings.ContainsRune("oOlI", r) && i == end && i+1 < len(c.runes) && (c.figure(i+1) || strings.ContainsRune("oOlI", c.runes[i+1])):
			end = i + 1
		case !strings.ContainsRune(" .-/()_\t", r) || i-end >= 2 || c.kept[i] || c.kind[i] != "":
			return end, digits
		}
	}
	return end, digits
}

// back and forth widen a row to the letters glued to it.
func (c *claims) back(start int) int {
	for start > 0 && inWord(c.runes[start-1]) && c.kind[start-1] == "" && !c.kept[start-1] {
		start--
	}
	if n := c.prefix(start); n > 0 {
		return start - n
	}
	return start
}

// prefix is the length of capitals with a hyphen before a row, as in UC-20418837.
func (c *claims) prefix(start int) int {
	if start == 0 || c.runes[start-1] != '-' {
		return 0
	}
	n := 1
	for start-n > 0 && unicode.IsUpper(c.runes[start-n-1]) && c.kind[start-n-1] == "" {
		n++
	}
	if n == 1 || n > 6 {
		return 0
	}
	return n
}

func (c *claims) forth(end int) int {
	for end < len(c.runes) && inWord(c.runes[end]) && c.kind[end] == "" && !c.kept[end] {
		end++
	}
	return end
}

// account tells bank numbers and national numbers by their check digits. They only
// choose the label.
func (c *claims) account(start, end int) Kind {
	var digits []int
	for _, r := range c.runes[start:end] {
		if unicode.IsDigit(r) {
			digits = append(digits, int(r-'0'))
		}
	}
	switch {
	case len(digits) == 11 && mod11(digits), len(digits) >= 15 && len(digits) <= 19 && luhn(digits):
		return Account
	case len(digits) == 11 && digits[2]%4 <= 1 && digits[0] <= 7, len(digits) == 10 && digits[0] <= 3 && digits[2] <= 1, len(digits) == 12 && luhn(digits[2:]):
		return ID
	}
	return Number
}
