package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
	"heard/store/redistest"
)

// known is somebody who leaves: with a case that staff have, one that hides, a
// draft, and the check-in.
type known struct {
	*opened
	hiding care.Code
}

func (h *house) known() known {
	h.Helper()
	k := known{opened: h.opens()}
	p := k.patient
	p.writesUnasked(k.code, "added to the first case")
	k.hiding = p.asksLater("hidden, and then gone")
	p.sets("button.checkin_on")
	p.reads("settings.checkin_on")
	p.writes("/report")
	p.presses("term.src.pharmacy")
	p.reads("report.where")
	h.quiet()
	if n := len(h.timers()); n != 2 {
		h.Fatalf("%d timers are set, not two", n)
	}
	return k
}

// isGone fails if anything is left of somebody: in the chat, in the groups, or in
// the store, then or later.
func (k known) isGone() {
	k.Helper()
	h, p := k.house, k.patient
	h.quiet()
	left := h.telegram.Messages(p.chat)
	if len(left) != 1 || left[0].Text != h.says("en", "forget.done") {
		k.Errorf("left in the chat:\n%s", p.transcript())
	}
	k.noKeys()
	for _, code := range []care.Code{k.code, k.hiding} {
		rec, err := h.db.LoadCase(k.Context(), code)
		h.must(err)
		if rec.Version == 0 || len(rec.Return) != 0 {
			k.Error("a case is not withdrawn, or has a way back")
		}
	}
	h.clock.advance(15 * 24 * time.Hour) // staff see it some time in the next two weeks
	h.quiet()
	h.unsaid(asked, "added to the first case")
	k.shows([]string{h.says("en", "card.withdrawn")})
	if timers := h.timers(); len(timers) != 0 {
		k.Errorf("timers are left: %v", timers)
	}
	posts := len(h.telegram.Posted(keywork))
	h.clock.advance(60 * 24 * time.Hour)
	h.quiet()
	if n := len(h.telegram.Posted(keywork)); n != posts {
		k.Error("something was posted later")
	}
	if n := len(h.telegram.Messages(p.chat)); n != 1 {
		k.Errorf("they are written to: %s", p.transcript())
	}
}

// noKeys fails if a key of the store has the pseudonym in its name, unless it is
// soon gone by itself: the pace of sending is, and nothing else may be there.
func (k known) noKeys() {
	k.Helper()
	hex := k.pseudonym(k.patient)
	keys, err := k.raw.Keys(k.Context(), "*").Result()
	k.must(err)
	for _, key := range keys {
		if !strings.Contains(key, hex) {
			continue
		}
		ttl := k.raw.PTTL(k.Context(), key).Val()
		if !strings.HasPrefix(key, "{heard:test}:pace:") || ttl <= 0 || ttl > 2*time.Minute {
			k.Errorf("left in the store for %v: %s", ttl, strings.ReplaceAll(key, hex, "<pseudonym>"))
		}
	}
	for _, hash := range []string{"{heard:test}:lease", "{heard:test}:due"} {
		if fields := k.raw.HKeys(k.Context(), hash).Val(); slices.ContainsFunc(fields, func(f string) bool { return strings.Contains(f, hex) }) {
			k.Errorf("left in %s", hash)
		}
	}
}

// isNew fails unless somebody is met as for the first time.
func (s *somebody) isNew() {
	s.h.Helper()
	s.writes("/cases")
	s.reads("first.needs_yes")
	s.agrees()
	s.writes("/cases")
	s.reads("cases.none")
	s.h.quiet()
}

// Nothing is left of somebody who is forgotten, in whatever moment the service dies
// and gets the update again, and they are new afterwards.
func TestForgotten(t *testing.T) {
	for name, dies := range map[string]func(care.Commit) bool{
		"by a service that goes on":       func(care.Commit) bool { return false },
		"by one that dies when it's kept": func(c care.Commit) bool { return c.Patient != nil && c.Patient.Forget },
		"by one that dies of the cases":   func(c care.Commit) bool { return c.Update == 0 && len(c.Cases) != 0 },
	} {
		t.Run(name, func(t *testing.T) {
			server := redistest.Start(t)
			h := newHouse(t, onClock, func(s *setup) { s.url = server.URL })
			r := h.build()
			var once sync.Once
			died := false
			h.hooks.afterCommit = func(c care.Commit) {
				if dies(c) {
					once.Do(func() { died = true; r.dies() })
				}
			}
			r.run(false)
			k := h.known()
			k.patient.leaves()
			if strings.Contains(name, "dies") {
				h.revives(r)
				if !died {
					t.Fatal("it did not die: this shows nothing")
				}
			}
			k.patient.since = 0
			k.patient.reads("forget.done")
			k.isGone()
			k.patient.isNew()
		})
	}
}

