package locales_test

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"heard/locales"
)

var (
	placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z]*)\}\}`)
	markup      = regexp.MustCompile(`</?[a-z]+>`)
)

// asRead is a text as it is read, with stand in for every placeholder.
func asRead(text, stand string) string {
	return html.UnescapeString(markup.ReplaceAllString(placeholder.ReplaceAllString(text, stand), ""))
}

func placeholders(text string) []string {
	found := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		found[m[1]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// samePlaceholders compares with the source. A plural form may leave out the
// number, as "one case" does; it may not fill in anything else.
func samePlaceholders() gate {
	return gate{
		check: func(b book, _ rules) (p problems) {
			b.each(func(lang, key, form, text string) {
				want, got := placeholders(b.source()[key]["other"]), placeholders(text)
				for _, name := range got {
					if !slices.Contains(want, name) {
						p.add("%s: %s (%s) has {{.%s}}, which the source has not", lang, key, form, name)
					}
				}
				if form == "other" && len(got) < len(want) {
					p.add("%s: %s has the placeholders %v, not %v", lang, key, got, want)
				}
			})
			return p
		},
		bad: []spoiled{
			{"sv", "sent.code", "", "Skickat.", "sent.code has the placeholders [], not [Code]"},
			{"sv", "sent.code", "", "Din kod: {{.Kod}}", "sent.code (other) has {{.Kod}}"},
			{"nb", "answer.days", "one", "{{.Days}} dag", "answer.days (one) has {{.Days}}"},
		},
	}
}

// tidyTexts: nothing empty, no stray space, no other template code, no character
// that hides or turns text.
func tidyTexts() gate {
	return gate{
		check: func(b book, _ rules) (p problems) {
			b.each(func(lang, key, _, text string) {
				if text == "" || strings.TrimSpace(text) != text || strings.Contains(text, "  ") {
					p.add("%s: %s is empty or has stray spaces: %q", lang, key, text)
				}
				if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
					p.add("%s: %s has template code other than {{.Name}}: %q", lang, key, text)
				}
				for _, r := range text {
					if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) {
						p.add("%s: %s holds the invisible character %U", lang, key, r)
					}
				}
			})
			return p
		},
		bad: []spoiled{
			{"sv", "button.menu", "", "", "button.menu is empty"},
			{"sv", "button.menu", "", " Meny", "stray spaces"},
			{"sv", "menu.what", "", "Vad  nu?", "stray spaces"},
			{"nb", "sent.code", "", "{{if .Code}}x{{end}}", "template code"},
			{"en", "sent.code", "", "Sent\u200b.", "invisible character U+200B"},
			{"en", "sent.code", "", "Sent\u202e.", "invisible character U+202E"},
		},
	}
}

func telegramMarkup() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			b.each(func(lang, key, _, text string) {
				if problem := malformed(text); problem != "" {
					p.add("%s: %s: %s in %q", lang, key, problem, text)
				}
				if r.shown.bare(key) && markup.MatchString(text) {
					p.add("%s: %s is shown as it is, or inside another text, and has tags: %q", lang, key, text)
				}
			})
			return p
		},
		bad: []spoiled{
			{"sv", "sent.code", "", "Skickat. <b>{{.Code}}", "unclosed <b>"},
			{"sv", "sent.code", "", "Vård & stöd", "stray &"},
			{"sv", "button.menu", "", "<b>Meny</b>", "has tags"},
			{"sv", "toast.old", "", "<i>Gammal</i>", "has tags"},
			{"sv", "team.nurse", "", "<i>sjuksköterskorna</i>", "has tags"},
		},
	}
}

// translated finds texts that were copied and never translated.
func translated() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			left := slices.Clone(r.allowed.Same)
			for _, lang := range locales.Languages()[1:] {
				for _, key := range keysOf(b[lang]) {
					text := b[lang][key]["other"]
					if text != b.source()[key]["other"] || !strings.ContainsFunc(asRead(text, ""), unicode.IsLetter) {
						continue
					}
					n := len(left)
					left = slices.DeleteFunc(left, func(e exception) bool { return e.Lang == lang && e.Key == key })
					if len(left) == n {
						p.add("%s: %s is the same as its source; translate it or add it to [[same]] in allowed.toml", lang, key)
					}
				}
			}
			for _, e := range left {
				p.add("allowed.toml: [[same]] %s, %s is not needed", e.Lang, e.Key)
			}
			return p
		},
		bad: []spoiled{
			{"sv", "button.menu", "", "Menu", "button.menu is the same as its source"},
			{"sv", "term.org.info", "", "Upplysningar", "[[same]] sv, term.org.info is not needed"},
		},
	}
}
