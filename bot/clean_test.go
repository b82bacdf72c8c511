package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

// tidies empties the chat from the settings.
func (s *somebody) tidies() {
	s.h.Helper()
	s.sets("button.clean")
	s.presses("button.clean_yes")
	s.reads("clean.done")
	s.h.quiet()
}

// Tidying deletes both sides' messages of the last 48 hours, however many, and none
// that is older. What it leaves is the word that it is done.
func TestTidied(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en").agrees()
	old := len(h.telegram.Messages(p.chat))
	h.quiet()
	h.clock.advance(48*time.Hour + time.Minute)
	const much = 120
	for range much {
		p.writes("/help")
	}
	h.quiet()
	if n := len(h.telegram.Messages(p.chat)); n != old+2*much {
		t.Fatalf("%d messages in the chat", n)
	}
	p.tidies()
	left := h.telegram.Messages(p.chat)
	if len(left) != old+1 || !strings.HasPrefix(left[old].Text, h.says("en", "clean.done")) {
		t.Errorf("%d messages are left, not %d and one", len(left), old)
	}
	if n := h.telegram.Calls()["deleteMessages"]; n != 3 {
		t.Errorf("%d calls", n)
	}
	// Once more: only what came since.
	p.writes("/help")
	p.tidies()
	if n := len(h.telegram.Messages(p.chat)); n != old+1 {
		t.Errorf("%d messages are left, not %d and one", n, old)
	}
}

// A message that came while the service was down is older than it was noted: that
// one stays, and keeps no other from being deleted.
func TestTidiedAfterAGap(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.patient("en").agrees()
	h.quiet()
	r.stop()
	h.clock.advance(72 * time.Hour)
	late := p.writes("/privacy")
	h.clock.advance(2 * time.Hour)
	h.start()
	for range 6 {
		p.writes("/help")
	}
	h.quiet()
	h.clock.advance(47 * time.Hour)
	p.tidies()
	var left []simulator.MessageID
	for _, m := range h.telegram.Messages(p.chat) {
		if m.ID >= late {
			left = append(left, m.ID)
		}
	}
	if len(left) != 2 || left[0] != late {
		t.Errorf("left are %v, of those since %d", left, late)
	}
}

// Telegram fails in the middle of it: it goes on from there, and the word that it
// is done comes last.
func TestTidiedOverABadLine(t *testing.T) {
	for name, fault := range map[string]simulator.Faults{
		"a bad gateway": {BadGateway: 1}, "a lost reply": {LostReply: 1}, "a flood": {Flood: 1, RetryAfter: 1},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.start()
			p := h.patient("en").agrees()
			h.quiet()
			fault.Methods, fault.Times = []string{"deleteMessages"}, 2
			h.telegram.SetFaults(fault)
			p.tidies()
			if left := h.telegram.Messages(p.chat); len(left) != 1 || h.telegram.Injected() != 2 {
				t.Errorf("%d messages are left after %d failures", len(left), h.telegram.Injected())
			}
		})
	}
}

// Whoever wants it has the chat emptied whenever something was sent. The newest
// receipt stays, since its code is the way back.
func TestSweptWhenSent(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	p.sets("button.sweep_on")
	p.reads("settings.sweep_on")
	only := func(code care.Code, key care.Key) {
		t.Helper()
		h.quiet()
		left := h.telegram.Messages(p.chat)
		if len(left) != 1 || !strings.Contains(left[0].Text, h.says("en", key, care.With("Code", code))) {
			t.Errorf("%d messages are left:\n%s", len(left), p.transcript())
		}
	}
	first := p.asks("swept when sent")
	only(first, "sent.code")
	p.writesUnasked(first, "and more of it")
	only(first, "reply.sent")
	p.beginsReport("and this")
	only(p.sends(), "sent.code")
	h.card(keywork, first)
	p.sets("button.sweep_off")
	p.reads("settings.sweep_off")
	p.asks("not swept any more")
	h.quiet()
	if n := len(h.telegram.Messages(p.chat)); n < 3 {
		t.Errorf("%d messages are left", n)
	}
}

// What may show who somebody is, is deleted from the chat at once. The rest stays.
func TestDroppedAtOnce(t *testing.T) {
	h := newHouse(t)
	h.start()
	for kind, dropped := range map[simulator.Kind]bool{
		simulator.Voice: true, simulator.VideoNote: true, simulator.Photo: true, simulator.Video: true, simulator.Animation: true,
		simulator.Document: true, simulator.Location: true, simulator.Contact: true, simulator.Sticker: false, simulator.Poll: false,
	} {
		t.Run(string(kind), func(t *testing.T) {
			p := h.patient("en") // before agreeing to anything too
			id, err := h.telegram.Send(p.chat, p.id, kind, "")
			h.must(err)
			h.quiet()
			if _, there := h.telegram.Message(p.chat, id); there == dropped {
				t.Errorf("it is there: %v", there)
			}
			if n := bots(h.telegram.Messages(p.chat)); n != 1 {
				t.Errorf("answered %d times", n)
			}
		})
	}
}
