package flows

import (
	"slices"

	"heard/care"
)

// Own words first: what was written outside any conversation is kept until the
// patient says where it belongs.

// maxTopics is how many topics are offered for kept words.
const maxTopics = 3

// keep holds words that came where a button was asked for. Somebody who is not
// to use Heard, or has said no, has nothing kept.
func (v *visit) keep(words string) {
	if v.s.At == firstNo || v.s.At == firstYoung {
		v.repeat(care.Say("kept.not"))
		return
	}
	all := words
	if v.s.Kept != "" {
		all = v.s.Kept + "\n" + words
	}
	if length(all) > MaxWords {
		v.repeat(care.Say("kept.full", care.With("Max", care.Number(MaxWords))))
		return
	}
	all, ok := v.hidden(all)
	if !ok {
		return
	}
	v.s.Kept, v.s.Topics = all, v.offerable()
	if v.s.Agreed && v.s.Draft == nil && !v.s.At.reminds() {
		v.goTo(keptWhere)
		return
	}
	v.repeat(care.Say("kept.later"))
}

// offerable are the topics of what has just come, before those of what was kept
// already, as far as they can be picked.
func (v *visit) offerable() []care.Term {
	lists := slices.Concat(care.Sources(), care.Needs(), care.Concerns(), care.Rules(), care.Praises())
	var topics []care.Term
	for _, t := range slices.Concat(v.in.Topics, v.s.Topics) {
		if len(topics) < maxTopics && t != care.Unsaid && slices.Contains(lists, t) && !slices.Contains(topics, t) {
			topics = append(topics, t)
		}
	}
	return topics
}

// takeKept hands the kept words over to a conversation.
func (v *visit) takeKept() string {
	words := v.s.Kept
	v.s.Kept, v.s.Topics = "", nil
	return words
}

// rehome asks where words belong whose case has ended. What was kept before
// stays with them; where both are too much together, the older words wait as an
// unfinished ask.
func (v *visit) rehome(words string) {
	if before := v.takeKept(); length(before)+1+length(words) > MaxWords {
		v.s.Draft, v.s.At = &Draft{Report: care.Report{Lane: care.Help, Words: before}}, askNeed
		v.pause()
	} else if before != "" {
		words = before + "\n" + words
	}
	v.s.Kept, v.s.At = words, keptWhere
}

// showKept offers the topics that may fit, or all conversations.
func showKept(v *visit) Screen {
	words := care.With("Words", care.Words(v.s.Kept))
	if len(v.s.Topics) == 0 {
		return Screen{
			Lines: []care.Line{care.Say("kept.where", words), care.Say("words.limits")},
			Options: []Button{
				v.button("button.report", "report"),
				v.button("button.ask", "ask"),
				v.button("button.dose", "dose"),
				v.button("button.feedback", "feedback"),
			},
			Rows: [][]Button{{v.button("button.kept_drop", "drop")}, v.foot()},
		}
	}
	s := Screen{Lines: []care.Line{care.Say("kept.topics", words), care.Say("words.limits")}}
	for _, t := range v.s.Topics {
		s.Rows = append(s.Rows, []Button{v.button(t.Label(), string(t))})
	}
	s.Rows = append(s.Rows, []Button{v.button("button.kept_none", "none")}, v.foot())
	return s
}

func pressKept(v *visit, token string) bool {
	at, lane, begins := starts(token)
	switch {
	case begins:
		v.begin(at, care.Report{Lane: lane, Words: v.takeKept()})
	case token == "none":
		v.s.Topics = nil
		v.goTo(keptWhere)
	case token == "drop":
		v.takeKept()
		v.goTo(menu)
	case slices.Contains(v.s.Topics, care.Term(token)):
		v.beginTopic(care.Term(token), v.takeKept())
	default:
		return false
	}
	return true
}

// keptLeads lists where kept words can go: to the beginning of a conversation,
// or to the first question that a topic leaves open.
func keptLeads() []Step {
	return []Step{
		menu, reportWho, reportWhere, askNeed, askCard, askWords, askReview,
		doseTopic, doseCard, doseReview, feedbackKind, feedbackReview,
	}
}
