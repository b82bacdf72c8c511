package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

const (
	crashPatients = 64
	crashKills    = 36
	crashTeams    = 20
	crashTogether = 3                      // reports and people that make a release
	crashApart    = 400 * time.Millisecond // between the first words of one patient and of the next
)

// The service is killed again and again while patients ask and report, staff
// answer, patients write back, and reports are released from the pool. Whatever was
// confirmed to a patient is on a staff card exactly once, or for a report in one
// digest and no other or still in the pool; every answer reaches the right patient
// and nobody else, and no case is doubled.
func TestCrash(t *testing.T) {
	config, groups := clinicOf(crashTeams)
	// A slow Telegram that loses a reply now and then makes the moments long in
	// which a kill hurts.
	faults := simulator.Faults{Latency: 40 * time.Millisecond, LostReply: 0.01, Methods: []string{"sendMessage", "editMessageText"}}
	p := newProgram(t, simulator.Options{Limits: simulator.TelegramLimits(), Faults: faults}, pooled(config, crashTogether, crashTogether))
	c := &crash{t: t, p: p, groups: groups, sent: map[care.Code]told{}, reports: map[care.Code]string{}}
	c.people()
	p.start()
	c.pool = newPoolHand(t, p)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	staff, stopStaff := context.WithCancel(ctx)
	for _, group := range groups {
		c.work.Go(func() { c.staff(staff, group) })
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		var all sync.WaitGroup
		for i := range crashPatients {
			all.Go(func() { c.patient(ctx, i) })
		}
		all.Wait()
	}()
	busy := c.killWhile(done)
	c.pool.release(ctx)
	if err := p.telegram.Wait(ctx, func() bool { return c.settled() }); err != nil {
		t.Errorf("not everything arrived: %v", err)
	}
	stopStaff()
	c.work.Wait()
	if err := p.stop(); err != nil {
		t.Errorf("the service did not stop as it should: %v", err)
	}
	if busy < crashKills*5/6 {
		t.Errorf("only %d of %d kills came while patients were at it", busy, crashKills)
	}
	c.verify(busy)
	c.verifyReports()
}

// told is what a patient has been promised.
type told struct {
	patient int
	words   string
	group   int64
	back    string // words written back
}

type crash struct {
	t      *testing.T
	p      *program
	groups []int64
	work   sync.WaitGroup

	pool *poolHand

	mu      sync.Mutex
	sent    map[care.Code]told
	reports map[care.Code]string // the words of each
}

func chatOf(patient int) int64 { return 5_000_000_001 + int64(patient) }

func (c *crash) people() {
	for i := range crashPatients {
		c.must(c.p.telegram.AddPerson(simulator.Person{ID: chatOf(i), FirstName: "P", Language: "en"}))
	}
	for i, group := range c.groups {
		member := int64(7_000_000_001 + i)
		c.must(c.p.telegram.AddPerson(simulator.Person{ID: member, FirstName: "S", Language: "en"}))
		c.must(c.p.telegram.AddGroup(simulator.Group{ID: group, Title: "G", Members: []int64{member}}))
	}
}

func (c *crash) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// killWhile kills the service crashKills times at random moments, every second time
// just when it releases reports, then lets the patients finish. It returns how often
// they were still at it when it died.
func (c *crash) killWhile(done <-chan struct{}) (busy int) {
	for i := range crashKills {
		time.Sleep(time.Duration(200+rand.IntN(1400)) * time.Millisecond)
		if i%2 == 1 {
			c.releaseWhileKilled()
		}
		select {
		case <-done:
		default:
			busy++
		}
		c.p.kill()
		c.p.start()
	}
	for { // reports come late; where some can go out, that is another moment
		select {
		case <-done:
			return busy
		case <-time.After(2 * time.Second):
		}
		if c.pool.waiting() >= crashTogether {
			c.releaseWhileKilled()
			c.p.kill()
			c.p.start()
		}
	}
}

// releaseWhileKilled orders a release, and returns while it is under way.
func (c *crash) releaseWhileKilled() {
	if c.pool.waiting() >= crashTogether {
		c.pool.killed++
	}
	c.pool.release(c.t.Context())
	time.Sleep(time.Duration(rand.IntN(150)) * time.Millisecond)
}

// patient goes through first contact, then asks and reports, in words of their
// own, and writes back to the first answer.
func (c *crash) patient(ctx context.Context, i int) {
	s := &somebody{ctx: ctx, telegram: c.p.telegram, printer: printerFor(c.t), chat: chatOf(i), id: chatOf(i)}
	waitFor(ctx, time.Duration(i)*crashApart)
	if err := s.agrees(); err != nil {
		c.t.Errorf("patient %d: first contact: %v", i, err)
		return
	}
	if i%4 == 0 && !c.report(s, i) {
		return
	}
	need := i % len(care.Needs())
	words := fmt.Sprintf("words of %d for the team", i)
	code, err := s.asks(care.Needs()[need], words)
	if err != nil {
		c.t.Errorf("patient %d: asking: %v", i, err)
		return
	}
	c.note(code, told{patient: i, words: words, group: c.groups[need%crashTeams]})
	if i%4 == 1 && !c.report(s, i) {
		return
	}
	back := fmt.Sprintf("back from %d to the team", i)
	s.since = 0 // the answer may have come before the report was written
	if err := s.writesBack(code, back); err != nil {
		c.t.Errorf("patient %d: writing back: %v", i, err)
		return
	}
	c.mu.Lock()
	was := c.sent[code]
	was.back = back
	c.sent[code] = was
	c.mu.Unlock()
	if i%4 == 2 {
		c.report(s, i)
	}
}

