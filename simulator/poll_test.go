package simulator_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"heard/simulator"
)

// pollInBackground starts a long poll, and returns when it waits at the server.
func pollInBackground(t *testing.T, b *bot) <-chan reply {
	t.Helper()
	before := b.Calls()["getUpdates"]
	out := make(chan reply, 1)
	go func() {
		r, _ := b.try(context.WithoutCancel(t.Context()), "getUpdates", args{"timeout": 50}.form(t))
		out <- r
	}()
	must(t, b.Wait(t.Context(), func() bool { return b.Calls()["getUpdates"] > before }))
	return out
}

func TestALongPollIsWoken(t *testing.T) {
	b := start(t, simulator.Options{})
	waiting := pollInBackground(t, b)
	b.write(t, ada, ada, "wake up")
	var got []seen
	must(t, json.Unmarshal((<-waiting).Result, &got))
	if len(got) != 1 || got[0].Message.Text != "wake up" {
		t.Errorf("got %+v", got)
	}
	if b.PendingUpdates() != 1 {
		t.Error("an update counts as confirmed before the next offset")
	}
}

// The second poll can arrive before the first one waits, so it is repeated until
// the first one is over.
func TestASecondPollEndsTheFirst(t *testing.T) {
	b := start(t, simulator.Options{})
	waiting := pollInBackground(t, b)
	for {
		b.do(t, "getUpdates", nil)
		select {
		case r := <-waiting:
			const want = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
			if r.Code != 409 || r.Description != want {
				t.Errorf("got %d %q", r.Code, r.Description)
			}
			return
		default:
		}
	}
}

func TestPollsAndWebhooksExcludeEachOther(t *testing.T) {
	b := start(t, simulator.Options{})
	waiting := pollInBackground(t, b)
	for ended := false; !ended; {
		b.do(t, "setWebhook", args{"url": "http://127.0.0.1:1/"})
		select {
		case r := <-waiting:
			ended = true
			if r.Code != 409 {
				t.Errorf("got %d %q", r.Code, r.Description)
			}
		default:
		}
	}
	if r := b.call(t, "getUpdates", nil); r.Code != 409 {
		t.Errorf("with a webhook set: %d %q", r.Code, r.Description)
	}
	b.do(t, "deleteWebhook", nil)
	b.do(t, "getUpdates", nil)
}

func TestAnUpdateForAPollThatHasGoneWaits(t *testing.T) {
	b := start(t, simulator.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan error, 1)
	go func() {
		_, err := b.try(ctx, "getUpdates", args{"timeout": 50}.form(t))
		gone <- err
	}()
	must(t, b.Wait(t.Context(), func() bool { return b.Calls()["getUpdates"] > 0 }))
	cancel()
	if err := <-gone; err == nil {
		t.Fatal("the poll should have been cut off")
	}
	b.write(t, ada, ada, "still here")
	if got := b.updates(t, args{"timeout": 50}); len(got) != 1 || got[0].Message.Text != "still here" {
		t.Errorf("got %+v", got)
	}
}

func TestCloseEndsWaits(t *testing.T) {
	b := start(t, simulator.Options{})
	done := make(chan error, 1)
	go func() { done <- b.Wait(t.Context(), func() bool { return false }) }()
	b.Close()
	if err := <-done; !errors.Is(err, simulator.ErrClosed) {
		t.Errorf("got %v", err)
	}
}
