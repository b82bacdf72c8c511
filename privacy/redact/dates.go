package redact

import (
	"regexp"
	"strings"
)

const (
	weekdays = `mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:man|tirs|ons|tors|fre|lør|søn|mån|tis|lör|sön)(?:dag)?`
	day      = `(?:0?[1-9]|[12]\d|3[01])`
	month    = `(?:jan(?:uary|uar|uari)?|feb(?:ruary|ruar|ruari)?|mar(?:ch|s)?|apr(?:il)?|ma[yij]|june?|juni|july?|juli|aug(?:ust|usti)?|sep(?:t|tember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cs](?:ember)?)`
	months   = "jan|feb|mar|apr|mai|maj|may|jun|jul|aug|sep|okt|oct|nov|dec|des"
	year     = `(?:'?\d{2}|(?:19|20)\d{2})`
	spoken   = `(?:nineteen\s+(?:` + spelledEN + `)|nitten\s*(?:hundre\s*(?:og\s*)?)?(?:` + spelledNB + `)|nitton\s*(?:hundra\s*)?(?:` + spelledSV + `))`
)

// ordinal is a day of a month in words.
func ordinal() string {
	return either("first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"+
		"første|fyrste|andre|tredje|fjerde|femte|sjette|sjuende|syvende|åttende|niende|tiende|ellevte|tolvte|trettende|fjortende|femtende|sekstende|syttende|attende|nittende|tjuende|trettiende|trettiførste|"+
		"tjueførste|tjueandre|tjuetredje|tjuefjerde|tjuefemte|tjuesjette|tjuesjuende|tjuesyvende|tjueåttende|tjueniende|"+
		"första|andra|fjärde|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|trettonde|fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|trettionde|trettioförsta|"+
		"tjugoförsta|tjugoandra|tjugotredje|tjugofjärde|tjugofemte|tjugosjätte|tjugosjunde|tjugoåttonde|tjugonionde") +
		`|twenty[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty[\s-]first`
}

var (
	numeric  = around(regexp.MustCompile(`\b`+day+`\s?[./-]\s?`+day+`\s?[./-]\s?(?:(?:19|20)\d{2}|\d{2})\b|\b`+day+`\s?[./]\s?(?:0?[1-9]|1[0-2])\.?\s(?:19|20)\d{2}\b|\b(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-]`+day+`\b`), 6, 16, unit(".|/|-"))
	dayToDay = around(regexp.MustCompile(`\b(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])\.?\s?-\s?(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])\b`), 6, 12, "0-0|0 - 0|0.-0|0. - 0|0 -0|0- 0")
	dayFirst = around(regexp.MustCompile(`(?i)(?:\b(?:`+weekdays+`),?\s+(?:the\s+|den\s+)?)?\b`+day+`\s?(?:st|nd|rd|th|\.|:?e|:?a)?(?:\s+of)?(?:\s+the)?\s*-?`+month+`\b\.?(?:,?\s+`+year+`\b)?`), 44, 24, months).with("0")
	dayLast  = around(regexp.MustCompile(`(?i)\b(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\s+`+day+`\b(?:,?\s+(?:19|20)\d{2}\b)?|(?i)\b`+month+`\.?\s+(?:the\s+)?`+day+`(?:st|nd|rd|th)\b(?:,?\s+(?:19|20)\d{2}\b)?|\b(?:January|February|March|April|June|July|August|September|October|November|December)\s+`+day+`\b(?:,?\s+(?:19|20)\d{2}\b)?`), 1, 30, months).with("0")
	// Two figures with a stroke are a date to most, unless they are a part of a
	// tablet, a strength, a mark out of ten or round the clock.
	stroke   = around(regexp.MustCompile(`(?:^|[^\pL\d/.,:-])((?:0?[1-9]|[12]\d|3[01])\s?/\s?(?:0?[1-9]|1[0-2]))(?:[^\pL\d/%+-]|$)`), 4, 4, unit("/"))
	ordinals = around(regexp.MustCompile(`(?i)\b(?:the\s+|den\s+)?(?:`+ordinal()+`)(?:\s+(?:of|i))?\s+`+month+`\b(?:,?\s+(?:`+year+`|`+spoken+`)\b)?`), 40, 60, months).with("first |second |third |th |første |fyrste |andre |tredje |fjerde |te |nde |tte |andra |första |fjärde |ta |first of|th of")
	weekday  = around(regexp.MustCompile(`(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|måndag|tisdag|lördag|söndag|måndags|den|d\.)(?:day)?,?\s+(?:the\s+|den\s+)?(`+day+`(?:st|nd|rd|th|\.|:e|:a))(?:[\s,!?;)]|$)`), 1, 30, "mon|tue|wed|thu|fri|sat|sun|dag|den |d.").with("0")
	monthOf  = around(regexp.MustCompile(`(?i)\b(?:january?|januari?|february?|februari?|march|mars|april|mai|maj|june|juni|july|juli|august|augusti|september|october|o[kc]tober|november|de[cs]ember|spring|summer|autumn|winter|våren|sommeren|høsten|vinteren|sommaren|hösten|vintern)(?:\s+of|\s+i)?\s+((?:19|20)\d{2})\b`), 1, 28, months+"|spring|summer|autumn|winter|våren|sommer|høst|vinter|sommar|höst").with("0000")
	bornSaid = around(regexp.MustCompile(`(?i)\b(?:born|født|fødd|född)\s+(?:in\s+|i\s+)?((?:nineteen\s+|nitten\s*(?:hundre\s*(?:og\s*)?)?|nitton\s*(?:hundra\s*)?)?(?:`+spelledEN+`|`+spelledNB+`|`+spelledSV+`))(?:[^\pL]|$)`), 1, 60, "born|født|fødd|född").with(numbers)
	short    = around(regexp.MustCompile(`(?i)\b(?:on|on the|den|d\.|til|fra|from|since|siden|sedan|sen|till|date|dato|datum|born|f\.?|født|fødd|född)\s+(`+day+`\s?[./]\s?(?:0?[1-9]|1[0-2]))\b\.?(?:[^\d%]|$)`), 24, 10, unit(".|/"))
	dayThe   = around(regexp.MustCompile(`(?i)\b(?:the|den|d\.)\s+(`+day+`(?:st|nd|rd|th|\.|:?e|:?a)?)(?:\s+([\pL]+)|[^\pL\d%:,/-]|[,:-][^\d]|$)`), 24, 24, "the 0|den 0|d. 0")
	bornIn   = around(regexp.MustCompile(`(?i)\b(?:born(?:\s+in|\s+on)?|d\.?o\.?b\.?|date of birth|født(?:\s+i)?|fødd(?:\s+i)?|född(?:\s+i)?|f\.|født år|född år|årgang|årgång|årsmodell|modell|bursdag|birthday|födelsedag|fødselsdato|födelsedatum)[:\s]+-?(`+year+`|\d{6}|\d{8}|\d{1,2}[\s./-]\d{1,2}[\s./-]+(?:19|20)?\d\d)\b`), 16, 20, "born|birth|b:|b.|dob|o.b|født|fødd|född|årg|modell|bursdag|f.|fødsel|födelse").with("0")
)

