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
func (o *opened) goesOn(when string) {
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
	o.earlierCase(worker, "in the old case, "+when)
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
		o.goesOn("first")
		if n := o.telegram.Refused()["Bad Request: group chat was upgraded to a supergroup chat"]; n != 0 {
			t.Errorf("%d calls went to the old number", n)
		}
		o.copy.stop()
		o.start()
		o.goesOn("after the restart")
		if n := o.telegram.Refused()["Bad Request: group chat was upgraded to a supergroup chat"]; n != 0 {
			t.Errorf("%d calls went to the old number after the restart", n)
		}
	})
	t.Run("told by a refusal", func(t *testing.T) {
		o := open(t, inSmall)
		o.copy.stop()
		o.hooks.beforeCommit = func(c care.Commit) {
			if len(c.Cases) != 0 && c.Cases[0].Was == 0 && o.telegram.InChat(small) {
				o.err(o.telegram.Upgrade(small, large))
			}
		}
		r := o.start()
		o.goesOn("first")
		if n := o.telegram.Refused()["Bad Request: group chat was upgraded to a supergroup chat"]; n == 0 {
			t.Error("no call went to the old number: this shows nothing")
		}
		r.stop()
		o.start()
		o.goesOn("after the restart")
	})
}

// The operator does as the log says and writes the new number into clinic.toml.
func TestGroupUpgradedAndConfigured(t *testing.T) {
	o := open(t, inSmall)
	o.must(o.telegram.Upgrade(small, large))
	o.until("all is confirmed", func() bool { return o.telegram.PendingUpdates() == 0 })
	if said := o.said.String(); !strings.Contains(said, "team=keywork") || !strings.Contains(said, "run heard check") {
		t.Errorf("the log does not say what to do: %s", said)
	}
	o.said.neverNumber(large)
	o.copy.stop()
	o.service.Teams[0].Chat = care.NewChatID(large)
	o.start()
	o.goesOn("first")
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
	o.goesOn("first")
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

// The number of a card says nothing without its group: the operator gives the team
// another group altogether, in which the card's number is somebody's talk.
func TestAnotherGroup(t *testing.T) {
	o := open(t)
	o.copy.stop()
	const other int64 = -1001000000052
	o.must(o.telegram.AddGroup(simulator.Group{ID: other, Title: "Grouptitle", Members: []int64{keyWorker1}}))
	o.service.Teams[0].Chat = care.NewChatID(other)
	o.start()
	o.patient.writesUnasked(o.code, "into the other group")
	o.quiet()
	worker := o.worker(keyWorker1, other)
	post := worker.sees("the words", func(m simulator.Message) bool { return strings.Contains(m.Text, "into the other group") })
	if post.ReplyTo != 0 {
		t.Errorf("the words answer message %d", post.ReplyTo)
	}
	worker.replies(post.ID, "seen in the other group")
	worker.finds(o.code, "card.answered")
	o.quiet()
	o.house.card(other, o.code)
}

// A case whose card stayed behind has two answers: the second is decided on while
// the new card is still on its way, and kept when it is there. There is one.
func TestGroupUpgradedForTwo(t *testing.T) {
	o := open(t, inSmall)
	o.must(o.telegram.Upgrade(small, large))
	o.patient.writesUnasked(o.code, "which staff answer twice")
	o.quiet()
	o.copy.stop()
	worker := o.worker(keyWorker1, large)
	post := worker.sees("the words", func(m simulator.Message) bool { return strings.Contains(m.Text, "which staff answer twice") })
	answers := 0
	o.hooks.beforeCommit = func(c care.Commit) {
		if len(c.Cases) == 0 {
			return
		}
		if answers++; answers == 2 && !o.waits(o.settled) {
			t.Error("there is no new card")
		}
	}
	o.telegram.SetFaults(simulator.Faults{Slow: 1, SlowBy: 200 * time.Millisecond, Methods: []string{"sendMessage"}})
	worker.replies(post.ID, "the first answer")
	worker.replies(post.ID, "the second answer")
	o.start()
	o.patient.sees("the second answer", func(m simulator.Message) bool { return strings.Contains(m.Text, "the second answer") })
	o.quiet()
	if answers != 2 {
		t.Errorf("%d commits: this shows nothing", answers)
	}
	o.house.card(large, o.code)
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
