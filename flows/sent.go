package flows

import (
	"slices"

	"heard/care"
)

// Sending a report, and the receipt: its code, who has it now, and what comes next.

// send opens the case. The message that showed the review becomes the receipt,
// with the code, and stays in the chat.
func (v *visit) send(when When) {
	r, code := v.s.Draft.Report, v.in.Fresh
	if v.e.pools(r.Lane) {
		when = InPool
	}
	v.out = append(v.out, OpenCase{Code: code, Report: r, When: when, Seen: v.s.Draft.Seen})
	v.s.Cases = append([]Mine{{Code: code, Topic: r.Topic}}, v.s.Cases...)
	if len(v.s.Cases) > maxCases {
		v.s.Cases = v.s.Cases[:maxCases]
	}
	v.s.Draft, v.s.At = nil, menu
	v.s.Turn++
	v.sweep()
	v.tell(v.receipt(r, code, when))
}

func (v *visit) receipt(r care.Report, code care.Code, when When) Screen {
	s := Screen{
		Lines: append([]care.Line{care.Say("sent.code", care.With("Code", code))}, v.whatNext(r, when)...),
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
func (v *visit) whatNext(r care.Report, when When) []care.Line {
	lines := []care.Line{care.Say("sent.next." + care.Key(r.Lane))}
	switch when {
	case AmongOthers:
		lines = []care.Line{care.Say("sent.later")}
	case InPool:
		lines = append([]care.Line{care.Say("sent.pool")}, v.whenReleased()...)
	case AtOnce:
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
