package simulator_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/simulator"
)

func TestPrivacyMode(t *testing.T) {
	b := start(t, simulator.Options{Username: "heard_bot"})
	card := b.send(t, team, "card")
	other := b.write(t, team, nurse, "chatter")
	for _, text := range []string{"/inbox", "/inbox@heard_bot now", "/inbox@other_bot", "see /inbox"} {
		b.write(t, team, nurse, text)
	}
	for to, text := range map[simulator.MessageID]string{card: "an answer", other: "to a colleague"} {
		_, err := b.Reply(team, nurse, to, text)
		must(t, err)
	}
	got := map[string]bool{}
	for _, u := range b.updates(t, nil) {
		got[u.Message.Text] = true
	}
	want := map[string]bool{"/inbox": true, "/inbox@heard_bot now": true, "an answer": true}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the bot saw (-want +got):\n%s", d)
	}
	if n := len(b.Messages(team)); n != 8 {
		t.Errorf("the group sees %d messages", n)
	}
}

func TestAReplyCarriesTheMessageItAnswers(t *testing.T) {
	b := start(t, simulator.Options{})
	card := b.send(t, team, "the card", keyboard("take"))
	_, err := b.Reply(team, nurse, card, "answer")
	must(t, err)
	var got []struct {
		Message struct {
			From struct {
				Name     string `json:"first_name"`
				Username string
			}
			ReplyTo struct {
				ID   simulator.MessageID `json:"message_id"`
				Text string
				From struct {
					Bot bool `json:"is_bot"`
				}
			} `json:"reply_to_message"`
		}
	}
	must(t, json.Unmarshal(b.do(t, "getUpdates", nil), &got))
	m := got[0].Message
	if m.From.Name != "First" || m.From.Username != "user" {
		t.Error("the sender's names are missing")
	}
	if m.ReplyTo.ID != card || m.ReplyTo.Text != "the card" || !m.ReplyTo.From.Bot {
		t.Errorf("got %+v", m.ReplyTo)
	}
}

func TestComingsAndGoings(t *testing.T) {
	b := start(t, simulator.Options{})
	const fresh, grown int64 = -777, -1000000000777
	must(t, b.Block(ada))
	must(t, b.Unblock(ada))
	must(t, b.Kick(team, nurse))
	must(t, b.Invite(simulator.Group{ID: team}, nurse))
	must(t, b.Invite(simulator.Group{ID: fresh, Title: "Fresh", Members: []int64{ada}}, ada))
	must(t, b.Upgrade(fresh, grown))
	var got []string
	for _, u := range b.updates(t, nil) {
		switch {
		case u.Member != nil:
			got = append(got, u.Member.Old.Status+"-"+u.Member.New.Status)
		case u.Message != nil:
			got = append(got, "message")
		}
	}
	want := []string{
		"member-kicked", "kicked-member", "member-kicked", "kicked-member", "message", "left-member", "message", "message", "message",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("updates (-want +got):\n%s", d)
	}
	b.send(t, grown, "here we are")
	b.write(t, grown, ada, "/menu") // the members came along
	if _, err := b.Write(fresh, ada, "x"); !errors.Is(err, simulator.ErrNotThere) {
		t.Errorf("writing in the old group: %v", err)
	}
}

func TestAnonymousAdmin(t *testing.T) {
	b := start(t, simulator.Options{})
	card := b.send(t, team, "card", keyboard("take"))
	b.write(t, team, simulator.AnonymousAdmin, "/inbox")
	_, err := b.Press(team, simulator.AnonymousAdmin, card, "take")
	must(t, err)
	raw := string(b.do(t, "getUpdates", nil))
	got := b.updates(t, nil)
	if got[0].Message.From.ID != simulator.AnonymousAdmin || got[1].Query.From.ID != simulator.AnonymousAdmin {
		t.Errorf("got %s", raw)
	}
	if !strings.Contains(raw, `"username":"GroupAnonymousBot"`) || !strings.Contains(raw, `"sender_chat":{"id":-1000000000001`) {
		t.Errorf("got %s", raw)
	}
}

func TestKinds(t *testing.T) {
	b := start(t, simulator.Options{})
	for _, k := range []simulator.Kind{
		simulator.Voice, simulator.Photo, simulator.Video, simulator.Document, simulator.Sticker, simulator.Location,
		simulator.Contact, simulator.Poll, simulator.Animation, simulator.VideoNote,
	} {
		id, err := b.Send(ada, ada, k, "words")
		must(t, err)
		raw := string(b.do(t, "getUpdates", args{"offset": -1}))
		if !strings.Contains(raw, `"`+string(k)+`":`) || strings.Contains(raw, `"text"`) && k != simulator.Poll {
			t.Errorf("%s arrives as %s", k, raw)
		}
		if m, _ := b.Message(ada, id); m.Kind != k {
			t.Errorf("%s is kept as %s", k, m.Kind)
		}
	}
	if _, err := b.Send(ada, ada, simulator.Service, ""); !errors.Is(err, simulator.ErrEmpty) {
		t.Errorf("a service message from a person: %v", err)
	}
}

