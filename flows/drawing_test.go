package flows_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// arrow is a way from one step to another.
type arrow struct{ from, to flows.Step }

// The map is true: everything that a patient can do at a step is done, in every
// kind of state that can come about, and the steps that it leads to are those on
// the map, no more and no less.
func TestMapIsTrue(t *testing.T) {
	drawn := map[string]bool{}
	x := explorer{T: t, engine: flows.NewEngine(service("en", "nb"), capitals{}), now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), seen: map[string]bool{}, taken: map[arrow]bool{}}
	for _, place := range x.engine.Map() {
		for _, to := range slices.Concat(place.On, place.Past, place.Back) {
			drawn[fmt.Sprintf("%s -> %s", place.At, to)] = true
		}
	}
	known := flows.New(1)
	known.Language, known.Agreed, known.At = "en", true, "menu.open"
	known.Cases = []flows.Mine{{Code: "KRT-482", Topic: "need.housing"}}
	x.explore(flows.New(1), known)
	// It is the clinics that decide what reminders have to ask.
	monday := []clinic.Window{{From: 8 * 60, To: 12 * 60}, {From: 14 * 60, To: 17 * 60}}
	one, two := mondays(monday[0]), mondays(monday...)
	x.only = "remind"
	kinds := 0
	for _, clinics := range [][]clinic.Clinic{{riverside(), hill(), harbour(), one, two}, {harbour()}, {one}, {two}} {
		kinds += len(x.seen)
		x.engine, x.seen = flows.NewEngine(serviceOf(clinics...), capitals{}), map[string]bool{}
		x.explore(known)
	}
	taken := map[string]bool{}
	for a := range x.taken {
		taken[fmt.Sprintf("%s -> %s", a.from, a.to)] = true
	}
	t.Logf("%d kinds of state, %d arrows", kinds+len(x.seen), len(taken))
	if diff := cmp.Diff(slices.Sorted(maps.Keys(taken)), slices.Sorted(maps.Keys(drawn))); diff != "" {
		t.Errorf("taken (-) and on the map (+):\n%s", diff)
	}
}

// explorer goes everywhere, one kind of state after the other.
type explorer struct {
	*testing.T
	engine *flows.Engine
	now    time.Time
	seen   map[string]bool
	taken  map[arrow]bool
	left   []flows.State
	only   string // the conversation to explore, from the menu; empty: all
}

func (x *explorer) explore(from ...flows.State) {
	x.left = from
	for len(x.left) > 0 {
		next := x.left[0]
		x.left = x.left[1:]
		x.visit(next)
	}
}

// visit does everything that can be done at the step of a state.
func (x *explorer) visit(s flows.State) {
	s.Touched = x.now
	kind := kindOf(s)
	if x.seen[kind] {
		return
	}
	x.seen[kind] = true
	if x.only != "" && s.At == "menu.open" {
		x.press(s, flows.Data{Token: "remind_setup"})
		return
	}
	s, effects := x.engine.Step(s, flows.Input{Kind: flows.Press, Button: flows.Data{Token: "here"}}, x.now)
	for _, effect := range effects {
		if shown, ok := effect.(flows.Show); ok {
			for _, b := range buttons(shown.Screen) {
				x.press(s, b.Data)
			}
		}
	}
	x.try(s, flows.Input{Text: "words"})
	for _, topic := range []care.Term{"src.family", "need.housing", "need.family", "need.driving", "dose.missed", "dose.night", "dose.travel", "org.info", "pos.warm"} {
		if s.Kept == "" { // one topic at a time
			x.try(s, flows.Input{Text: "words", Topics: []care.Term{topic}})
		}
	}
	if s.At == "menu.open" && len(s.Cases) > 0 { // what a case and an invitation lead to
		x.press(s, flows.Data{Token: "reply.KRT-482"})
		x.press(s, flows.Data{Token: "checkin_start"})
		x.press(s, flows.Data{Token: "remind_setup"})
	}
}

// press tries a button with each thing that can have become of the case. The
// standing buttons of most steps only leave them.
func (x *explorer) press(s flows.State, d flows.Data) {
	if d.Turn == 0 && s.At != "menu.open" && s.At != "first.language" {
		if d.Token != "menu" && d.Token != "crisis" {
			x.Errorf("%s has a standing button for %s", s.At, d.Token)
		}
		return
	}
	if d.Token == "resume" {
		return // it leads to where somebody left
	}
	open := care.Open("KRT-482", "team", care.Report{Lane: care.Help, Topic: "need.housing"}, "")
	closed := open
	closed.Status = care.Closed
	for _, held := range []*care.Case{nil, &open, &closed} {
		x.try(s, flows.Input{Kind: flows.Press, Button: d, Case: held})
	}
}

func (x *explorer) try(s flows.State, in flows.Input) {
	in.Fresh = "XWN-926"
	next, _ := x.engine.Step(s, in, x.now)
	if next.At != s.At {
		x.taken[arrow{s.At, next.At}] = true
	}
	x.left = append(x.left, next)
}

// kindOf is what of a state can decide on where it leads.
func kindOf(s flows.State) string {
	kind := fmt.Sprint(s.At, s.Agreed, s.Kept != "", s.Topics, len(s.Cases) > 0)
	if d := s.Remind; d != nil {
		sub := d.Subscription
		kind += fmt.Sprint(sub.Clinic, len(sub.Windows), sub.Days != 0, len(sub.Leads), d.Several)
	}
	if d := s.Draft; d != nil {
		r := d.Report
		kind += fmt.Sprint(r.Lane, r.Words != "", r.Signed != "", d.Sign != "", d.Several, d.Praise, d.Case, len(r.Answers) > 0,
			len(care.FirstCards(r.Topic)), r.Topic == "dose.missed", r.Topic == "need.driving", r.Topic != "")
	}
	return kind
}
