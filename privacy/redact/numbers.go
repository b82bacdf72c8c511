package redact

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/nyaruka/phonenumbers"
)

var (
	caseCode  = shaped(regexp.MustCompile(`(?i)\b[B-DF-HJ-NP-TV-XZ]{3}-[2-9]{3}\b`), 1, 1, "aaa-000")
	insurance = shaped(regexp.MustCompile(`(?i)\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b`), 2, 14, "aa00|aa 00")
	licence   = around(regexp.MustCompile(`(?i)\b[A-Z9]{5}\s?\d{6}\s?[A-Z9]{2}\d[A-Z]{2}\b`), 8, 8, "000000")
	iban      = shaped(regexp.MustCompile(`(?i)\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,4})?\b`), 2, 48, "aa00")
	birth     = around(regexp.MustCompile(`\b(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[127378]\d|[39][01])\s?[-+]\s?\d{4}\b|\b[0-7]\d[0-9]\d\d\d\s?[- ]\s?\d{4,5}\b|\b\d{3}-\d{2}-\d{4}\b`), 6, 16, "000000|000-00")
	secret    = around(regexp.MustCompile(`(?i)\b(?:pin|pinkode|pinkod|pin-?code|password|passord|lösenord|(?:siste|last|sista) (?:two|three|fire|four|to|tre|två|2|3|4|fyra)(?: digits| siffer| siffror)?)\s*(?:(?:of|av|i|på)\s+(?:\pL+\s+){0,2}\pL+\s+)?(?:is|are|er|är|:|=)?\s*(\d{2,4})\b`), 1, 90, "pin|pass|lösen|last|sist").with("0")
	// "the number ends in 482", "my number is 4471".
	ending  = around(regexp.MustCompile(`(?i)\b(?:end(?:s|ing)|finish(?:es|ing)|slutt(?:er|ar)|slut(?:ar|ter)|end(?:er|ar))\s+(?:(?:in|with|on|på|med)\s+([\dA-Z-]*\d[\dA-Z]{2,5})|(\d{4}))\b`), 1, 40, "end|finish|slut").with("00")
	numeral = around(regexp.MustCompile(`(?i)\b(?:(?:my|the|his|her|new|their|ny[et]?|mitt|min|hennes|hans)\s+(?:number|nummer|tlf|phone|mobile?|mob|nr|telefon(?:nummer)?|extension|ext)|telefonnummer(?:et)?|mobilnummer(?:et)?|tlf|ext|extension|internnummer|anknytning)\.?(?:\s+(?:mitt|min))?\s*(?:is|er|är|:|=)?\s*(\d{3,}(?:\s?\d+)*)`), 1, 50, "num|tlf|phone|mob|nr|telef|ext|intern|anknyt").with("000")
	dialled = around(regexp.MustCompile(`\+?\(?\+?\d(?:[ .\-/()]{0,2}\d){5,17}`), 4, 4, "0")
)

// findIDs claims the numbers that name one person or one case. Check digits are
// not asked for: a wrong digit does not make a number harmless.
func findIDs(c *claims) {
	c.all(caseCode, ID)
	c.each(secret, func(start, end int) {
		if !c.keeps(start, end) {
			c.take(start, end, ID)
		}
	})
	for _, p := range []pattern{ending, numeral} {
		c.each(p, func(start, end int) {
			if !c.keeps(start, end) {
				c.take(start, end, Number)
			}
		})
	}
	if c.many <= longest {
		return
	}
	for _, p := range []pattern{insurance, licence, birth} {
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
		if prefixed(c.part(start, end)) && c.account(start, end) == Number || dialable(c.part(start, end), countries) {
			c.take(c.back(start), end, Phone)
		}
	})
}

// dialable says whether some digits are a number in one of some countries.
func dialable(s string, countries []string) bool {
	if strings.HasPrefix(s, "+") { // the country is in the number
		countries = countries[:1]
	}
	return slices.ContainsFunc(countries, func(country string) bool {
		if !prefixed(s) && s[0] != '1' {
			return national(s, country)
		}
		n, err := phonenumbers.Parse(s, country)
		return err == nil && phonenumbers.IsValidNumber(n)
	})
}

// national says the same of digits that begin with nothing that has to be read
// first. To parse them takes several times as long.
func national(s, country string) bool {
	var n phonenumbers.PhoneNumber
	code, number := int32(phonenumbers.GetCountryCodeForRegion(country)), uint64(0)
	for _, r := range s {
		if isDigit(r) {
			number = number*10 + uint64(r-'0')
		}
	}
	n.CountryCode, n.NationalNumber = &code, &number
	return phonenumbers.IsValidNumber(&n)
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

// figure says whether a rune may begin or go on with a row of digits: a digit, or a
// letter that people type for one, as in o77oo.
func (c *claims) figure(at int) bool {
	return (unicode.IsDigit(c.runes[at]) || zero(c.runes[at]) && c.zeroes(at)) && !c.kept[at] && c.kind[at] == ""
}

func zero(r rune) bool { return r == 'o' || r == 'O' }

// zeroes says whether the word of an o has digits besides, and nothing else.
func (c *claims) zeroes(at int) bool {
	digits := false
	for _, r := range c.runes[c.wordStart(at):c.wordEnd(at)] {
		if !isDigit(r) && !zero(r) {
			return false
		}
		digits = digits || isDigit(r)
	}
	return digits
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
		case !strings.ContainsRune(" .-/()_\t", r) || i-end >= 2 && (i-end > 2 || r != ' ' || c.runes[i-1] == ' ') || c.kept[i] || c.kind[i] != "":
			return end, digits
		}
	}
	return end, digits
}

// back is where a row of digits begins with all that is glued to it: letters, and
// parts with a stroke or a hyphen between, as in HSG/88213 and 2024-SN-01877.
func (c *claims) back(start int) int {
	start = c.wordStart(start)
	for start > 1 && joins(c.runes[start-1]) {
		from := c.wordStart(start - 1)
		if !c.reference(from, start-1) {
			break
		}
		start = from
	}
	return start
}

// forth is where it ends, likewise.
func (c *claims) forth(end int) int {
	end = c.wordEnd(end)
	for end+1 < len(c.runes) && joins(c.runes[end]) {
		to := c.wordEnd(end + 1)
		if !c.reference(end+1, to) {
			break
		}
		end = to
	}
	return end
}

func (c *claims) wordStart(at int) int {
	for at > 0 && c.loose(at-1) {
		at--
	}
	return at
}

func (c *claims) wordEnd(at int) int {
	for at < len(c.runes) && c.loose(at) {
		at++
	}
	return at
}

// loose says whether a rune is of a word and nobody's yet.
func (c *claims) loose(at int) bool {
	return inWord(c.runes[at]) && c.kind[at] == "" && !c.kept[at]
}

func joins(r rune) bool { return r == '-' || r == '/' }

// longestLetters is how many letters a part of a reference has that has no digit.
const longestLetters = 5

// reference says whether a word is rather part of a reference than a word: it has a
// digit, or is a few capitals.
func (c *claims) reference(start, end int) bool {
	part := c.runes[start:end]
	if slices.ContainsFunc(part, isDigit) {
		return true
	}
	return len(part) > 0 && len(part) <= longestLetters && !slices.ContainsFunc(part, func(r rune) bool { return !unicode.IsUpper(r) })
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
