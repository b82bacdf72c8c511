package simulator

import (
	"sync"
	"sync/atomic"
	"time"
)

// standing is how the bot stands in a chat.
type standing int

const (
	unmet       standing = iota // a person who has never written
	member                      // it may write
	blocked                     // by the person
	deactivated                 // the person has left Telegram
	kicked                      // from the group
	left                        // the group, by itself
	migrated                    // the group lives on under another id
)

// chat is one private chat or group. Its lock may be held when the queue's, a
// bell's, the limits' or the world's is taken, never the other way round.
type chat struct {
	wire *wireChat // never changes
	ids  *atomic.Int64
	bell bell

	mu         sync.Mutex
	standing   standing
	admin      bool
	members    map[int64]bool
	migratedTo int64
	byID       map[MessageID]*message
	order      []*message
	log        []Showing
	shown      int      // posts and edits of the bot
	latest     *message // the last of them
	pace       pace
	minute     window
}

func (s *Server) newChat(w wireChat) *chat {
	c := &chat{
		wire:    &w,
		ids:     &s.world.privateIDs,
		members: map[int64]bool{},
		byID:    map[MessageID]*message{},
		pace:    newPace(s.opts.Limits),
	}
	if w.ID <= lastBasicGroup {
		c.ids = new(atomic.Int64)
	}
	if c.group() {
		c.minute = newWindow(s.opts.Limits.GroupPerMinute, time.Minute)
	}
	return c
}

func (c *chat) group() bool { return c.wire.ID < 0 }

// refuses tells why the bot may not write here. The chat is locked.
func (c *chat) refuses() error {
	where := " the " + c.wire.Type + " chat"
	switch c.standing {
	case unmet:
		return forbidden("bot can't initiate conversation with a user")
	case blocked:
		return forbidden("bot was blocked by the user")
	case deactivated:
		return forbidden("user is deactivated")
	case kicked:
		return forbidden("bot was kicked from" + where)
	case left:
		return forbidden("bot is not a member of" + where)
	case migrated:
		return upgraded(c.migratedTo)
	case member:
	}
	return nil
}

// find returns a message that has not been deleted, or nil. The chat is locked.
func (c *chat) find(id MessageID) *message {
	if m := c.byID[id]; m != nil && !m.deleted {
		return m
	}
	return nil
}

// post puts a message into its chat, which is locked.
func (s *Server) post(c *chat, m *message) {
	m.id = MessageID(c.ids.Add(1))
	m.date = s.opts.Now()
	c.byID[m.id] = m
	c.order = append(c.order, m)
	s.show(c, m)
}

// show notes that a message is to be seen in a new form.
func (s *Server) show(c *chat, m *message) {
	if m.fromBot {
		c.shown++
		c.latest = m
	}
	if s.opts.KeepLog {
		c.log = append(c.log, Showing{Message: m.view(), Edit: !m.edited.IsZero()})
	}
	s.changed(c)
}

func (s *Server) changed(c *chat) {
	c.bell.ring()
	s.bell.ring()
}
