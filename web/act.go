package web

import "strings"

// Act is one thing that somebody does in a chat.
type Act struct {
	Verb    Verb   `json:"verb"`
	Actor   string `json:"actor"` // id of a Person, or of the patient's own chat
	Chat    string `json:"chat"`
	Message int    `json:"message,omitempty"` // pressed or replied to
	Text    string `json:"text,omitempty"`    // written
	Data    string `json:"data,omitempty"`    // of the button pressed
	Kind    Kind   `json:"kind,omitempty"`    // of what is sent
}

// Verb is what an act does.
type Verb string

// A person can write, reply to a message, press a button, or send something
// that is not text.
const (
	Write Verb = "write" // Text
	Reply Verb = "reply" // Text, to Message
	Press Verb = "press" // the button with Data under Message
	Send  Verb = "send"  // Kind
)

// Kind is a message that is not text. The demonstration sends an empty one of
// its kind: there is no file behind it.
type Kind string

// The kinds that people try on a bot.
const (
	Voice    Kind = "voice"
	Photo    Kind = "photo"
	Document Kind = "document"
	Location Kind = "location"
	Contact  Kind = "contact"
	Sticker  Kind = "sticker"
)

// Kinds lists every kind, in the order of the menu.
func Kinds() []Kind { return []Kind{Voice, Photo, Document, Location, Contact, Sticker} }

// complete reports whether an act has what its verb needs. Whether the things it
// names exist is for the stage to say.
func (a Act) complete() bool {
	if a.Actor == "" || a.Chat == "" {
		return false
	}
	switch a.Verb {
	case Write:
		return strings.TrimSpace(a.Text) != ""
	case Reply:
		return strings.TrimSpace(a.Text) != "" && a.Message > 0
	case Press:
		return a.Data != "" && a.Message > 0
	case Send:
		return a.Kind.known()
	}
	return false
}

func (k Kind) known() bool {
	switch k {
	case Voice, Photo, Document, Location, Contact, Sticker:
		return true
	}
	return false
}
