package simulator_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"heard/simulator"
)

func TestBadGateway(t *testing.T) {
	b := start(t, simulator.Options{})
	b.SetFaults(simulator.Faults{BadGateway: 1, Methods: []string{"sendMessage"}, Times: 1})
	resp, err := http.Get(b.url("sendMessage") + "?" + args{"chat_id": ada, "text": "x"}.form(t).Encode())
	must(t, err)
	body, err := io.ReadAll(resp.Body)
	must(t, err)
	must(t, resp.Body.Close())
	if resp.StatusCode != 502 || resp.Header.Get("Content-Type") != "text/html" || !strings.HasPrefix(string(body), "<html>") {
		t.Errorf("got %s %s", resp.Status, resp.Header.Get("Content-Type"))
	}
	if len(b.Messages(ada)) != 1 {
		t.Error("it happened although the gateway failed")
	}
	b.send(t, ada, "Times was 1")
}

func TestALostReplyHasHappened(t *testing.T) {
	b := start(t, simulator.Options{})
	b.SetFaults(simulator.Faults{LostReply: 1, Methods: []string{"sendMessage"}})
	if _, err := b.try(t.Context(), "sendMessage", args{"chat_id": ada, "text": "lost"}.form(t)); err == nil {
		t.Fatal("there was a reply")
	}
	all := b.Messages(ada)
	if last := all[len(all)-1]; last.Text != "lost" {
		t.Errorf("the chat ends with %q", last.Text)
	}
	if b.Injected() != 1 {
		t.Errorf("%d faults were injected", b.Injected())
	}
}

func TestInjectedFlood(t *testing.T) {
	b := start(t, simulator.Options{Faults: simulator.Faults{Flood: 1, RetryAfter: 7, Methods: []string{"sendMessage"}}})
	r := b.call(t, "sendMessage", args{"chat_id": ada, "text": "x"})
	if r.Code != 429 || r.Parameters.RetryAfter != 7 || r.Description != "Too Many Requests: retry after 7" {
		t.Errorf("got %d %q", r.Code, r.Description)
	}
	if b.Floods() != 0 {
		t.Error("an injected 429 was counted as the bot's own")
	}
}

func TestSlownessIsCountedAndPasses(t *testing.T) {
	b := start(t, simulator.Options{})
	b.SetFaults(simulator.Faults{Slow: 1, SlowBy: time.Microsecond, Latency: time.Microsecond})
	b.send(t, ada, "x")
	if b.Injected() != 1 {
		t.Errorf("%d faults were injected", b.Injected())
	}
}

// The same seed throws the same faults.
func TestFaultsRepeat(t *testing.T) {
	run := func() (out string) {
		b := start(t, simulator.Options{Seed: 7})
		b.SetFaults(simulator.Faults{Flood: 0.5})
		for range 40 {
			if b.call(t, "getMe", nil).OK {
				out += "."
			} else {
				out += "x"
			}
		}
		return out
	}
	one := run()
	if two := run(); one != two {
		t.Errorf("%s\n%s", one, two)
	}
	if !strings.Contains(one, ".") || !strings.Contains(one, "x") {
		t.Errorf("half of them should fail: %s", one)
	}
}
