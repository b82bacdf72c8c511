package simulator

import (
	"encoding/json"
	"slices"
)

const notModified = "message is not modified: specified new message content and reply markup " +
	"are exactly the same as a current content and reply markup of the message"

func (s *Server) editMessageText(c call) ([]byte, error) {
	now, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	return s.edit(c, func(m *message) bool {
		if m.sameText(now) && m.sameButtons(now.buttons) {
			return false
		}
		m.formatted, m.buttons, m.noPreview = now.formatted, now.buttons, now.noPreview
		return true
	})
}

func (s *Server) editMessageReplyMarkup(c call) ([]byte, error) {
	rows, err := c.keyboard()
	if err != nil {
		return nil, err
	}
	return s.edit(c, func(m *message) bool {
		if m.sameButtons(rows) {
			return false
		}
		m.buttons = rows
		return true
	})
}

// edit applies a change to a message of the bot, unless it changes nothing.
func (s *Server) edit(c call, change func(*message) bool) ([]byte, error) {
	chat, err := s.target(c)
	if err != nil {
		return nil, err
	}
	chat.mu.Lock()
	defer chat.mu.Unlock()
	if err := chat.refuses(); err != nil {
		return nil, err
	}
	m := chat.find(MessageID(c.number("message_id")))
	switch {
	case m == nil:
		return nil, badRequest("message to edit not found")
	case !m.fromBot:
		return nil, badRequest("message can't be edited")
	}
	before := *m
	if !change(m) {
		return nil, badRequest(notModified)
	}
	if err := s.spend(chat); err != nil {
		*m = before
		return nil, err
	}
	m.edited = s.opts.Now()
	s.show(chat, m)
	return json.Marshal(m.render(chat))
}

func (m *message) sameText(n *message) bool {
	return m.plain == n.plain && slices.Equal(m.entities, n.entities)
}

func (m *message) sameButtons(rows [][]Button) bool {
	return slices.EqualFunc(m.buttons, rows, slices.Equal[[]Button])
}
