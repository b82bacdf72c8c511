package simulator

import (
	"encoding/json"
	"time"
)

const (
	deletableFor = 48 * time.Hour
	maxDelete    = 100 // messages in one call
)

func (s *Server) deleteMessage(c call) ([]byte, error) {
	chat, err := s.target(c)
	if err != nil {
		return nil, err
	}
	chat.mu.Lock()
	defer chat.mu.Unlock()
	m := chat.find(MessageID(c.number("message_id")))
	if m == nil {
		return nil, badRequest("message to delete not found")
	}
	return s.remove(chat, m)
}

// deleteMessages passes over messages that are not there, as Telegram does.
func (s *Server) deleteMessages(c call) ([]byte, error) {
	chat, err := s.target(c)
	if err != nil {
		return nil, err
	}
	var ids []MessageID
	if json.Unmarshal([]byte(c.str("message_ids")), &ids) != nil || len(ids) == 0 {
		return nil, badRequest("message identifiers are not specified")
	}
	if len(ids) > maxDelete {
		return nil, badRequest("too many message identifiers specified")
	}
	chat.mu.Lock()
	defer chat.mu.Unlock()
	var there []*message
	for _, id := range ids {
		if m := chat.find(id); m != nil {
			there = append(there, m)
		}
	}
	return s.remove(chat, there...)
}

// remove deletes all of the messages or none. The chat is locked.
func (s *Server) remove(c *chat, all ...*message) ([]byte, error) {
	for _, m := range all {
		if err := s.deletable(c, m); err != nil {
			return nil, err
		}
	}
	for _, m := range all {
		m.deleted = true
	}
	s.changed(c)
	return yes(), nil
}

// deletable tells whether the bot may delete a message: in a private chat either
// side's, also where it is blocked; in a group its own, or as an administrator.
func (s *Server) deletable(c *chat, m *message) error {
	if c.standing != blocked {
		if err := c.refuses(); err != nil {
			return err
		}
	}
	switch {
	case s.opts.Now().Sub(m.date) > deletableFor:
		return badRequest("message can't be deleted for everyone")
	case c.group() && !m.fromBot && !c.admin:
		return badRequest("message can't be deleted")
	}
	return nil
}
