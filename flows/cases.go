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
	for _, m := range v.s.Cases[:min(len(v.s.Cases), shownCases)] {
		s.Options = append(s.Options, Button{
			Label: care.Say("button.case", care.With("Code", m.Code), care.With("Topic", care.Label(m.Topic.Label()))),
			Data:  Data{Token: about("case", m.Code)},
		})
	}
	return s
}

// showCase shows the thread of one case. A code that is not the patient's own
// is answered like one that has expired.
func (v *visit) showCase(rest string) {
	c, ok := v.ownCase(rest)
	if !ok || c.Status == care.Expired {
		code, _ := care.ParseCode(rest)
		v.dropCase(code)
		v.tell(Screen{Lines: []care.Line{care.Say("cases.gone")}, Rows: v.aside()})
		return
	}
	s := Screen{
		Lines: []care.Line{
			care.Say("cases.head", care.With("Code", c.Code), care.With("Topic", care.Label(c.Report.Topic.Label()))),
			care.Say("cases.status." + statusOf(c)),
		},
		Rows: append([][]Button{{here("button.cases", "cases")}}, v.aside()...),
	}
	if c.Muted && !c.Status.Ended() {
		s.Lines = append(s.Lines, care.Say("cases.muted"))
	}
	s.Lines = append(s.Lines, thread(c)...)
	s.Options = caseActs(c)
	if mine, _ := v.s.owns(c.Code); c.Status == care.Closed && !mine.Helped {
		s.Lines = append(s.Lines, care.Say("helped.ask"))
		s.Options, s.Rows = nil, append(append(helpedRows(c.Code, here), s.Options), s.Rows...)
	}
	v.tell(s)
}

// caseActs are what a patient can do with a case.
func caseActs(c care.Case) []Button {
	if !c.Withdrawable() {
		return nil
	}
	takeBack := here("button.withdraw", about("withdraw", c.Code))
	if c.Status == care.Closed || c.Status == care.Waiting {
		return []Button{takeBack}
	}
	quiet := here("button.mute", about("mute", c.Code))
	if c.Muted {
		quiet = here("button.unmute", about("unmute", c.Code))
	}
	return []Button{here("button.write", about("reply", c.Code)), quiet, takeBack}
}

// thread is what was written in a case, as far as one message holds it. Of a
// case that was taken back nothing is left.
func thread(c care.Case) []care.Line {
	if !c.Withdrawable() {
		return nil
	}
	lines := opening(c)
	for _, m := range lastMessages(c.Thread) {
		lines = append(lines, care.Say("cases.from."+care.Key(m.From), care.With("Words", care.Words(m.Words))))
	}
	return lines
}

// opening is the report that a case began with, until the thread needs the room.
func opening(c care.Case) []care.Line {
	if len(lastMessages(c.Thread)) < len(c.Thread) {
		return nil
	}
	room := shownThread
	for _, m := range c.Thread {
		room -= length(m.Words) + framed
	}
	r := c.Report
	if length(r.Words) > room {
		r.Words = ""
	}
	if room < answered {
		return nil
	}
	return append([]care.Line{care.Say("cases.sent")}, r.Summary()...)
}

// shownThread is how much of a thread fits one message beside its head, in the
// UTF-16 units that Telegram counts; framed is what stands around each entry.
const (
	shownThread = 3200
	framed      = 40
	answered    = 800 // as long as the summary of a report with every answer ticked
)

// lastMessages returns as much of the end of a thread as one message holds, and
// at least the last entry.
func lastMessages(thread []care.Message) []care.Message {
	room := shownThread
	for i, m := range slices.Backward(thread) {
		room -= length(m.Words) + framed
		if room < 0 && i+1 < len(thread) {
			return thread[i+1:]
		}
	}
	return thread
}

// dropCase takes a case that has expired off the list.
func (v *visit) dropCase(code care.Code) {
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
	c, ok := v.ownCase(rest)
	if !ok || c.Status == care.Waiting {
		v.showCase(rest)
		return
	}
	if c.Status.Ended() {
		v.tell(Screen{
			Lines: []care.Line{whyEnded(&c, c.Code)},
			Rows:  append([][]Button{{here("button.ask", "ask")}}, v.aside()...),
		})
		return
	}
	v.pause()
	v.s.Draft = &Draft{Case: c.Code, Waits: c.Hidden, Report: care.Report{Topic: c.Report.Topic, Signed: c.Report.Signed}}
	v.goTo(replyWords)
}

// statusOf is how far a case is, to its patient.
func statusOf(c care.Case) care.Key {
	switch {
	case c.Hidden && !c.Status.Ended():
		return "hidden"
	case c.Pool != nil && c.Pool.Anyway:
		return "anyway"
	}
	return care.Key(c.Status)
}
