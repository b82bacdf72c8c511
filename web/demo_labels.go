package web

import (
	"fmt"
	"regexp"

	"heard/care"
	"heard/locales"
)

// A text of the page names a button of the bot by its key in the catalogue, as
// in {button.send}: a button that is renamed there is renamed here too.
// {en:button.take} is its name in that language, whatever the page's is, and
// {clock.next} is one of the page's own.
var buttonKey = regexp.MustCompile(`\{(?:([a-z]{2}):)?((?:button|term|clock)\.[a-z_.]+)\}`)

// nameButtons puts the names of the bot's buttons into every text. The error is
// of a key that the catalogue does not have.
func nameButtons(all map[string]words) error {
	printer, err := locales.New()
	if err != nil {
		return fmt.Errorf("web: the bot's buttons: %w", err)
	}
	printer.OnMissing = func(lang string, key care.Key) {
		err = fmt.Errorf("web: the page names a button that the bot does not have: %s in %s", key, lang)
	}
	for lang, w := range all {
		for name, text := range w {
			w[name] = buttonKey.ReplaceAllStringFunc(text, func(found string) string {
				in, key := lang, buttonKey.FindStringSubmatch(found)
				if key[1] != "" {
					in = key[1]
				}
				if own, ok := w[key[2]]; ok {
					return own
				}
				return printer.Plain(in, care.Say(care.Key(key[2])))
			})
		}
	}
	return err
}
