package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

// What clinic.toml says before a group has become a supergroup, and the number
// it then gets.
const (
	small  int64 = -501
	large  int64 = -1001000000051
	leads2 int64 = -1001000000059
)

// inSmall puts the key workers into a group that is no supergroup yet.
func inSmall(s *setup) { s.service.Teams[0].Chat = care.NewChatID(small) }

// goesOn fails unless everything goes on in the large group: a new case and what
// staff do with it, and a case from before.
func (o *opened) goesOn() {
	o.Helper()
	h := o.house
	next := h.patient("en").agrees()
	code := next.asks("after the move")
	h.quiet()
	card := h.card(large, code)
	worker := h.worker(keyWorker1, large)
	if got := worker.pressesStale(card.ID, "take."+string(code)); got.Text != h.says("en", "toast.done.take") {
		o.Errorf("told %q", got.Text)
	}
	words := "answered after the move to " + string(code)
	worker.replies(card.ID, words)
	next.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, words) })
	next.writesBack(code, "back after the move in "+string(code))
	h.quiet()
	if post := lastUnder(o.T, h, large, h.card(large, code).ID); !strings.Contains(post.Text, "back after the move") {
		o.Errorf("posted: %s", post.Text)
	}
	o.earlierCase(worker, "in the old case, with "+string(code))
	if !h.telegram.InChat(large) {
		o.Error("the group was left")
	}
}

// earlierCase goes on with a case whose card stayed behind. What the patient
// writes stands by itself, until staff do something and the case has a new card.
func (o *opened) earlierCase(worker *somebody, words string) {
	o.Helper()
	h := o.house
	under := simulator.MessageID(0)
	if all := h.cards(large, o.code); len(all) > 0 {
		under = all[0].ID
	}
	o.patient.writesUnasked(o.code, words)
	h.quiet()
	post := worker.sees("the words", func(m simulator.Message) bool { return strings.Contains(m.Text, words) })
	if post.ReplyTo != under {
		o.Errorf("the words answer message %d, not %d", post.ReplyTo, under)
	}
	worker.replies(post.ID, "seen: "+words)
	o.patient.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, "seen: "+words) })
	h.quiet()
	h.card(large, o.code)
}

// A group that becomes a supergroup keeps its team, and after a restart too.
func TestGroupUpgraded(t *testing.T) {
	t.Run("told by a message", func(t *testing.T) {
		o := open(t, inSmall)
		o.must(o.telegram.Upgrade(small, large))
		o.until("all is confirmed", func() bool { return o.telegram.PendingUpdates() == 0 })
		o.goesOn()
		if n := o.telegram.Refused()["Bad Request: group chat was upgraded to a supergroup chat"]; n != 0 {
			t.Errorf("%d calls went to the old number", n)
		}
		o.copy.stop()
		o.start()
		o.goesOn()
		if n := o.telegram.Refused()["Bad Request: group chat was upgraded to a supergroup chat"]; n != 0 {
			t.Errorf("%d calls went to the old number after the restart", n)
		}
	})
	t.Run("told by a refusal", func(t *testing.T) {
		o := open(t, inSmall)
		o.copy.stop()
		o.hooks.beforeCommit = func(c care.Commit) {
			if c.Case != nil && c.Case.Was == 0 && o.telegram.InChat(small) {
				o.err(o.telegram.Upgrade(small, large))
			}
		}
		r := o.start()
		o.goesOn()
		if n := o.telegram.Refused()["Bad Request: group chat was upgraded to a supergroup chat"]; n == 0 {
			t.Error("no call went to the old number: this shows nothing")
		}
		r.stop()
		o.start()
		o.goesOn()
	})
}

// The operator does as the log says and writes the new number into clinic.toml.
func TestGroupUpgradedAndConfigured(t *testing.T) {
	o := open(t, inSmall)
	o.must(o.telegram.Upgrade(small, large))
	o.until("all is confirmed", func() bool { return o.telegram.PendingUpdates() == 0 })
	o.copy.stop()
	o.service.Teams[0].Chat = care.NewChatID(large)
	o.start()
	o.goesOn()
}

// Telegram tells of the move in both chats, in no order between them. What staff
// wrote before it, and Heard gets after it, still counts.
func TestGroupUpgradedNewChatFirst(t *testing.T) {
	o := open(t, inSmall)
	o.copy.stop()
	o.one.replies(o.card, "written just before the move")
	o.must(o.telegram.Upgrade(small, large))
	r := o.build()
	r.hand(fmt.Sprintf(`{"message_id":1,"from":{"id":%d},"chat":{"id":%d,"type":"supergroup"},"migrate_from_chat_id":%d}`, simulator.AnonymousAdmin, large, small))
	if !o.telegram.InChat(large) {
		t.Fatal("the group was left")
	}
	r.run(false)
	o.patient.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, "written just before the move") })
	o.quiet()
	o.goesOn()
}

// One copy was told of the move; the next update from the group goes to another,
// which was not.
func TestGroupUpgradedForAllCopies(t *testing.T) {
	o := open(t, inSmall)
	other := o.build()
	o.must(o.telegram.Upgrade(small, large))
	o.until("all is confirmed", func() bool { return o.telegram.PendingUpdates() == 0 })
	other.hand(fmt.Sprintf(`{"message_id":7,"from":{"id":%d},"chat":{"id":%d,"type":"supergroup"},"text":"/hello"}`, keyWorker1, large))
	if !o.telegram.InChat(large) {
		t.Fatal("the group was left")
	}
}

