package bot_test

import (
	"context"
	"slices"
	"strings"
	"time"

	"heard/care"
	"heard/privacy"
	"heard/simulator"
)

// More that people do, and what is looked for afterwards.

// onClock puts the phones on the clock of the test too.
func onClock(s *setup) {
	s.clock = newClock()
	s.simulator.Now = s.clock.now
}

// asksLater asks for help in own words, hidden among others, and returns the code.
func (s *somebody) asksLater(words string) (code care.Code) {
	s.h.Helper()
	s.begins(words)
	s.presses("button.send_today")
	s.sees("the receipt", func(m simulator.Message) (ok bool) {
		code, ok = care.FindCode(m.Text)
		return ok && strings.Contains(m.Text, s.h.says(s.lang, "sent.later"))
	})
	return code
}

// opensCase looks at a case from a message that names it.
func (s *somebody) opensCase(code care.Code) simulator.Message {
	s.h.Helper()
	s.since = 0
	all := s.h.telegram.Messages(s.chat)
	last := all[len(all)-1].ID
	s.pressesData("~case." + string(code))
	return s.sees("the case", func(m simulator.Message) bool {
		return m.ID > last && strings.Contains(m.Text, s.h.says(s.lang, "cases.sent"))
	})
}

// withdraws takes a case back.
func (s *somebody) withdraws(code care.Code) {
	s.h.Helper()
	s.opensCase(code)
	s.pressesData("=withdraw." + string(code))
	s.presses("button.withdraw_yes")
	s.readsEither(code, "withdraw.done", "withdraw.unseen")
}

// sets goes to the settings and presses a button there.
func (s *somebody) sets(label care.Key) {
	s.h.Helper()
	s.writes("/menu")
	s.presses("button.settings")
	s.presses(label)
}

// leaves is forgotten.
func (s *somebody) leaves() {
	s.h.Helper()
	s.writes("/forget")
	s.presses("button.forget")
	s.presses("button.forget_yes")
}

// pseudonym is what a patient is called in the store.
func (h *house) pseudonym(s *somebody) string {
	h.Helper()
	vault, err := privacy.NewVault(h.root, h.ring, "test")
	h.must(err)
	return vault.Patient(care.NewChatID(s.chat)).Hex()
}

// rings is when a timer is set for, the zero time when it is not.
func (h *house) rings(name string) time.Time {
	h.Helper()
	ms := h.raw.ZScore(h.Context(), "{heard:test}:due", "at:"+name).Val()
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}

// timers are those that are set.
func (h *house) timers() []string {
	h.Helper()
	boxes, err := h.raw.ZRange(h.Context(), "{heard:test}:due", 0, -1).Result()
	h.must(err)
	return slices.DeleteFunc(boxes, func(name string) bool { return !strings.HasPrefix(name, "at:") })
}

// advanceTo moves the clock to a moment when all is done, since no press is answered
// after it, and lets what is due then end.
func (h *house) advanceTo(at time.Time) {
	h.Helper()
	h.quiet()
	h.clock.advance(at.Sub(h.now()))
	h.quiet()
}

// counted are all tallies of now.
func (h *house) counted() map[string]int64 {
	h.Helper()
	all, err := h.db.Tallies(h.Context(), care.BlockOf(h.now()))
	h.must(err)
	return all
}

// unsaid fails if any of some words stand in what the team's group shows now,
// staff's own apart.
func (h *house) unsaid(words ...string) {
	h.Helper()
	for _, m := range h.telegram.Messages(keywork) {
		for _, w := range words {
			if m.Bot && strings.Contains(m.Text, w) {
				h.Errorf("in the group: %s", m.Text)
			}
		}
	}
}

// dies ends a copy as a crash does: nothing that is under way gets through any
// more. The commit that is being made when it is called stays.
func (r *running) dies() {
	r.h.telegram.SetFaults(simulator.Faults{Latency: time.Hour})
	r.cancel()
}

// revives starts another copy after one that died, when its leases have ended.
func (h *house) revives(dead *running) {
	h.Helper()
	ctx, cancel := context.WithTimeout(h.Context(), patience)
	defer cancel()
	select {
	case err := <-dead.ended:
		dead.ended <- err
	case <-ctx.Done():
		h.Fatal("it did not die: this shows nothing")
	}
	dead.stop()
	h.telegram.SetFaults(simulator.Faults{})
	h.clock.advance(time.Minute)
	h.start()
}
