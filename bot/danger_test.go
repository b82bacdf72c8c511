package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"heard/care"
	"heard/simulator"
)

// Words of danger bring their card at once, as a message of its own before anything
// else. Nothing of it is kept or sent: the conversation goes on as if it had not
// been there.
func TestDanger(t *testing.T) {
	const words = "i want to kill myself"
	for name, c := range map[string]struct {
		before func(*somebody)
		next   care.Key
	}{
		"before agreeing": {func(*somebody) {}, "language.which"},
		"at the menu":     {func(p *somebody) { p.agrees() }, "words.limits"},
		"at a review":     {func(p *somebody) { p.agrees().begins("") }, "review.exactly"},
		"as own words": {func(p *somebody) {
			p.agrees().writes("/ask")
			p.presses("term.need.housing")
			p.reads("words.own")
		}, "review.exactly"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.start()
			p := h.patient("en")
			c.before(p)
			h.quiet()
			p.writes(words)
			h.quiet()
			var after []simulator.Message
			for _, m := range h.telegram.Messages(p.chat) {
				if m.ID > p.since {
					after = append(after, m)
				}
			}
			if len(after) != 2 {
				t.Fatalf("%d messages, not a card and a screen:\n%s", len(after), p.transcript())
			}
			card := h.says("en", care.Key(care.Suicide),
				care.With("Emergency", h.service.Numbers.Emergency.Number), care.With("Crisis", h.service.Numbers.Suicide.Number))
			if !strings.HasPrefix(after[0].Text, card) || strings.Contains(after[1].Text, card) || strings.Contains(after[0].Text, words) {
				t.Errorf("the card: %s\nthe screen: %s", after[0].Text, after[1].Text)
			}
			if !strings.Contains(after[1].Text, h.says("en", c.next)) {
				t.Errorf("the screen: %s", after[1].Text)
			}
			if len(h.telegram.Posted(keywork)) != 0 || len(h.counted()) != 0 || len(h.timers()) != 0 {
				t.Error("something came of it besides")
			}
			if dump := h.redis.Dump(); strings.Contains(dump, "suicide") || strings.Contains(dump, words) {
				t.Error("it is in the store in clear")
			}
		})
	}
}

// What is written outside any conversation is kept, and the topics that it is about
// are offered. The one that is picked has the words already.
func TestOwnWordsFirst(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	const words = "i lost my flat and sleep on a sofa"
	p.writes(words)
	offer := p.reads("kept.topics", care.With("Words", care.Words(words)))
	if n := len(offer.Buttons); n < 3 || n > 5 {
		t.Errorf("%d rows are offered", n)
	}
	p.presses("term.need.housing")
	p.reads("review.exactly")
	code := p.sends()
	h.quiet()
	if card := h.card(keywork, code); !strings.Contains(card.Text, words) || !strings.Contains(card.Text, h.says("en", "term.need.housing")) {
		t.Errorf("the card: %s", card.Text)
	}
	const vague = "it was not like that before"
	p.writes(vague)
	p.reads("kept.where", care.With("Words", care.Words(vague)))
	h.quiet()
}

// Words of danger beside a photo or behind a command are read too, for their card
// alone.
func TestDangerBesideOtherThings(t *testing.T) {
	for name, message := range map[string]string{
		"beside a photo":   `"photo":[{"file_id":"1"}],"caption":"i want to kill myself"`,
		"behind a command": `"text":"/help i want to kill myself"`,
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			r := h.start()
			p := h.patient("en")
			p.agrees()
			h.quiet()
			h.must(r.bot.Handle(t.Context(), fmt.Appendf(nil,
				`{"update_id":900000001,"message":{"message_id":1,"from":{"id":%[1]d},"chat":{"id":%[1]d,"type":"private"},%[2]s}}`, p.id, message)))
			p.reads(care.Key(care.Suicide),
				care.With("Emergency", h.service.Numbers.Emergency.Number), care.With("Crisis", h.service.Numbers.Suicide.Number))
			h.quiet()
		})
	}
}
