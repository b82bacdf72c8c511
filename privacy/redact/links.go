package redact

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"mvdan.cc/xurls/v2"
)

const (
	apps     = `insta(?:gram)?|snap(?:chat|py)?|telegram|tiktok|kik|wickr|skype|discord|steam|signal|whats ?app`
	appNeeds = "insta|snap|telegram|tiktok|kik|wickr|skype|discord|steam|signal|whats"
)

// atSign and dotSign are in brackets what stands for the signs of an address.
const (
	atSign  = `[(\[{<]\s?(?:at|a|ætt?|æt|@|krøllalfa|snabel-?a|alfakrøll)\s?[)\]}>]`
	dotWord = `(?:dot|do?tt|dått|punktum|punkt|punk|prikk)`
	// signWord is any sign before the one in the middle.
	signWord = `(?:dot|dott|dått|punktum|punkt|punk|prikk|under ?scores?|understreck|understrek|bindestreck|bindestrek|streck|strek|dash|hyphen|minus|pluss?|full ?stop|skråstrek|snedstreck|slash)`
	dotSign  = `[(\[{<]\s?(?:dot|punktum|punkt|prikk|\.)\s?[)\]}>]`
)

var (
	loose = regexp.MustCompile(xurls.Relaxed().String())

	mail     = around(regexp.MustCompile(`(?i)[\pL\d._%+-]+(?:@\s?[\pL\d-]+|\s@\s[\pL\d-]+)(?:\s?\.\s?[\pL\d-]+)+|[\pL\d._%+-]+\s@(?:[\pL\d-]+\.)+(?:com|net|org|co\.uk|uk|no|se|dk|fi|eu)\b`), 40, 60, "@")
	spelled  = around(regexp.MustCompile(`(?i)[\pL\d._+-]+(?:\s+`+signWord+`\s+[\pL\d._+-]+)*\s*(?:`+atSign+`|\bat\b|krøll\s?alfa|alfa\s?krøll|snabel-?\s?a|kanelbulle|@)\s*[\pL\d-]+(?:\s*(?:`+dotSign+`|\b`+dotWord+`\b)\s*[\pL\d-]{2,}){1,3}(?:\s+at\s+[\pL\d-]+(?:\s+dot\s+\pL{2,}){1,3})?`), 80, 60, "dot|dått|punk|prikk|(.)|[.]|{.}")
	bracket  = around(regexp.MustCompile(`(?i)[\pL\d._%+-]+\s*`+atSign+`\s*[\pL\d-]+(?:\s*\.\s*[\pL\d-]+)+`), 60, 50, "(a|[a|{a|<a|(@|[@|(kr|[kr|(sn|[sn")
	halfMail = around(regexp.MustCompile(`(?i)[\pL\d._+-]{2,}\s*(?:@|\bat\b|krøll\s?alfa|snabel-?\s?a)\s*(?:gmail|hotmail|outlook|yahoo|icloud|live|msn|proton(?:mail)?|online|getmail|telia|aol|btinternet)\b(?:\s?\.\s?\pL+)*`), 60, 40, "gmail|hotmail|outlook|yahoo|icloud|live|msn|proton|online|getmail|telia|aol|btinternet")
	atName   = around(regexp.MustCompile(`(?:^|[^\pL\d@])(@[\pL\d_.]{2,}[\pL\d_])`), 1, 2, "@")
	tagged   = around(regexp.MustCompile(`[\pL\d_.]{2,}#\d{3,4}\b`), 1, 1, "#0")
	app      = around(regexp.MustCompile(`(?i)\b(?:`+apps+`|user(?: ?name)?|handle|nick(?:name)?|gamertag|brukernavn(?:et)?|användarnamn(?:et)?)(?:\s+(?:name|navn|namn|user|id))?(?:\s*[:=]\s*|\s+(?:mi(?:tt|n|n)?\s+)?(?:is|er|är|e)\s+(?:(?:jeg|jag)\s+)?|\s+heter\s+(?:jag|jeg)\s+)@?([\pL\d][\pL\d_.-]{2,})`), 1, 50, appNeeds+"|user|handle|nick|gamertag|brukernavn|användarnamn")
	// After the name of an app, what looks like no word is one's name there.
	appAlone = around(regexp.MustCompile(`(?i)\b(?:`+apps+`|fb|ig|sc|facebook|messenger|twitter|bluesky|user(?: ?name)?|handle|nick(?:name)?|gamertag|brukernavn(?:et)?|användarnamn(?:et)?)(?:\s+(?:as|som|under|name|navn|namn|id|user))?\s*[:=,]?\s+([\pL\d]+[\d_.][\pL\d_.-]*[\pL\d_]|[\pL_]+[\d_][\pL\d_.-]*)`), 1, 50, appNeeds+"|fb|ig |ig:|sc |sc:|face|messenger|twitter|bluesky|user|handle|nick|gamertag|brukernavn|användarnamn")
	// "follow me on snap as pantern".
	appAs     = around(regexp.MustCompile(`(?i)\b(?:`+apps+`|fb|facebook|messenger)\s+(?:as|under|som|heter\s+(?:jeg|jag|eg)|kalles\s+jeg)\s+([\pL\d][\pL\d_.-]{2,})`), 1, 60, appNeeds+"|fb|face|messenger")
	hardLink  = around(regexp.MustCompile(`(?i)(?:https?|ftp|tg)\s?:\s?//\S+|\bwww\.\S+|\b(?:t\.me|wa\.me|discord\.gg)/\S+`), 10, 4, "//|www.|.me/|.gg/")
	topDomain = regexp.MustCompile(`(?i)\.(?:com|net|org|info|io|me|app|co\.uk|org\.uk|ac\.uk|gov\.uk|nhs\.uk|uk|no|se|dk|fi|eu|ca|us|de|ru|tv|gg|biz|xyz|online|site|link|ly)$`)
	dotted    = around(regexp.MustCompile(`[^\s.]+\.[^\s.]\S*`), 1, 1, ".")
	tailed    = around(regexp.MustCompile(`[\pL\d]+\.\pL{2,}[/?]\S+`), 1, 1, ".")
)

