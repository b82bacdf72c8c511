package care_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/care"
)

// lines writes a summary as keys and values, as one would say it aloud.
func lines(r care.Report) string {
	var out []string
	for _, l := range r.Summary() {
		text := string(l.Key)
		for _, a := range l.Args {
			text += fmt.Sprintf(" %s=%v", a.Name, a.Value)
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}

// A summary is written from the codes, in the order of the questions, and ends
// with the patient's own words.
func TestSummary(t *testing.T) {
	who := care.Answer{Question: care.Who, Picked: []care.Term{"src.pharmacy"}}
	for name, c := range map[string]struct {
		report care.Report
		want   []string
	}{
		"help, without words": {
			care.Report{Lane: care.Help, Topic: "need.housing"},
			[]string{"summary.lane.help Topic=term.need.housing"},
		},
		"help, with words": {
			care.Report{Lane: care.Help, Topic: "need.debt", Words: "<b> & so on"},
			[]string{"summary.lane.help Topic=term.need.debt", "summary.words Words=<b> & so on"},
		},
		"stigma, in full": {
			care.Report{Lane: care.Stigma, Topic: "src.pharmacy", Words: "words", Answers: []care.Answer{
				who,
				{Question: care.Where, Picked: []care.Term{"set.pharmacy", "set.home"}},
				{Question: care.What, Picked: []care.Term{"mech.othering"}},
				{Question: care.Led, Picked: []care.Term{"con.avoided_care", "con.hid_things"}},
			}},
			[]string{
				"summary.lane.stigma Topic=term.src.pharmacy",
				"summary.where List=[term.set.pharmacy term.set.home]",
				"summary.what List=[term.mech.othering]",
				"summary.led List=[term.con.avoided_care term.con.hid_things]",
				"summary.words Words=words",
			},
		},
		"one who is in the headline": {
			care.Report{Lane: care.Stigma, Topic: "src.pharmacy", Answers: []care.Answer{who}},
			[]string{"summary.lane.stigma Topic=term.src.pharmacy"},
		},
		"several are not": {
			care.Report{Lane: care.Stigma, Topic: "src.gp", Answers: []care.Answer{{Question: care.Who, Picked: []care.Term{"src.gp", "src.hospital"}}}},
			[]string{"summary.lane.stigma Topic=term.src.gp", "summary.who List=[term.src.gp term.src.hospital]"},
		},
		"rather not say": {
			care.Report{Lane: care.Stigma, Topic: care.Unsaid, Answers: []care.Answer{{Question: care.Who, Picked: []care.Term{care.Unsaid}}}},
			[]string{"summary.unsaid"},
		},
		"dosing": {
			care.Report{Lane: care.Dosing, Topic: "dose.low"},
			[]string{"summary.lane.dosing Topic=term.dose.low"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(strings.Join(c.want, "\n"), lines(c.report)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// Every term that can be a topic has its lane, and no other term has one.
func TestLaneOf(t *testing.T) {
	for lane, terms := range map[care.Lane][]care.Term{
		care.Help: care.Needs(), care.Stigma: care.Sources(), care.Dosing: {"dose.low"}, care.Feedback: {"org.rules", "pos.heard"},
		"": slices.Concat(care.Settings(), care.Mechanisms(), care.Consequences(), []care.Term{"", ".", "needs.housing", "Need.housing", " need.housing", "x.y"}),
	} {
		for _, term := range terms {
			if got, ok := care.LaneOf(term); got != lane || ok != (lane != "") {
				t.Errorf("%s: %q, %v", term, got, ok)
			}
		}
	}
}

// No term stands in two lists, and each has a label of its own.
func TestTerms(t *testing.T) {
	seen := map[care.Key]bool{}
	for _, term := range slices.Concat(care.Sources(), care.Settings(), care.Mechanisms(), care.Consequences(), care.Needs()) {
		if seen[term.Label()] {
			t.Errorf("%s is there twice", term)
		}
		seen[term.Label()] = true
	}
	if !slices.Contains(care.Sources(), care.Unsaid) {
		t.Error("one cannot rather not say")
	}
}

// A mailbox is known by who it belongs to, and those of people and of groups are
// never one.
func TestBoxes(t *testing.T) {
	p := care.NewPseudonym([16]byte{1})
	if got := care.PatientBox(p); got.Group || got.Name != "p:"+p.Hex() {
		t.Errorf("%+v", got)
	}
	if got := care.TeamBox("keywork"); !got.Group || got.Name != "t:keywork" {
		t.Errorf("%+v", got)
	}
}
