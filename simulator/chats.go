package simulator

import "encoding/json"

func (s *Server) getChat(c call) ([]byte, error) {
	chat, err := s.target(c)
	if err != nil {
		return nil, err
	}
	chat.mu.Lock()
	defer chat.mu.Unlock()
	if chat.standing == unmet {
		return nil, badRequest("chat not found")
	}
	if chat.group() {
		if err := chat.refuses(); err != nil {
			return nil, err
		}
	}
	return json.Marshal(chat.wire)
}

func (s *Server) leaveChat(c call) ([]byte, error) {
	chat, err := s.target(c)
	if err != nil {
		return nil, err
	}
	if !chat.group() {
		return nil, badRequest("chat member status can't be changed in private chats")
	}
	chat.mu.Lock()
	defer chat.mu.Unlock()
	if err := chat.refuses(); err != nil {
		return nil, err
	}
	s.move(chat, &s.me, left)
	return yes(), nil
}
