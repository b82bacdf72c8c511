package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

// A card that staff delete as soon as it is posted does not make the service post
// one after the other.
func TestCardDeletedAtOnce(t *testing.T) {
	h := newHouse(t, standing)
	const often = 3
	deleted := 0
	h.hooks.afterSettle = func(one care.Settlement) {
		if card := one.Card.Message; card != 0 && deleted < often {
			deleted++
			h.err(h.telegram.Remove(keywork, keyWorker1, simulator.MessageID(card)))
		}
	}
	h.start()
	code := h.patient("en").agrees().asks("on a card that is deleted")
	for n := range often {
		h.clock.advance(h.putOff(n + 1))
	}
	h.quiet()
	h.card(keywork, code)
}

// Staff delete a card: the next change of the case brings one new card.
func TestCardDeleted(t *testing.T) {
	o := open(t)
	o.must(o.telegram.Remove(keywork, keyWorker1, o.card))
	o.press(o.one, "take") // on a phone that has not caught up
	o.quiet()
	card := o.house.card(keywork, o.code)
	if card.ID == o.card || !strings.Contains(card.Text, "Taken by Key worker 1") {
		t.Errorf("not a new card: %s", card.Text)
	}
	o.card = card.ID
	o.press(o.one, "back")
	o.patient.writesUnasked(o.code, "is it still there")
	o.quiet()
	if again := o.house.card(keywork, o.code); again.ID != card.ID {
		t.Error("another new card")
	}
	if post := lastUnder(t, o.house, keywork, card.ID); !strings.Contains(post.Text, "is it still there") {
		t.Errorf("posted: %s", post.Text)
	}
}

// Two things are done in a case whose card is deleted: the second is decided on
// while the first is still on its way to a new card. There is one.
func TestCardDeletedForTwo(t *testing.T) {
	o := open(t)
	o.copy.stop()
	o.hooks.beforeCommit = func(c care.Commit) {
		if len(c.Cases) == 0 || c.Cases[0].Was != 2 {
			return
		}
		if !o.waits(o.settled) {
			t.Error("there is no new card")
		}
	}
	o.must(o.telegram.Remove(keywork, keyWorker1, o.card))
	o.telegram.SetFaults(simulator.Faults{Slow: 1, SlowBy: 200 * time.Millisecond, Methods: []string{"editMessageText"}, Times: 1})
	for _, word := range []string{"take", "back"} {
		_, err := o.telegram.PressStale(keywork, keyWorker1, o.card, word+"."+string(o.code))
		o.must(err)
	}
	o.start()
	o.one.finds(o.code, "card.new")
	o.quiet()
	o.house.card(keywork, o.code)
}

// A patient writes in a case at the very moment at which its card, long waited
// for, is posted. There is one card.
func TestCardPostedMeanwhile(t *testing.T) {
	h := newHouse(t, standing)
	h.hooks.beforeCommit = func(c care.Commit) {
		if len(c.Cases) == 0 || c.Cases[0].Was != 1 {
			return
		}
		h.clock.advance(time.Minute)
		if !h.waits(h.settled) {
			t.Error("the card was not posted")
		}
	}
	h.start()
	p := h.patient("en").agrees()
	p.begins("the first words")
	h.quiet()
	h.telegram.SetFaults(simulator.Faults{Flood: 1, RetryAfter: 60, Methods: []string{"sendMessage"}, Times: 1})
	code := p.sends()
	h.putOff(1)
	p.writesUnasked(code, "the second words")
	h.quiet()
	card := h.card(keywork, code)
	if post := lastUnder(t, h, keywork, card.ID); !strings.Contains(post.Text, "the second words") {
		t.Errorf("posted: %s", post.Text)
	}
	if n := len(h.telegram.Messages(keywork)); n != 2 {
		t.Errorf("%d posts in the group, not two", n)
	}
}
