package simulator

import (
	"encoding/json"
	"strings"
)

// reactions are the emoji that Telegram takes as one, in its spelling.
const reactions = "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 " +
	"😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "

func (s *Server) setMessageReaction(c call) ([]byte, error) {
	chat, err := s.target(c)
	if err != nil {
		return nil, err
	}
	chosen, err := c.reaction()
	if err != nil {
		return nil, err
	}
	chat.mu.Lock()
	defer chat.mu.Unlock()
	if err := chat.refuses(); err != nil {
		return nil, err
	}
	m := chat.find(MessageID(c.number("message_id")))
	if m == nil {
		return nil, badRequest("message to react not found")
	}
	m.reactions = chosen
	s.changed(chat)
	return yes(), nil
}

// reaction reads at most one emoji, which is what a bot may set.
func (c call) reaction() ([]string, error) {
	var list []struct {
		Type  string `json:"type"`
		Emoji string `json:"emoji"`
	}
	if c.has("reaction") && json.Unmarshal([]byte(c.str("reaction")), &list) != nil {
		return nil, badRequest("can't parse reaction types JSON object")
	}
	if len(list) == 0 {
		return nil, nil
	}
	one := list[0]
	switch {
	case len(list) > 1:
		return nil, badRequest("REACTIONS_TOO_MANY")
	case one.Type != "emoji", one.Emoji == "", !strings.Contains(reactions, one.Emoji+" "):
		return nil, badRequest("REACTION_INVALID")
	}
	return []string{one.Emoji}, nil
}
