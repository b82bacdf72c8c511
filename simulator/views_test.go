package simulator_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"heard/simulator"
)

func TestTheLogKeepsWhatIsGone(t *testing.T) {
	b := start(t, simulator.Options{KeepLog: true})
	id := b.send(t, ada, "first")
	b.do(t, "editMessageText", args{"chat_id": ada, "message_id": id, "text": "second"})
	b.do(t, "deleteMessage", args{"chat_id": ada, "message_id": id})
	var got []string
	for _, s := range b.Posted(ada) {
		if s.Bot {
			got = append(got, s.Text)
			if s.Edit != (s.Text == "second") {
				t.Errorf("%q: edit is %v", s.Text, s.Edit)
			}
		}
	}
	if d := cmp.Diff([]string{"first", "second"}, got); d != "" {
		t.Errorf("the log (-want +got):\n%s", d)
	}
	if len(b.Messages(ada)) != 1 {
		t.Error("the chat still shows a deleted message")
	}
}

func TestWhatASentMessageLooksLike(t *testing.T) {
	b := start(t, simulator.Options{})
	theirs := b.write(t, ada, ada, "hello")
	id := b.send(t, ada, "hi <3", keyboard("a", "b"), args{
		"reply_parameters": args{"message_id": theirs}, "protect_content": true, "disable_notification": true,
		"link_preview_options": args{"is_disabled": true},
	})
	b.do(t, "setMessageReaction", args{"chat_id": ada, "message_id": id, "reaction": []args{{"type": "emoji", "emoji": "👍"}}})
	want := simulator.Message{
		ID: id, From: b.BotID(), Bot: true, Kind: simulator.Text, Text: "hi <3", HTML: "hi &lt;3", ReplyTo: theirs,
		Buttons:   [][]simulator.Button{{{Text: "button 0", Data: "a"}, {Text: "button 1", Data: "b"}}},
		Reactions: []string{"👍"}, Silent: true, Protected: true, NoPreview: true,
	}
	got, _ := b.Message(ada, id)
	if d := cmp.Diff(want, got, cmpopts.IgnoreFields(simulator.Message{}, "Date")); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	loose := b.send(t, ada, "x", args{"reply_parameters": args{"message_id": 4040, "allow_sending_without_reply": true}})
	if m, _ := b.Message(ada, loose); m.ReplyTo != 0 {
		t.Error("a reply to nothing")
	}
}

func TestProfileAndCommands(t *testing.T) {
	b := start(t, simulator.Options{})
	list := []simulator.Command{{Command: "menu", Description: "what I can do"}}
	b.do(t, "setMyCommands", args{"commands": list})
	b.do(t, "setMyCommands", args{"commands": []args{}, "scope": args{"type": "chat", "chat_id": team}, "language_code": "nb"})
	b.do(t, "setMyName", args{"name": "N"})
	b.do(t, "setMyDescription", args{"description": "D"})
	b.do(t, "setMyShortDescription", args{"short_description": "S", "language_code": "nb"})
	if d := cmp.Diff(list, b.Commands("default", "")); d != "" {
		t.Errorf("commands (-want +got):\n%s", d)
	}
	if got := b.Commands("chat:-1000000000001", "nb"); got == nil || len(got) != 0 {
		t.Errorf("commands of the chat: %v", got)
	}
	if d := cmp.Diff(simulator.Profile{Name: "N", Description: "D"}, b.Profile("")); d != "" {
		t.Errorf("profile (-want +got):\n%s", d)
	}
	if b.Profile("nb").Short != "S" {
		t.Errorf("got %+v", b.Profile("nb"))
	}
}

func TestNextSeesPostsAndEdits(t *testing.T) {
	b := start(t, simulator.Options{})
	mark := b.Mark(ada)
	got := make(chan string)
	go func() {
		for range 2 {
			m, now, err := b.Next(t.Context(), ada, mark)
			if err != nil {
				got <- err.Error()
				return
			}
			mark = now
			got <- m.Text
		}
	}()
	b.write(t, ada, ada, "not the bot's")
	id := b.send(t, ada, "posted")
	if text := <-got; text != "posted" {
		t.Fatalf("got %q", text)
	}
	b.do(t, "editMessageText", args{"chat_id": ada, "message_id": id, "text": "edited"})
	if text := <-got; text != "edited" {
		t.Fatalf("got %q", text)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := b.Next(ctx, ada, b.Mark(ada)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, _, err := b.Next(ctx, 404, 0); !errors.Is(err, simulator.ErrUnknownChat) {
		t.Errorf("got %v", err)
	}
}

func TestWatchIsToldAndEnds(t *testing.T) {
	b := start(t, simulator.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	notices := b.Watch(ctx)
	for range 3 {
		b.write(t, ada, ada, "x")
	}
	<-notices
	cancel()
	for range notices { // until it is closed
	}
}

func TestOnlyLoopback(t *testing.T) {
	s := simulator.New(simulator.Options{})
	defer s.Close()
	if _, err := s.Start("0.0.0.0:0"); err == nil {
		t.Error("it listens to the network")
	}
}
