package simulator

import (
	"math"
	"sync"
	"time"
)

// Limits is how fast the bot may post and edit. What goes beyond is refused
// with 429 and retry_after. Each is off at zero.
type Limits struct {
	ChatEvery      time.Duration // one message to a chat this often, on average
	ChatBurst      int           // how many pass at once after a rest; 0 counts as 1
	GroupPerMinute int           // messages to one group in any minute
	PerSecond      int           // messages to all chats in any second
}

// TelegramLimits are the documented ones: one a second to a chat with short
// bursts, 20 a minute to a group, 30 a second overall.
func TelegramLimits() Limits {
	return Limits{ChatEvery: time.Second, ChatBurst: 3, GroupPerMinute: 20, PerSecond: 30}
}

// Floods counts the calls refused with 429 because of a limit; injected ones
// are not among them.
func (s *Server) Floods() int { return int(s.floods.Load()) }

// spend takes one message off every limit that holds for a chat, or refuses and
// takes nothing. The chat is locked.
func (s *Server) spend(c *chat) error {
	now := s.opts.Now()
	s.overall.mu.Lock()
	defer s.overall.mu.Unlock()
	wait := max(c.pace.wait(now), c.minute.wait(now), s.overall.second.wait(now))
	if wait > 0 {
		s.floods.Add(1)
		return tooMany(int(math.Ceil(wait.Seconds())))
	}
	c.pace.take(now)
	c.minute.take(now)
	s.overall.second.take(now)
	return nil
}

type overall struct {
	mu     sync.Mutex
	second window
}

func (o *overall) set(perSecond int) { o.second = newWindow(perSecond, time.Second) }

// pace lets one through every so often, and several after a rest. It keeps only
// the moment at which the chat's allowance would be whole again.
type pace struct {
	every time.Duration
	slack time.Duration
	whole time.Time
}

func newPace(l Limits) pace {
	return pace{every: l.ChatEvery, slack: l.ChatEvery * time.Duration(max(l.ChatBurst, 1)-1)}
}

func (p *pace) wait(now time.Time) time.Duration {
	if p.every == 0 || p.whole.Before(now) {
		return 0
	}
	return p.whole.Sub(now) - p.slack
}

func (p *pace) take(now time.Time) {
	if p.whole.Before(now) {
		p.whole = now
	}
	p.whole = p.whole.Add(p.every)
}

// window lets n through in any span of time: it remembers the last n.
type window struct {
	span time.Duration
	last []time.Time // a ring
	at   int         // the oldest
}

func newWindow(n int, span time.Duration) window {
	return window{span: span, last: make([]time.Time, n)}
}

func (w *window) wait(now time.Time) time.Duration {
	if len(w.last) == 0 {
		return 0
	}
	return w.last[w.at].Add(w.span).Sub(now)
}

func (w *window) take(now time.Time) {
	if len(w.last) == 0 {
		return
	}
	w.last[w.at] = now
	w.at = (w.at + 1) % len(w.last)
}
