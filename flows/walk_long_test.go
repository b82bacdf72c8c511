package flows_test

import (
	"testing"
	"time"
	"unicode/utf16"

	"pgregory.net/rapid"

	"heard/flows"
)

// longWalk is how many steps TestLongWalk takes at least.
const longWalk = 100_000

// TestLongWalk takes very many steps of walkers who do anything in any order, in
// walks as long as a year of using Heard: always an answer, no dead end, no error,
// and every screen fits a message in every language.
func TestLongWalk(t *testing.T) {
	steps, walks := 0, 0
	for steps < longWalk && !t.Failed() {
		rapid.Check(t, func(t *rapid.T) {
			walks++
			steps += walk(t, 300, 7)
		})
	}
	t.Logf("%d steps in %d walks", steps, walks)
}

// FuzzWalk lets the fuzzer choose the walk.
func FuzzWalk(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) { walk(t, 60, 0) }))
}

// walk is one walk of at most so many steps, of which each so many are spared the
// stored form.
func walk(t *rapid.T, most, spares int) (steps int) {
	w := newWalker("en", "nb", "sv")
	w.spares = spares
	if rapid.Bool().Draw(t, "known") {
		w.known()
	}
	if rapid.Bool().Draw(t, "hurried") {
		w.hurried()
	}
	if rapid.Bool().Draw(t, "crowded") {
		w.crowded()
	}
	if w.state.Agreed && rapid.Bool().Draw(t, "reminded") {
		w.reminded(t)
	}
	steps = rapid.IntRange(1, most).Draw(t, "steps")
	for range steps {
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "minutes")) * time.Minute)
		w.step(t, w.input(t))
		w.staff(t)
		w.hours(t)
		if rapid.IntRange(0, 20).Draw(t, "a month") == 0 {
			w.screen(t, flows.CheckInPrompt())
		}
	}
	return steps
}

// mostText is how long a message may be, in the UTF-16 units that Telegram counts.
const mostText = 4096

// fits checks that a screen can be sent.
func (w *walker) fits(t *rapid.T, s flows.Screen) {
	paper := &chat{printer: w.printer, state: w.state, phone: "en"}
	if n := len(utf16.Encode([]rune(paper.words(s)))); n > mostText {
		t.Fatalf("a screen is %d units long: %s", n, s.Lines[0].Key)
	}
}
