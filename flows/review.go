package flows

import (
	"slices"

	"heard/care"
)

// The review shows what staff will see, exactly, and sends it.

// reviewNode is the last step of a report.
func reviewNode(words Step) node {
	return node{
		show:  showReview,
		press: func(v *visit, token string) bool { return v.pressReview(token, words) },
		text: func(v *visit, words string) {
			v.draft().Report.Words = words
			v.goTo(v.s.At)
		},
		back:   words,
		next:   []Step{words, menu},
		drafts: true,
	}
}

func showReview(v *visit) Screen {
	r := v.s.Draft.Report
	s := Screen{
		Lines:   []care.Line{care.Say("review.exactly")},
		Preview: &Preview{Topic: r.Topic, Report: &r},
		Rows:    [][]Button{{v.button("button.send", "send")}},
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
	s.Rows = append(s.Rows, v.foot())
	return s
}

func (v *visit) pressReview(token string, words Step) bool {
	switch token {
	case "send":
		v.send()
	case "words":
		v.goTo(words)
	case "drop":
		v.draft().Report.Words = ""
		v.goTo(v.s.At)
	case "drop_use":
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
func (v *visit) send() {
	r, code := v.s.Draft.Report, v.in.Fresh
	v.out = append(v.out, OpenCase{Code: code, Report: r})
	v.s.Cases = append([]Mine{{Code: code, Topic: r.Topic}}, v.s.Cases...)
	if len(v.s.Cases) > maxCases {
		v.s.Cases = v.s.Cases[:maxCases]
	}
	v.s.Draft, v.s.At = nil, menu
	v.s.Turn++
	v.tell(receipt(r, code))
}

func receipt(r care.Report, code care.Code) Screen {
	s := Screen{
		Lines: []care.Line{
			care.Say("sent.code", care.With("Code", code)),
			care.Say("sent.next." + care.Key(r.Lane)),
		},
		Rows: [][]Button{
			{kept("button.see_case", "case."+string(code)), kept("button.menu", "menu")},
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