// report reports what needs no answer, into the pool: some patients first of all,
// some in between, and some last.
func (c *crash) report(s *somebody, i int) (sent bool) {
	words := fmt.Sprintf("report of %d for the team", i)
	code, err := s.reports(words)
	if err != nil {
		c.t.Errorf("patient %d: reporting: %v", i, err)
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reports[code] = words
	return true
}

func (c *crash) note(code care.Code, what told) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, twice := c.sent[code]; twice {
		c.t.Errorf("two cases have the code %s", code)
	}
	c.sent[code] = what
}

// staff take every card of a group and answer it once.
func (c *crash) staff(ctx context.Context, group int64) {
	member := c.member(group)
	answered := map[care.Code]bool{}
	for mark := 0; ; {
		_, now, err := c.p.telegram.Next(ctx, group, mark)
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				c.t.Errorf("staff: %v", err)
			}
			return
		}
		mark = now
		for _, m := range c.p.telegram.Messages(group) {
			code, ok := cardCode(m)
			if !ok || answered[code] {
				continue
			}
			answered[code] = true
			if data := dataOf(m, func(b simulator.Button) bool { return b.Data == "take."+string(code) }); data != "" {
				_, _ = c.p.telegram.Press(group, member, m.ID, data)
			}
			if _, err := c.p.telegram.Reply(group, member, m.ID, answerTo(code)); err != nil {
				c.t.Errorf("staff: %v", err)
			}
		}
	}
}

func (c *crash) member(group int64) int64 { return 7_000_000_001 + (-1001000000001 - group) }

func answerTo(code care.Code) string { return "answer for " + string(code) + " only" }

// cardCode tells the case of a card: a post of the bot whose first line is a
// code, and which answers no other post.
func cardCode(m simulator.Message) (care.Code, bool) {
	head, _, _ := strings.Cut(m.Text, "\n")
	code, ok := care.ParseCode(strings.TrimSpace(head))
	return code, ok && m.Bot && m.ReplyTo == 0
}

// settled reports whether every card shows and every answer and every word back
// has arrived.
func (c *crash) settled() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for code, what := range c.sent {
		if count(c.p.telegram.Messages(chatOf(what.patient)), answerTo(code)) == 0 ||
			(what.back != "" && count(c.p.telegram.Messages(what.group), what.back) == 0) {
			return false
		}
	}
	return c.p.telegram.PendingUpdates() == 0 && c.pool.settled()
}

func count(messages []simulator.Message, words string) int {
	n := 0
	for _, m := range messages {
		if m.Bot && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// verify looks at every chat there is.
func (c *crash) verify(busy int) {
	cards := map[care.Code][]int64{}
	empty, posts := 0, 0
	for _, group := range c.groups {
		for _, m := range c.p.telegram.Messages(group) {
			code, ok := cardCode(m)
			switch {
			case ok:
				cards[code] = append(cards[code], group)
				c.right(code, group, m)
			case isDigest(m):
			case m.Bot && m.ReplyTo == 0:
				empty++
			case m.Bot:
				posts++
			}
		}
	}
	for code := range c.sent {
		if len(cards[code]) != 1 {
			c.t.Errorf("the confirmed case %s is on %d cards", code, len(cards[code]))
		}
	}
	for code := range cards {
		if _, ok := c.sent[code]; !ok {
			c.t.Errorf("the card %s belongs to no report that was confirmed", code)
		}
	}
	answers, twice := c.answers()
	fmt.Printf("crash: %d kills, %d of them in the middle of conversations, %d patients, %d asks confirmed, %d cards, %d answers delivered (%d shown twice), "+
		"%d posts under cards, %d empty posts left, 0 lost, %d refused for their rate\n",
		crashKills, busy, crashPatients, len(c.sent), len(cards), answers, twice, posts, empty, c.p.telegram.Floods())
}

// right checks that a card holds the words of its own patient.
func (c *crash) right(code care.Code, group int64, m simulator.Message) {
	what := c.sent[code]
	if what.group != group || !strings.Contains(m.Text, what.words) {
		c.t.Errorf("the card %s is in the wrong group or holds other words", code)
	}
}

// answers counts the staff answers that patients have, and fails on one in the
// wrong chat.
func (c *crash) answers() (arrived, twice int) {
	for i := range crashPatients {
		all := c.p.telegram.Messages(chatOf(i))
		for code, what := range c.sent {
			n := count(all, answerTo(code))
			switch {
			case what.patient != i && n > 0:
				c.t.Errorf("the answer in %s went to somebody else", code)
			case what.patient == i && n == 0:
				c.t.Errorf("the answer in %s did not arrive", code)
			case what.patient == i:
				arrived++
				if n > 1 {
					twice++
				}
			}
		}
	}
	return arrived, twice
}
