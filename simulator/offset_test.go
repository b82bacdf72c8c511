package simulator_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/simulator"
)

// Nothing is lost and nothing reordered: at any moment the bot is offered exactly
// what it has not confirmed, from the oldest on.
func TestOffsets(t *testing.T) {
	b := start(t, simulator.Options{})
	written, confirmed := 0, 0 // over all runs: the server lives on
	text := func(n int) string { return fmt.Sprintf("no %d", n) }
	first := firstID(t, b, &written, &confirmed, text)
	rapid.Check(t, func(t *rapid.T) {
		t.Repeat(map[string]func(*rapid.T){
			"write": func(t *rapid.T) {
				from := rapid.SampledFrom([]int64{ada, ben}).Draw(t, "from")
				b.write(t, from, from, text(written))
				written++
			},
			"poll": func(t *rapid.T) {
				upTo := rapid.IntRange(confirmed, written).Draw(t, "confirm")
				limit := rapid.IntRange(1, 200).Draw(t, "limit")
				got := b.updates(t, args{"offset": first + int64(upTo), "limit": limit})
				confirmed = upTo
				if want := min(limit, 100, written-confirmed); len(got) != want {
					t.Fatalf("got %d updates, want %d", len(got), want)
				}
				for i, u := range got {
					if u.ID != first+int64(confirmed+i) || u.Message.Text != text(confirmed+i) {
						t.Fatalf("update %d is %d %q", i, u.ID, u.Message.Text)
					}
				}
			},
			"poll with an old offset": func(t *rapid.T) {
				got := b.updates(t, args{"offset": rapid.Int64Range(0, first).Draw(t, "offset"), "limit": 1})
				if len(got) > 0 && got[0].ID != first+int64(confirmed) {
					t.Fatalf("an old offset brought back update %d", got[0].ID)
				}
			},
			"": func(t *rapid.T) {
				if n := b.PendingUpdates(); n != written-confirmed {
					t.Fatalf("%d are pending, want %d", n, written-confirmed)
				}
			},
		})
	})
}

func firstID(t *testing.T, b *bot, written, confirmed *int, text func(int) string) int64 {
	t.Helper()
	b.write(t, ada, ada, text(0))
	*written = 1
	id := b.updates(t, nil)[0].ID
	b.updates(t, args{"offset": id + 1})
	*confirmed = 1
	return id
}

func TestNegativeOffsetForgetsTheRest(t *testing.T) {
	b := start(t, simulator.Options{})
	for _, text := range []string{"a", "b", "c"} {
		b.write(t, ada, ada, text)
	}
	var got []string
	for _, u := range b.updates(t, args{"offset": -2}) {
		got = append(got, u.Message.Text)
	}
	if d := cmp.Diff([]string{"b", "c"}, got); d != "" || b.PendingUpdates() != 2 {
		t.Errorf("pending %d, (-want +got):\n%s", b.PendingUpdates(), d)
	}
}

func TestAllowedUpdatesHoldUntilChanged(t *testing.T) {
	b := start(t, simulator.Options{})
	act := func() {
		b.write(t, ada, ada, "a message")
		must(t, b.Block(ada))
		must(t, b.Unblock(ada))
	}
	for _, c := range []struct {
		args args
		want int
	}{
		{args{"allowed_updates": []string{"message"}}, 1},
		{nil, 1}, // left out: the last list holds
		{args{"allowed_updates": []string{"my_chat_member"}}, 2},
		{args{"allowed_updates": []string{}}, 3},
	} {
		b.updates(t, c.args)
		act()
		if n := len(b.updates(t, nil)); n != c.want {
			t.Errorf("with %v: %d updates, want %d", c.args, n, c.want)
		}
		b.updates(t, args{"offset": -1})
		b.confirmAll(t)
	}
}
