package bot_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
	"heard/store/redistest"
)

// A case that is hidden among others is on no card before its time, and on one
// after it.
func TestHidden(t *testing.T) {
	for name, c := range map[string]struct {
		before func(*house, *running) // its time has come
		after  func(*house, *running) // it has passed
		dies   bool                   // when it is about to post
	}{
		"by a service that goes on": {},
		"by the next":               {before: func(h *house, r *running) { r.stop(); h.start() }},
		"by one that comes late": {
			before: func(_ *house, r *running) { r.stop() },
			after:  func(h *house, _ *running) { h.clock.advance(5 * time.Hour); h.start() },
		},
		"by one that dies of it": {dies: true, after: func(h *house, r *running) { h.revives(r) }},
	} {
		t.Run(name, func(t *testing.T) {
			server := redistest.Start(t)
			h := newHouse(t, onClock, func(s *setup) { s.url = server.URL })
			r := h.build()
			var once sync.Once
			h.hooks.afterCommit = func(commit care.Commit) {
				if commit.Update == 0 && c.dies {
					once.Do(r.dies)
				}
			}
			r.run(false)
			p := h.patient("en").agrees()
			code := p.asksLater("not to be linked to this hour")
			h.quiet()
			at := h.rings("hidden:" + string(code))
			if from, to := 15*time.Minute, 2*time.Hour; at.Before(h.now().Add(from)) || at.After(h.now().Add(to)) {
				t.Fatalf("it comes out at %v, now is %v", at, h.now())
			}
			h.clock.advance(at.Sub(h.now()) - time.Millisecond)
			h.idles(at)
			if c.before != nil {
				c.before(h, r)
			}
			if all := h.telegram.Posted(keywork); len(all) != 0 {
				t.Fatalf("posted before its time: %s", all[0].Text)
			}
			h.clock.advance(time.Millisecond)
			if c.after != nil {
				c.after(h, r)
			}
			h.until("there is a card", func() bool { return len(h.cards(keywork, code)) > 0 })
			h.quiet()
			if card := h.card(keywork, code); !strings.Contains(card.Text, "not to be linked") {
				t.Errorf("the card: %s", card.Text)
			}
			h.clock.advance(48 * time.Hour)
			h.quiet()
			if n := len(h.telegram.Messages(keywork)); n != 1 || len(h.timers()) != 0 {
				t.Errorf("%d posts, and timers %v", n, h.timers())
			}
		})
	}
}

// What the patient adds to a case that still hides comes to the team with the card
// and not before. What they mute or look at does not bring it out either.
func TestHiddenReply(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en").agrees()
	code := p.asksLater("hidden at first")
	for _, words := range []string{"the first thing more", "the second thing more"} {
		p.writesUnasked(code, words)
	}
	p.opensCase(code)
	p.pressesData("=mute." + string(code))
	p.reads("cases.muted")
	h.quiet()
	if n := len(h.telegram.Posted(keywork)); n != 0 {
		t.Fatalf("%d posts before its time", n)
	}
	h.advanceTo(h.rings("hidden:" + string(code)))
	card := h.card(keywork, code)
	var posts []string
	for _, m := range h.telegram.Messages(keywork) {
		if m.ReplyTo == card.ID {
			posts = append(posts, m.Text)
		}
	}
	if len(posts) != 2 || !strings.Contains(posts[0], "the first thing more") || !strings.Contains(posts[1], "the second thing more") {
		t.Errorf("under the card: %q", posts)
	}
}

// A hidden case that is taken back was never there, for all that staff see: also
// when it is taken back at the very moment at which it comes out.
func TestHiddenWithdrawn(t *testing.T) {
	t.Run("in time", func(t *testing.T) {
		h := newHouse(t, onClock)
		h.start()
		p := h.patient("en").agrees()
		code := p.asksLater("never to be seen")
		p.writesUnasked(code, "nor this")
		p.withdraws(code)
		h.quiet()
		if timers := h.timers(); len(timers) != 0 {
			t.Errorf("timers: %v", timers)
		}
		h.advanceTo(h.now().Add(48 * time.Hour))
		if all := h.telegram.Posted(keywork); len(all) != 0 {
			t.Errorf("posted: %s", all[0].Text)
		}
	})
	t.Run("just then", func(t *testing.T) {
		h := newHouse(t, onClock)
		h.start()
		p := h.patient("en").agrees()
		code := p.asksLater("never to be seen")
		p.opensCase(code)
		p.pressesData("=withdraw." + string(code))
		ask := p.reads("withdraw.read")
		h.quiet()
		data := dataOf(ask, func(b simulator.Button) bool { return strings.Contains(b.Data, "withdraw_yes") })
		raced := false
		h.hooks.beforeCommit = func(c care.Commit) {
			if c.Update != 0 || raced {
				return
			}
			raced = true
			_, err := h.telegram.PressStale(p.chat, p.id, ask.ID, data)
			h.err(err)
			if !h.waits(func() bool {
				return strings.Contains(p.transcript(), h.says("en", "withdraw.unseen", care.With("Code", code)))
			}) {
				t.Error("it is not withdrawn: this shows nothing")
			}
		}
		h.advanceTo(h.rings("hidden:" + string(code)))
		if all := h.telegram.Posted(keywork); !raced || len(all) != 0 {
			t.Errorf("raced: %v, posted %d", raced, len(all))
		}
	})
}

// There is room for one delivery alone. What comes out by the clock, and what
// follows from a withdrawal, needs none of it while more follows from that.
func TestOrdersWithoutRoom(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.build()
	r.bot.Narrow(1)
	r.run(false)
	p := h.patient("en").agrees()
	first, second := p.asksLater("the first of two"), p.asksLater("the second of two")
	p.writesUnasked(first, "and more of the first")
	p.sets("button.checkin_on")
	h.quiet()
	h.clock.advance(2 * time.Hour)
	h.until("both are there", func() bool { return len(h.cards(keywork, first))+len(h.cards(keywork, second)) == 2 })
	h.clock.advance(month + 24*time.Hour)
	p.reads("checkin.prompt")
	p.withdraws(first)
	p.leaves()
	p.reads("forget.done")
	h.quiet()
	h.clock.advance(15 * 24 * time.Hour)
	h.quiet()
	h.unsaid("the first of two", "the second of two", "and more of the first")
}