// The cards of somebody who is forgotten change one by one, at random times: staff
// cannot tell from it which belong together.
func TestForgottenApart(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en")
	p.agrees()
	codes := []care.Code{p.asks("a flat"), p.asks("a flat with light"), p.asks("a flat with a door")}
	p.leaves()
	p.reads("forget.done")
	h.quiet()
	due, err := h.raw.ZRangeWithScores(t.Context(), "{heard:test}:due", 0, -1).Result()
	h.must(err)
	apart := map[float64]bool{}
	for _, one := range due {
		if at := time.UnixMilli(int64(one.Score)); at.Sub(h.now()) < 15*time.Minute-time.Second {
			t.Errorf("%v changes after %v", one.Member, at.Sub(h.now()))
		}
		apart[one.Score] = true
	}
	if len(apart) != len(codes) {
		t.Errorf("%d cards change at %d times", len(codes), len(apart))
	}
	for _, code := range codes {
		if text := h.card(keywork, code).Text; strings.Contains(text, h.says("en", "card.withdrawn")) {
			t.Error("a card has changed at once")
		}
	}
	// Nor does a press tell, or an answer.
	worker := h.worker(keyWorker1, keywork)
	for i, code := range codes {
		card := h.card(keywork, code)
		if i == 0 {
			worker.replies(card.ID, "an answer that reaches nobody")
			h.quiet()
		} else {
			worker.since = card.ID
			worker.pressesData("take." + string(code))
		}
		worker.finds(code, "card.taken")
	}
	if strings.Contains(p.transcript(), "reaches nobody") {
		t.Error("somebody who was forgotten is written to")
	}
}

// Somebody who comes back after they were forgotten begins beyond every version
// that another copy may still have at hand.
func TestForgottenAndBack(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en")
	p.agrees()
	version := func() int64 {
		v, err := h.raw.HGet(t.Context(), "{heard:test}:p:"+h.pseudonym(p), "v").Int64()
		h.must(err)
		return v
	}
	before := version()
	p.leaves()
	p.reads("forget.done")
	h.clock.advance(time.Minute)
	p.writes("/start")
	h.quiet()
	if after := version(); after <= before+1000 {
		t.Errorf("version %d after %d can be reached again within minutes", after, before)
	}
}

// Telegram hands in the update a second time, when somebody new is already there:
// they stay.
func TestForgottenOnce(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.patient("en")
	hand := func(update int, what string) {
		t.Helper()
		h.must(r.bot.Handle(t.Context(), fmt.Appendf(nil, `{"update_id":%d,%s}`, update, what)))
	}
	press := func(token string) string {
		return fmt.Sprintf(`"callback_query":{"id":"1","from":{"id":%[1]d},"data":%[2]q,"message":{"message_id":1,"chat":{"id":%[1]d,"type":"private"}}}`, p.id, token)
	}
	p.writes("/forget")
	p.presses("button.forget")
	sure := p.reads("forget.sure")
	h.quiet()
	yes := press(dataOf(sure, func(b simulator.Button) bool { return strings.Contains(b.Data, "forget_yes") }))
	hand(900_000_001, yes)
	h.quiet()
	p.agrees()
	code := p.asks("of somebody new")
	hand(900_000_001, yes)
	hand(900_000_002, yes) // and once more by an old button
	h.quiet()
	p.opensCase(code)
	h.card(keywork, code)
}

// Another copy has them at hand when they are forgotten. It does not bring them
// back.
func TestForgottenByAllCopies(t *testing.T) {
	h := newHouse(t, onClock)
	h.pushedTo(h.build(), h.build())
	k := h.known()
	k.patient.leaves()
	k.patient.reads("forget.done")
	k.isGone()
	k.patient.isNew()
	for range 4 { // each copy knows that they are back
		k.patient.writes("/menu")
		k.patient.reads("menu.what")
	}
	h.quiet()
}

// Somebody who never agreed can be forgotten too.
func TestForgottenBeforeTheyAgree(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en")
	p.leaves()
	p.reads("forget.done")
	h.quiet()
	if n := len(h.telegram.Messages(p.chat)); n != 1 {
		t.Errorf("left in the chat:\n%s", p.transcript())
	}
	known{opened: &opened{house: h, patient: p}}.noKeys()
	// The button on the last message begins anew.
	p.presses("button.begin")
	p.presses("button.in.en")
	p.presses("button.next")
	h.quiet()
}
