package redact

import "regexp"

// Days that go from one to another, or are two: "2nd-9th Aug", "4. til 11. august",
// "12 & 13 Sept", "fourth to seventh of July", "Feb 3-7". They are looked for beside
// a date that was found, for the figures alone may be anything.
const (
	nth     = `(?:\s?(?:st|nd|rd|th|\.|:?e|:?a))?`
	through = `\s?(?:-|/|&|\+|,|tils?|till|to|thru|until|and|og|och|o|n)\s?(?:the\s+|den\s+)?`
)

var (
	dayBefore = regexp.MustCompile(`(?i)(?:^|[^\pL\d.,:/])((?:the\s+|den\s+)?(?:` + day + nth + `|` + ordinal() + `)` + through + `)$`)
	dayAfter  = regexp.MustCompile(`(?i)^` + nth + through + day + `(?:st|nd|rd|th)?(?:[^\pL\d%]|$)`)
)

// longestDays is how many runes stand for the other day.
const longestDays = 28

// since is where a date begins with the day before it, if there is one.
func (c *claims) since(start int) int {
	from := max(start-longestDays, 0)
	m := dayBefore.FindStringSubmatchIndex(c.s[c.byte[from]:c.byte[start]])
	if m == nil {
		return start
	}
	return c.rune[c.byte[from]+m[2]]
}

// ranged claims a date with the day before it, if there is one.
func (c *claims) ranged(start, end int) bool {
	from := c.since(start)
	return from < start && c.apart(from, end) && c.take(c.article(from), end, Date)
}

// until is where a date ends with the day after it, if there is one.
func (c *claims) until(end int) int {
	rest := string(c.runes[end:min(end+longestDays, len(c.runes))])
	m := dayAfter.FindString(rest)
	if m == "" {
		return end
	}
	to := end + len([]rune(m))
	for to > end && !inWord(c.runes[to-1]) {
		to--
	}
	return to
}