// findDates claims exact dates. What is said from today, such as "last week", and
// a month alone stay.
func findDates(c *claims) {
	whole := func(start, end int) {
		if c.apart(start, end) && !digitBefore(c.runes[:start]) && !c.keeps(start, start+1) {
			c.take(c.article(start), end, Date)
		}
	}
	cued := func(start, end int) {
		if !c.keeps(start, end) {
			c.take(start, end, Date)
		}
	}
	c.each(dayToDay, whole)
	c.each(numeric, whole)
	c.each(dayFirst, func(start, end int) {
		if !c.ranged(start, end) {
			whole(start, end)
		}
	})
	c.each(dayLast, func(start, end int) { whole(start, c.until(end)) })
	c.each(ordinals, func(start, end int) {
		if c.apart(start, end) {
			c.take(c.since(start), end, Date)
		}
	})
	c.each(bornIn, cued)
	c.each(bornSaid, cued)
	c.each(weekday, cued)
	c.each(monthOf, func(start, end int) { c.take(start, end, Date) })
	c.each(short, func(start, end int) {
		if !fraction(strings.ReplaceAll(c.part(start, end), ".", "/")) {
			cued(start, end)
		}
	})
	c.groups(dayThe, func(m []int) {
		if s := c.s[m[2]:m[3]]; m[4] >= 0 && counted(strings.ToLower(c.s[m[4]:m[5]])) || strings.HasPrefix(strings.ToLower(c.s[m[0]:]), "the") && isDigit(rune(s[len(s)-1])) {
			return
		}
		if start, end := c.rune[m[2]], c.rune[m[3]]; !c.keeps(start, end) { // people take the article for part of it
			c.take(c.rune[m[0]], end, Date)
		}
	})
	c.each(stroke, func(start, end int) {
		if !c.keeps(start, end) && !fraction(c.part(start, end)) && !measured(c.s[c.byte[end]:]) {
			c.take(c.article(start), end, Date)
		}
	})
}

// dayName is a day of the week, or an article, before a date.
var dayName = regexp.MustCompile(`(?i)(?:^|[^\pL])((?:` + weekdays + `)\.?,?\s+(?:the\s+|den\s+)?|the\s+|den\s+)$`)

// article is where a date begins with the day of the week or the article before it,
// which people take for a part of it.
func (c *claims) article(start int) int {
	const longestDay = 16
	from := max(start-longestDay, 0)
	m := dayName.FindStringSubmatchIndex(c.s[c.byte[from]:c.byte[start]])
	if m == nil {
		return start
	}
	return c.rune[c.byte[from]+m[2]]
}

// fraction says whether two figures with a stroke are rather a part, a mark out of
// five or ten, a strength of Suboxone, or all day and week.
func fraction(s string) bool {
	first, last, _ := strings.Cut(strings.ReplaceAll(s, " ", ""), "/")
	switch first + "/" + last {
	case "24/7", "8/2", "16/4", "12/3", "4/1", "2/1", "6/12", "2/3", "3/4":
		return true
	}
	return first == "1" && (last == "2" || last == "3" || last == "4" || last == "8") || last == "10" && len(first) < 2
}

// measured says whether what follows a figure makes it a dose, a part or a mark.
func measured(rest string) bool {
	next, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	next = strings.ToLower(strings.Trim(next, ".,!?"))
	switch next {
	case "mg", "ml", "mcg", "g", "kg", "tablet", "tablets", "tablett", "tabletter", "pill", "pills", "piller", "of", "av", "stars", "stjerner", "stjärnor", "kr", "liter", "litre", "dose", "dosen", "full", "time", "hour", "min", "prøver", "tests":
		return true
	}
	return false
}

// counted says whether a word after "the 22nd" is what is counted, so that it is no
// day of a month.
func counted(next string) bool {
	switch next {
	case "time", "times", "floor", "street", "avenue", "person", "day", "days", "dose", "bus", "week", "year", "month", "one", "try", "century", "clinic", "worker", "nurse", "doctor",
		"place", "letter", "appointment", "gangen", "gongen", "gången", "bussen", "busen", "etasje", "dagen", "uka", "uken", "veckan", "året", "timen", "personen", "siste", "sista", "første", "första",
		"dosen", "linja", "linjen", "mg", "ml", "kr", "kroner", "kronor", "av", "prosent", "procent":
		return true
	}
	return false
}
