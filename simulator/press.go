package simulator

import (
	"strconv"
	"sync"
	"time"
)

// Answer is what the bot answered to a press: a toast, or an alert, or with no
// text just the end of the spinner.
type Answer struct {
	Query  string // what Press returned
	Chat   int64
	Person int64
	Text   string
	Alert  bool
}

type press struct {
	chat, person int64
	at           time.Time
}

type presses struct {
	mu   sync.Mutex
	last int64
	open map[string]press
	log  []Answer
}

// Press lets a person press a button and returns the id of the callback query.
// It returns ErrNoButton when the message does not show such a button now, and
// the errors of Reply.
func (s *Server) Press(chat, from int64, id MessageID, data string) (string, error) {
	var query string
	err := s.as(chat, from, func(c *chatOf) error {
		m := c.find(id)
		if m == nil {
			return ErrUnknownMessage
		}
		if !m.shows(data) {
			return ErrNoButton
		}
		query = s.press(c, m, data)
		return nil
	})
	return query, err
}

// PressStale is Press on a phone that has not caught up: the button may have been
// edited away, and the message deleted.
func (s *Server) PressStale(chat, from int64, id MessageID, data string) (string, error) {
	var query string
	err := s.as(chat, from, func(c *chatOf) error {
		m := c.byID[id]
		if m == nil {
			return ErrUnknownMessage
		}
		query = s.press(c, m, data)
		return nil
	})
	return query, err
}

func (m *message) shows(data string) bool {
	for _, row := range m.buttons {
		for _, b := range row {
			if b.Data == data && data != "" {
				return true
			}
		}
	}
	return false
}

// callbackLane keeps a person's presses in order among themselves. Telegram
// pushes them beside the messages of the same chat, not behind them.
const callbackLane int64 = 3 << 33

func (s *Server) press(c *chatOf, m *message, data string) string {
	id := s.presses.begin(press{chat: c.wire.ID, person: c.who.ID, at: s.opts.Now()})
	q := wireQuery{
		ID: id, From: c.who, Data: data,
		Instance: strconv.FormatInt(-c.wire.ID*7919, 10),
		Message:  any(m.render(c.chat)),
	}
	if m.deleted {
		q.Message = wireGone{ID: m.id, Chat: c.wire}
	}
	if c.standing == member {
		s.tell("callback_query", callbackLane+c.who.ID, q)
	}
	return id
}

func (p *presses) begin(one press) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last++
	id := strconv.FormatInt(4_000_000_000_000_000_000+p.last, 10)
	p.open[id] = one
	return id
}

// maxToast is how long the answer to a press may be.
const maxToast = 200

func (s *Server) answerCallbackQuery(c call) ([]byte, error) {
	text := c.str("text")
	if units(text) > maxToast {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	id := c.str("callback_query_id")
	p := &s.presses
	p.mu.Lock()
	defer p.mu.Unlock()
	one, ok := p.open[id]
	if !ok || s.opts.Now().Sub(one.at) > s.opts.QueryLife {
		return nil, badRequest("query is too old and response timeout expired or query ID is invalid")
	}
	delete(p.open, id)
	if s.opts.KeepLog {
		p.log = append(p.log, Answer{
			Query: id, Chat: one.chat, Person: one.person, Text: text, Alert: c.flag("show_alert"),
		})
	}
	return yes(), nil
}
