package flows

import (
	"slices"

	"heard/care"
)

// Anything else that a phone can send: a kind word on why not, and on what to do
// instead. The conversation stays where it was.

// odd answers something that is neither words nor a press.
func (v *visit) odd(kind string) {
	if tellsWho(kind) {
		v.out = append(v.out, DropInput{})
	}
	v.repeat(care.Say("odd." + care.Key(kind)))
}

// tellsWho reports whether a thing may show who sent it, by a voice, a face, a
// name or a place. Such a thing leaves the chat at once, before anybody who
// picks up the phone, or asks Telegram, can look at it.
func tellsWho(kind string) bool {
	return slices.Contains([]string{"voice", "photo", "video", "file", "location", "contact"}, kind)
}
