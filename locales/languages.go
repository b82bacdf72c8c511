package locales

import (
	"slices"
	"strings"
)

// Languages lists the tags of the catalogue's languages. The first is the one
// texts are written in, and the one that stands in for a missing text.
func Languages() []string { return []string{"en", "nb", "sv"} }

// Supported reports whether tag is one of Languages, exactly.
func Supported(tag string) bool { return slices.Contains(Languages(), tag) }

// Match finds the language for the code that Telegram sends with a person's
// messages, such as "nn-NO". ok is false when there is none that they surely
// read: then they are asked. It is a list of what is allowed, not a search for
// what is near, because near is wrong too often: a general matcher answers
// Persian with Arabic, and garbage with the default, without a word.
func Match(telegramLanguageCode string) (lang string, ok bool) {
	base, _, _ := strings.Cut(strings.ToLower(telegramLanguageCode), "-")
	switch base {
	case "no", "nn":
		base = "nb" // the written form that readers of both know
	}
	if !Supported(base) {
		return "", false
	}
	return base, true
}
