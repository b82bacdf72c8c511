package bot_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

const month = 28 * 24 * time.Hour

// invited counts the invitations in a chat.
func (s *somebody) invited() (n int) {
	s.h.Helper()
	s.h.quiet()
	for _, m := range s.h.telegram.Messages(s.chat) {
		if strings.Contains(m.Text, s.h.says(s.lang, "checkin.prompt")) {
			n++
		}
	}
	return n
}

// wants opts in, and returns the name of the timer and when it rings.
func (s *somebody) wants() (timer string, at time.Time) {
	s.h.Helper()
	s.sets("button.checkin_on")
	s.reads("settings.checkin_on")
	s.h.quiet()
	timer = "checkin:" + s.h.pseudonym(s)
	return timer, s.h.rings(timer)
}

// Whoever wants it is invited once a month by day, and no more after they opt out.
func TestCheckIn(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.patient("en").agrees()
	timer, at := p.wants()
	if from := h.now().Add(month - 24*time.Hour); at.Before(from) || at.After(from.Add(48*time.Hour)) {
		t.Fatalf("the first is at %v, now is %v", at, h.now())
	}
	if hour := at.In(h.service.Zone).Hour(); hour < 10 || hour >= 18 {
		t.Errorf("the first is at %v", at)
	}
	h.clock.advance(at.Sub(h.now()) - time.Millisecond)
	h.idles(at)
	if n := p.invited(); n != 0 {
		t.Fatalf("invited %d times before the time", n)
	}
	r.stop()
	h.start()
	h.clock.advance(time.Millisecond)
	p.reads("checkin.prompt")
	if n := p.invited(); n != 1 {
		t.Errorf("invited %d times, not once", n)
	}
	if next := h.rings(timer); !next.Equal(at.Add(month)) {
		t.Errorf("the next is at %v, not %v", next, at.Add(month))
	}
	h.advanceTo(at.Add(month))
	if n := p.invited(); n != 2 {
		t.Errorf("invited %d times in two months", n)
	}
	p.since = 0
	p.pressesData("~checkin_stop")
	p.reads("checkin.stopped")
	h.quiet()
	if timers := h.timers(); len(timers) != 0 {
		t.Errorf("timers: %v", timers)
	}
	h.clock.advance(3 * month)
	if n := p.invited(); n != 2 {
		t.Errorf("invited %d times after they opted out", n)
	}
}

// What is answered is counted, and only when it is finished.
func TestCheckInIsCounted(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en").agrees()
	_, at := p.wants()
	h.advanceTo(at)
	p.since = 0
	p.pressesData("~checkin_start")
	p.presses("button.mostly")
	p.presses("button.yes")
	p.reads("pulse.judged")
	if got := h.counted(); len(got) != 0 {
		t.Errorf("counted before the end: %v", got)
	}
	p.presses("button.skip")
	p.reads("pulse.done")
	h.quiet()
	if got := h.counted(); len(got) != 2 || got["pulse.lasts=mostly"] != 1 || got["pulse.honest=yes"] != 1 {
		t.Errorf("counted: %v", got)
	}
	if next := h.timers(); len(next) != 1 {
		t.Errorf("timers: %v", next)
	}
}

// The service was down at the time, and comes back at night: the invitation waits
// for its own hour of the day, and the next one comes at that hour too, in summer
// time as well.
func TestCheckInLate(t *testing.T) {
	h := newHouse(t, onClock, func(s *setup) { s.clock.at = time.Date(2126, 2, 10, 10, 0, 0, 0, time.UTC) })
	r := h.start()
	p := h.patient("en").agrees()
	timer, at := p.wants()
	r.stop()
	h.clock.advance(at.Sub(h.now()) + 14*time.Hour)
	h.start()
	if n := p.invited(); n != 0 {
		t.Fatalf("invited %d times at night", n)
	}
	h.advanceTo(at.In(h.service.Zone).AddDate(0, 0, 1))
	p.reads("checkin.prompt")
	p.invited()
	want := at.In(h.service.Zone).AddDate(0, 0, 1+28)
	if next := h.rings(timer); !next.Equal(want) {
		t.Errorf("the next is at %v, not %v", next, want)
	}
	if want.UTC().Hour() == at.Hour() {
		t.Errorf("no change to summer time between %v and %v: this shows nothing", at, want)
	}
}

// At the very moment of the invitation they opt out, or are forgotten: they are not
// invited, and nothing is left that would invite them later.
func TestCheckInJustStopped(t *testing.T) {
	for name, c := range map[string]struct {
		page  func(*somebody) simulator.Message
		token string
		done  care.Key
	}{
		"opted out": {func(p *somebody) simulator.Message { return p.reads("settings.checkin_on") }, "checkin_off", "settings.checkin_off"},
		"forgotten": {func(p *somebody) simulator.Message {
			p.writes("/forget")
			p.presses("button.forget")
			return p.reads("forget.sure")
		}, "forget_yes", "forget.done"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, onClock)
			var armed atomic.Pointer[func()]
			h.hooks.beforeCommit = func(commit care.Commit) {
				if commit.Update != 0 {
					return
				}
				if stop := armed.Swap(nil); stop != nil {
					(*stop)()
				}
			}
			h.start()
			p := h.patient("en").agrees()
			_, at := p.wants()
			page := c.page(p)
			h.quiet()
			stop := func() {
				data := dataOf(page, func(b simulator.Button) bool { return strings.Contains(b.Data, c.token) })
				_, err := h.telegram.PressStale(p.chat, p.id, page.ID, data)
				h.err(err)
				if !h.waits(func() bool { return strings.Contains(p.transcript(), h.says("en", c.done)) }) {
					t.Error("they did not stop: this shows nothing")
				}
			}
			armed.Store(&stop)
			h.advanceTo(at)
			if armed.Load() != nil {
				t.Error("nobody was about to be invited: this shows nothing")
			}
			if n := p.invited(); n != 0 {
				t.Errorf("invited %d times", n)
			}
			if timers := h.timers(); len(timers) != 0 {
				t.Errorf("%d timers are left", len(timers))
			}
		})
	}
}

// Somebody who has not written for a year is not kept by being invited.
func TestCheckInKeepsNobody(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en").agrees()
	timer, at := p.wants()
	for range 20 {
		h.advanceTo(at)
		if at = h.rings(timer); at.IsZero() {
			break
		}
	}
	if n := p.invited(); n < 12 || n > 13 {
		t.Errorf("invited %d times in a year", n)
	}
	if !at.IsZero() {
		t.Errorf("the next is at %v", at)
	}
}
