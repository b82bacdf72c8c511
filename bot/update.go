package bot

import (
	"encoding/json"
	"fmt"
)

// update is what Heard reads of a Telegram update. Of a person there is the id
// and the language of the phone: names and usernames have no field, so they
// cannot be kept, logged or shown.
type update struct {
	ID      int64     `json:"update_id"`
	Message *message  `json:"message"`
	Press   *press    `json:"callback_query"`
	Member  *standing `json:"my_chat_member"`
}

type person struct {
	ID       int64  `json:"id"`
	Bot      bool   `json:"is_bot"`
	Language string `json:"language_code"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

func (c chat) private() bool { return c.Type == "private" }

type message struct {
	ID          int64    `json:"message_id"`
	From        person   `json:"from"`
	Chat        chat     `json:"chat"`
	Text        string   `json:"text"`
	Caption     string   `json:"caption"`     // read for words of danger alone
	SenderChat  present  `json:"sender_chat"` // written in the name of a chat
	ReplyTo     *replied `json:"reply_to_message"`
	MigrateTo   int64    `json:"migrate_to_chat_id"`
	MigrateFrom int64    `json:"migrate_from_chat_id"`
	contents
}

// replied is the message that another answers: only whether it is the bot's
// own, and which case its first line names.
type replied struct {
	From person `json:"from"`
	Text string `json:"text"`
}

// contents tells what a message without text is, and nothing of what is in it.
type contents struct {
	Voice     present `json:"voice"`
	VideoNote present `json:"video_note"`
	Audio     present `json:"audio"`
	Photo     present `json:"photo"`
	Video     present `json:"video"`
	Animation present `json:"animation"`
	Document  present `json:"document"`
	Sticker   present `json:"sticker"`
	Location  present `json:"location"`
	Venue     present `json:"venue"`
	Contact   present `json:"contact"`
	Poll      present `json:"poll"`
}

// kind names the contents as the engine's Odd input does.
func (c contents) kind() string {
	switch {
	case bool(c.Voice), bool(c.VideoNote), bool(c.Audio):
		return "voice"
	case bool(c.Photo):
		return "photo"
	case bool(c.Video), bool(c.Animation):
		return "video"
	case bool(c.Document):
		return "file"
	case bool(c.Sticker):
		return "sticker"
	case bool(c.Location), bool(c.Venue):
		return "location"
	case bool(c.Contact):
		return "contact"
	case bool(c.Poll):
		return "poll"
	}
	return "other"
}

type press struct {
	ID      string  `json:"id"`
	From    person  `json:"from"`
	Message message `json:"message"`
	Data    string  `json:"data"`
}

// standing is what the bot itself is in a chat.
type standing struct {
	Chat chat `json:"chat"`
	Now  struct {
		Status string `json:"status"`
	} `json:"new_chat_member"`
}

// present is true when a field was there, whatever it held.
type present bool

// UnmarshalJSON looks no further than that something is there.
func (p *present) UnmarshalJSON(b []byte) error {
	*p = string(b) != "null"
	return nil
}

// decode reads one update. Its error holds the kind of fault, never the input.
func decode(raw []byte) (update, error) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		return u, fmt.Errorf("telegram: an update is not readable: %T", err)
	}
	return u, nil
}

// chatID is the chat an update belongs to, 0 when it has none that concerns
// Heard. Updates of one chat are handled one after the other.
func (u update) chatID() int64 {
	switch {
	case u.Message != nil:
		return u.Message.Chat.ID
	case u.Press != nil:
		return u.Press.Message.Chat.ID
	case u.Member != nil:
		return u.Member.Chat.ID
	}
	return 0
}
