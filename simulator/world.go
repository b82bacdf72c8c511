package simulator

import (
	"errors"
	"sync"
	"sync/atomic"
)

// Person is somebody with a phone. Everything but the id is there so that a test
// can look for it where it must not be.
type Person struct {
	ID        int64 // positive; also the id of the private chat with the bot
	FirstName string
	LastName  string
	Username  string
	Language  string // language_code, such as "nb"
}

// Group is a group chat with the bot in it. Ids from -1000000000000 down are
// supergroups, as in Telegram.
type Group struct {
	ID      int64
	Title   string
	Members []int64 // people who are in it from the start
	// Admin makes the bot an administrator: it sees every message and may delete
	// other people's.
	Admin bool
}

// AnonymousAdmin is the person behind whom a group's anonymous administrators
// write: GroupAnonymousBot, a member of every group.
const AnonymousAdmin int64 = 1087968824

// lastBasicGroup: ids up to this one are supergroups.
const lastBasicGroup int64 = -1_000_000_000_000

// Why an act of a person is impossible.
var (
	ErrExists         = errors.New("simulator: the id is in use")
	ErrUnknownPerson  = errors.New("simulator: no such person")
	ErrUnknownChat    = errors.New("simulator: no such chat")
	ErrUnknownMessage = errors.New("simulator: no such message in the chat")
	ErrNotThere       = errors.New("simulator: the person cannot act in this chat")
	ErrNoButton       = errors.New("simulator: the message shows no such button")
	ErrEmpty          = errors.New("simulator: nothing to send")
)

type world struct {
	// privateIDs numbers the messages of private chats and basic groups, which
	// share one count in Telegram; each supergroup has its own.
	privateIDs atomic.Int64

	mu     sync.RWMutex
	people map[int64]*wireUser
	chats  map[int64]*chat
}

func (w *world) setUp() {
	w.chats = map[int64]*chat{}
	w.people = map[int64]*wireUser{AnonymousAdmin: {
		ID: AnonymousAdmin, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot",
	}}
}

func (w *world) chat(id int64) *chat {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.chats[id]
}

func (w *world) person(id int64) *wireUser {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.people[id]
}

func (w *world) addChat(c *chat) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.chats[c.wire.ID] != nil {
		return ErrExists
	}
	w.chats[c.wire.ID] = c
	return nil
}

// AddPerson adds somebody who has not met the bot: until they write, the bot may
// not write to them. It returns ErrExists for a second one of the same id.
func (s *Server) AddPerson(p Person) error {
	u := &wireUser{
		ID: p.ID, FirstName: p.FirstName, LastName: p.LastName,
		Username: p.Username, Language: p.Language,
	}
	c := s.newChat(wireChat{
		ID: p.ID, Type: "private", FirstName: p.FirstName, LastName: p.LastName, Username: p.Username,
	})
	c.standing = unmet
	c.members[p.ID] = true
	if err := s.world.addChat(c); err != nil {
		return err
	}
	s.world.mu.Lock()
	defer s.world.mu.Unlock()
	s.world.people[p.ID] = u
	return nil
}

// AddGroup adds a group that the bot is in already; Invite brings it into one
// with an update. It returns ErrExists or ErrUnknownPerson.
func (s *Server) AddGroup(g Group) error {
	return s.addGroup(g, member)
}

func (s *Server) addGroup(g Group, how standing) error {
	kind := "group"
	if g.ID <= lastBasicGroup {
		kind = "supergroup"
	}
	c := s.newChat(wireChat{ID: g.ID, Type: kind, Title: g.Title})
	c.standing, c.admin = how, g.Admin
	for _, id := range append([]int64{AnonymousAdmin}, g.Members...) {
		if s.world.person(id) == nil {
			return ErrUnknownPerson
		}
		c.members[id] = true
	}
	return s.world.addChat(c)
}
