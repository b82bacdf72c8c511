package flows

import (
	"slices"

	"heard/care"
)

// The review shows what staff will see, exactly, and sends it.

// reviewNode is the last step of a report. A step to sign from makes it one that
// can be signed, and sent at once or later; without one it has a single way.
func reviewNode(words, sign Step) node {
	n := node{
		show:   func(v *visit) Screen { return v.showReview(sign) },
		press:  func(v *visit, token string) bool { return v.pressReview(token, words, sign) },
		text:   (*visit).addWords,
		back:   words,
		next:   []Step{menu, words},
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
	if sign == "" {
		s.Rows = append(s.Rows, []Button{v.button("button.send", "send")})
	} else {
		s.Foot, s.Rows = v.whenToSend(r)
	}
	if r.Words == "" {
		s.Rows = append(s.Rows, []Button{v.button("button.add_words", "words")})
	} else {
		s.Rows = append(s.Rows, []Button{v.button("button.change_words", "words"), v.button("button.drop_words", "drop")})
	}
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

// whenToSend says who reads it when, and what speed costs, above the two ways to
// send. Whoever has signed has nothing to lose by speed, and gets one way.
func (v *visit) whenToSend(r care.Report) (foot []care.Line, rows [][]Button) {
	foot = append(v.whenClosed(r.Lane), v.answerTime(r.Topic))
	rows = [][]Button{{v.button("button.send_now", "send")}}
	if r.Signed != "" {
		return foot, rows
	}
	later := care.Key("button.send_later")
	if v.hidesToday() {
		later = "button.send_today"
	}
	return append(foot, care.Say("review.speed")), append(rows, []Button{v.button(later, "later")})
}

func (v *visit) pressReview(token string, words, sign Step) bool {
	switch {
	case token == "send":
		v.send(false)
	case token == "later" && sign != "":
		v.send(true)
	case token == "sign" && sign != "":
		v.goTo(sign)
	case token == "unsign":
		v.draft().Report.Signed = ""
		v.goTo(v.s.At)
	case token == "words":
		v.goTo(words)
	case token == "drop":
		v.draft().Report.Words = ""
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

// send opens the case. The message that showed the review becomes the receipt,
// with the code, and stays in the chat.
func (v *visit) send(later bool) {
	r, code := v.s.Draft.Report, v.in.Fresh
	v.out = append(v.out, OpenCase{Code: code, Report: r, Later: later})
	v.s.Cases = append([]Mine{{Code: code, Topic: r.Topic}}, v.s.Cases...)
	if len(v.s.Cases) > maxCases {
		v.s.Cases = v.s.Cases[:maxCases]
	}
	v.s.Draft, v.s.At = nil, menu
	v.s.Turn++
	v.sweep()
	v.tell(v.receipt(r, code, later))
}

func (v *visit) receipt(r care.Report, code care.Code, later bool) Screen {
	s := Screen{
		Lines: append([]care.Line{care.Say("sent.code", care.With("Code", code))}, v.whatNext(r, later)...),
		Rows: [][]Button{
			{kept("button.see_case", about("case", code)), kept("button.menu", "menu")},
			{kept("button.crisis", "crisis")},
		},
	}
	for _, a := range r.Answers {
		if slices.Contains(a.Picked, "con.thinking_of_leaving") {
			s.Lines = append(s.Lines, care.Say("sent.leaving"))
			s.Rows = append([][]Button{{kept("button.ask_talk", "ask")}}, s.Rows...)
		}
	}
	return s
}

// whatNext says who has it and when an answer can come. In the lanes that staff
// answer it says whom to call until then.
func (v *visit) whatNext(r care.Report, later bool) []care.Line {
	lines := []care.Line{care.Say("sent.next." + care.Key(r.Lane))}
	if later {
		lines = []care.Line{care.Say("sent.later")}
	}
	if r.Lane != care.Help && r.Lane != care.Dosing {
		return lines
	}
	closed := v.whenClosed(r.Lane)
	if closed == nil && r.Lane == care.Dosing {
		closed = []care.Line{care.Say("sent.call", care.With("Clinic", v.clinicPhone()))}
	}
	return append(append(lines, v.answerTime(r.Topic)), closed...)
}
