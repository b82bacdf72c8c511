package flows_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// Whoever has not been here for a day keeps their cases and settings, and nothing
// that was begun. Before that nothing changes.
func TestRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWalker("en", "nb", "sv")
		if rapid.Bool().Draw(t, "known") {
			w.known()
		}
		for range rapid.IntRange(0, 80).Draw(t, "steps") {
			w.step(t, w.input(t))
		}
		soon := w.state.Touched.Add(time.Duration(rapid.IntRange(0, 24*60).Draw(t, "minutes")) * time.Minute)
		if rested, changed := w.engine.Rest(w.state, soon); changed || cmp.Diff(w.state, rested) != "" {
			t.Fatal("something was dropped within a day")
		}
		late := w.state.Touched.Add(24*time.Hour + time.Duration(rapid.IntRange(1, 100_000).Draw(t, "minutes late"))*time.Minute)
		rested, changed := w.engine.Rest(w.state, late)
		if begun(rested) {
			t.Fatal("something begun is still held after a day")
		}
		if begun(w.state) != changed {
			t.Fatalf("it was said that something changed: %t", changed)
		}
		if diff := cmp.Diff(lasting(w.state), lasting(rested)); diff != "" {
			t.Fatalf("this should have stayed (-):\n%s", diff)
		}
		if _, again := w.engine.Rest(rested, late); again {
			t.Fatal("there was something left to drop")
		}
	})
}

// begun reports whether a state holds anything that somebody has begun.
func begun(s flows.State) bool {
	return s.Draft != nil || len(s.Paused) > 0 || s.Kept != "" || len(s.Topics) > 0 || s.Remind != nil || s.Monthly.Given != [3]care.Term{} || s.At.Conversation() == "pulse" || s.At.Conversation() == "remind"
}

// lasting is what of a state is kept for good.
func lasting(s flows.State) flows.State {
	s.Draft, s.Paused, s.Kept, s.Topics, s.Remind, s.Monthly.Given, s.At = nil, nil, "", nil, nil, [3]care.Term{}, ""
	return s
}

// What was begun goes, and the place with it.
func TestRestLeavesThePlace(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	engine := flows.NewEngine(service("en", "nb"), capitals{})
	for name, s := range map[string]flows.State{
		"a draft":    {At: "ask.words", Draft: &flows.Draft{Report: care.Report{Lane: care.Help, Topic: "need.housing"}}},
		"a pause":    {At: "menu.open", Paused: []flows.Draft{{At: "ask.words", Report: care.Report{Topic: "need.housing"}}}},
		"kept words": {At: "kept.where", Kept: "words", Topics: []care.Term{"need.housing"}},
		"reminders":  {At: "remind.days", Remind: &flows.Setup{Subscription: clinic.Subscription{Clinic: "riverside"}}},
		"a check-in": {At: "pulse.honest", Monthly: flows.Monthly{On: true, Given: [3]care.Term{"always"}}},
	} {
		t.Run(name, func(t *testing.T) {
			s.V, s.Language, s.Agreed, s.Turn, s.Touched = 1, "nb", true, 5, now
			s.Cases, s.Sweep, s.Quietly = []flows.Mine{{Code: "KRT-482", Topic: "need.dentist"}}, true, true
			want := lasting(s)
			want.At = "menu.open"
			got, changed := engine.Rest(s, now.Add(25*time.Hour))
			if diff := cmp.Diff(want, got); diff != "" || !changed {
				t.Errorf("changed %t; left should be (-), is (+):\n%s", changed, diff)
			}
		})
	}
}
