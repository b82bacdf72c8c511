package flows

import (
	"slices"

	"heard/care"
)

// The questions of the check-in, one tap each. The answers become counts together
// at the end, so that leaving halfway counts nothing; and nothing that is said or
// shown depends on them.
//
// The wording is Heard's own and is not validated. Three more questions of the
// taxonomy's pulse come from an instrument on shared decisions that may not be
// reworded and is not cleared for use here. They are left out until it is.

// pulse is one question of the check-in. Its step also names it in the counts.
type pulse struct {
	at      Step
	asks    care.Key
	answers []pulseAnswer
}

type pulseAnswer struct {
	term  care.Term
	label care.Key
}

func pulses() [3]pulse {
	judged := []pulseAnswer{{"no", "button.no"}}
	for _, t := range care.Settings() {
		judged = append(judged, pulseAnswer{t, t.Label()})
	}
	return [3]pulse{
		{pulseLasts, "pulse.lasts", []pulseAnswer{
			{"always", "button.always"}, {"mostly", "button.mostly"}, {"sometimes", "button.sometimes"}, {"never", "button.never"},
		}},
		{pulseHonest, "pulse.honest", []pulseAnswer{{"yes", "button.yes"}, {"partly", "button.partly"}, {"no", "button.no"}}},
		{pulseJudged, "pulse.judged", judged},
	}
}

// pulse reports whether the step belongs to the check-in.
func (s Step) pulse() bool { return s == pulseLasts || s == pulseHonest || s == pulseJudged }

// pulseNode is the step of the question at a place in the list.
func pulseNode(i int, back Step, next ...Step) node {
	return node{
		show:  func(v *visit) Screen { return v.showPulse(i) },
		press: func(v *visit, token string) bool { return v.answerPulse(i, token) },
		back:  back,
		next:  next,
	}
}

func (v *visit) showPulse(i int) Screen {
	q := pulses()[i]
	s := Screen{
		Lines: []care.Line{care.Say(q.asks)},
		Rows:  [][]Button{{v.button("button.skip", "skip")}, v.foot()},
	}
	if i == 0 {
		s.Lines = append([]care.Line{care.Say("pulse.counted")}, s.Lines...)
	}
	for _, a := range q.answers {
		b := v.button(a.label, string(a.term))
		b.Ticked = v.s.Monthly.Given[i] == a.term
		s.Options = append(s.Options, b)
	}
	return s
}

// dropPulse forgets the answers of a check-in that was left, and whose steps are
// no place to be any more.
func (v *visit) dropPulse() {
	v.s.Monthly.Given = [3]care.Term{}
	if v.s.At.pulse() {
		v.s.At = menu
	}
}

func (v *visit) answerPulse(i int, token string) bool {
	all := pulses()
	if token == "skip" {
		token = ""
	} else if !slices.ContainsFunc(all[i].answers, func(a pulseAnswer) bool { return string(a.term) == token }) {
		return false
	}
	v.s.Monthly.Given[i] = care.Term(token)
	if i+1 < len(all) {
		v.goTo(all[i+1].at)
	} else {
		v.countPulse()
	}
	return true
}

// countPulse ends a check-in: what was answered is counted, and no longer held.
// The way to staff is offered to everybody, whatever they answered.
func (v *visit) countPulse() {
	for i, q := range pulses() {
		if a := v.s.Monthly.Given[i]; a != "" {
			v.out = append(v.out, Count{Tally: care.Tally{Question: care.Term(q.at), Answer: a}})
		}
	}
	v.s.Monthly.Last, v.s.Monthly.Given = day(v.now), [3]care.Term{}
	v.s.At = menu
	v.s.Turn++
	v.tell(Screen{
		Lines:   []care.Line{care.Say("pulse.done")},
		Options: []Button{here("button.report", "report"), here("button.ask", "ask"), here("button.dose", "dose")},
		Rows:    v.aside(),
	})
}
