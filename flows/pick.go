package flows

import (
	"slices"

	"heard/care"
)

// question is a step that picks terms from a list.
type question struct {
	at       Step
	answers  care.Question
	terms    []care.Term
	optional bool
	single   bool // no more than one can be picked
}

// pickNode is the step of a question. One tap picks and goes on; who wants more
// than one asks for that first, and then goes on by a button.
func pickNode(q question, back Step, next ...Step) node {
	return node{
		show:   func(v *visit) Screen { return v.showQuestion(q) },
		press:  func(v *visit, token string) bool { return v.pick(q, token, next[0]) },
		back:   back,
		next:   next,
		drafts: true,
	}
}

func (v *visit) showQuestion(q question) Screen {
	d := v.s.Draft
	picked := d.picked(q.answers)
	s := Screen{Lines: []care.Line{care.Say(care.Key(q.at))}}
	for _, t := range q.terms {
		b := v.button(t.Label(), string(t))
		b.Ticked = slices.Contains(picked, t)
		s.Options = append(s.Options, b)
	}
	var row []Button
	if d.Several {
		s.Lines = append(s.Lines, care.Say("pick.several"))
	} else if !q.single {
		row = append(row, v.button("button.several", "several"))
	}
	if d.Several || len(picked) > 0 {
		row = append(row, v.button("button.next", tokenNext))
	}
	if q.optional {
		row = append(row, v.button("button.skip", "skip"))
	}
	s.Rows = [][]Button{row, v.foot()}
	return s
}

// pick takes one tap on a question.
func (v *visit) pick(q question, token string, next Step) bool {
	d := v.draft()
	switch {
	case token == "several" && !q.single:
		d.Several = true
		v.show()
	case token == "skip" && q.optional:
		d.answer(q, nil)
		v.leaveQuestion(next)
	case token == tokenNext:
		if len(d.picked(q.answers)) == 0 {
			v.toast("toast.pick_one")
			break
		}
		v.leaveQuestion(next)
	case !slices.Contains(q.terms, care.Term(token)):
		return false
	case d.Several:
		d.answer(q, toggled(d.picked(q.answers), care.Term(token)))
		v.show()
	default:
		d.answer(q, []care.Term{care.Term(token)})
		v.leaveQuestion(next)
	}
	return true
}

func (v *visit) leaveQuestion(next Step) {
	v.draft().Several = false
	v.onward(next)
}

// draft returns the present draft as one that may be changed: the state that
// came in stays as it was.
func (v *visit) draft() *Draft {
	d := Draft{}
	if v.s.Draft != nil {
		d = *v.s.Draft
	}
	d.Report.Answers = slices.Clone(d.Report.Answers)
	v.s.Draft = &d
	return &d
}

// picked returns the terms picked for a question so far.
func (d *Draft) picked(q care.Question) []care.Term {
	for _, a := range d.Report.Answers {
		if a.Question == q {
			return a.Picked
		}
	}
	return nil
}

// answer replaces the answer to a question, in the order of the question's
// list. The first answer to who also becomes the report's topic.
func (d *Draft) answer(q question, picked []care.Term) {
	d.Report.Answers = slices.DeleteFunc(d.Report.Answers, func(a care.Answer) bool { return a.Question == q.answers })
	ordered := make([]care.Term, 0, len(picked))
	for _, t := range q.terms {
		if slices.Contains(picked, t) {
			ordered = append(ordered, t)
		}
	}
	if len(ordered) > 0 {
		d.Report.Answers = append(d.Report.Answers, care.Answer{Question: q.answers, Picked: ordered})
		slices.SortStableFunc(d.Report.Answers, func(a, b care.Answer) int { return order(a.Question) - order(b.Question) })
	}
	if q.answers == care.Who {
		d.Report.Topic = ""
		if len(ordered) > 0 {
			d.Report.Topic = ordered[0]
		}
	}
}

// order is the place of a question in a report, whatever the order of answering.
func order(q care.Question) int {
	return slices.Index([]care.Question{care.Who, care.Where, care.What, care.Led, care.Days}, q)
}

// toggled returns what is picked with t added, or taken away if it was there.
func toggled[T comparable](picked []T, t T) []T {
	if i := slices.Index(picked, t); i >= 0 {
		return slices.Delete(slices.Clone(picked), i, i+1)
	}
	return append(slices.Clone(picked), t)
}
