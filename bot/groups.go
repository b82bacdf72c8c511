package bot

import (
	"maps"
	"sync"

	"heard/care"
	"heard/clinic"
)

// groups knows the teams' chats, those included that got a new number by
// becoming a supergroup since clinic.toml was written.
type groups struct {
	service clinic.Service
	mu      sync.RWMutex
	now     map[int64]int64 // by the number in clinic.toml
	was     map[int64]int64 // by the new number
}

func newGroups(s clinic.Service, moved map[int64]int64) *groups {
	g := &groups{service: s, now: maps.Clone(moved), was: map[int64]int64{}}
	if g.now == nil {
		g.now = map[int64]int64{}
	}
	for from, to := range moved {
		g.was[to] = from
	}
	return g
}

// team returns the team of a chat, under its old number or its new one.
func (g *groups) team(chat int64) (clinic.Team, bool) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if from, ok := g.was[chat]; ok {
		chat = from
	}
	return g.service.TeamByChat(care.NewChatID(chat))
}

// leads reports whether a chat is the service leads' group.
func (g *groups) leads(chat int64) bool {
	return g.service.Leads != nil && g.service.Leads.Chat == care.NewChatID(chat)
}

// chat returns the number a team's group has now.
func (g *groups) chat(t clinic.Team) int64 {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if to, ok := g.now[t.Chat.Reveal()]; ok {
		return to
	}
	return t.Chat.Reveal()
}

// move notes a group's new number.
func (g *groups) move(from, to int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if origin, ok := g.was[from]; ok {
		from = origin
	}
	g.now[from], g.was[to] = to, from
}
