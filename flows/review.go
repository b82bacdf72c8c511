package flows

import (
	"slices"

	"heard/care"
)

// The review shows what staff will see, exactly, and sends it.

// reviewNode is the last step of a report. A step to sign from makes it one that
// can be signed, and sent at once or later; without one it has a single way.
func reviewNode(words, hide, sign Step) node {
	n := node{
		show:   func(v *visit) Screen { return v.showReview(sign) },
		press:  func(v *visit, token string) bool { return v.pressReview(token, words, hide, sign) },
		text:   (*visit).addWords,
		back:   words,
		next:   []Step{menu, words, hide},
		drafts: true,
	}
	if sign != "" {
		n.next = append(n.next, sign)
	}
	return n
}

func (v *visit) showReview(sign Step) Screen {
	r := v.s.Draft.Report
	s := Screen{
		Lines:   []care.Line{care.Say("review.exactly")},
		Preview: &Preview{Topic: r.Topic, Report: &r},
	}
	s.Foot, s.Rows = v.waysToSend(r, sign)
	if v.e.pools(r.Lane) {
		s.Lines[0] = care.Say("review.exactly_pool")
	}
	s.Foot = append(v.pointedOut(r.Words), s.Foot...)
	s.Rows = append(s.Rows, v.wordsRows(r)...)
	if tellsUse(r) {
		s.Foot = append(s.Foot, care.Say("review.use"))
		s.Rows = append(s.Rows, []Button{v.button("button.drop_use", "drop_use")})
	}
	switch {
	case r.Signed != "":
		s.Rows = append(s.Rows, []Button{v.button("button.unsign", "unsign")})
	case sign != "":
		s.Rows = append(s.Rows, []Button{v.button("button.sign", "sign")})
	}
	s.Rows = append(s.Rows, v.foot())
	return s
}

// waysToSend are the buttons that send a report, and what is to be known before one
// of them is pressed.
func (v *visit) waysToSend(r care.Report, sign Step) (foot []care.Line, rows [][]Button) {
	switch one := [][]Button{{v.button("button.send", "send")}}; {
	case v.e.pools(r.Lane):
		return v.whenReleased(), one
	case sign == "":
		return nil, one
	default:
		return v.whenToSend(r)
	}
}

// wordsRows are what can be done about the own words of a report.
func (v *visit) wordsRows(r care.Report) [][]Button {
	if r.Words == "" {
		return [][]Button{{v.button("button.add_words", "words")}}
	}
	drop := care.Key("button.drop_words")
	if len(r.Answers) > 0 {
		drop = "button.only_ticks"
	}
	return [][]Button{v.changeRow(r.Words), {v.button(drop, "drop")}}
}

// changeRow changes words, or hides some of them where any are left to hide.
func (v *visit) changeRow(words string) []Button {
	row := []Button{v.button("button.change_words", "words")}
	if v.hideable(words) {
		row = append(row, v.button("button.hide_more", "more"))
	}
	return row
}

// whenToSend says who reads it when, and what speed costs, above the two ways to
// send. Whoever has signed has nothing to lose by speed, and gets one way.
func (v *visit) whenToSend(r care.Report) (foot []care.Line, rows [][]Button) {
	foot = append(v.whenClosed(r.Lane), v.answerTime(r.Topic))
	rows = [][]Button{{v.button("button.send_now", "send")}}
	if r.Signed != "" {
		return foot, rows
	}
	return append(foot, care.Say("review.speed")), append(rows, []Button{v.button(v.laterLabel(), "later")})
}

// laterLabel says when something comes out that is hidden among others.
func (v *visit) laterLabel() care.Key {
	if v.hidesToday() {
		return "button.send_today"
	}
	return "button.send_later"
}

func (v *visit) pressReview(token string, words, hide, sign Step) bool {
	switch {
	case token == "send":
		v.send(AtOnce)
	case token == "later" && sign != "":
		v.send(AmongOthers)
	case token == "more":
		v.goTo(hide)
	case token == "sign" && sign != "":
		v.goTo(sign)
	case token == "unsign":
		v.draft().Report.Signed = ""
		v.goTo(v.s.At)
	case token == "words":
		v.goTo(words)
	case token == "drop":
		v.draft().setWords("")
		v.goTo(v.s.At)
	case token == "drop_use":
		v.dropUse()
		v.goTo(v.s.At)
	default:
		return false
	}
	return true
}

// tellsUse reports whether a report says that the patient used more. That goes
// to staff only knowingly, so the review points it out.
func tellsUse(r care.Report) bool {
	return slices.ContainsFunc(r.Answers, func(a care.Answer) bool { return slices.Contains(a.Picked, "con.used_more") })
}

func (v *visit) dropUse() {
	d := v.draft()
	led := question{at: reportLed, answers: care.Led, terms: care.Consequences()}
	d.answer(led, slices.DeleteFunc(slices.Clone(d.picked(care.Led)), func(t care.Term) bool { return t == "con.used_more" }))
}
