package redact

import (
	"regexp"
	"strings"
)

const (
	englishEnds = `street|st|road|rd|lane|ln|avenue|ave|close|drive|crescent|cres|court|terrace|gardens|gdns|grove|place|square|row|mews|walk|boulevard|blvd|parade|rise|view|way|hill|green|house|wynd|loan|quay|hse|heights|towers|tower|villas|yard|brae|gate|circus|vale|fold|croft|terr|sq|mount|brow|meadows|meadow|garth|vennel|ct|pl|ter|pkwy|parkway|hwy|highway|cir|trl`
	englishEnd  = `(?:` + englishEnds + `)`
)

var (
	nordic2  = around(regexp.MustCompile(`((?:\p{Lu}[\pL.]+\s+){1,3}(?:gate|vei|veg|plass|allé|gata|väg|gatan|gränd|torg|plan))(\s+\d{1,4}(?:\s?[a-hA-H])?)?(?:[^\pL\d]|$)`), 60, 14, spaced("gate|vei|veg|plass|allé|gata|väg|gränd|torg|plan"))
	nordic3  = around(regexp.MustCompile(`(?i)\b((?:nedre|øvre|norra|södra|västra|östra|stora|lilla|gamla|nya|søndre|nordre|vestre|østre|gamle|nye)\s+(?:vägen|gatan|veien|vegen|gata|gate|vei|torget))\b`), 1, 30, "nedre|øvre|norra|södra|västra|östra|stora|lilla|gamla|nya|søndre|nordre|vestre|østre|gamle|nye")
	numbered = around(regexp.MustCompile(`(?i)\b(?:(?:flat|apt|unit|room)\s?\w{1,4},?\s+)?((?:number\s|no\.?\s)?\d{1,5}[a-z]?,?\s+(?:(?:[\pL'.]+|\d{1,3}(?:st|nd|rd|th))\s+){1,3}`+englishEnd+`)\b\.?`), 88, 3, spaced(englishEnds)).with("0")
	// Where somebody lives, whatever the street is called.
	address = around(regexp.MustCompile(`(?i)(?:^|[^\pL])(?:add?ress[\pL]*|bor|bodde|budde|live[ds]?|living|flytt[\pL]*|moved?|moving)(?:\s+(?:is|er|är|hjemme|hemma|now|nå|nu|no))?\s*:?\s+(?:(?:i|på|at|in|til|till|to|on)\s+)?((?:[\pL'.]{2,}\s+){0,3}[\pL'.]{4,}\s+\d{1,4}(?:\s?[a-h]\b)?)(?:\s*[,.;!?)]|$|\s+(?:og|and|och|men|but|nå|nu|now|i|in|on|på|with|med|hos|til|till|hvis|om|if|så|so)(?:[^\pL]|$))`), 1, 90, "dress|bor |bodde |budde |live|living|flytt|move|moving").with("0")
	lane    = around(regexp.MustCompile(`(?i)\b(?:on|in|at|of|off|near|from|down|along|by|behind|opposite|onto)\s+((?:\pL+\s+){1,2}(?:street|lane|road|rd|avenue|ave|terrace|crescent|gardens|grove|row|mews|close))\b`), 45, 2, spaced("street|lane|road|rd|avenue|ave|terrace|crescent|gardens|grove|row|mews|close"))
	flat    = around(regexp.MustCompile(`(?i)\b((?:flat|apt|apartment|unit)\s?\d{1,3}[a-z]?,?\s+\d{1,4}[a-z]?,?\s+(?:[\pL'.]+\s+){1,3}`+englishEnd+`)\b`), 1, 70, "flat|apt|apart|unit").with("0")
	// "1147 Rue des Érables", "52 av. des Tilleuls", "308 boul. Champlain"; "220 Highway 7 East".
	french = around(regexp.MustCompile(`(?i)\b(\d{1,5}[a-z]?,?\s+(?:(?:rue|chemin|boulevard|montée|impasse|rang|boul\.?|ch\.|av\.|rte|avenue|place|quai|route|côte|allée)\s+(?:(?:de|du|des|la|le|les|st|ste|saint|sainte)[\s-]+|[dl]')+[\pL'-]+|(?:rue|chemin|montée|impasse|boul\.?|ch\.|boulevard)\s+(?-i:\p{Lu})[\pL'-]+|av\.\s+(?-i:\p{Lu})[\pL'-]+)(?:\s+(?:est|ouest|nord|sud)\b)?|\d{2,5}\s+(?:[\pL.]+\s+)?(?:highway|hwy|route|rte)\s+\d{1,4}(?:\s+(?:north|south|east|west|[nsew])\b)?)\b`), 20, 60, " highway| hwy| rue | chem| boul| mont| impasse| rang | ch. | av. | rte | avenue | place | quai | route | côte| allée").with("0")
	titled = around(regexp.MustCompile(`((?:\p{Lu}[\pL'.]+\s+){1,3}(?:Street|St|Road|Rd|Lane|Avenue|Ave|Close|Drive|Crescent|Court|Terrace|Gardens|Grove|Square|Mews|Walk|Boulevard|Wynd|Quay))\b`), 60, 3, spaced(englishEnds))
	lives  = around(regexp.MustCompile(`(?i)\b(?:live|lives|living|stay|stays|staying|house|flat|home|moved|squat|hostel|shop|chemist|pharmacy)\s+(?:up\s+|down\s+|just\s+)?(?:on|in|at|off|to)\s+((?:\pL+\s+){1,2}(?:street|road|rd|lane|avenue|ave|close|drive|crescent|court|terrace|gardens|grove|square))\b`), 1, 70, "live|living|stay|house|flat|home|moved|squat|hostel|shop|chemist|pharmacy")
)

