package redact

import (
	"regexp"
	"strings"
)

const (
	spelledEN = `(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty)(?:[\s-]?(?:one|two|three|four|five|six|seven|eight|nine))?|(?:thir|four|fif|six|seven|eigh|nine)teen`
	spelledNB = `(?:tjue|tretti|trettio|førti|femti|seksti|sytti|åtti|nitti)(?:[\s-]?(?:en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni))?|(?:tret|fjor|fem|seks|syt|at|nit)ten`
	spelledSV = `(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:[\s-]?(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio))?|(?:tret|fjor|fem|sex|sjut|ar|nit)ton`
	lived     = `(?:\d{1,2}|1[01]\d|` + spelledEN + `|` + spelledNB + `|` + spelledSV + `)`
	// An age ends the thought, or one of these goes on: "I'm 43 and", not "I'm 43 days".
	goesOn = `(?:\s*(?:[!?;)]|[.,:](?:[^\d]|$)|$|\n|[^\pL\d\s.,:%/£$€~+-])|\s+(?:and|but|now|so|with|who|not|next|in|this|last|yr|og|å|men|nå|no|med|som|ikke|snart|och|nu|inte|till|til|this|today|idag|i)\b)`
)

var (
	oldEN  = regexp.MustCompile(`(?i)\b(` + lived + `\s?-?(?:years?|yrs?|yr|yo|y/o|y\.o\.)?\.?[\s-]?old|` + lived + `\s?(?:yo|y/o|y\.o\.?)|` + lived + `\s?yrs?\s+of\s+age)\b`)
	amEN   = regexp.MustCompile(`(?i)\b(?:i'?\s?a?m|i was|he'?s|she'?s|he is|she is|they'?re|aged?|turned|turning|im)\s+(?:only\s+|nearly\s+|almost\s+|just\s+|now\s+)?(` + lived + `(?:\s?(?:years|yrs)\b)?)` + goesOn)
	oldNB  = regexp.MustCompile(`(?i)\b(` + lived + `\s?(?:år|åra|års)\s+gam(?:mel|melt|le|mal|al)|` + lived + `\s?-?\s?år(?:ing|ingen|inger|ig|ige)|` + lived + `\s?år\s+ung)`)
	amNB   = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:er|e|é|æ|ble|blei|blir|vart|fylte|fyller|fyllt|fyllte|fyllde|är|blev|var|va|på|alder|ålder|age|mamma|pappa|mor|far)\s+(?:bare\s+|bara\s+|snart\s+|nå\s+|nu\s+|nesten\s+|nästan\s+|om)?(` + lived + `\s?år)(?:\s*(?:[.,!?;:)]|$|\n|[^\pL\d\s])|\s+(?:og|å|och|o|men|nå|nu|med|som|i|ikke|inte|snart|behøver|behöver|trenger|til|till|gammel|gammal|när|når|igår|forrige|förra)\b)`)
	bareNB = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:jeg|eg|æ|e|æg|jag|ja|han|hun|hu|hon|ho)\s+(?:er|e|é|är|ble|blei|blev|fylte|fyllde|blir|fyller)\s+(?:bare\s+|bara\s+|snart\s+|nå\s+|nu\s+)?(` + lived + `)` + goesOn)
	turned = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:ble|blei|blir|blev|fylte|fyller|fyllde|turned|turns)\s+(?:bare\s+|just\s+)?(` + lived + `)(?:\s+år)?` + goesOn + `|(?:^|[^\pL])(?:fylte|fyller|fyllde)\s+(` + lived + `)(?:[^\pL\d]|$)`)
	// Two figures or a spelled number after "I am": an age unless a unit follows.
	told       = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:i'?\s?a?m|he'?s|she'?s|he is|she is|(?:just\s+|only\s+)?turned|turning|(?:jeg|eg|æ|jag|ja|han|hun|hu|hon|ho)\s+(?:er|e|é|är|var)|(?:akkurat|nettopp|precis|just|har|nylig)\s+(?:blitt|blivit|vorte|vorti|fylt|fyllt)|blitt|blivit)\s+(?:only\s+|nearly\s+|almost\s+|just\s+|now\s+|bare\s+|bara\s+|snart\s+|nesten\s+|nästan\s+)?((?:1[3-9]|[2-9]\d|` + spelledEN + `|` + spelledNB + `|` + spelledSV + `)(?:\s?år)?)(?:\s+([\pL%]+)|[^\pL\d.,:%/]|[.,:](?:[^\d]|$)|$)`)
	yearsGlued = regexp.MustCompile(`\dår`)
	nanny      = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:på|paa)\s+(` + lived + `\s+år)(?:[^\pL\d]|$)`)
)

// findAges claims exact ages, in figures or words, the writer's own and others'.
func findAges(c *claims) {
	find := func(patterns ...*regexp.Regexp) {
		for _, p := range patterns {
			c.each(p, func(start, end int) { c.take(start, end, Age) })
		}
	}
	if c.mentions("old", "yo", "y/o", "y.o", "yr") {
		find(oldEN)
	}
	if c.mentions(" år", "-år", "\når") || yearsGlued.MatchString(c.low) {
		find(oldNB, amNB, nanny)
	}
	find(amEN, bareNB, turned)
	findTold(c)
}

// units are words that make a number after "I am" something else than an age.
const units = " mg mgs ml mls mill g gram kg kilo kr kroner kronor quid pounds dollars euro min mins minutes minutter minuter sec hours hrs hour timer timmar t days day dager dagar dar dagers dagars weeks week wks uker uke veckor vecka months month mnd måneder månader mån times x ganger gånger percent prosent procent pct % km miles mil meter m cm siden sedan sen poeng poäng pills tablets tabletter grader degrees people stone lbs nights netter nätter bags poser of av st stk "

// findTold claims what somebody says they are, or have become, in figures.
func findTold(c *claims) {
	for _, m := range told.FindAllStringSubmatchIndex(c.s, -1) {
		if m[4] >= 0 && strings.Contains(units, " "+strings.ToLower(c.s[m[4]:m[5]])+" ") {
			continue
		}
		if start, end := c.rune[m[2]], c.rune[m[3]]; !c.keeps(start, end) {
			c.take(start, end, Age)
		}
	}
}
