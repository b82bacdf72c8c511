package redact

import "regexp"

const (
	day   = `(?:0?[1-9]|[12]\d|3[01])`
	month = `(?:jan(?:uary|uar|uari)?|feb(?:ruary|ruar|ruari)?|mar(?:ch|s)?|apr(?:il)?|ma[yij]|june?|juni|july?|juli|aug(?:ust|usti)?|sep(?:t|tember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cs](?:ember)?)`
	year  = `(?:'?\d{2}|(?:19|20)\d{2})`
)

var (
	numeric  = regexp.MustCompile(`\b` + day + `\s?[./-]\s?` + day + `\s?[./-]\s?(?:(?:19|20)\d{2}|\d{2})\b|\b` + day + `\s?[./]\s?(?:0?[1-9]|1[0-2])\.?\s(?:19|20)\d{2}\b|\b(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-]` + day + `\b`)
	dayFirst = regexp.MustCompile(`(?i)\b` + day + `\s?(?:st|nd|rd|th|\.|:?e|:?a)?(?:\s+of)?(?:\s+the)?\s*-?` + month + `\b\.?(?:,?\s+` + year + `\b)?`)
	dayLast  = regexp.MustCompile(`(?i)\b(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\s+` + day + `\b(?:,?\s+(?:19|20)\d{2}\b)?|(?i)\b` + month + `\.?\s+(?:the\s+)?` + day + `(?:st|nd|rd|th)\b(?:,?\s+(?:19|20)\d{2}\b)?|\b(?:January|February|March|April|June|July|August|September|October|November|December)\s+` + day + `\b(?:,?\s+(?:19|20)\d{2}\b)?`)
	short    = regexp.MustCompile(`(?i)\b(?:on|on the|den|d\.|til|fra|from|since|siden|sedan|sen|till|date|dato|datum|born|f\.?|født|fødd|född)\s+(` + day + `\s?[./]\s?(?:0?[1-9]|1[0-2]))\b\.?(?:[^\d%]|$)`)
	dayAlone = regexp.MustCompile(`(?i)\b(?:on the|since the|until the|the)\s+(` + day + `(?:st|nd|rd|th))(?:[.,!?;]|\s+(?:and|but|when|at|because|cos|i|my|they)\b|$)`)
	bornIn   = regexp.MustCompile(`(?i)\b(?:born(?:\s+in|\s+on)?|d\.?o\.?b\.?|date of birth|født(?:\s+i)?|fødd(?:\s+i)?|född(?:\s+i)?|f\.|født år|årgang|årgång|fødselsdato|födelsedatum)[:\s]+(` + year + `|\d{6}|\d{8})\b`)
)

// findDates claims exact dates. What is said from today, such as "last week", and
// a month alone stay.
func findDates(c *claims) {
	whole := func(start, end int) {
		if c.apart(start, end) && !digitBefore(c.runes[:start]) && !c.keeps(start, start+1) {
			c.take(start, end, Date)
		}
	}
	cued := func(start, end int) {
		if !c.keeps(start, end) {
			c.take(start, end, Date)
		}
	}
	if c.many > 2 {
		c.each(numeric, whole)
	}
	if c.mentions("jan", "feb", "mar", "apr", "mai", "maj", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dec", "des") {
		c.each(dayFirst, whole)
		c.each(dayLast, whole)
	}
	if c.mentions("born", "birth", "b:", "b.", "dob", "født", "fødd", "född", "årg", "f.", "fødsel", "födelse") {
		c.each(bornIn, cued)
	}
	if c.mentions("/", ".") {
		c.each(short, cued)
	}
	if c.mentions("the ") {
		c.each(dayAlone, cued)
	}
}
