package web

import (
	"encoding/json"
	"time"
)

// Message is one message of a chat as Telegram would show it.
type Message struct {
	ID     int    `json:"id"` // within its chat
	From   Side   `json:"from"`
	Author string `json:"author,omitempty"` // id of the Person, for staff
	Kind   Kind   `json:"kind,omitempty"`   // empty: text
	Text   string `json:"text"`
	// HTML, when set, is shown in place of Text. It is Telegram's HTML, and
	// reaches the browser only as a tree of allowed marks.
	HTML      string     `json:"-"`
	Buttons   [][]Button `json:"buttons,omitempty"`
	ReplyTo   int        `json:"replyTo,omitempty"`
	Edited    bool       `json:"edited,omitempty"`
	Reactions []string   `json:"reactions,omitempty"`
	At        time.Time  `json:"at,omitzero"` // when it came
}

// Side is where a message comes from.
type Side string

// The bot, the patient and staff write messages.
const (
	FromBot     Side = "bot"
	FromPatient Side = "patient"
	FromStaff   Side = "staff"
)

// Button is an inline button. Data comes back with the press.
type Button struct {
	Text string `json:"text"`
	Data string `json:"data"`
}

// MarshalJSON adds the body to the fields: the message's words as marks.
func (m Message) MarshalJSON() ([]byte, error) {
	type fields Message
	return json.Marshal(struct {
		fields
		Body []Node `json:"body"`
	}{fields(m), m.body()})
}

// body is what to show. HTML that cannot be read falls back to the plain text:
// showing a message without its marks is better than not at all.
func (m Message) body() []Node {
	if m.HTML != "" {
		if nodes, err := parseMarkup(m.HTML); err == nil {
			return nodes
		}
	}
	return []Node{{Text: m.Text}}
}
