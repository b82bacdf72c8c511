package redact

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	clock     = around(regexp.MustCompile(`(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\s?(?:-|til|till|to|and|og|och|,)\s?(?:[01]?\d|2[0-4])[:.][0-5]\d)?`), 6, 16, "0:0|0.0")
	span      = around(regexp.MustCompile(`(?i)\b(?:kl\.?|klokka|klockan|klokken|mon|tue|wed|thu|fri|sat|sun|man|tir|ons|tor|fre|lør|lör|søn|sön|mån|tis|between|mellom|mellan|from|fra|från)[a-zæøåö]*\s+(\d{1,2}(?:[:.]?\d\d)?\s?(?:-|til|till|to|og|och|and)\s?\d{1,2}(?:[:.]?\d\d)?)`), 1, 45, "kl|mon|tue|wed|thu|fri|sat|sun|man|tir|ons|tor|fre|lør|lör|søn|sön|mån|tis|between|mell|from|fra|från").with("0")
	dose      = around(regexp.MustCompile(`(?i)\d{1,4}(?:[.,]\d{1,2})?(?:\s?(?:-|/|x|til|till|to|og|och|and)\s?\d{1,4}(?:[.,]\d{1,2})?){0,2}\s?(?:mgs?|mls?|mcg|µg|ug|g|gram|kg|mikrogram|milligrams?|milliliters?|mill|mil|cl|dl|%|prosent|procent|percent|pst)\b?`), 45, 14, unit("m|µ|u|g|k|c|d|%|p"))
	rounded   = around(regexp.MustCompile(`\b[1-9]\d{0,2}[ .,]000\b`), 4, 1, " 000|.000|,000")
	money     = around(regexp.MustCompile(`(?i)(?:£|\$|€)\s?\d{1,3}(?:[ ,.]?\d{3})?(?:[.,]\d\d)?|\b\d{1,3}(?:[ ,.]?\d{3})?(?:[.,]\d\d)?\s?(?:kr\b|kroner|kronor|nok\b|sek\b|dkk\b|quid|pounds?|bucks|dollars|euro?s?\b|lapp|spenn|spänn|,-|:-|£|€|\$)`), 16, 24, "£|$|€|"+unit("kr|nok|sek|dkk|quid|pound|buck|dollar|eur|lapp|spenn|spänn|,-|:-"))
	pressure  = around(regexp.MustCompile(`\b(?:[7-9]\d|1\d\d|2[0-6]\d)\s?/\s?(?:[3-9]\d|1[0-6]\d)\b`), 6, 6, "0/0|0 /|/ 0")
	yearRange = around(regexp.MustCompile(`\b(?:19|20)\d\d\s?(?:-|/|til|till|to)\s?(?:19|20)?\d\d\b`), 12, 14, "0000")
	counts    = around(regexp.MustCompile(`(?i)\b(\d{1,4})\s?(?:x|ganger|gånger|times|days?|dager|dagar|weeks?|uker|veckor|hours?|hrs?|timer|timmar|min(?:s|utes|utter|uter)?|months?|mnd|måneder|månader|years?|år|av|of)\b`), 6, 12, unit("x|gang|gång|tim|day|dag|week|uke|veck|hour|hr|min|mon|mnd|måne|måna|year|år|av|of"))
)

// keepFigures marks digits that staff need in order to act: doses, times, money.
// They are no part of a long number, and they stay.
func keepFigures(c *claims) {
	keep := func(start, end int) {
		for i := start; i < end; i++ {
			c.kept[i] = true
		}
	}
	figure := func(start, end int) {
		if c.apart(start, end) && !digitBefore(c.runes[:start]) && !digitAfter(c.runes[end:]) {
			keep(start, end)
		}
	}
	c.each(clock, func(start, end int) {
		if c.alone(start, end) {
			keep(start, end)
		}
	})
	c.each(span, figure)
	c.each(dose, figure)
	c.each(money, figure)
	c.each(rounded, figure)
	c.each(pressure, figure)
	c.each(yearRange, figure)
	c.each(counts, func(start, end int) {
		if !digitBefore(c.runes[:start]) {
			keep(start, end)
		}
	})
}

// alone says whether a time is no part of a date or a longer number.
func (c *claims) alone(start, end int) bool {
	colon := strings.Contains(c.part(start, end), ":")
	return c.apart(start, end) &&
		(colon && !strings.ContainsRune(":.-/", before(c.runes, start)) || !digitBefore(c.runes[:start])) &&
		(colon && !strings.ContainsRune(":-/", after(c.runes, end)) || !digitAfter(c.runes[end:]))
}

func before(runes []rune, at int) rune {
	if at == 0 {
		return ' '
	}
	return runes[at-1]
}

func after(runes []rune, at int) rune {
	if at == len(runes) {
		return ' '
	}
	return runes[at]
}

// digitBefore and digitAfter say whether a row of digits goes on beyond a gap of
// one separator.
func digitBefore(runes []rune) bool {
	n := len(runes)
	return n > 0 && unicode.IsDigit(runes[n-1]) || n > 1 && separates(runes[n-1]) && unicode.IsDigit(runes[n-2])
}

func digitAfter(runes []rune) bool {
	return len(runes) > 0 && unicode.IsDigit(runes[0]) || len(runes) > 1 && separates(runes[0]) && unicode.IsDigit(runes[1])
}

func separates(r rune) bool { return strings.ContainsRune(" .-/()_\t,", r) }
