package flows

import (
	"slices"

	"heard/care"
)

// Own cases: the list, a thread for each, and writing back.

// caseList names the patient's own cases, newest first.
func (v *visit) caseList() Screen {
	s := Screen{Lines: []care.Line{care.Say("cases.list")}, Rows: v.aside()}
	if len(v.s.Cases) == 0 {
		s.Lines = []care.Line{care.Say("cases.none")}
	}
	for _, m := range v.s.Cases {
		s.Options = append(s.Options, Button{
			Label: care.Say("button.case", care.With("Code", m.Code), care.With("Topic", care.Label(m.Topic.Label()))),
			Data:  Data{Token: "case." + string(m.Code)},
		})
	}
	return s
}

// showCase shows the thread of one case. A code that is not the patient's own
// is answered like one that has expired.
func (v *visit) showCase(rest string) {
	code, _ := care.ParseCode(rest)
	mine, own := v.s.owns(code)
	if !own || v.in.Case == nil || v.in.Case.Code != code {
		v.forget(code)
		v.tell(Screen{Lines: []care.Line{care.Say("cases.gone")}, Rows: v.aside()})
		return
	}
	c := *v.in.Case
	s := Screen{
		Lines: []care.Line{
			care.Say("cases.head", care.With("Code", code), care.With("Topic", care.Label(mine.Topic.Label()))),
			care.Say("cases.status." + care.Key(c.Status)),
		},
		Rows: append([][]Button{{here("button.cases", "cases")}}, v.aside()...),
	}
	s.Lines = append(s.Lines, opening(c)...)
	for _, m := range lastMessages(c.Thread) {
		s.Lines = append(s.Lines, care.Say("cases.from."+care.Key(m.From), care.With("Words", care.Words(m.Words))))
	}
	if c.Status != care.Closed {
		s.Rows = append([][]Button{{here("button.write", "reply."+string(code))}}, s.Rows...)
	}
	v.tell(s)
}

// opening is the report that a case began with, until the thread needs the room.
func opening(c care.Case) []care.Line {
	if len(lastMessages(c.Thread)) < len(c.Thread) {
		return nil
	}
	room := shownThread
	for _, m := range c.Thread {
		room -= length(m.Words)
	}
	r := c.Report
	if length(r.Words) > room {
		r.Words = ""
	}
	return append([]care.Line{care.Say("cases.sent")}, r.Summary()...)
}

// shownThread is how much of a thread fits one message beside its head, in the
// UTF-16 units that Telegram counts.
const shownThread = 3200

// lastMessages returns as much of the end of a thread as one message holds, and
// at least the last entry.
func lastMessages(thread []care.Message) []care.Message {
	room := shownThread
	for i, m := range slices.Backward(thread) {
		room -= length(m.Words)
		if room < 0 && i+1 < len(thread) {
			return thread[i+1:]
		}
	}
	return thread
}

// forget takes a case that has expired off the list.
func (v *visit) forget(code care.Code) {
	kept := make([]Mine, 0, len(v.s.Cases))
	for _, m := range v.s.Cases {
		if m.Code != code {
			kept = append(kept, m)
		}
	}
	v.s.Cases = kept
}

// beginReply starts words to the staff who have the case.
func (v *visit) beginReply(rest string) {
	code, _ := care.ParseCode(rest)
	mine, own := v.s.owns(code)
	if !own || v.in.Case == nil {
		v.showCase(rest)
		return
	}
	if v.in.Case.Status == care.Closed {
		v.tell(Screen{
			Lines: []care.Line{care.Say("reply.closed", care.With("Code", code))},
			Rows:  append([][]Button{{here("button.ask", "ask")}}, v.aside()...),
		})
		return
	}
	v.pause()
	v.s.Draft = &Draft{Case: code, Report: care.Report{Topic: mine.Topic}}
	v.goTo(replyWords)
}
