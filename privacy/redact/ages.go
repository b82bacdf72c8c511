package redact

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

const (
	spelledEN = `(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty)(?:[\s-]?(?:one|two|three|four|five|six|seven|eight|nine))?|(?:thir|four|fif|six|seven|eigh|nine)teen`
	spelledNB = `(?:tjue|tretti|trettio|førti|femti|seksti|sytti|åtti|nitti)(?:[\s-]?(?:en|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni))?|(?:tret|fjor|fem|seks|syt|at|nit)ten`
	spelledSV = `(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:[\s-]?(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio))?|(?:tret|fjor|fem|sex|sjut|ar|nit)ton`
	// What every number of years has in it.
	numbers = "0|nty|rty|fty|xty|hty|teen|tjue|tretti|førti|femti|seksti|sytti|åtti|nitti|tretten|fjorten|femten|seksten|sytten|atten|nitten|" +
		"tjugo|fyrti|sexti|sjutti|tretton|fjorton|femton|sexton|sjutton|arton|nitton"
	// "I'm", "he's", "she is" in every way that people write them.
	am = "im |i'm |i m |i' m |iam |i'am |i am |i' am |he's |hes |he is "
	// The languages apart: the engine is slow on expressions of more than 500 steps.
	livedEN = `(?:\d{1,2}|1[01]\d|` + spelledEN + `)`
	lived   = `(?:\d{1,2}|1[01]\d|` + spelledNB + `|` + spelledSV + `)`
	// An age ends the thought, or one of these goes on: "I'm 43 and", not "I'm 43 days".
	goesOn = `(?:\s*(?:[!?;)]|[.,:](?:[^\d]|$)|$|\n|[^\pL\d\s.,:%/£$€~+-])|\s+(?:and|n|an|but|now|so|cos|coz|because|when|then|with|who|not|next|in|this|last|yr|og|å|o|fordi|for|da|men|nå|no|med|som|ikke|snart|och|nu|inte|till|til|this|today|idag|i)\b)`
)

var (
	oldEN    = around(regexp.MustCompile(`(?i)\b(`+livedEN+`(?:\s?-?(?:years?|yrs?|yr|yo|y/o|y\.o\.|months?|mths?|weeks?|wks?)?\.?[\s-]?old|\s?(?:yo|y/o|y\.o\.?)|\s?yrs?\s+of\s+age))\b`), 40, 12, "old|yo|y/o|y.o|yr").with(numbers)
	amEN     = around(regexp.MustCompile(`(?i)\b(?:i'?\s?a?m|i was|he'?s|she'?s|he is|she is|they'?re|aged?|turned|turning|im)\s+(?:only\s+|nearly\s+|almost\s+|just\s+|now\s+)?(`+livedEN+`(?:\s?(?:years|yrs)\b)?)`+goesOn), 1, 65, am+"|i was |theyre |they're |age |aged |turned |turning ").with(numbers)
	oldNB    = around(regexp.MustCompile(`(?i)\b(`+lived+`(?:\s?(?:år|åra|års|mnd|måneder|månader|månaders|måneders|uker|veckor|veckors)\s+gam(?:mel|melt|le|mal|al)|\s?-?\s?år(?:ing|ingen|inger|ig|ige)|\s?år\s+ung))`), 40, 14, " år|-år|0år| gam").with(numbers)
	amNB     = around(regexp.MustCompile(`(?i)(?:^|[^\pL])(?:er|e|é|æ|ble|blei|blir|vart|fylte|fyller|fyllt|fyllte|fyllde|är|blev|var|va|alder|ålder|age|mamma|pappa|mor|far)\s+(?:bare\s+|bara\s+|snart\s+|nå\s+|nu\s+|nesten\s+|nästan\s+|om)?(`+lived+`\s?år)(?:\s*(?:[.,!?;:)]|$|\n|[^\pL\d\s])|\s+(?:og|å|och|o|men|nå|nu|med|som|i|ikke|inte|snart|behøver|behöver|trenger|til|till|gammel|gammal|när|når|igår|forrige|förra)\b)`), 60, 18, " år|-år|0år").with(numbers)
	bareNB   = around(regexp.MustCompile(`(?i)(?:^|[^\pL])(?:jeg|eg|æ|e|æg|jag|ja|han|hun|hu|hon|ho)\s+(?:er|e|é|är|ble|blei|blev|fylte|fyllde|blir|fyller)\s+(?:bare\s+|bara\s+|snart\s+|nå\s+|nu\s+)?(`+lived+`)`+goesOn), 8, 65, " er | e | é | är | ble | blei | blev | blir | fylte | fyller | fyllde ").with(numbers)
	turnedEN = around(regexp.MustCompile(`(?i)(?:^|[^\pL])(?:turned|turns)\s+(?:just\s+)?(`+livedEN+`)`+goesOn), 1, 60, "turned |turns ").with(numbers)
	turnedNB = around(regexp.MustCompile(`(?i)(?:^|[^\pL])(?:ble|blei|blir|blev|fylte|fyller|fyllde)\s+(?:bare\s+)?(`+lived+`)(?:\s+år)?`+goesOn), 1, 60, "ble |blei |blir |blev |fylte |fyller |fyllde ").with(numbers)
	filled   = around(regexp.MustCompile(`(?i)(?:^|[^\pL])(?:fylte|fyller|fyllde)\s+(`+lived+`)(?:[^\pL\d]|$)`), 1, 40, "fylte |fyller |fyllde ").with(numbers)
	birthday = around(regexp.MustCompile(`(?i)\b(\d{1,3}(?:st|nd|rd|th)\s+b(?:irth|-|')?day|\d{1,3}[\s-]?(?:års?|åring)s?-?(?:dag|lag|jubileum|fest|kalas)[\pL]*)`), 8, 16, "day|dag|lag|jubil|fest|kalas").with("0")
	nanny    = around(regexp.MustCompile(`(?i)(?:^|[^\pL])(?:på|paa)\s+(`+lived+`\s+år)(?:[^\pL\d]|$)`), 40, 6, " år|-år|0år").with(numbers)
)

// findAges claims exact ages, in figures or words, the writer's own and others'.
func findAges(c *claims) {
	for _, p := range []pattern{oldEN, oldNB, amNB, amEN, bareNB, turnedEN, turnedNB, filled} {
		c.each(p, func(start, end int) { c.take(start, end, Age) })
	}
	c.groups(nanny, func(m []int) {
		if c.someone(m[0]) {
			c.take(c.rune[m[2]], c.rune[m[3]], Age)
		}
	})
	c.each(birthday, func(start, end int) { c.take(start, end, Age) })
}

// someone says whether somebody stands before a byte of the text: "datteren min på 6
// år" is an age, "3 ganger på 2 år" is none.
func (c *claims) someone(at int) bool {
	words := strings.Fields(strings.ToLower(c.s[max(0, at-longestKin):at]))
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	first, _ := utf8.DecodeRuneInString(last)
	return isMark(first) || oneOf(last, kin) || oneOf(last, owners)
}

// longestKin is how many bytes before an age may hold the word for whose it is.
const longestKin = 24

// units are words that make a number after "I am" something else than an age.
const units = " mg mgs ml mls mill g gram kg kilo kr kroner kronor quid pounds dollars euro min mins minutes minutter minuter sec hours hrs hour timer timmar t days day dager dagar dar dagers dagars weeks week wks uker uke veckor vecka months month mnd måneder månader mån times x ganger gånger percent prosent procent pct % km miles mil meter m cm siden sedan sen poeng poäng pills tablets tabletter grader degrees people stone lbs nights netter nätter bags poser of av st stk "
