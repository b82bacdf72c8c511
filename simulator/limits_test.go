package simulator_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/simulator"
)

func TestALimitTellsWhenToComeBack(t *testing.T) {
	tests := []struct {
		name   string
		limits simulator.Limits
		chats  []int64
		passes int
		after  int // seconds
	}{
		{"chat", simulator.Limits{ChatEvery: time.Second, ChatBurst: 3}, []int64{ada}, 3, 1},
		{"chat without a burst", simulator.Limits{ChatEvery: 5 * time.Second}, []int64{ada}, 1, 5},
		{"group", simulator.Limits{GroupPerMinute: 20}, []int64{team}, 20, 60},
		{"overall", simulator.Limits{PerSecond: 30}, []int64{ada, ben, team}, 30, 1},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			clock := newClock()
			b := start(t, simulator.Options{Now: clock.now, Limits: c.limits})
			for i := range c.passes {
				b.send(t, c.chats[i%len(c.chats)], "x")
			}
			r := b.call(t, "sendMessage", args{"chat_id": c.chats[0], "text": "x"})
			if r.Code != 429 || r.Parameters.RetryAfter != c.after || b.Floods() != 1 {
				t.Fatalf("got %d %q, floods %d", r.Code, r.Description, b.Floods())
			}
			clock.move(time.Duration(c.after) * time.Second)
			b.send(t, c.chats[0], "x")
		})
	}
}

func TestEditsCountToo(t *testing.T) {
	clock := newClock()
	b := start(t, simulator.Options{Now: clock.now, Limits: simulator.Limits{GroupPerMinute: 2}})
	id := b.send(t, team, "one")
	b.do(t, "editMessageText", args{"chat_id": team, "message_id": id, "text": "two"})
	r := b.call(t, "editMessageText", args{"chat_id": team, "message_id": id, "text": "three"})
	if r.Code != 429 {
		t.Errorf("got %d", r.Code)
	}
	if m, _ := b.Message(team, id); m.Text != "two" {
		t.Errorf("a refused edit left %q", m.Text)
	}
	b.send(t, ada, "a group's limit is not a person's")
}

// In no span of the limit's length more goes through than the limit says, and
// whoever waits as told is never refused.
func TestLimitsHoldInEveryWindow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		clock := newClock()
		n := rapid.IntRange(1, 6).Draw(rt, "limit")
		b := start(t, simulator.Options{Now: clock.now, Limits: simulator.Limits{PerSecond: n}})
		defer b.Close()
		var passed []time.Time
		for _, ms := range rapid.SliceOfN(rapid.IntRange(0, 400), 1, 25).Draw(rt, "pauses") {
			clock.move(time.Duration(ms) * time.Millisecond)
			r := b.call(rt, "sendMessage", args{"chat_id": ada, "text": "x"})
			if r.Code == 429 {
				clock.move(time.Duration(r.Parameters.RetryAfter) * time.Second)
				b.send(rt, ada, "x")
			}
			passed = append(passed, clock.now())
			if i := len(passed) - 1 - n; i >= 0 && clock.now().Sub(passed[i]) < time.Second {
				rt.Fatalf("%d within %v", n+1, clock.now().Sub(passed[i]))
			}
		}
	})
}
