package bot_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

// A case that is taken back: its card and every post under it say so, and no word
// of the patient is left in the group. Staff can do nothing more with it.
func TestWithdrawn(t *testing.T) {
	o := open(t)
	o.press(o.one, "take")
	o.patient.writesUnasked(o.code, "first words more")
	o.one.replies(o.card, "what staff wrote is theirs")
	o.patient.writesBack(o.code, "second words more")
	o.quiet()
	post := lastUnder(t, o.house, keywork, o.card)
	o.patient.withdraws(o.code)
	o.quiet()
	o.unsaid(asked, "words more", "Key worker 1")
	o.shows([]string{o.says("en", "card.withdrawn")}, o.says("en", "card.how"), o.says("en", "card.answered"))
	if got := o.buttons(); got != "" {
		t.Errorf("buttons of a withdrawn case: %s", got)
	}
	struck := 0
	for _, m := range o.telegram.Messages(keywork) {
		if m.Bot && m.ReplyTo == o.card && m.Text == string(o.code)+"\n"+o.says("en", "card.words_gone") {
			struck++
		}
	}
	if struck != 2 {
		t.Errorf("%d posts say so, not two", struck)
	}
	for _, word := range []string{"take", "back", "close"} {
		if got := o.press(o.two, word); got.Text != o.says("en", "alert.withdrawn", care.With("Code", o.code)) || !got.Alert {
			t.Errorf("%s: told %+v", word, got)
		}
	}
	wrote := o.two.replies(post.ID, "too late an answer")
	o.two.sees("a note", func(m simulator.Message) bool {
		return m.ReplyTo == wrote && m.Text == string(o.code)+"\n"+o.says("en", "alert.withdrawn", care.With("Code", o.code))
	})
	o.patient.presses("button.cases")
	o.patient.pressesData("~case." + string(o.code))
	o.patient.reads("cases.status.withdrawn")
	if strings.Contains(o.patient.transcript(), "too late an answer") {
		t.Error("the patient got an answer")
	}
	rec, err := o.db.LoadCase(t.Context(), o.code)
	o.must(err)
	if len(rec.Return) != 0 {
		t.Error("the way back to the patient is kept")
	}
}

// A closed case can be taken back too.
func TestWithdrawnAfterItsEnd(t *testing.T) {
	o := open(t)
	o.press(o.one, "close")
	o.patient.reads("case.closed", care.With("Code", o.code))
	o.patient.withdraws(o.code)
	o.shows([]string{o.says("en", "card.withdrawn")}, asked)
}

// Words that wait for their turn in the group when the case is taken back are not
// posted any more; those that were just posted, and not noted yet when it was
// decided, go all the same.
func TestWithdrawnWhileOnTheWay(t *testing.T) {
	t.Run("not posted yet", func(t *testing.T) {
		o := open(t, onClock)
		o.lateWords("words that wait")
		wait := o.putOff(1)
		o.patient.withdraws(o.code)
		o.clock.advance(wait)
		o.quiet()
		for _, m := range o.telegram.Posted(keywork) {
			if strings.Contains(m.Text, "words that wait") {
				t.Errorf("posted: %s", m.Text)
			}
		}
		o.shows([]string{o.says("en", "card.withdrawn")}, asked)
	})
	t.Run("just posted", func(t *testing.T) {
		h := newHouse(t, onClock)
		var armed atomic.Bool
		h.hooks.beforeCommit = func(c care.Commit) {
			if len(c.Cases) == 0 || !armed.CompareAndSwap(true, false) {
				return
			}
			h.clock.advance(time.Minute)
			if !h.waits(h.settled) {
				t.Error("the words were not posted")
			}
		}
		h.start()
		o := h.opens()
		o.lateWords("words that wait")
		o.putOff(1)
		armed.Store(true)
		o.patient.withdraws(o.code)
		o.quiet()
		if lastUnder(t, o.house, keywork, o.card).ID == 0 || armed.Load() {
			t.Error("they were not posted: this shows nothing")
		}
		o.unsaid(asked, "words that wait")
	})
}

