package simulator

// Join adds a person to a group, with the notice that Telegram posts. It returns
// ErrUnknownChat or ErrUnknownPerson.
func (s *Server) Join(group, person int64) error {
	who := s.world.person(person)
	if who == nil {
		return ErrUnknownPerson
	}
	return s.inGroup(group, func(c *chat) error {
		c.members[person] = true
		s.notice(c, who, &attachment{Came: []*wireUser{who}})
		return nil
	})
}

// Block lets a person block the bot: it is told once, and refused from then on.
func (s *Server) Block(person int64) error {
	return s.stand(person, person, blocked)
}

// Unblock takes Block back.
func (s *Server) Unblock(person int64) error {
	return s.stand(person, person, member)
}

// Deactivate ends a person's account. The bot is not told.
func (s *Server) Deactivate(person int64) error {
	c := s.world.chat(person)
	if c == nil || c.group() {
		return ErrUnknownPerson
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.standing = deactivated
	return nil
}

// Kick lets a person throw the bot out of a group.
func (s *Server) Kick(group, by int64) error { return s.stand(group, by, kicked) }

// Invite lets a person bring the bot into a group, new to the world or not. It
// returns ErrUnknownPerson for members that are not in the world.
func (s *Server) Invite(g Group, by int64) error {
	if s.world.chat(g.ID) == nil {
		if err := s.addGroup(g, left); err != nil {
			return err
		}
	}
	who := s.world.person(by)
	if who == nil {
		return ErrUnknownPerson
	}
	if err := s.stand(g.ID, by, member); err != nil {
		return err
	}
	return s.inGroup(g.ID, func(c *chat) error {
		s.notice(c, who, &attachment{Came: []*wireUser{&s.me}})
		return nil
	})
}

// Upgrade makes a group a supergroup with a new id: the old one answers with it
// from then on. It returns ErrUnknownChat, ErrExists for an id in use, and
// ErrNotThere the second time.
func (s *Server) Upgrade(group, to int64) error {
	return s.inGroup(group, func(old *chat) error {
		if old.standing == migrated {
			return ErrNotThere
		}
		c := s.newChat(wireChat{ID: to, Type: "supergroup", Title: old.wire.Title})
		c.standing, c.admin = old.standing, old.admin
		for id := range old.members {
			c.members[id] = true
		}
		// Nobody else knows the new chat, so its lock is taken out of order safely.
		c.mu.Lock()
		defer c.mu.Unlock()
		if err := s.world.addChat(c); err != nil {
			return err
		}
		by := s.world.person(AnonymousAdmin)
		s.notice(old, by, &attachment{MigrateTo: to})
		old.standing, old.migratedTo = migrated, to
		s.notice(c, by, &attachment{MigrateFrom: group})
		return nil
	})
}

func (s *Server) inGroup(id int64, act func(*chat) error) error {
	c := s.world.chat(id)
	if c == nil || !c.group() {
		return ErrUnknownChat
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return act(c)
}

// notice posts what Telegram itself says in a chat, which is locked.
func (s *Server) notice(c *chat, about *wireUser, a *attachment) {
	s.postAs(&chatOf{chat: c, who: about}, &message{kind: Service, attachment: a})
}

// stand changes how the bot stands in a chat, and tells it.
func (s *Server) stand(chat, by int64, now standing) error {
	c, who := s.world.chat(chat), s.world.person(by)
	switch {
	case who == nil:
		return ErrUnknownPerson
	case c == nil:
		return ErrUnknownChat
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.standing == deactivated || c.standing == migrated {
		return ErrNotThere
	}
	s.move(c, who, now)
	return nil
}

// move sets the standing in a chat, which is locked, and sends my_chat_member.
func (s *Server) move(c *chat, by *wireUser, now standing) {
	before := c.standing
	c.standing = now
	s.changed(c)
	s.tell("my_chat_member", c.wire.ID, wireMemberUpdate{
		Chat: c.wire, From: by, Date: s.opts.Now().Unix(),
		Old: wireMember{User: &s.me, Status: c.status(before)},
		New: wireMember{User: &s.me, Status: c.status(now)},
	})
}

// status is Telegram's word for a standing.
func (c *chat) status(how standing) string {
	switch how {
	case blocked, kicked:
		return "kicked"
	case left, unmet:
		return "left"
	case member, deactivated, migrated:
	}
	if c.admin {
		return "administrator"
	}
	return "member"
}
