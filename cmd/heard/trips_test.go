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

// Every kind of update is done with at most three round trips: the row is read,
// unless it was at hand, everything is committed, and what was delivered is
// settled. Several updates of each kind are counted and the median taken, since
// a look for leases that have ended may fall into any of them.
func TestTrips(t *testing.T) {
	config, groups := clinicOf(1)
	in := newInside(t, config)
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
		if median > mostTrips {
			t.Errorf("%s takes %d round trips %v", kind, median, counts)
		}
		for _, n := range counts {
			total += n
			updates++
		}
	}
	fmt.Printf("round trips to Redis an update (median of %d): %s; all together %.2f\n",
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
	for _, label := range []care.Key{"button.in.en", "button.next", "button.adult", "button.agree"} {
		c.count("a press", func() error { return s.presses(label) })
	}
	c.count("a command", func() error { return s.writes("/ask") })
	stale := c.newest(id)
	c.count("a press", func() error { return s.presses("term.need.housing") })
	c.count("a stale press", func() error {
		_, err := c.in.telegram.PressStale(id, id, stale.ID, stale.Buttons[0][0].Data)
		return err
	})
	c.count("own words", func() error { _, err := c.in.telegram.Write(id, id, "a flat with a door"); return err })
	c.count("a photo", func() error { _, err := c.in.telegram.Send(id, id, simulator.Photo, ""); return err })
	c.count("send, which opens a case", func() error { return s.presses("button.send") })
	card := c.card()
	code, _ := cardCode(card)
	c.count("staff take a case", func() error { return c.staffPress(card, "take."+string(code)) })
	c.count("staff answer", func() error {
		_, err := c.in.telegram.Reply(c.group, 7_000_000_001, card.ID, "come on Monday")
		return err
	})
	c.count("an own case", func() error {
		return s.pressesWhere("the case", func(b simulator.Button) bool { return b.Data == "~case."+string(code) })
	})
	c.count("writing back", func() error {
		return s.pressesWhere("writing back", func(b simulator.Button) bool { return b.Data == "=reply."+string(code) })
	})
	c.count("own words", func() error { _, err := c.in.telegram.Write(id, id, "I will"); return err })
	c.count("send, in a case", func() error { return s.presses("button.send") })
	c.count("staff close a case", func() error { return c.staffPress(card, "close."+string(code)) })
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
