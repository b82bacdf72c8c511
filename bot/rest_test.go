package bot_test

import (
	"encoding/json"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/flows"
	"heard/privacy"
)

// state is what the store has of a conversation.
func (h *house) state(p *somebody) (s flows.State) {
	h.Helper()
	vault, err := privacy.NewVault(h.root, h.ring, "test")
	h.must(err)
	id := vault.Patient(care.NewChatID(p.chat))
	rec, _, _, err := h.db.Load(h.Context(), 0, id, "")
	h.must(err)
	key, err := vault.OpenKey(id.Hex(), rec.Key)
	h.must(err)
	plain, err := key.Open("state", id.Hex(), rec.State)
	h.must(err)
	h.must(json.Unmarshal(plain, &s))
	return s
}

// rests has the service drop what a patient left lying.
func (h *house) rests(p *somebody) {
	h.Helper()
	hex := h.pseudonym(p)
	who, err := care.ParsePseudonym(hex)
	h.must(err)
	until := h.now().Add(h.ttl("p:" + hex))
	h.orders(func(o bot.Orders) (care.Job, error) { return o.Rest(who, until, h.now()) })
	h.quiet()
}

// cluttered is somebody who left everything lying that can be: a draft, another one
// paused, and words that belong nowhere yet.
func (h *house) cluttered() (p *somebody, code care.Code) {
	h.Helper()
	p = h.patient("en").agrees()
	code = p.asks("this one is with staff")
	p.sets("button.sweep_on")
	p.reads("settings.sweep_on")
	p.begins("a draft of mine")
	p.beginsReport("and another of them")
	p.writes("/menu")
	p.reads("menu.what")
	p.writes("it was not like that before")
	h.quiet()
	if s := h.state(p); len(s.Paused) != 2 || s.Kept == "" {
		h.Fatalf("nothing is left lying: %d paused, at %s", len(s.Paused), s.At)
	}
	return p, code
}

// What was left lying for more than a day is dropped; cases and settings stay, and the
// row goes on the day on which it was to go.
func TestRest(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p, code := h.cluttered()
	hex := h.pseudonym(p)
	goes := h.now().Add(h.ttl("p:" + hex))
	before := h.state(p)
	h.clock.advance(2 * 24 * time.Hour)
	h.rests(p)
	after := h.state(p)
	if after.Draft != nil || len(after.Paused) != 0 || after.Kept != "" || len(after.Topics) != 0 {
		t.Errorf("left: a draft %v, %d paused, kept %q, at %s", after.Draft != nil, len(after.Paused), after.Kept, after.At)
	}
	if !after.Sweep || !after.Agreed || len(after.Cases) != 1 || after.Cases[0].Code != code || !after.Touched.Equal(before.Touched) {
		t.Errorf("too much is gone, or they count as back: %+v", after)
	}
	if left := h.now().Add(h.ttl("p:" + hex)); left.Sub(goes).Abs() > time.Minute {
		t.Errorf("the row was to go at %v, and goes at %v", goes, left)
	}
	p.writes("/cases")
	p.pressesData("=case." + string(code))
	p.reads("cases.sent")
	h.quiet()
}

// The answers of a check-in that was never finished are not left lying either.
func TestRestAmidACheckIn(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en").agrees()
	_, at := p.wants()
	h.advanceTo(at)
	p.pressesFirst() // begin
	p.pressesFirst()
	h.quiet()
	if s := h.state(p); s.At == "menu.open" {
		t.Fatalf("not amid the check-in, but at %s", s.At)
	}
	h.clock.advance(2 * 24 * time.Hour)
	h.rests(p)
	if s := h.state(p); s.At != "menu.open" || s.Draft != nil || !s.Monthly.On {
		t.Errorf("at %s; the check-in is on: %v", s.At, s.Monthly.On)
	}
}

// Who is back is left alone: with what they wrote since, in this copy and in another.
func TestRestOfSomebodyBack(t *testing.T) {
	h := newHouse(t, onClock)
	h.pushedTo(h.build(), h.build())
	p, _ := h.cluttered()
	h.clock.advance(2 * 24 * time.Hour)
	p.begins("they are back with this")
	h.quiet()
	h.rests(p)
	if s := h.state(p); s.Draft == nil || s.Draft.Report.Words != "they are back with this" {
		t.Error("their words are gone")
	}
	code := p.sends()
	h.quiet()
	h.card(keywork, code)
}

// They come back at the very moment: they are left alone too.
func TestRestAtTheVeryMoment(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p, _ := h.cluttered()
	h.clock.advance(2 * 24 * time.Hour)
	raced := false
	h.hooks.beforeCommit = func(c care.Commit) {
		if c.Update != 0 || c.Patient == nil || raced {
			return
		}
		raced = true
		_, err := h.telegram.Write(p.chat, p.id, "/ask")
		h.err(err)
		if !h.waits(func() bool { return h.telegram.PendingUpdates() == 0 }) {
			t.Error("they are not back: this shows nothing")
		}
	}
	h.rests(p)
	p.since = 0
	p.presses("term.need.housing")
	p.wordsOrNone("back at this moment")
	p.reads("review.exactly")
	if code := p.sends(); !raced || code == "" {
		t.Errorf("raced: %v", raced)
	}
	h.quiet()
}

// Nothing comes of an order for somebody who is gone, or whose row goes anyway.
func TestRestOfNobody(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p, _ := h.cluttered()
	who, err := care.ParsePseudonym(h.pseudonym(p))
	h.must(err)
	h.clock.advance(2 * 24 * time.Hour)
	h.orders(func(o bot.Orders) (care.Job, error) { return o.Rest(who, h.now().Add(time.Hour), h.now()) })
	h.quiet()
	if s := h.state(p); len(s.Paused) != 2 {
		t.Error("something was done to a row that is about to go")
	}
	h.orders(func(o bot.Orders) (care.Job, error) {
		return o.Rest(care.NewPseudonym([16]byte{1}), h.now().AddDate(0, 0, 300), h.now())
	})
	h.quiet()
	if n := len(h.raw.Keys(t.Context(), "{heard:test}:p:*").Val()); n != 1 {
		t.Errorf("%d rows", n)
	}
}
