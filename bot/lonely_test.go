package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

// lonelyAfter is how long a report waits for company before its patient is asked.
const lonelyAfter = 21 * 24 * time.Hour

// lonely is a house in which one report has waited too long, at the slot at which its
// patient is to be asked.
func (h *house) lonely() (p *somebody, code care.Code, body string) {
	h.Helper()
	p = h.patient("en").agrees()
	code, body = p.reports("nobody else was there")
	h.clock.advance(lonelyAfter)
	h.releases()
	return p, code, body
}

// asked counts the questions in a chat.
func (s *somebody) asked() (n int) {
	s.h.Helper()
	for _, one := range s.h.front.sentTo(s.chat) {
		if strings.Contains(one.text, s.h.printer.Print(s.lang, care.Say("pool.choices"))) {
			n++
		}
	}
	return n
}

// comes lets the question come that is due, and fails unless that is by day.
func (s *somebody) comes(code care.Code) {
	s.h.Helper()
	at := s.h.rings("lonely:" + string(code))
	if hour := at.In(s.h.service.Zone).Hour(); at.IsZero() || hour < 10 || hour >= 18 || at.Sub(s.h.now()) > 24*time.Hour {
		s.h.Fatalf("asked at %v, now is %v", at, s.h.now())
	}
	s.h.advanceTo(at)
	s.since = 0
}

// Somebody whose report finds no company is asked by day, once in three weeks, for as
// long as they leave it. Staff see nothing of it.
func TestLonely(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	p := h.patient("en").agrees()
	code, _ := p.reports("nobody else was there")
	var after []time.Duration
	since := h.now()
	for range 11 {
		h.releases()
		if h.rings("lonely:" + string(code)).IsZero() {
			continue
		}
		p.comes(code)
		after = append(after, h.now().Sub(since))
	}
	if n := p.asked(); n != 3 || len(after) != n {
		t.Fatalf("asked %d times in eleven weeks, after %v", n, after)
	}
	for i, d := range after {
		if least := time.Duration(i+1) * lonelyAfter; d < least || d > least+10*24*time.Hour {
			t.Errorf("question %d after %v", i+1, d)
		}
	}
	prompt := p.reads("pool.prompt", care.With("Code", code))
	if first, _, _ := strings.Cut(prompt.Text, "\n"); strings.Contains(first, string(code)) {
		t.Errorf("on a lock screen: %s", first)
	}
	if n := len(h.front.sentTo(quality)); n != 0 {
		t.Errorf("%d posts", n)
	}
}

// What may be chosen, and what comes of it.
func TestLonelyChoice(t *testing.T) {
	t.Run("wait", func(t *testing.T) {
		h := newHouse(t, pooling)
		h.start()
		p, code, body := h.lonely()
		p.comes(code)
		p.presses("button.pool_wait")
		p.reads("pool.waits")
		h.quiet()
		_, _, others := h.shares(4)
		h.releases()
		_, got := taken(strings.Join(h.digests(quality), ""))
		h.same("with others", append(others, body), got)
	})
	t.Run("count only", func(t *testing.T) {
		h := newHouse(t, pooling)
		h.start()
		p, code, _ := h.lonely()
		before, c := h.row(code)
		p.comes(code)
		p.presses("button.pool_count")
		p.reads("pool.counted")
		h.quiet()
		h.leftNothing(code, before, care.Counted)
		if n := h.counted()["pool:"+string(c.Report.Topic)+"=counted"]; n != 1 {
			t.Errorf("counted %d times: %v", n, h.counted())
		}
		h.shares(4)
		h.releases()
		if n := len(h.front.sentTo(quality)); n != 0 {
			t.Errorf("%d posts", n)
		}
		p.opensEnded(code, "cases.status.counted")
	})
	t.Run("send anyway", func(t *testing.T) {
		h := newHouse(t, pooling)
		h.start()
		p, code, body := h.lonely()
		p.comes(code)
		p.presses("button.pool_send")
		p.reads("pool.anyway")
		h.quiet()
		if n := len(h.front.sentTo(quality)); n != 0 {
			t.Fatalf("%d posts before the slot", n)
		}
		h.releases()
		all := h.digests(quality)
		if _, got := taken(strings.Join(all, "")); len(got) != 1 || got[0] != body {
			t.Errorf("released: %q", got)
		}
		p.opensEnded(code, "cases.status.released")
	})
}

// The answer comes when the report has gone out meanwhile: nothing comes of it but
// that the patient is told.
func TestLonelyAnsweredLate(t *testing.T) {
	for _, choice := range []string{"pool_wait", "pool_count", "pool_send"} {
		t.Run(choice, func(t *testing.T) {
			h := newHouse(t, pooling)
			h.start()
			p, code, _ := h.lonely()
			p.comes(code)
			prompt := p.reads("pool.prompt", care.With("Code", code))
			h.shares(4)
			h.releases()
			posts := len(h.front.sentTo(quality))
			p.pressesStale(prompt.ID, dataOf(prompt, func(b simulator.Button) bool { return strings.Contains(b.Data, choice) }))
			p.reads("cases.status.released")
			h.releases()
			if n := len(h.front.sentTo(quality)); n != posts || posts == 0 || len(h.counted()) != 0 {
				t.Errorf("%d posts, then %d; counted %v", posts, n, h.counted())
			}
		})
	}
}

// The report is taken back before the question comes: nobody is asked.
func TestLonelyNoMore(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	p, code, _ := h.lonely()
	on, data := p.asksBack(code)
	p.pressesStale(on, data)
	h.advanceTo(h.now().Add(36 * time.Hour))
	if n := p.asked(); n != 0 {
		t.Errorf("asked %d times", n)
	}
}

// A patient who cannot be asked any more: nobody is told.
func TestLonelyAndGone(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	p, code, _ := h.lonely()
	h.must(h.telegram.Block(p.id))
	p.comes(code)
	if n := len(h.front.sentTo(quality)); n != 0 {
		t.Errorf("%d posts", n)
	}
}
