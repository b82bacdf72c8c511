package web

import (
	"context"
	"errors"
)

// Stage is what the demonstration is played on: chats that can be watched, and
// people in them who can act. Every id is an opaque string of the stage's own.
type Stage interface {
	// Scene returns everything visible now.
	Scene() Scene
	// Act does one thing as one person. It returns when the thing is done, not
	// when the bot has answered it; ErrUnknown when the act names something that
	// is not there.
	Act(ctx context.Context, a Act) error
	// Changed subscribes to changes until ctx ends. After every change at least
	// one value follows; several changes may share one.
	Changed(ctx context.Context) <-chan struct{}
}

// ErrUnknown says that an act names a chat, person, message or button that is
// not there, or not any more.
var ErrUnknown = errors.New("web: no such chat, person, message or button")

// Scene is everything visible at one moment.
type Scene struct {
	Patients []Chat   `json:"patients"`
	Groups   []Chat   `json:"groups"`
	Staff    []Person `json:"staff"`
	Toasts   []Toast  `json:"toasts"`
	Clock    Clock    `json:"clock"`
}

// Chat is one conversation: a patient's with the bot, or a staff group's.
type Chat struct {
	ID       string    `json:"id"`
	Title    Label     `json:"title"`
	Commands []Command `json:"commands,omitempty"`
	Messages []Message `json:"messages"` // oldest first
}

// Command is an entry of the bot's menu of commands.
type Command struct {
	Name  string `json:"name"` // with its slash
	About Label  `json:"about"`
}

// Person is a member of staff in the demonstration, known by a role alone. A
// patient needs no Person: the id of the chat is also the id of its patient.
type Person struct {
	ID     string   `json:"id"`
	Name   Label    `json:"name"`
	Groups []string `json:"groups"` // ids of the groups the person is in
}

// Toast is the bot's answer to a press, which fades. An alert stays until it is
// closed.
type Toast struct {
	ID    int    `json:"id"` // grows; each is shown once
	Chat  string `json:"chat"`
	Actor string `json:"actor"`
	Text  string `json:"text"`
	Alert bool   `json:"alert,omitempty"`
}

// Label is a short name in each language of the page, by tag. English stands in
// for a language that is missing.
type Label map[string]string

// In returns the label in a language of the page.
func (l Label) In(lang string) string {
	if s, ok := l[lang]; ok {
		return s
	}
	return l[english]
}
