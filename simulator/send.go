package simulator

import "encoding/json"

func (s *Server) sendMessage(c call) ([]byte, error) {
	chat, err := s.target(c)
	if err != nil {
		return nil, err
	}
	m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	chat.mu.Lock()
	defer chat.mu.Unlock()
	if err := chat.refuses(); err != nil {
		return nil, err
	}
	if m.replyTo, err = c.replyTo(chat); err != nil {
		return nil, err
	}
	if err := s.spend(chat); err != nil {
		return nil, err
	}
	s.post(chat, m)
	return json.Marshal(m.render(chat))
}

// draft reads a message of the bot from a call.
func (s *Server) draft(c call) (*message, error) {
	f, err := c.compose()
	if err != nil {
		return nil, err
	}
	m := &message{
		from: &s.me, fromBot: true, kind: Text, formatted: f,
		silent: c.flag("disable_notification"), protected: c.flag("protect_content"),
	}
	if m.buttons, err = c.keyboard(); err != nil {
		return nil, err
	}
	m.noPreview, err = c.noPreview()
	return m, err
}

// noPreview reads link_preview_options, or its predecessor.
func (c call) noPreview() (bool, error) {
	var o struct {
		Off bool `json:"is_disabled"`
	}
	if c.has("link_preview_options") && json.Unmarshal([]byte(c.str("link_preview_options")), &o) != nil {
		return false, badRequest("can't parse link preview options JSON object")
	}
	return o.Off || c.flag("disable_web_page_preview"), nil
}

// replyTo reads reply_parameters, or its predecessor, and finds the message.
func (c call) replyTo(in *chat) (*message, error) {
	r := struct {
		ID      MessageID `json:"message_id"`
		Without bool      `json:"allow_sending_without_reply"`
	}{MessageID(c.number("reply_to_message_id")), c.flag("allow_sending_without_reply")}
	if c.has("reply_parameters") && json.Unmarshal([]byte(c.str("reply_parameters")), &r) != nil {
		return nil, badRequest("can't parse reply parameters JSON object")
	}
	if r.ID == 0 {
		return nil, nil
	}
	m := in.find(r.ID)
	if m == nil && !r.Without {
		return nil, badRequest("message to be replied not found")
	}
	return m, nil
}