func TestActsThatAreImpossible(t *testing.T) {
	b := start(t, simulator.Options{})
	card := b.send(t, ada, "card", keyboard("a"))
	must(t, b.Block(ben))
	tests := map[string]struct {
		act  func() error
		want error
	}{
		"nobody":         {func() error { _, err := b.Write(ada, 404, "x"); return err }, simulator.ErrUnknownPerson},
		"nowhere":        {func() error { _, err := b.Write(404, ada, "x"); return err }, simulator.ErrUnknownChat},
		"not a member":   {func() error { _, err := b.Write(team, ada, "x"); return err }, simulator.ErrNotThere},
		"another's chat": {func() error { _, err := b.Write(ben, ada, "x"); return err }, simulator.ErrNotThere},
		"blocked":        {func() error { _, err := b.Write(ben, ben, "x"); return err }, simulator.ErrNotThere},
		"nothing":        {func() error { _, err := b.Write(ada, ada, "  "); return err }, simulator.ErrEmpty},
		"reply to none":  {func() error { _, err := b.Reply(ada, ada, 4040, "x"); return err }, simulator.ErrUnknownMessage},
		"no button":      {func() error { _, err := b.Press(ada, ada, card, "b"); return err }, simulator.ErrNoButton},
		"no message":     {func() error { _, err := b.PressStale(ada, ada, 4040, "a"); return err }, simulator.ErrUnknownMessage},
		"twice":          {func() error { return b.AddPerson(simulator.Person{ID: ada}) }, simulator.ErrExists},
	}
	for name, c := range tests {
		if err := c.act(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPhonesSplitLongTexts(t *testing.T) {
	b := start(t, simulator.Options{})
	text := strings.Repeat("🙂x", 3000)
	first := b.write(t, ada, ada, text)
	var all string
	got := b.updates(t, nil)
	for _, u := range got {
		all += u.Message.Text
	}
	if all != text || len(got) != 3 || got[0].Message.ID != first {
		t.Errorf("%d messages, %d bytes", len(got), len(all))
	}
}

func TestPresses(t *testing.T) {
	c := newClock()
	b := start(t, simulator.Options{Now: c.now, KeepLog: true, QueryLife: time.Minute})
	card := b.send(t, ada, "card", keyboard("a"))
	one, err := b.Press(ada, ada, card, "a")
	must(t, err)
	b.do(t, "editMessageText", args{"chat_id": ada, "message_id": card, "text": "card, edited"})
	two, err := b.PressStale(ada, ada, card, "a")
	must(t, err)
	must(t, b.Remove(ada, ada, card))
	three, err := b.PressStale(ada, ada, card, "a")
	must(t, err)
	var messages []string
	for _, u := range b.updates(t, nil) {
		var m struct {
			Text string
			Date int64
		}
		must(t, json.Unmarshal(u.Query.Message, &m))
		if m.Date == 0 {
			m.Text = "gone"
		}
		messages = append(messages, m.Text)
	}
	if d := cmp.Diff([]string{"card", "card, edited", "gone"}, messages); d != "" {
		t.Errorf("messages of the presses (-want +got):\n%s", d)
	}
	b.do(t, "answerCallbackQuery", args{"callback_query_id": one, "text": "done", "show_alert": true})
	if r := b.call(t, "answerCallbackQuery", args{"callback_query_id": one}); r.OK {
		t.Error("a press was answered twice")
	}
	c.move(time.Minute)
	b.do(t, "answerCallbackQuery", args{"callback_query_id": two})
	c.move(time.Second)
	if r := b.call(t, "answerCallbackQuery", args{"callback_query_id": three}); r.OK {
		t.Error("a press was answered too late")
	}
	want := []simulator.Answer{{Query: one, Chat: ada, Person: ada, Text: "done", Alert: true}, {Query: two, Chat: ada, Person: ada}}
	if d := cmp.Diff(want, b.Answers(ada)); d != "" {
		t.Errorf("answers (-want +got):\n%s", d)
	}
	if b.Unanswered() != 1 || b.Answered(three) || !b.Answered(one) {
		t.Errorf("%d are unanswered", b.Unanswered())
	}
}
