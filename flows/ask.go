package flows

import (
	"slices"

	"heard/care"
)

// An ask picks one need; its topic decides which team gets it.

func showNeeds(v *visit) Screen {
	s := Screen{Lines: []care.Line{care.Say("ask.need")}, Rows: [][]Button{v.foot()}}
	for _, t := range care.Needs() {
		b := v.button(t.Label(), string(t))
		b.Ticked = v.s.Draft.Report.Topic == t
		s.Options = append(s.Options, b)
	}
	return s
}

func pressNeed(v *visit, token string) bool {
	t := care.Term(token)
	if !slices.Contains(care.Needs(), t) {
		return false
	}
	v.draft().Report.Topic = t
	v.goTo(askWords)
	return true
}

// needNote is the line that some needs show before any words are written: what
// staff must do when a child is not safe, and what Heard gives no advice on.
func needNote(t care.Term) (care.Line, bool) {
	switch t {
	case "need.family":
		return care.Say("ask.note.family"), true
	case "need.driving":
		return care.Say("ask.note.driving"), true
	}
	return care.Line{}, false
}
