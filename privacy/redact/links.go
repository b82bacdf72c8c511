package redact

import (
	"regexp"
	"strings"

	"mvdan.cc/xurls/v2"
)

var (
	loose = regexp.MustCompile(xurls.Relaxed().String())

	mail      = regexp.MustCompile(`(?i)[\pL\d._%+-]+\s?@\s?[\pL\d-]+(?:\s?\.\s?[\pL\d-]+)+`)
	spelled   = regexp.MustCompile(`(?i)[\pL\d._+-]{2,}\s*(?:\(at\)|\[at\]|\bat\b|krøll\s?alfa|alfa\s?krøll|snabel-?\s?a|kanelbulle)\s*[\pL\d-]+\s*(?:\(dot\)|\[dot\]|\bdot\b|\bpunktum\b|\bpunkt\b|\bprikk\b)\s*\pL{2,}(?:\s+(?:dot|punktum|punkt|prikk)\s+\pL{2,})?`)
	halfMail  = regexp.MustCompile(`(?i)[\pL\d._+-]{2,}\s*(?:@|\bat\b|krøll\s?alfa|snabel-?\s?a)\s*(?:gmail|hotmail|outlook|yahoo|icloud|live|msn|proton(?:mail)?|online|getmail|telia|aol|btinternet)\b(?:\s?\.\s?\pL+)*`)
	atName    = regexp.MustCompile(`(?:^|[^\pL\d@])(@[\pL\d_.]{2,}[\pL\d_])`)
	app       = regexp.MustCompile(`(?i)\b(?:insta(?:gram)?|snap(?:chat)?|telegram|tiktok|kik|wickr|skype|discord|steam|user ?name|brukernavn(?:et)?|användarnamn(?:et)?|signal)(?:\s+(?:name|navn|namn|user|id))?(?:\s*[:=]\s*|\s+(?:mi(?:tt|n|n)?\s+)?(?:is|er|är|e)\s+(?:(?:jeg|jag)\s+)?|\s+heter\s+(?:jag|jeg)\s+)@?([\pL\d][\pL\d_.-]{2,})`)
	hardLink  = regexp.MustCompile(`(?i)(?:https?|ftp|tg)\s?:\s?//\S+|\bwww\.\S+|\b(?:t\.me|wa\.me|discord\.gg)/\S+`)
	topDomain = regexp.MustCompile(`(?i)\.(?:com|net|org|info|io|me|app|co\.uk|org\.uk|ac\.uk|gov\.uk|nhs\.uk|uk|no|se|dk|fi|eu|ca|us|de|ru|tv|gg|biz|xyz|online|site|link|ly)$`)
	dotted    = regexp.MustCompile(`[^\s.]+\.[^\s.]\S*`) // the patterns of all domains are slow
	tailed    = regexp.MustCompile(`[\pL\d]+\.\pL{2,}[/?]\S+`)
)

// findLinks claims addresses of the net. A bare name with a dot is one only if its
// end is that of a real domain: chat has many full stops without a space.
func findLinks(c *claims) {
	if c.mentions("@", "at", "alfa", "snabel", "bulle") {
		c.all(mail, Email)
		c.all(spelled, Email)
		c.all(halfMail, Email)
	}
	if c.mentions("http", "www", "tg", "ftp", ".me/", ".gg/") {
		c.all(hardLink, Link)
	}
	if strings.ContainsRune(c.s, '.') {
		c.all(tailed, Link)
		findDomains(c)
	}
	if strings.ContainsRune(c.s, '@') {
		c.each(atName, func(start, end int) { c.take(start, end, Handle) })
	}
	c.each(app, func(start, end int) {
		if !strings.Contains(handleStops, " "+strings.ToLower(c.part(start, end))+" ") {
			c.take(start, end, Handle)
		}
	})
}

// handleStops are words that follow "snap is" without being a name there.
const handleStops = " not down dead shit off broken full banned the where how ikke ikkje inte nede slettet bare bara also the best my det jeg jag eg i heter "

func findDomains(c *claims) {
	for _, at := range dotted.FindAllStringIndex(c.s, -1) {
		for _, m := range loose.FindAllStringIndex(c.s[at[0]:at[1]], -1) {
			s := c.s[at[0]+m[0] : at[0]+m[1]]
			start, end := c.rune[at[0]+m[0]], c.rune[at[0]+m[1]]
			if c.apart(start, end) && (strings.Contains(s, "/") || topDomain.MatchString(s) && !sentence(s)) {
				c.take(start, end, Link)
			}
		}
	}
}

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
