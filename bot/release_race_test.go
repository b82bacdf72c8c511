package bot_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/simulator"
	"heard/store/redistest"
)

// asksBack goes to the question whether a waiting report is to be taken back, and
// returns what its yes carries.
func (s *somebody) asksBack(code care.Code) (on simulator.MessageID, data string) {
	s.h.Helper()
	s.opensCase(code)
	s.pressesData("=withdraw." + string(code))
	ask := s.reads("withdraw.waiting", care.With("Code", code))
	s.h.quiet()
	return ask.ID, dataOf(ask, func(b simulator.Button) bool { return strings.Contains(b.Data, "withdraw_yes") })
}

// A report that is taken back in time was never there, for all that staff see.
func TestTakenBackFromThePool(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	patients, codes, bodies := h.shares(5)
	before, _ := h.row(codes[0])
	on, data := patients[0].asksBack(codes[0])
	patients[0].pressesStale(on, data)
	patients[0].reads("withdraw.unseen", care.With("Code", codes[0]))
	h.quiet()
	h.leftNothing(codes[0], before, care.Withdrawn)
	h.releases()
	if n := len(h.front.sentTo(quality)); n != 0 {
		t.Fatalf("%d posts: four were enough", n)
	}
	_, _, more := h.shares(1)
	h.releases()
	_, got := taken(strings.Join(h.digests(quality), ""))
	h.same("released", append(bodies[1:], more...), got)
	if n := len(h.posts(quality)); n != 1 {
		t.Errorf("%d posts", n)
	}
}

// One is taken back at the very moment of the release, when that has read it already.
func TestTakenBackAtTheRelease(t *testing.T) {
	for name, many := range map[string]int{"enough are left": 6, "too few are left": 5} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, pooling)
			h.start()
			patients, codes, bodies := h.shares(many)
			on, data := patients[2].asksBack(codes[2])
			raced := false
			h.hooks.beforeCommit = func(c care.Commit) {
				if c.Update != 0 || len(c.Cases) < 2 || raced {
					return
				}
				raced = true
				_, err := h.telegram.PressStale(patients[2].chat, patients[2].id, on, data)
				h.err(err)
				if !h.waits(func() bool {
					return strings.Contains(patients[2].transcript(), h.says("en", "withdraw.unseen", care.With("Code", codes[2])))
				}) {
					t.Error("it is not withdrawn: this shows nothing")
				}
			}
			h.releases()
			want := append(append([]string(nil), bodies[:2]...), bodies[3:]...)
			if many == 5 {
				want = nil
			}
			_, got := taken(strings.Join(h.digests(quality), ""))
			if h.same("released", want, got); !raced {
				t.Error("it was not taken back then: this shows nothing")
			}
		})
	}
}

// A copy of the service is so slow in releasing that another does it meanwhile; and
// the slot is ordered once more. There is one digest.
func TestReleasedByTwo(t *testing.T) {
	h := newHouse(t, pooling)
	h.pushedTo(h.build(), h.build())
	var first, raced atomic.Bool
	h.hooks.beforeCommit = func(c care.Commit) {
		if c.Update != 0 || len(c.Cases) < 2 || !first.CompareAndSwap(false, true) {
			return
		}
		h.clock.advance(2 * time.Minute) // the lease has ended
		raced.Store(h.waits(func() bool { return len(h.digests(quality)) != 0 }))
	}
	_, _, bodies := h.shares(5)
	slot := h.releases()
	h.orders(func(o bot.Orders) (care.Job, error) { return o.Release(slot) })
	h.quiet()
	all := h.digests(quality)
	_, got := taken(strings.Join(all, ""))
	if h.same("released", bodies, got); len(all) != 1 || len(h.posts(quality)) != 1 || !raced.Load() {
		t.Errorf("%d digests in %d posts, raced: %v", len(all), len(h.posts(quality)), raced.Load())
	}
}

// The service dies at any moment of a release: nothing is lost, and nothing goes out
// under two codes. A post may be there twice.
func TestReleaseDies(t *testing.T) {
	released := func(c care.Commit) bool { return c.Update == 0 && len(c.Cases) > 1 }
	for name, arm := range map[string]func(h *house, dies func()){
		"before it is kept": func(h *house, dies func()) {
			h.hooks.beforeCommit = func(c care.Commit) {
				if released(c) {
					dies()
				}
			}
		},
		"when it is kept": func(h *house, dies func()) {
			h.hooks.afterCommit = func(c care.Commit) {
				if released(c) {
					dies()
				}
			}
		},
		"when it is posted empty": func(h *house, dies func()) { h.front.on(quality, "sendMessage", dies) },
		"when it is filled":       func(h *house, dies func()) { h.front.on(quality, "editMessageText", dies) },
	} {
		t.Run(name, func(t *testing.T) {
			server := redistest.Start(t)
			h := newHouse(t, pooling, func(s *setup) { s.url = server.URL })
			r := h.start()
			_, codes, bodies := h.shares(5)
			slot := h.comesToSlot()
			var once sync.Once
			arm(h, func() { once.Do(r.dies) })
			h.orders(func(o bot.Orders) (care.Job, error) { return o.Release(slot) })
			h.revives(r)
			h.until("they are released", func() bool { return h.raw.SCard(t.Context(), "{heard:test}:pool").Val() == 0 })
			h.quiet()
			h.releasedOnce(bodies)
			for _, code := range codes {
				if _, c := h.row(code); c.Status != care.Released {
					t.Errorf("a report is %s", c.Status)
				}
			}
		})
	}
}

// Telegram fails in the middle of it.
func TestReleaseOverABadLine(t *testing.T) {
	for _, method := range []string{"sendMessage", "editMessageText"} {
		for name, fault := range map[string]simulator.Faults{
			"a bad gateway": {BadGateway: 1}, "a lost reply": {LostReply: 1}, "a flood": {Flood: 1, RetryAfter: 3},
		} {
			t.Run(method+" "+name, func(t *testing.T) {
				h := newHouse(t, pooling)
				h.start()
				_, _, bodies := h.shares(5)
				slot := h.comesToSlot()
				fault.Methods, fault.Times = []string{method}, 1
				h.telegram.SetFaults(fault)
				h.orders(func(o bot.Orders) (care.Job, error) { return o.Release(slot) })
				h.clock.advance(h.putOff(1))
				h.quiet()
				h.releasedOnce(bodies)
			})
		}
	}
}

// releasedOnce fails unless each report stands in the group, in one digest alone, or
// in repetitions of it.
func (h *house) releasedOnce(bodies []string) {
	h.Helper()
	digests := map[string]bool{}
	for _, text := range h.digests(quality) {
		digests[text] = true
	}
	if len(digests) != 1 {
		h.Fatalf("%d different digests", len(digests))
	}
	for text := range digests {
		_, got := taken(text)
		h.same("released", bodies, got)
	}
	whole := 0
	for _, m := range h.posts(quality) {
		if strings.HasPrefix(m.HTML, digestHead) {
			whole++
		} else if m.Text != h.says("en", "post.coming") {
			h.Errorf("in the group: %s", m.Text)
		}
	}
	if whole < 1 || whole > 2 {
		h.Errorf("it stands there %d times", whole)
	}
}
