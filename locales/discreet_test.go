package locales_test

import (
	"regexp"
	"slices"
	"strings"

	"heard/locales"
)

// unasked are the texts that come to a patient who has not just written. Their first
// lines may come up on a locked screen, where others read them too.
func unasked(key string) bool {
	return strings.HasPrefix(key, "remind.line.") || slices.Contains([]string{"notice.first", "checkin.prompt", "pool.prompt"}, key)
}

// telling finds the beginnings of words that say what the bot is for.
func telling(lang string) *regexp.Regexp {
	words := map[string]string{
		"en": "heard|clinic|medicine|medication|dose|doses|appointment|treatment|staff|nurse|doctor|patient|pharmac|health|drug|omt|oat|reports?",
		"nb": "heard|klinikk|medisin|dose|doser|avtale|time|timen|behandling|ansatt|sykepleier|lege|pasient|apotek|helse|rus|lar|melding",
		"sv": "heard|mottagning|medicin|läkemed|dos|doser|tid|besök|behandling|personal|sjuk|läkare|patient|apotek|hälsa|vård|drog|laro|rapport",
	}[lang]
	return regexp.MustCompile(`(?i)(^|[^\p{L}])(` + words + `)`)
}

func lockedScreen() gate {
	return gate{
		check: func(b book, _ rules) (p problems) {
			for _, lang := range locales.Languages() {
				n := 0
				for _, key := range keysOf(b[lang]) {
					if !unasked(key) {
						continue
					}
					n++
					first, _, _ := strings.Cut(asRead(b[lang][key]["other"], ""), "\n")
					if found := telling(lang).FindString(first); found != "" || strings.TrimSpace(first) == "" {
						p.add("%s: %s may come up on a locked screen, and says %q", lang, key, found)
					}
					if strings.Contains(b[lang][key]["other"], "{{") && strings.HasPrefix(key, "remind.") {
						p.add("%s: %s is shown as it will come, and is filled in", lang, key)
					}
				}
				if n < 6 {
					p.add("%s: only %d texts come unasked", lang, n)
				}
			}
			return p
		},
		bad: []spoiled{
			{"en", "notice.first", "", "Hi. News from the Clinic.", `en: notice.first may come up on a locked screen, and says " Clinic"`},
			{"nb", "remind.line.out", "", "Skal du til klinikken?", "nb: remind.line.out may come up on a locked screen"},
			{"sv", "remind.line.self", "", "Din medicin väntar.", "sv: remind.line.self may come up on a locked screen"},
			{"en", "remind.line.day", "", "{{.Name}}", "is filled in"},
		},
	}
}
