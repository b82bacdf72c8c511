package simulator

import "strconv"

// target finds the chat that a call names.
func (s *Server) target(c call) (*chat, error) {
	raw := c.str("chat_id")
	if raw == "" {
		return nil, badRequest("chat_id is empty")
	}
	id, err := strconv.ParseInt(raw, 10, 64)
	if err != nil {
		return nil, badRequest("chat not found")
	}
	chat := s.world.chat(id)
	if chat == nil {
		return nil, badRequest("chat not found")
	}
	return chat, nil
}
