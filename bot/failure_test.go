package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

func standing(s *setup) { s.clock = newClock() }

// After a 429 a delivery is tried again when Telegram said, not a millisecond
// before, and what comes after it in the chat waits behind it.
func TestFlood(t *testing.T) {
	h := newHouse(t, standing)
	h.start()
	p := h.patient("en").agrees()
	q := h.patient("en").agrees()
	h.quiet()
	h.telegram.SetFaults(simulator.Faults{Flood: 1, RetryAfter: 7, Methods: []string{"sendMessage"}, Times: 1})
	p.writes("/privacy")
	if wait := h.putOff(1); wait != 7*time.Second {
		t.Fatalf("put off for %v", wait)
	}
	due := h.now().Add(7 * time.Second)
	seen := len(h.telegram.Messages(p.chat))
	p.writes("/help")
	q.writes("/help") // another chat, which does not wait
	q.reads("help.commands")
	h.until("all is confirmed", func() bool { return h.telegram.PendingUpdates() == 0 })
	h.idles(due)
	h.clock.advance(7*time.Second - time.Millisecond)
	h.idles(due)
	if n := len(h.telegram.Messages(p.chat)); n != seen+1 { // their own words
		t.Errorf("%d messages came too early", n-seen-1)
	}
	h.clock.advance(time.Millisecond)
	h.quiet()
	p.since = 0
	if first, second := p.reads("privacy.never"), p.reads("help.commands"); first.ID > second.ID {
		t.Error("the order in the chat is lost")
	}
}

// Failures that pass: what was to arrive arrives, at growing intervals.
func TestTriedAgain(t *testing.T) {
	short := []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second}
	for name, c := range map[string]struct {
		fault simulator.Faults
		shown int // how often, at most
	}{
		"a bad gateway": {simulator.Faults{BadGateway: 1}, 1},
		"a lost reply":  {simulator.Faults{LostReply: 1}, 4},
		"a flood":       {simulator.Faults{Flood: 1, RetryAfter: 0}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, standing)
			h.start()
			p := h.patient("en").agrees()
			h.quiet()
			c.fault.Times, c.fault.Methods = len(short), []string{"sendMessage"}
			h.telegram.SetFaults(c.fault)
			p.writes("/privacy")
			for i, want := range short {
				if c.fault.Flood > 0 {
					want = time.Second // the least that Telegram can ask for
				}
				if wait := h.putOff(i + 1); wait != want {
					t.Errorf("put off for %v, not %v", wait, want)
				}
				h.clock.advance(want)
			}
			p.reads("privacy.never")
			h.quiet()
			shown := 0
			for _, m := range h.telegram.Messages(p.chat) {
				if strings.Contains(m.Text, h.says("en", "privacy.never")) {
					shown++
				}
			}
			if shown < 1 || shown > c.shown {
				t.Errorf("shown %d times", shown)
			}
		})
	}
}

// An edit whose reply was lost is made again, which changes nothing; and the
// card that began with a lost reply is still one card.
func TestLostReplies(t *testing.T) {
	for _, method := range []string{"sendMessage", "editMessageText", "answerCallbackQuery"} {
		t.Run(method, func(t *testing.T) {
			h := newHouse(t)
			h.start()
			p := h.patient("en").agrees()
			p.begins("through a bad line")
			h.quiet()
			h.telegram.SetFaults(simulator.Faults{LostReply: 1, Methods: []string{method}, Times: 2})
			code := p.sends()
			h.quiet()
			card := h.card(keywork, code)
			if h.telegram.Injected() == 0 {
				t.Error("nothing was lost: this shows nothing")
			}
			for _, m := range h.telegram.Messages(keywork) {
				if m.ID != card.ID && m.Text != h.says("en", "card.coming") {
					t.Errorf("also in the group: %s", m.Text)
				}
			}
		})
	}
}

// Calls that are slow are waited for and not made twice.
func TestSlow(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	h.telegram.SetFaults(simulator.Faults{Slow: 1, SlowBy: 50 * time.Millisecond})
	code := p.asks("over a slow line")
	h.quiet()
	h.card(keywork, code)
	if n := len(h.telegram.Messages(keywork)); n != 1 {
		t.Errorf("%d posts in the group, not one", n)
	}
}

// Anything that is not about the message itself passes, however long it takes:
// nothing is given up.
func TestNotAboutTheMessage(t *testing.T) {
	for name, c := range map[string]answer{
		"the token is revoked":         {401, "Unauthorized"},
		"the method is not known":      {404, "Not Found"},
		"another copy polls":           {409, "Conflict: terminated by other getUpdates request"},
		"a flood without a time":       {429, "Too Many Requests"},
		"Telegram itself":              {500, "Internal Server Error"},
		"the bot may not write there":  {400, "Bad Request: not enough rights to send text messages to the chat"},
		"the group moved, not whereto": {400, "Bad Request: group chat was upgraded to a supergroup chat"},
		"no such group":                {400, "Bad Request: chat not found"},
		"thrown out":                   {403, "Forbidden: bot was kicked from the supergroup chat"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, standing)
			h.start()
			p := h.patient("en").agrees()
			p.begins("not to be given up")
			h.quiet()
			h.front.refuse("sendMessage", c.Code, c.Description)
			code := p.sends() // the receipt is an edit: the card alone is sent
			h.clock.advance(h.putOff(1))
			h.quiet()
			h.card(keywork, code)
		})
	}
}

