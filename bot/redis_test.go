package bot_test

import (
	"strings"
	"testing"

	"heard/care"
	"heard/simulator"
	"heard/store/redistest"
)

// The whole way there and back, over a real Redis, through two copies that take
// turns and a third that comes after them.
func TestThereAndBackOverRedis(t *testing.T) {
	server := redistest.Start(t)
	h := newHouse(t, func(s *setup) { s.url = server.URL })
	h.pushedTo(h.build(), h.build())
	o := h.opens()
	o.press(o.one, "take")
	o.one.replies(o.card, "the first answer")
	o.patient.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, "the first answer") })
	o.patient.writesBack(o.code, "and back again")
	o.must(h.telegram.Block(o.patient.id))
	o.one.replies(o.card, "the second answer")
	o.one.finds(o.code, "card.unheard")
	o.must(h.telegram.Unblock(o.patient.id))
	o.press(o.one, "close")
	o.patient.reads("case.closed", care.With("Code", o.code))
	o.shows([]string{o.says("en", "card.closed")})
	onDisk, err := server.Files()
	h.must(err)
	for _, words := range []string{asked, "the first answer", "and back again", "5000000101", "7000000011"} {
		if strings.Contains(string(onDisk), words) {
			t.Errorf("on disk in clear: %s", words)
		}
	}
}

// Redis goes away and comes back with what it kept.
func TestRedisComesBack(t *testing.T) {
	server := redistest.Start(t)
	h := newHouse(t, func(s *setup) { s.url = server.URL })
	h.start()
	p := h.patient("en").agrees()
	p.begins("kept over the gap")
	h.quiet()
	server.Kill()
	p.presses("button.send_now")
	h.until("it is noticed", func() bool { return strings.Contains(h.said.String(), "could not be kept and is tried again") })
	h.must(server.Run())
	code := care.Code("")
	p.sees("the receipt", func(m simulator.Message) (ok bool) {
		code, ok = care.FindCode(m.Text)
		return ok
	})
	h.quiet()
	h.card(keywork, code)
}
