package flows

import "heard/care"

// A dosing concern: a topic, its safety card where it has one, and whether staff
// are to know. The card is the same for everybody and comes before the question,
// so nothing that is answered changes what it says.

// cardNode is the step that shows a topic's safety cards. Topics without one
// pass it by.
func cardNode(back Step, next ...Step) node {
	return node{
		show:   showCard,
		press:  func(v *visit, token string) bool { return v.pressCard(token, next[0]) },
		asked:  func(v *visit) bool { return len(care.FirstCards(v.s.Draft.Report.Topic)) > 0 },
		back:   back,
		next:   append(next, menu),
		drafts: true,
	}
}

func showCard(v *visit) Screen {
	return Screen{
		Lines: append(v.cards(care.FirstCards(v.s.Draft.Report.Topic)...), care.Say("safety.tell")),
		Rows: [][]Button{
			{v.button("button.tell", "tell"), v.button("button.not_now", "no")},
			v.foot(),
		},
	}
}

func (v *visit) pressCard(token string, next Step) bool {
	switch token {
	case "tell":
		v.onward(next)
	case "no":
		v.leaveUntold()
	default:
		return false
	}
	return true
}

// leaveUntold ends a conversation in which staff are not to be told. Words that
// were there before wait to be picked up; without any there is nothing to keep.
func (v *visit) leaveUntold() {
	if v.s.Draft.Report.Words == "" {
		v.s.Draft = nil
	}
	v.pause()
	v.goTo(menu)
}

// daysNode asks how many days without medicine. It is asked of those who missed
// some, and can be skipped.
func daysNode(back Step, next ...Step) node {
	n := pickNode(question{at: doseDays, answers: care.Days, terms: care.DaysMissed(), optional: true, single: true}, back, next...)
	n.asked = func(v *visit) bool { return v.s.Draft.Report.Topic == "dose.missed" }
	return n
}
