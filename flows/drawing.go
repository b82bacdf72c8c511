package flows

import (
	"slices"
	"strings"

	"heard/care"
)

// The map of the conversations, for drawings. It is read off the nodes that the
// engine runs on, so it cannot say anything else than they do.

// Place is one step on the map.
type Place struct {
	At   Step
	Asks care.Key // of what the step says first
	// Optional steps are passed by where they have nothing to ask.
	Optional bool
	// On leads onward, the nearest step first. Those that are reached only by
	// passing others by come after Past.
	On   []Step
	Past []Step
	Back []Step // where "back" can lead, the nearest first
}

// Conversation is what stands before the point of a step's name.
func (s Step) Conversation() string {
	name, _, _ := strings.Cut(string(s), ".")
	return name
}

// Map returns every step, in the order in which a patient can meet them.
//
// What is good at any time is left out: from each step one can leave for the menu
// or the crisis card, and whatever was left can be taken up again from the menu.
func (e *Engine) Map() []Place {
	var order []Step
	var meet func(Step)
	meet = func(at Step) {
		if slices.Contains(order, at) {
			return
		}
		order = append(order, at)
		for _, next := range e.nodes[at].next {
			meet(next)
		}
	}
	meet(firstLanguage)
	places := make([]Place, len(order))
	for i, at := range order {
		places[i] = e.place(at)
	}
	return places
}

func (e *Engine) place(at Step) Place {
	n := e.nodes[at]
	p := Place{At: at, Asks: e.asks(at), Optional: n.asked != nil}
	past := e.past(at)
	for _, next := range n.next {
		if slices.Contains(past, next) {
			p.Past = append(p.Past, next)
		} else {
			p.On = append(p.On, next)
		}
	}
	for _, d := range drafts(at) {
		if to := e.backFrom(at, d); to != "" && to != menu && !slices.Contains(p.Back, to) {
			p.Back = append(p.Back, to)
		}
	}
	if n.reminds {
		p.Back = e.backs(at)
	}
	return p
}

// drafts are those that can be at a step, as far as they decide on the way: each
// topic of its conversation, with words and without.
func drafts(at Step) []*Draft {
	all := []*Draft{{}}
	_, lane, _ := starts(at.Conversation())
	for _, t := range slices.Concat(care.Sources(), care.Needs(), care.Concerns(), care.Rules(), care.Praises()) {
		if of, _ := care.LaneOf(t); of == lane {
			all = append(all, &Draft{Report: care.Report{Topic: t}}, &Draft{Report: care.Report{Topic: t, Words: "words"}})
		}
	}
	return all
}

// backFrom is where "back" leads with a draft, empty where a step is passed by
// with it and nobody is.
func (e *Engine) backFrom(at Step, d *Draft) Step {
	v := &visit{e: e, s: State{At: at, Draft: d}}
	passed := func(at Step) bool { return e.nodes[at].asked != nil && !e.nodes[at].asked(v) }
	if passed(at) {
		return ""
	}
	to := e.nodes[at].back
	for passed(to) {
		to = e.nodes[to].back
	}
	return to
}

// backs are all the steps that "back" can lead to where it is the clinics that
// decide what has nothing to ask.
func (e *Engine) backs(at Step) []Step {
	var all []Step
	for to := e.nodes[at].back; to != menu; to = e.nodes[to].back {
		all = append(all, to)
		if e.nodes[to].asked == nil {
			break
		}
	}
	return all
}

// past are the steps that can come straight after one because others had nothing
// to ask.
func (e *Engine) past(at Step) []Step {
	var all []Step
	for to := e.nodes[at].next[0]; e.nodes[to].asked != nil; {
		to = e.nodes[to].next[0]
		all = append(all, to)
	}
	return all
}

// asks is the text that names a step: its question, else what it says first.
func (e *Engine) asks(at Step) care.Key {
	lines := e.nodes[at].show(&visit{e: e, s: State{At: at, Agreed: true, Draft: &Draft{}, Remind: &Setup{}}}).Lines
	for _, line := range lines {
		if line.Key == care.Key(at) {
			return line.Key
		}
	}
	return lines[0].Key
}
