package simulator

import "context"

// Wait returns when cond is true. It looks once at first and again after every
// change: a message, an edit, an answer, a call, a confirmed update. It returns
// the error of ctx, or ErrClosed, when that comes first.
func (s *Server) Wait(ctx context.Context, cond func() bool) error {
	return s.waitFor(ctx, &s.bell, cond)
}

// Watch returns a channel that gets a notice after changes, several changes in
// one where the reader is slow. It is closed when ctx ends.
func (s *Server) Watch(ctx context.Context) <-chan struct{} { return s.bell.watch(ctx) }

// Mark counts what the bot has shown in a chat so far, posts and edits.
func (s *Server) Mark(chat int64) int {
	c := s.world.chat(chat)
	if c == nil {
		return 0
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.shown
}

// Next waits until the bot has shown more in a chat than a mark, and returns the
// latest of it with the new mark. It costs the same however long the chat is. It
// returns ErrUnknownChat, ErrClosed or the error of ctx.
func (s *Server) Next(ctx context.Context, chat int64, after int) (m Message, mark int, err error) {
	c := s.world.chat(chat)
	if c == nil {
		return m, 0, ErrUnknownChat
	}
	err = s.waitFor(ctx, &c.bell, func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.shown <= after {
			return false
		}
		m, mark = c.latest.view(), c.shown
		return true
	})
	return m, mark, err
}

func (s *Server) waitFor(ctx context.Context, b *bell, cond func() bool) error {
	for {
		heard := b.heard()
		if cond() {
			return nil
		}
		select {
		case <-heard:
		case <-ctx.Done():
			return ctx.Err()
		case <-s.done:
			return ErrClosed
		}
	}
}
