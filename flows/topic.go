package flows

import (
	"slices"

	"heard/care"
)

// Asking, a dosing concern and feedback begin alike: one topic is picked from a
// list, and it decides which team gets what follows.

// topicNode is the step that picks a topic. next holds the steps it can lead to,
// the nearest first.
func topicNode(say care.Key, terms func(*Draft) []care.Term, back Step, next ...Step) node {
	return node{
		show:   func(v *visit) Screen { return v.showTopics(say, terms(v.s.Draft)) },
		press:  func(v *visit, token string) bool { return v.pressTopic(token, terms(v.s.Draft), next[0]) },
		back:   back,
		next:   next,
		drafts: true,
	}
}

// always is the list of a step that has one list only.
func always(terms []care.Term) func(*Draft) []care.Term {
	return func(*Draft) []care.Term { return terms }
}

func (v *visit) showTopics(say care.Key, terms []care.Term) Screen {
	s := Screen{Lines: []care.Line{care.Say(say)}, Rows: [][]Button{v.foot()}}
	for _, t := range terms {
		b := v.button(t.Label(), string(t))
		b.Ticked = v.s.Draft.Report.Topic == t
		s.Options = append(s.Options, b)
	}
	return s
}

func (v *visit) pressTopic(token string, terms []care.Term, next Step) bool {
	t := care.Term(token)
	if !slices.Contains(terms, t) {
		return false
	}
	v.draft().setTopic(t)
	v.onward(next)
	return true
}

// setTopic changes what a report is about. A signature was given knowing who
// would see it, and days belong to one topic, so neither outlives the change.
func (d *Draft) setTopic(t care.Term) {
	if t == d.Report.Topic {
		return
	}
	d.Report.Topic, d.Report.Signed, d.Sign = t, "", ""
	d.Report.Answers = slices.DeleteFunc(d.Report.Answers, func(a care.Answer) bool { return a.Question == care.Days })
}

// onward goes to a step, or past it to the first that still has something to
// ask.
func (v *visit) onward(at Step) {
	for n := v.e.nodes[at]; n.asked != nil && !n.asked(v); n = v.e.nodes[at] {
		at = n.next[0]
	}
	v.goTo(at)
}

// starts names the first step of the conversation behind a button or command,
// and its lane. ok is false for any other word.
func starts(word string) (at Step, lane care.Lane, ok bool) {
	switch word {
	case "report":
		return reportWho, care.Stigma, true
	case "ask":
		return askNeed, care.Help, true
	case "dose":
		return doseTopic, care.Dosing, true
	case "feedback":
		return feedbackKind, care.Feedback, true
	}
	return "", "", false
}

// beginTopic starts the conversation of a topic that is known already, with
// words that are there too, at the first question still open.
func (v *visit) beginTopic(t care.Term, words string) {
	lane, _ := care.LaneOf(t)
	v.pause()
	d := v.draft()
	d.Report = care.Report{Lane: lane, Topic: t, Words: words}
	switch lane {
	case care.Stigma:
		d.Report.Answers = []care.Answer{{Question: care.Who, Picked: []care.Term{t}}}
		v.onward(reportWhere)
	case care.Help:
		v.onward(askCard)
	case care.Dosing:
		v.onward(doseCard)
	case care.Feedback:
		d.Praise = slices.Contains(care.Praises(), t)
		v.onward(feedbackWords)
	}
}
