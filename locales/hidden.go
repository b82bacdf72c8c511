package locales

import "heard/care"

// Hidden returns what stands in a language for a hidden passage of a kind, such as
// "name", in every language of the catalogue and printed once: it is asked for with
// every word that is hidden. Another language gets the first one's.
func (p *Printer) Hidden(kinds []string) func(language, kind string) string {
	table := map[string]map[string]string{}
	for _, language := range Languages() {
		table[language] = map[string]string{}
		for _, kind := range kinds {
			table[language][kind] = p.Plain(language, care.Say("hidden."+care.Key(kind)))
		}
	}
	return func(language, kind string) string {
		if table[language] == nil {
			language = Languages()[0]
		}
		return table[language][kind]
	}
}
