package bot_test

import (
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/store/redistest"
)

// erases has the running service forget the patient of a case, as an operator does.
func (h *house) erases(code care.Code) {
	h.Helper()
	h.orders(func(o bot.Orders) (care.Job, error) { return o.Erase(code, h.now()) })
	h.quiet()
}

// TestErase: an operator's order, put in the outbox beside a running service, forgets
// the patient of a case: their row goes, and what a bot may delete of their chat, and
// all their cases are withdrawn. The key that opens what a case was, in a backup, is
// not the row's any more.
func TestErase(t *testing.T) {
	server := redistest.Start(t)
	h := newHouse(t, pooling, func(s *setup) { s.url = server.URL })
	h.start()
	k := h.known()
	waiting, _ := k.patient.reports("waiting for others")
	before := map[care.Code]care.CaseRecord{}
	for _, code := range []care.Code{k.code, k.hiding, waiting} {
		before[code], _ = h.row(code)
	}
	h.clock.advance(time.Hour) // nobody is at hand any more
	h.erases(k.code)
	if left := h.telegram.Messages(k.patient.chat); len(left) != 0 {
		t.Errorf("left in the chat:\n%s", k.patient.transcript())
	}
	k.noKeys()
	h.leftNothing(waiting, before[waiting], care.Withdrawn)
	for _, code := range []care.Code{k.code, k.hiding} {
		rec, _ := h.row(code)
		key := h.key(code, rec)
		if _, err := key.Open("case", string(code), before[code].Body); len(rec.Return) != 0 || err == nil {
			t.Error("the case leads to its patient, or opens what it was in a backup")
		}
	}
	h.clock.advance(15 * 24 * time.Hour) // the cards follow at random times
	h.quiet()
	h.unsaid(asked, "added to the first case")
	k.shows([]string{h.says("en", "card.withdrawn")})
	for code, rec := range before {
		h.leftNothing(code, rec, care.Withdrawn)
	}
	if n := len(h.posts(quality)); n != 0 || len(h.timers()) != 0 {
		t.Errorf("%d posts in the other group, and timers %v", n, h.timers())
	}
	k.patient.isNew()
}

// A case without a way back, such as one that was released, names nobody: it is
// withdrawn alone, and where there is nothing to withdraw nothing comes of it.
func TestEraseWithoutAWayBack(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	patients, codes, _ := h.shares(5)
	h.releases()
	posts := len(h.front.sentTo(quality))
	h.erases(codes[0])
	h.erases("BBB-222")
	if n := len(h.front.sentTo(quality)); n != posts {
		t.Errorf("%d calls", n-posts)
	}
	patients[0].opensEnded(codes[0], "cases.status.released")
}

// They write at the very moment: they are forgotten all the same.
func TestEraseAtTheVeryMoment(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	o := h.opens()
	raced := false
	h.hooks.beforeCommit = func(c care.Commit) {
		if c.Patient == nil || !c.Patient.Forget || raced {
			return
		}
		raced = true
		_, err := h.telegram.Write(o.patient.chat, o.patient.id, "/ask")
		h.err(err)
		if !h.waits(func() bool { return h.telegram.PendingUpdates() == 0 }) {
			t.Error("they did not write: this shows nothing")
		}
	}
	h.erases(o.code)
	if rec, _ := h.row(o.code); len(rec.Return) != 0 || !raced {
		t.Errorf("the case leads to its patient: %v; raced: %v", len(rec.Return) != 0, raced)
	}
	if n := len(h.raw.Keys(t.Context(), "{heard:test}:p:*").Val()); n != 0 {
		t.Errorf("%d rows", n)
	}
}
