package simulator

import "time"

// MessageID numbers the messages of one chat. The same number in another chat is
// another message.
type MessageID int64

// Kind is what a message is.
type Kind string

// Text is what bots and people write; the rest people can send.
const (
	Text      Kind = "text"
	Voice     Kind = "voice"
	Photo     Kind = "photo"
	Video     Kind = "video"
	Document  Kind = "document"
	Sticker   Kind = "sticker"
	Location  Kind = "location"
	Contact   Kind = "contact"
	Poll      Kind = "poll"
	Animation Kind = "animation"
	VideoNote Kind = "video_note"
	Service   Kind = "service" // somebody came, or the group has a new id
)

// Button is one button of an inline keyboard.
type Button struct {
	Text string `json:"text"`
	Data string `json:"callback_data,omitempty"`
	URL  string `json:"url,omitempty"`
}

// Message is a message as it looks at one moment.
type Message struct {
	ID        MessageID
	From      int64 // the person, or the bot's own id
	Bot       bool  // the bot wrote it
	Kind      Kind
	Text      string // or the caption of a Kind that has one
	HTML      string // the same with Telegram's tags, escaped: safe to put on a page
	Buttons   [][]Button
	ReplyTo   MessageID // 0: no reply
	Reactions []string  // of the bot
	Date      time.Time
	Edited    bool
	Silent    bool // sent without a sound
	Protected bool // against forwarding and saving
	NoPreview bool // of links
}

// Showing is a message as it once looked: when it came, or after an edit.
type Showing struct {
	Message
	Edit bool
}

type message struct {
	id         MessageID
	date       time.Time
	edited     time.Time
	from       *wireUser
	senderChat *wireChat // of an anonymous administrator
	fromBot    bool
	kind       Kind
	formatted  // text or caption
	buttons    [][]Button
	replyTo    *message
	attachment *attachment
	reactions  []string
	silent     bool
	protected  bool
	noPreview  bool
	deleted    bool
}

// view copies a message. Edits replace what it shares, and never change it.
func (m *message) view() Message {
	v := Message{
		ID: m.id, From: m.from.ID, Bot: m.fromBot, Kind: m.kind,
		Text: m.plain, HTML: m.html, Buttons: m.buttons, Reactions: m.reactions,
		Date: m.date, Edited: !m.edited.IsZero(),
		Silent: m.silent, Protected: m.protected, NoPreview: m.noPreview,
	}
	if m.replyTo != nil {
		v.ReplyTo = m.replyTo.id
	}
	return v
}

// render makes the JSON form. Replies go one message deep, as in Telegram.
func (m *message) render(c *chat) *wireMessage {
	w := m.bare(c)
	if m.replyTo != nil && !m.replyTo.deleted {
		w.ReplyTo = m.replyTo.bare(c)
	}
	return w
}

func (m *message) bare(c *chat) *wireMessage {
	w := &wireMessage{
		ID: m.id, From: m.from, SenderChat: m.senderChat, Chat: c.wire, Date: m.date.Unix(),
		Protected: m.protected, attachment: m.attachment,
	}
	if m.kind == Text {
		w.Text, w.Entities = m.plain, m.entities
	} else {
		w.Caption = m.plain
	}
	if !m.edited.IsZero() {
		w.EditDate = m.edited.Unix()
	}
	if len(m.buttons) > 0 {
		w.Markup = &wireMarkup{Inline: m.buttons}
	}
	return w
}
