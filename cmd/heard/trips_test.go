package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"heard/care"
	"heard/simulator"
)

// mostTrips is the promise: so many round trips to Redis an update, its answers
// delivered.
const mostTrips = 3

// Some updates order more than their answer, which is carried out by itself when
// the answer is there, like any delivery: taken out of the outbox, the case read,
// changed, and settled.
const mostFollowing = 4

// follows is how much more each of these orders: posts under a card are struck, and
// whoever is forgotten has their cases withdrawn, and their reports taken out of the
// pool.
var follows = map[string]int64{"staff close, words under the card": 2, "withdraw": 2, "forget": 4}

// looks is how often whoever waits for the outbox looks into it, besides: a timer that
// is set tells them to look until when they may wait now. Where the case was read
// too, that is one trip beyond the promise, though not one that anybody waits for.
var looks = map[string]int64{"send, in a case, for later": 1}

// Every kind of update is done with at most three round trips: the row is read,
// unless it was at hand, everything is committed, and what was delivered is
// settled. What some order beyond that is counted too. Several updates of each kind
// are counted and the median taken, since a look for leases that have ended may fall
// into any of them.
func TestTrips(t *testing.T) {
	config, groups := clinicOf(1)
	in := newInside(t, pooled(config, 2, 2))
	c := &tripCounter{t: t, in: in, group: groups[0], counts: map[string][]int64{}}
	c.people()
	for i := range 5 {
		c.conversation(i)
	}
	report := []string{}
	total, updates := int64(0), 0
	for _, kind := range c.order {
		counts := c.counts[kind]
		slices.Sort(counts)
		median := counts[len(counts)/2]
		report = append(report, fmt.Sprintf("%s %d", kind, median))
		if median > mostTrips+mostFollowing*follows[kind]+looks[kind] {
			t.Errorf("%s takes %d round trips %v", kind, median, counts)
		}
		for _, n := range counts {
			total += n
			updates++
		}
	}
	fmt.Printf("round trips to Redis an update (median of %d; close with words under the card, withdraw and forget with all that follows, for later with a look at the outbox): %s; all together %.2f\n",
		5, strings.Join(report, ", "), float64(total)/float64(updates))
}

type tripCounter struct {
	t      *testing.T
	in     *inside
	group  int64
	counts map[string][]int64
	order  []string
}

func (c *tripCounter) people() {
	c.must(c.in.telegram.AddPerson(simulator.Person{ID: 7_000_000_001, FirstName: "S", Language: "en"}))
	c.must(c.in.telegram.AddPerson(simulator.Person{ID: 7_000_000_002, FirstName: "S", Language: "en"}))
	c.must(c.in.telegram.AddGroup(simulator.Group{ID: c.group, Title: "G", Members: []int64{7_000_000_001, 7_000_000_002}}))
}

func (c *tripCounter) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// count counts the trips of one update, until all that follows from it is done.
func (c *tripCounter) count(kind string, act func() error) {
	c.t.Helper()
	c.in.quiet(c.t)
	before := c.in.house.store.Trips()
	c.must(act())
	looks := c.in.quiet(c.t)
	if c.counts[kind] == nil {
		c.order = append(c.order, kind)
	}
	c.counts[kind] = append(c.counts[kind], c.in.house.store.Trips()-before-looks)
}

func (c *tripCounter) conversation(i int) {
	id := int64(5_000_000_001 + i)
	c.must(c.in.telegram.AddPerson(simulator.Person{ID: id, FirstName: "P", Language: "en"}))
	s := &somebody{ctx: c.t.Context(), telegram: c.in.telegram, printer: printerFor(c.t), chat: id, id: id}
	c.count("first message", func() error { return s.writes("/start") })
	c.presses(s, "a press", "button.in.en", "button.next", "button.adult", "button.agree")
	c.asks(s)
	c.closes(s)
	c.doses(s)
	c.reports(s)
	c.settles(s)
	c.leaves(s)
}