// streetStops are words that no street is called by: with one of them, a number
// and a word for a street are not an address ("2 minutes down the road").
const streetStops = " the a an my our this that his her their your down up across off to in on at of for from min mins minutes minute hours hour days weeks miles mile other same whole people lads men women times next main wrong right long dead halfway years mg ml and or is was by out into with one two bus a "

// laneStops are more of them, where there is no number: any town has a high street.
const laneStops = " high main busy side back dark same quiet front every each both any some no which what very really too door closed queue line long first second third last so bit got get been front be am are not how dead right bloody fucking fuckin that's nor "

// findStreets claims streets with a number, and those that are called one.
func findStreets(c *claims) {
	english, others := []pattern{titled, lives, lane}, []pattern{nordic2, nordic3}
	if c.many > 0 {
		english = []pattern{french, flat, numbered, titled, lives, lane, address}
	}
	for _, p := range english {
		c.each(p, func(start, end int) {
			if p.Regexp == address.Regexp {
				start = c.past(start, end)
			}
			if c.apart(start, end) && named(c.part(start, end), p.Regexp == lane.Regexp) && (p.Regexp != address.Regexp || !c.keeps(start, end)) && !c.inFigure(start) {
				c.take(start, end, Street)
			}
		})
	}
	for _, p := range others {
		c.each(p, func(start, end int) { c.take(start, c.house(end), Street) })
	}
}

// past is where an address begins after the words before it: "in your register it is".
func (c *claims) past(start, end int) int {
	s := c.part(start, end)
	for _, is := range [...]string{" is ", " er ", " är "} {
		if i := strings.LastIndex(s, is); i >= 0 {
			return c.rune[c.byte[start]+i+len(is)]
		}
	}
	return start
}

// inFigure says whether a rune is in a figure that began before: the pence of £4.80.
func (c *claims) inFigure(at int) bool { return at > 0 && c.kept[at] && c.kept[at-1] }

// houseNumber is the number of a house, and of the flat in it.
var houseNumber = regexp.MustCompile(`^(?:\s+\d{1,4}(?:\s?[a-hA-H]\b)?)?(?:,?\s+(?:(?:lgh|leil|leilighet|lägenhet|oppg|oppgang|port|h|u|k|l)\.?\s?\d{1,4}|(?:oppgang|uppgång|port)\s[A-H]\b|\d{1,2}\s?tr\b|\d{1,2}\.?\s?(?:etg|etasje|et|våning)\b))?`)

// house is the end of a street with the number of the house that may follow.
func (c *claims) house(end int) int {
	rest := c.runes[end:min(end+24, len(c.runes))]
	if n := len([]rune(houseNumber.FindString(string(rest)))); n > 0 && !digitAfter(c.runes[end+n:]) {
		return end + n
	}
	return end
}

// named says whether a passage has no word that streets are not called by.
func named(s string, bare bool) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if oneOf(w, streetStops) || bare && oneOf(w, laneStops) {
			return false
		}
	}
	return true
}
