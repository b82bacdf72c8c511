package simulator

import (
	"encoding/json"
	"strings"
)

// Write lets a person write in a chat: their private one, which has their own id,
// or a group. Words beyond 4096 UTF-16 units go as several messages, as phones
// send them; the first one's id is returned. Errors: ErrUnknownChat,
// ErrUnknownPerson, ErrNotThere, ErrEmpty.
func (s *Server) Write(chat, from int64, text string) (MessageID, error) {
	return s.say(chat, from, 0, text)
}

// Reply is Write as a reply to a message of the chat. It also returns
// ErrUnknownMessage.
func (s *Server) Reply(chat, from int64, to MessageID, text string) (MessageID, error) {
	return s.say(chat, from, to, text)
}

// Send lets a person send something else than words, with a caption where the
// kind takes one.
func (s *Server) Send(chat, from int64, kind Kind, caption string) (MessageID, error) {
	var id MessageID
	err := s.as(chat, from, func(c *chatOf) error {
		a, err := attach(kind, c.who)
		if err != nil {
			return err
		}
		m := &message{kind: kind, attachment: a}
		if takesCaption(kind) {
			m.formatted = plainText(caption)
		}
		id = s.postAs(c, m)
		return nil
	})
	return id, err
}

// Remove lets a person delete a message, their own or the bot's. The bot is told
// nothing of it, as in Telegram. It returns the errors of Reply.
func (s *Server) Remove(chat, from int64, id MessageID) error {
	return s.as(chat, from, func(c *chatOf) error {
		m := c.find(id)
		if m == nil {
			return ErrUnknownMessage
		}
		m.deleted = true
		s.changed(c.chat)
		return nil
	})
}

func (s *Server) say(chat, from int64, to MessageID, text string) (first MessageID, err error) {
	err = s.as(chat, from, func(c *chatOf) error {
		var reply *message
		if to != 0 {
			if reply = c.find(to); reply == nil {
				return ErrUnknownMessage
			}
		}
		parts := split(strings.TrimSpace(text))
		if len(parts) == 0 {
			return ErrEmpty
		}
		for _, part := range parts {
			id := s.postAs(c, &message{kind: Text, formatted: typed(part), replyTo: reply})
			if first == 0 {
				first = id
			}
			reply = nil
		}
		return nil
	})
	return first, err
}

// chatOf is a chat, locked, with the person who acts in it.
type chatOf struct {
	*chat
	who *wireUser
}

// as runs an act of a person with the chat locked.
func (s *Server) as(chat, from int64, act func(*chatOf) error) error {
	who := s.world.person(from)
	if who == nil {
		return ErrUnknownPerson
	}
	c := s.world.chat(chat)
	if c == nil {
		return ErrUnknownChat
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.members[from] || c.standing == blocked || c.standing == deactivated || c.standing == migrated {
		return ErrNotThere
	}
	if c.standing == unmet {
		c.standing = member
	}
	return act(&chatOf{chat: c, who: who})
}

// postAs posts a person's message and tells the bot of it if it may know.
func (s *Server) postAs(c *chatOf, m *message) MessageID {
	m.from = c.who
	if c.who.ID == AnonymousAdmin {
		m.senderChat = c.wire
	}
	s.post(c.chat, m)
	if s.sees(c.chat, m) {
		s.tell("message", c.wire.ID, m.render(c.chat))
	}
	return m.id
}

// sees holds privacy mode: in a group the bot gets commands for it, replies to
// its own messages and news of the chat.
func (s *Server) sees(c *chat, m *message) bool {
	switch {
	case c.standing != member:
		return false
	case !c.group(), c.admin, m.kind == Service:
		return true
	case m.replyTo != nil && m.replyTo.fromBot:
		return true
	}
	return s.commandForMe(m.plain)
}

func (s *Server) commandForMe(text string) bool {
	if !strings.HasPrefix(text, "/") {
		return false
	}
	_, whom, named := strings.Cut(strings.Fields(text)[0], "@")
	return !named || strings.EqualFold(whom, s.opts.Username)
}

// tell queues an update of a kind. What is encoded here always can be.
func (s *Server) tell(kind string, lane int64, object any) {
	if b, err := json.Marshal(object); err == nil {
		s.updates.push(kind, lane, b)
	}
}