// A message that Telegram will never take is given up and counted, and holds up
// nothing behind it.
func TestRefusedForGood(t *testing.T) {
	h := newHouse(t)
	r := h.start()
	p := h.patient("en").agrees()
	h.quiet()
	h.front.refuse("sendMessage", 400, "Bad Request: can't parse entities: unsupported start tag \"secretly\" at byte offset 7")
	h.said.never("secretly")
	p.writes("/privacy")
	p.writes("/help")
	p.reads("help.commands")
	h.quiet()
	if n := r.count("heard_deliveries_total", "given_up"); n != 1 {
		t.Errorf("%v deliveries were given up, not one", n)
	}
}

// An answer that can never arrive: the card says so and staff are told once, by
// the code, and nothing of who or why.
func TestUndeliverable(t *testing.T) {
	for name, gone := range map[string]func(*simulator.Server, int64) error{
		"blocked": (*simulator.Server).Block, "deactivated": (*simulator.Server).Deactivate,
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			o.must(gone(o.telegram, o.patient.id))
			o.one.replies(o.card, "to nobody any more")
			o.one.finds(o.code, "card.unheard")
			o.shows([]string{"Taken by Key worker 1", o.says("en", "card.answered"), o.says("en", "card.unheard")})
			post := lastUnder(t, o.house, keywork, o.card)
			if post.Text != o.says("en", "staff.unheard", care.With("Code", o.code)) {
				t.Errorf("told: %s", post.Text)
			}
			if n := bots(o.telegram.Messages(keywork)); n != 2 {
				t.Errorf("%d posts in the group, not two", n)
			}
			for _, m := range o.telegram.Posted(keywork) {
				if low := strings.ToLower(m.Text); m.Bot && (strings.Contains(low, "block") || strings.Contains(low, "telegram") || strings.Contains(m.Text, "5000000")) {
					t.Errorf("it is told who or why: %s", m.Text)
				}
			}
		})
	}
}

// There is room for one delivery alone, and the answer that cannot arrive has it:
// staff are told all the same.
func TestUndeliverableWithoutRoom(t *testing.T) {
	h := newHouse(t, standing)
	r := h.build()
	r.bot.Narrow(1)
	r.run(false)
	o := h.opens()
	o.telegram.SetFaults(simulator.Faults{Flood: 1, RetryAfter: 60, Methods: []string{"sendMessage"}, Times: 1})
	o.one.replies(o.card, "to nobody, with no room")
	wait := o.putOff(1)
	o.must(o.telegram.Block(o.patient.id))
	o.until("all is confirmed", func() bool { return o.telegram.PendingUpdates() == 0 })
	o.clock.advance(wait)
	o.one.finds(o.code, "card.unheard")
	o.quiet()
	if n := bots(o.telegram.Messages(keywork)); n != 2 {
		t.Errorf("%d posts in the group, not two", n)
	}
}

// The process is too slow to say that staff have been told, and another begins
// with the same delivery: staff are told once.
func TestUndeliverableTwice(t *testing.T) {
	const blocked = "Forbidden: bot was blocked by the user"
	h := newHouse(t, standing)
	h.hooks.afterCommit = func(c care.Commit) {
		if c.Update != 0 || h.telegram.Refused()[blocked] > 1 {
			return
		}
		h.clock.advance(time.Minute) // the lease has ended
		if !h.waits(func() bool { return h.telegram.Refused()[blocked] > 1 }) {
			t.Error("it was not tried again: this shows nothing")
		}
	}
	h.start()
	o := h.opens()
	o.must(o.telegram.Block(o.patient.id))
	o.one.replies(o.card, "told of once")
	o.one.finds(o.code, "card.unheard")
	o.quiet()
	if n := bots(o.telegram.Messages(keywork)); n != 2 {
		t.Errorf("%d posts in the group, not two: %s", n, o.one.transcript())
	}
}

// The case was closed while its last answer still waited: staff are told all the
// same that it did not arrive.
func TestUndeliverableAndClosed(t *testing.T) {
	o := open(t, standing)
	o.telegram.SetFaults(simulator.Faults{Flood: 1, RetryAfter: 60, Methods: []string{"sendMessage"}, Times: 1})
	o.one.replies(o.card, "last words")
	wait := o.putOff(1)
	o.press(o.one, "close")
	o.must(o.telegram.Block(o.patient.id))
	o.until("all is confirmed", func() bool { return o.telegram.PendingUpdates() == 0 })
	o.clock.advance(wait)
	o.one.finds(o.code, "card.unheard")
	o.shows([]string{o.says("en", "card.closed"), o.says("en", "card.unheard")})
	if post := lastUnder(t, o.house, keywork, o.card); post.Text != o.says("en", "staff.unheard", care.With("Code", o.code)) {
		t.Errorf("told: %s", post.Text)
	}
}

// Somebody who comes back reads what staff wrote meanwhile, and the next answer
// arrives.
func TestBackAfterABlock(t *testing.T) {
	o := open(t)
	o.must(o.telegram.Block(o.patient.id))
	o.one.replies(o.card, "written while blocked")
	o.one.finds(o.code, "card.unheard")
	o.quiet()
	o.must(o.telegram.Unblock(o.patient.id))
	o.patient.writes("/cases")
	o.patient.pressesData("=case." + string(o.code))
	o.patient.reads("cases.from.staff", care.With("Words", care.Words("written while blocked")))
	o.one.replies(o.card, "written after it")
	o.patient.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, "written after it") })
	o.shows(nil, o.says("en", "card.unheard"))
}

// That a case was closed is nobody's answer: staff are not told when it does not
// arrive, nor when an ordinary screen does not.
func TestUndeliverableScreens(t *testing.T) {
	o := open(t)
	o.patient.writes("/menu")
	o.must(o.telegram.Block(o.patient.id))
	o.press(o.one, "close")
	o.shows([]string{o.says("en", "card.closed")}, o.says("en", "card.unheard"))
	if n := bots(o.telegram.Messages(keywork)); n != 1 {
		t.Errorf("%d posts in the group, not one", n)
	}
}