// findLinks claims addresses of the net. A bare name with a dot is one only if its
// end is that of a real domain: chat has many full stops without a space.
func (r *Redactor) findLinks(c *claims) {
	c.all(mail, Email)
	c.all(spelled, Email)
	c.all(bracket, Email)
	c.all(halfMail, Email)
	c.all(hardLink, Link)
	c.all(tailed, Link)
	findDomains(c)
	c.all(tagged, Handle)
	c.each(atName, func(start, end int) { c.take(start, end, Handle) })
	for _, p := range []pattern{app, appAlone, appAs} {
		c.each(p, func(start, end int) {
			if r.handled(c, start, end) && (p.Regexp != app.Regexp || r.meant(c, start, end)) {
				c.take(start, end, Handle)
			}
		})
	}
}

// handled says whether what stands after the name of an app may be one's name there.
func (r *Redactor) handled(c *claims, start, end int) bool {
	s := strings.ToLower(c.part(start, end))
	return !oneOf(s, handleStops) && !strings.HasSuffix(s, "ing") && strings.ContainsFunc(s, unicode.IsLetter)
}

// meant says whether an everyday word after the name of an app is one's name there:
// "snap: sunshine" is, "snap is slow" says how it is.
func (r *Redactor) meant(c *claims, start, end int) bool {
	return !r.everyday.has(strings.ToLower(c.part(start, end))) || strings.ContainsAny(string(c.runes[max(0, start-2):start]), ":=")
}

// handleStops are words that follow "snap is" without being a name there.
const handleStops = " not down dead shit off broken full banned the where how ikke ikkje inte nede slettet bare bara also the best my det jeg jag eg i heter "

// longestLink is how many bytes without a space are looked through for a domain.
// What is longer is no sentence, and goes whole.
const longestLink = 300

func findDomains(c *claims) {
	c.groups(dotted, func(at []int) {
		if at[1]-at[0] > longestLink {
			c.take(c.rune[at[0]], c.rune[at[1]], Link)
			return
		}
		if !hosted(c.s[at[0]:at[1]]) || c.kind[c.rune[at[0]]] != "" {
			return
		}
		for _, m := range loose.FindAllStringIndex(c.s[at[0]:at[1]], -1) {
			s := c.s[at[0]+m[0] : at[0]+m[1]]
			start, end := c.rune[at[0]+m[0]], c.rune[at[0]+m[1]]
			if c.apart(start, end) && (strings.Contains(s, "/") || topDomain.MatchString(s) && !sentence(s)) {
				c.take(start, end, Link)
			}
		}
	})
}

// hosted says whether letters follow a dot, as at the end of a host, or there are
// dots enough for one in figures. The patterns of all domains are slow.
func hosted(s string) bool {
	for i := range len(s) - 2 {
		if s[i] == '.' && letter(s[i+1]) && letter(s[i+2]) {
			return true
		}
	}
	return strings.Count(s, ".") > 2 && strings.Contains(s, "/")
}

func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= utf8.RuneSelf }

// sentence says whether a bare domain is rather the end of a sentence with the
// next one glued to it: "skulle ringt.no har", "told me.no one".
func sentence(s string) bool {
	host, end, _ := strings.Cut(s, ".")
	switch strings.ToLower(end) {
	case "no", "me", "se", "us", "de", "tv", "online", "link", "site", "app", "info":
		return strings.ToLower(host) != "nav" && strings.ToLower(host) != "vg" && len(host) < 4 || strings.ToUpper(end[:1]) == end[:1]
	}
	return false
}