// asks opens a case, which staff take, answer and close, and takes it back.
func (c *tripCounter) asks(s *somebody) {
	c.count("a command", func() error { return s.writes("/ask") })
	stale := c.newest(s.chat)
	c.presses(s, "a press", "term.need.housing")
	c.count("a stale press", func() error {
		_, err := c.in.telegram.PressStale(s.chat, s.id, stale.ID, stale.Buttons[0][0].Data)
		return err
	})
	c.says(s, "own words", "a flat with a door")
	c.says(s, "words of danger", "I want to kill myself")
	c.count("a photo", func() error { _, err := c.in.telegram.Send(s.chat, s.id, simulator.Photo, ""); return err })
	c.presses(s, "send, which opens a case", "button.send_now")
	card := c.card()
	code, _ := cardCode(card)
	c.count("staff take a case", func() error { return c.staffPress(card, "take."+string(code)) })
	c.count("staff answer", func() error {
		_, err := c.in.telegram.Reply(c.group, 7_000_000_001, card.ID, "come on Monday")
		return err
	})
	c.pressesData(s, "an own case", "~case."+string(code))
	c.pressesData(s, "mute", "=mute."+string(code))
	c.pressesData(s, "unmute", "=unmute."+string(code))
	c.pressesData(s, "writing back", "=reply."+string(code))
	c.says(s, "own words", "I will")
	c.presses(s, "send, in a case", "button.send_now")
	c.pressesData(s, "an own case", "~case."+string(code))
	c.pressesData(s, "writing back", "=reply."+string(code))
	c.says(s, "own words", "and another time")
	c.presses(s, "hide words", "button.hide_more")
	c.count("hide words", func() error {
		return s.pressesWhere("the first word", func(b simulator.Button) bool { return strings.HasSuffix(b.Data, ":1") })
	})
	c.presses(s, "hide words", "button.hide_these")
	c.count("send, in a case, for later", func() error {
		return s.pressesWhere("later", func(b simulator.Button) bool { return strings.Contains(b.Data, ":later.") })
	})
	c.count("staff close, words under the card", func() error { return c.staffPress(card, "close."+string(code)) })
	c.pressesData(s, "whether it helped", "~helped_yes."+string(code))
	c.pressesData(s, "an own case", "~case."+string(code))
	c.pressesData(s, "a press", "=withdraw."+string(code))
	c.presses(s, "withdraw", "button.withdraw_yes")
}

// closes has staff close a case that has nothing under its card.
func (c *tripCounter) closes(s *somebody) {
	c.count("a command", func() error { return s.writes("/ask") })
	c.presses(s, "a press", "term.need.dentist", "button.no_words")
	c.presses(s, "send, which opens a case", "button.send_now")
	card := c.card()
	code, _ := cardCode(card)
	c.count("staff close a case", func() error { return c.staffPress(card, "close."+string(code)) })
}

// reports has two reports wait in the pool, one of which is to be counted only.
func (c *tripCounter) reports(s *somebody) {
	for range 2 {
		c.count("a command", func() error { return s.writes("/report") })
		c.presses(s, "a press", "term.src.pharmacy", "term.set.pharmacy", "term.mech.othering", "term.con.hid_things")
		c.says(s, "own words", "they looked away")
		c.presses(s, "send, into the pool", "button.send")
	}
	newest := c.newest(s.chat)
	code, _ := care.FindCode(newest.Text)
	for _, what := range []string{"pool_wait", "pool_send", "pool_count"} {
		c.count("what is to become of a report", func() error {
			_, err := c.in.telegram.PressStale(s.chat, s.id, newest.ID, "~"+what+"."+string(code))
			return err
		})
	}
}

// doses sends a dosing concern that is hidden among others.
func (c *tripCounter) doses(s *somebody) {
	c.count("a command", func() error { return s.writes("/dose") })
	c.presses(s, "a press", "term.dose.missed", "button.tell", "term.day.two", "button.no_words")
	c.count("send, hidden among others", func() error {
		return s.pressesWhere("later", func(b simulator.Button) bool { return strings.HasSuffix(b.Data, ":later") })
	})
}

// settles keeps words that belong nowhere, and changes every setting.
func (c *tripCounter) settles(s *somebody) {
	c.says(s, "own words", "I look for a job")
	c.count("a command", func() error { return s.writes("/menu") })
	c.presses(s, "a press", "button.settings")
	c.presses(s, "a setting", "button.checkin_on", "button.sweep_on", "button.sweep_off", "button.checkin_off")
	c.presses(s, "a press", "button.clean")
	c.presses(s, "clean", "button.clean_yes")
}

// leaves has everything forgotten: what was written, two cases, and a report that
// waits.
func (c *tripCounter) leaves(s *somebody) {
	c.count("a command", func() error { return s.writes("/forget") })
	c.presses(s, "a press", "button.forget")
	c.presses(s, "forget", "button.forget_yes")
}

func (c *tripCounter) presses(s *somebody, kind string, labels ...care.Key) {
	c.t.Helper()
	for _, label := range labels {
		c.count(kind, func() error { return s.presses(label) })
	}
}

// pressesData presses a button by what it carries.
func (c *tripCounter) pressesData(s *somebody, kind, data string) {
	c.t.Helper()
	c.count(kind, func() error {
		return s.pressesWhere(kind, func(b simulator.Button) bool { return b.Data == data })
	})
}

func (c *tripCounter) says(s *somebody, kind, words string) {
	c.t.Helper()
	c.count(kind, func() error { _, err := c.in.telegram.Write(s.chat, s.id, words); return err })
}

func (c *tripCounter) staffPress(card simulator.Message, data string) error {
	_, err := c.in.telegram.Press(c.group, 7_000_000_001, card.ID, data)
	return err
}

func (c *tripCounter) newest(chat int64) simulator.Message {
	all := c.in.telegram.Messages(chat)
	return all[len(all)-1]
}

// card is the newest card of the group.
func (c *tripCounter) card() simulator.Message {
	for _, m := range slices.Backward(c.in.telegram.Messages(c.group)) {
		if _, ok := cardCode(m); ok {
			return m
		}
	}
	c.t.Fatal("there is no card")
	return simulator.Message{}
}
