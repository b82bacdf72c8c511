package flows

import "heard/care"

// Feedback: a rule or something that was good, asked as equals.

func showKind(v *visit) Screen {
	return Screen{
		Lines: []care.Line{care.Say("feedback.kind")},
		Rows: [][]Button{
			{v.button("button.rule", "rule")},
			{v.button("button.praise", "praise")},
			v.foot(),
		},
	}
}

func pressKind(v *visit, token string) bool {
	if token != "rule" && token != "praise" {
		return false
	}
	d := v.draft()
	if praise := token == "praise"; praise != d.Praise {
		d.Praise = praise
		d.setTopic("")
	}
	v.goTo(feedbackTopic)
	return true
}

// feedbackTerms is the list that was asked for.
func feedbackTerms(d *Draft) []care.Term {
	if d.Praise {
		return care.Praises()
	}
	return care.Rules()
}