// lateWords lets the patient write in the case words that the group, in a flood,
// does not take at once.
func (o *opened) lateWords(words string) {
	o.Helper()
	p := o.patient
	p.since = 0
	p.pressesData("~case." + string(o.code))
	p.pressesData("=reply." + string(o.code))
	p.reads("reply.words", care.With("Code", o.code))
	p.writes(words)
	p.reads("review.exactly")
	o.quiet()
	o.telegram.SetFaults(simulator.Faults{Flood: 1, RetryAfter: 60, Methods: []string{"sendMessage"}, Times: 1})
	p.presses("button.send_now")
	p.reads("reply.sent", care.With("Code", o.code))
}

// The card stayed behind in a group that became another: what Telegram does not
// let a bot edit any more holds up nothing, and nothing new is posted.
func TestWithdrawnAfterTheGroupMoved(t *testing.T) {
	for name, told := range map[string]bool{"told by a message": true, "told by the refusal": false} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, inSmall)
			var armed atomic.Bool
			h.hooks.beforeCommit = func(c care.Commit) {
				if len(c.Cases) != 0 && armed.CompareAndSwap(true, false) {
					h.err(h.telegram.Upgrade(small, large))
				}
			}
			h.start()
			o := h.opens()
			o.patient.writesUnasked(o.code, "left behind")
			o.quiet()
			if armed.Store(!told); told {
				o.must(o.telegram.Upgrade(small, large))
				o.quiet()
			}
			o.patient.withdraws(o.code)
			o.quiet()
			if n := bots(o.telegram.Messages(large)); n != 0 {
				t.Errorf("%d posts in the new group", n)
			}
			next := o.house.patient("en").agrees().asks("goes on after that")
			o.quiet()
			o.house.card(large, next)
		})
	}
}

// The team has another group altogether, and the bot is still in the one where the
// words stand: there they go too.
func TestWithdrawnInAnotherGroup(t *testing.T) {
	o := open(t)
	o.patient.writesUnasked(o.code, "left behind")
	o.quiet()
	o.copy.stop()
	const other int64 = -1001000000053
	o.must(o.telegram.AddGroup(simulator.Group{ID: other, Title: "Grouptitle", Members: []int64{keyWorker1}}))
	o.service.Teams[0].Chat = care.NewChatID(other)
	o.start()
	o.patient.withdraws(o.code)
	o.quiet()
	o.unsaid(asked, "left behind")
	if n := bots(o.telegram.Messages(other)); n != 0 {
		t.Errorf("%d posts in the new group", n)
	}
}

// An answer that could not arrive is no news in a case that was taken back.
func TestWithdrawnUnheard(t *testing.T) {
	o := open(t, onClock)
	o.patient.opensCase(o.code)
	o.patient.pressesData("=withdraw." + string(o.code))
	ask := o.patient.reads("withdraw.read")
	o.quiet()
	o.telegram.SetFaults(simulator.Faults{Flood: 1, RetryAfter: 60, Methods: []string{"sendMessage"}, Times: 1})
	o.one.replies(o.card, "on its way to nobody")
	wait := o.putOff(1)
	o.patient.pressesStale(ask.ID, dataOf(ask, func(b simulator.Button) bool { return strings.Contains(b.Data, "withdraw_yes") }))
	o.until("it is withdrawn", func() bool {
		return strings.Contains(o.house.card(keywork, o.code).Text, o.says("en", "card.withdrawn"))
	})
	o.must(o.telegram.Block(o.patient.id))
	o.clock.advance(wait + time.Second)
	o.shows([]string{o.says("en", "card.withdrawn")}, o.says("en", "card.unheard"))
	if n := bots(o.telegram.Messages(keywork)); n != 1 {
		t.Errorf("%d posts in the group, not one", n)
	}
}