// A case's old card has the number that another case's card gets in the new
// group. Each keeps its own.
func TestGroupUpgradedNumbersMeet(t *testing.T) {
	o := open(t, inSmall)
	o.must(o.telegram.Upgrade(small, large))
	o.until("all is confirmed", func() bool { return o.telegram.PendingUpdates() == 0 })
	for {
		id, err := o.telegram.Write(large, keyWorker1, "talk in the group")
		o.must(err)
		if id+1 == o.card {
			break
		}
	}
	second := o.house.patient("en").agrees().asks("meets the number")
	o.quiet()
	if card := o.house.card(large, second); card.ID != o.card {
		t.Fatalf("the numbers are %d and %d: this shows nothing", card.ID, o.card)
	}
	o.earlierCase(o.worker(keyWorker1, large), "in the case from before")
	if card := o.house.card(large, second); card.ID != o.card {
		t.Error("the other case has another card")
	}
}

// Groups that clinic.toml does not name are left, however the bot hears of them.
func TestUnknownGroup(t *testing.T) {
	for name, c := range map[string]struct {
		id    int64
		fault simulator.Faults
	}{
		"a supergroup":                {-1001000000077, simulator.Faults{}},
		"a small one":                 {-577, simulator.Faults{}},
		"through a bad gateway":       {-577, simulator.Faults{BadGateway: 1, Methods: []string{"leaveChat"}, Times: 1}},
		"and the answer is not heard": {-577, simulator.Faults{LostReply: 1, Methods: []string{"leaveChat"}, Times: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.start()
			h.telegram.SetFaults(c.fault)
			h.said.neverNumber(c.id)
			h.must(h.telegram.Invite(simulator.Group{ID: c.id, Title: "Elsewhere", Members: []int64{keyWorker1}}, keyWorker1))
			h.until("it is left", func() bool { return !h.telegram.InChat(c.id) })
			h.quiet()
			if n := bots(h.telegram.Messages(c.id)); n != 0 {
				t.Errorf("%d messages were posted there", n)
			}
		})
	}
	t.Run("told by its standing alone", func(t *testing.T) {
		h := newHouse(t)
		h.must(h.telegram.AddGroup(simulator.Group{ID: -579, Title: "Elsewhere"}))
		for i, status := range []string{"left", "kicked", "member"} {
			raw := fmt.Sprintf(`{"update_id":%d,"my_chat_member":{"chat":{"id":-579,"type":"group"},"new_chat_member":{"status":%q}}}`, i+1, status)
			h.must(h.build().bot.Handle(t.Context(), []byte(raw)))
			if in := h.telegram.InChat(-579); in != (status != "member") {
				t.Errorf("%s: still in the group: %v", status, in)
			}
		}
	})
	t.Run("in which it was all along", func(t *testing.T) {
		h := newHouse(t)
		h.must(h.telegram.AddGroup(simulator.Group{ID: -578, Title: "Elsewhere", Members: []int64{keyWorker1}}))
		h.start()
		_, err := h.telegram.Write(-578, keyWorker1, "/start")
		h.must(err)
		h.until("it is left", func() bool { return !h.telegram.InChat(-578) })
	})
}

// The groups that clinic.toml names are not left, whatever is said in them.
func TestKnownGroups(t *testing.T) {
	h := newHouse(t)
	h.start()
	for group, who := range map[int64]int64{leads: leader, quality: reviewer1, keywork: keyWorker1} {
		_, err := h.telegram.Write(group, who, "/trends")
		h.must(err)
		h.must(h.telegram.Join(group, keyWorker2))
		h.must(h.telegram.Kick(group, who))
		h.must(h.telegram.Invite(simulator.Group{ID: group}, who))
	}
	h.quiet()
	for _, group := range []int64{leads, quality, keywork} {
		if !h.telegram.InChat(group) {
			t.Errorf("the group %d was left", group)
		}
		if n := bots(h.telegram.Messages(group)); n != 0 {
			t.Errorf("%d messages were posted in %d", n, group)
		}
	}
}

// The leads' group may become a supergroup too.
func TestLeadsUpgraded(t *testing.T) {
	h := newHouse(t)
	r := h.start()
	h.must(h.telegram.Upgrade(leads, leads2))
	h.quiet()
	r.stop()
	h.start()
	_, err := h.telegram.Write(leads2, leader, "/trends")
	h.must(err)
	h.quiet()
	if !h.telegram.InChat(leads2) {
		t.Error("the leads' group was left")
	}
}

// Thrown out of a team's group, the bot keeps what is for the team until it is
// let in again. The patient has been told that it is on its way.
func TestKicked(t *testing.T) {
	h := newHouse(t, standing)
	h.start()
	p := h.patient("en").agrees()
	h.must(h.telegram.Kick(keywork, keyWorker1))
	first := p.asks("while nobody could get it")
	wait := h.putOff(1)
	h.until("it is said in the log", func() bool { return strings.Contains(h.said.String(), "keywork") })
	second := p.asks("nor this")
	h.until("all is confirmed", func() bool { return h.telegram.PendingUpdates() == 0 })
	h.must(h.telegram.Invite(simulator.Group{ID: keywork}, keyWorker1))
	h.clock.advance(wait)
	h.quiet()
	if a, b := h.card(keywork, first), h.card(keywork, second); a.ID > b.ID {
		t.Error("the order is lost")
	}
	if wait < time.Second {
		t.Errorf("put off for only %v", wait)
	}
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
		if c.Case == nil || c.Case.Was != 2 {
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
		if c.Case == nil || c.Case.Was != 1 {
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
