package flows

import (
	"strings"

	"heard/care"
)

// Signing one report: how the clinic knows the patient, who will see it, and a
// second yes. Nothing else is signed by it.

// maxName bounds how somebody says who they are, in the units of MaxWords: a
// full name and a date of birth fit.
const maxName = 60

// signNode is the step that asks how the clinic knows the patient.
func signNode(review, sure Step) node {
	return node{
		show:   showSign,
		press:  noPress,
		text:   func(v *visit, words string) { v.takeName(words, sure) },
		back:   review,
		next:   []Step{sure},
		drafts: true,
	}
}

func showSign(v *visit) Screen {
	return Screen{
		Lines: []care.Line{care.Say("signed.how"), v.whoSees()},
		Rows:  [][]Button{v.foot()},
	}
}

// takeName holds a name until it is confirmed. It is no part of the report yet.
func (v *visit) takeName(words string, sure Step) {
	name := strings.Join(strings.Fields(words), " ")
	if length(name) > maxName {
		v.repeat(care.Say("signed.long", care.With("Max", care.Number(maxName))))
		return
	}
	v.draft().Sign = name
	v.goTo(sure)
}

// sureNode is the step that asks the second time.
func sureNode(sign, review Step) node {
	return node{
		show:   showSure,
		press:  func(v *visit, token string) bool { return v.pressSure(token, review) },
		text:   func(v *visit, words string) { v.takeName(words, v.s.At) },
		back:   sign,
		next:   []Step{review},
		drafts: true,
	}
}

func showSure(v *visit) Screen {
	return Screen{
		Lines: []care.Line{care.Say("signed.sure", care.With("Name", care.Words(v.s.Draft.Sign))), v.whoSees()},
		Rows: [][]Button{
			{v.button("button.sign_yes", "yes"), v.button("button.sign_no", "no")},
			v.foot(),
		},
	}
}

func (v *visit) pressSure(token string, review Step) bool {
	d := v.draft()
	switch token {
	case "yes":
		d.Report.Signed = d.Sign
	case "no":
	default:
		return false
	}
	d.Sign = ""
	v.goTo(review)
	return true
}

// whoSees names the people who would see a signature: all of the team that takes
// the topic, never one of them.
func (v *visit) whoSees() care.Line {
	who := care.Label("team.any")
	if t, ok := v.e.service.team(v.s.Draft.Report.Topic); ok {
		who = care.Label("team." + care.Key(t.Role))
	}
	return care.Say("signed.who", care.With("Team", who))
}
