package simulator

import (
	"maps"
	"slices"
)

// Messages returns what a chat shows now, oldest first. It is nil for an unknown
// chat.
func (s *Server) Messages(chat int64) []Message {
	c := s.world.chat(chat)
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make([]Message, 0, len(c.order))
	for _, m := range c.order {
		if !m.deleted {
			out = append(out, m.view())
		}
	}
	return out
}

// Message returns one message of a chat as it looks now; ok is false when it is
// not there, or deleted.
func (s *Server) Message(chat int64, id MessageID) (v Message, ok bool) {
	c := s.world.chat(chat)
	if c == nil {
		return v, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	m := c.find(id)
	if m == nil {
		return v, false
	}
	return m.view(), true
}

// Posted returns everything a chat has ever shown, each edit by itself, also what
// has been deleted. It needs Options.KeepLog.
func (s *Server) Posted(chat int64) []Showing {
	c := s.world.chat(chat)
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.log)
}

// Answers returns the answers to the presses of one person, oldest first. It
// needs Options.KeepLog.
func (s *Server) Answers(person int64) []Answer {
	s.presses.mu.Lock()
	defer s.presses.mu.Unlock()
	var out []Answer
	for _, a := range s.presses.log {
		if a.Person == person {
			out = append(out, a)
		}
	}
	return out
}

// Unanswered counts the presses whose spinner still turns.
func (s *Server) Unanswered() int {
	s.presses.mu.Lock()
	defer s.presses.mu.Unlock()
	return len(s.presses.open)
}

// Answered tells whether a press has been answered.
func (s *Server) Answered(query string) bool {
	s.presses.mu.Lock()
	defer s.presses.mu.Unlock()
	_, open := s.presses.open[query]
	return !open
}

// Calls counts the calls of each method so far, refused ones too.
func (s *Server) Calls() map[string]int {
	out := map[string]int{}
	for _, e := range s.methods {
		if n := e.calls.Load(); n > 0 {
			out[e.name] = int(n)
		}
	}
	return out
}

// Refused counts the refusals so far by their description, injected 429s too.
func (s *Server) Refused() map[string]int {
	s.refused.mu.Lock()
	defer s.refused.mu.Unlock()
	return maps.Clone(s.refused.count)
}

// InChat tells whether the bot may write in a chat.
func (s *Server) InChat(chat int64) bool {
	c := s.world.chat(chat)
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.standing == member
}
