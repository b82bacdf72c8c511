package bot

import (
	"maps"
	"sync"

	"heard/care"
	"heard/clinic"
)

// groups knows the chats that clinic.toml names, those included that got a new
// number by becoming a supergroup since it was written. That happens to a group
// once.
type groups struct {
	service clinic.Service
	mu      sync.RWMutex
	moved   map[int64]int64 // the new number, by the old one
}

func newGroups(s clinic.Service, moved map[int64]int64) *groups {
	g := &groups{service: s, moved: map[int64]int64{}}
	g.learn(moved)
	return g
}

// learn notes new numbers.
func (g *groups) learn(moved map[int64]int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	maps.Copy(g.moved, moved)
}

// move notes one new number, and reports whether it was news.
func (g *groups) move(from, to int64) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	was := g.moved[from]
	g.moved[from] = to
	return was != to
}

// now returns the number that a group of clinic.toml has now.
func (g *groups) now(chat int64) int64 {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if to, ok := g.moved[chat]; ok {
		return to
	}
	return chat
}

// chat returns the number that a team's group has now.
func (g *groups) chat(t clinic.Team) int64 { return g.now(t.Chat.Reveal()) }

// team returns the team of a chat. ok is false for any other chat.
func (g *groups) team(chat int64) (t clinic.Team, ok bool) {
	for _, t := range g.service.Teams {
		if t.Chat == care.NewChatID(chat) || g.chat(t) == chat {
			return t, true
		}
	}
	return clinic.Team{}, false
}

// known reports whether clinic.toml names a chat, as a team's or the leads'.
func (g *groups) known(chat int64) bool {
	if l := g.service.Leads; l != nil && (l.Chat == care.NewChatID(chat) || g.now(l.Chat.Reveal()) == chat) {
		return true
	}
	_, ok := g.team(chat)
	return ok
}

// leadsGroup names the leads' group where a team's id names a team's: no id looks
// like this.
const leadsGroup = "[leads]"

// desk names the group of a chat that clinic.toml names, and the language it reads.
func (g *groups) desk(chat int64) (name, lang string) {
	if t, ok := g.team(chat); ok {
		return t.ID, language(t, g.service)
	}
	return leadsGroup, g.service.Language()
}

// byName returns the number that a group has now. ok is false where clinic.toml does
// not name it any more.
func (g *groups) byName(name string) (chat int64, ok bool) {
	chat, ok = g.inFile(name)
	return g.now(chat), ok
}

// inFile returns the number that clinic.toml has for a group.
func (g *groups) inFile(name string) (chat int64, ok bool) {
	if name == leadsGroup {
		if g.service.Leads == nil {
			return 0, false
		}
		return g.service.Leads.Chat.Reveal(), true
	}
	t, ok := g.service.TeamByID(name)
	return t.Chat.Reveal(), ok
}

// name is what clinic.toml calls the group of a chat: the team's id, or leads.
func (g *groups) name(chat int64) string {
	if t, ok := g.team(chat); ok {
		return t.ID
	}
	return "leads"
}
