package flows

import (
	"slices"
	"time"

	"heard/care"
	"heard/clinic"
)

// What staff do in their group: post that a clinic is closed or has other hours, and
// take that back. Nothing of it is kept before it is posted: what has been picked so
// far travels in the buttons, so that whoever is in the group can go on with it.

const (
	// closingPage is how many days are offered at once, and closingPages how often:
	// what is planned further ahead than two months belongs into the file.
	closingPage  = 7
	closingPages = 9
	// closingDays is the most days that a closure has.
	closingDays = 10
	// closingStep is how far apart the times lie between which staff choose, in
	// minutes.
	closingStep = 30
)

// closing goes on with what was picked. ok is false for a button that makes no sense
// any more: what it is about is past, or the file has changed.
func (b Board) closing(token, id string, now time.Time) (d Desk, ok bool) {
	p, ok := parseClosing(token)
	switch {
	case !ok:
		return d, false
	case p.back != "":
		return b.closingBack(p, now)
	case p.drop:
		return Desk{Screen: Screen{Lines: []care.Line{care.Say("closing.dropped")}}}, true
	case p.clinic == "" && len(b.Clinics) != 1:
		return Desk{Screen: b.closingClinic(now)}, len(b.Clinics) > 0
	case p.clinic == "":
		p.clinic = shortName(b.Clinics[0].ID)
	}
	c, ok := b.clinicNamed(p.clinic)
	if !ok || p.over(c, now) || p.from.Compare(clinic.DateOf(now.In(c.Zone)).Plus(closingPage*closingPages)) >= 0 {
		return d, false
	}
	if p.post {
		return b.post(p.change(c.ID), c, id, now)
	}
	return Desk{Screen: b.closingScreen(p, c, now)}, true
}

// closingScreen asks for what is not picked yet, and shows it when all is.
func (b Board) closingScreen(p closing, c clinic.Clinic, now time.Time) Screen {
	switch {
	case p.from == (clinic.Date{}):
		return b.closingDay(p, c, now)
	case p.open:
		return closingLast(p)
	case p.part == "":
		return closingPart(p, c, now)
	case p.whole():
		return closingHow(p)
	case p.reason == "":
		return closingWhy(p)
	}
	return b.closingLook(p, p.change(c.ID), now)
}

// closingClinic asks which clinic, below what is posted already.
func (b Board) closingClinic(now time.Time) Screen {
	s := b.closingHead(now)
	s.Lines = append(s.Lines, care.Say("closing.clinic"))
	for _, c := range b.Clinics {
		s.Options = append(s.Options, clinicButton(c, closing{clinic: shortName(c.ID)}.data()))
	}
	s.Rows = append(s.Rows, []Button{dropClosing()})
	return s
}

// closingHead lists what is posted and holds, each with a way to take it back.
func (b Board) closingHead(now time.Time) (s Screen) {
	for _, n := range b.News {
		c, ok := b.clinicOf(n)
		if n.Change == nil || !ok || !n.Holds() || n.Over(now, c.Zone) {
			continue
		}
		if len(s.Lines) == 0 {
			s.Lines = append(s.Lines, care.Say("closing.holding"))
		}
		s.Lines = append(s.Lines, changed(*n.Change, c))
		s.Rows = append(s.Rows, []Button{{
			Label: care.Say("button.closing_back", care.With("OneDay", date(n.Change.From))), Data: closing{back: n.ID}.data(),
		}})
	}
	return s
}

// closingDay asks for the day.
func (b Board) closingDay(d closing, c clinic.Clinic, now time.Time) Screen {
	s := Screen{}
	if d.page == 0 {
		s = b.closingHead(now)
	}
	s.Lines = append(s.Lines, care.Say("closing.day", care.With("Name", care.Name(c.Name))))
	first := clinic.DateOf(now.In(c.Zone)).Plus(d.page * closingPage)
	for i := range closingPage {
		on := d
		on.from, on.to, on.page = first.Plus(i), first.Plus(i), 0
		s.Options = append(s.Options, dayButton(on.from, on.data()))
	}
	last := []Button{dropClosing()}
	if d.page+1 < closingPages {
		on := d
		on.page++
		last = append(last, Button{Label: care.Say("button.closing_further"), Data: on.data()})
	}
	s.Rows = append(s.Rows, last)
	return s
}

// closingLast asks for the last of several days.
func closingLast(d closing) Screen {
	s := Screen{Lines: []care.Line{care.Say("closing.last", care.With("Day", date(d.from)))}}
	for i := 1; i < closingDays; i++ {
		on := d
		on.open, on.to, on.part = false, d.from.Plus(i), allDay
		s.Options = append(s.Options, dayButton(on.to, on.data()))
	}
	s.Rows = [][]Button{{backTo(closing{clinic: d.clinic, from: d.from, to: d.from}), dropClosing()}}
	return s
}

// closingPart asks for the part of the day.
func closingPart(d closing, c clinic.Clinic, now time.Time) Screen {
	rows := [][]Button{{backTo(closing{clinic: d.clinic}), dropClosing()}}
	windows := slices.DeleteFunc(c.Windows(d.from), func(w clinic.Window) bool { return !now.Before(d.from.At(w.To, c.Zone)) })
	if len(windows) == 0 {
		return Screen{Lines: []care.Line{care.Say("closing.not_open", care.With("Name", care.Name(c.Name)), care.With("Day", date(d.from)))}, Rows: rows}
	}
	s := Screen{Lines: []care.Line{care.Say("closing.part", care.With("Day", date(d.from)), care.With("Windows", spans(windows)))}, Rows: rows}
	whole, several := d, d
	whole.part, several.open = allDay, true
	s.Options = []Button{{Label: care.Say("button.closing_day"), Data: whole.data()}}
	for _, w := range windows {
		on := d
		on.part = partOf(w)
		s.Options = append(s.Options, Button{Label: care.Say("button.window", care.With("Window", span(w))), Data: on.data()})
	}
	s.Options = append(s.Options, Button{Label: care.Say("button.closing_several"), Data: several.data()})
	return s
}

// closingHow asks what becomes of one window: closed, or shorter.
func closingHow(d closing) Screen {
	w := d.window()
	s := Screen{Lines: []care.Line{care.Say("closing.how", care.With("Window", span(w)), care.With("Day", date(d.from)))}}
	option := func(how string, label care.Line) {
		on := d
		on.part += how
		s.Options = append(s.Options, Button{Label: label, Data: on.data()})
	}
	option(shut, care.Say("button.closing_shut"))
	for at := w.From + closingStep; at < w.To; at += closingStep {
		option(till+compact(at), care.Say("button.closing_till", care.With("Hour", clockAt(at))))
	}
	for at := w.From + closingStep; at < w.To; at += closingStep {
		option(since+compact(at), care.Say("button.closing_from", care.With("Hour", clockAt(at))))
	}
	s.Rows = [][]Button{{backTo(closing{clinic: d.clinic, from: d.from, to: d.to}), dropClosing()}}
	return s
}

// closingWhy asks for the reason.
func closingWhy(d closing) Screen {
	s := Screen{Lines: []care.Line{care.Say("closing.why")}}
	for _, reason := range clinic.Reasons() {
		on := d
		on.reason = reason
		s.Options = append(s.Options, Button{Label: care.Say("button.why." + care.Key(reason)), Data: on.data()})
	}
	s.Rows = [][]Button{{backTo(closing{clinic: d.clinic, from: d.from, to: d.from}), dropClosing()}}
	return s
}

// closingLook shows what patients will read.
func (b Board) closingLook(d closing, change clinic.Change, now time.Time) Screen {
	n := clinic.News{Change: &change, Posted: now}
	s := Screen{Lines: append([]care.Line{care.Say("closing.look")}, b.noticeOf(n)...)}
	when := care.Say("closing.at_once")
	if due := b.due(n, now); due.After(now) {
		when = care.Say("closing.later", care.With("Time", care.Clock(due)))
	}
	s.Foot = []care.Line{when}
	on, why := d, d
	on.post, why.reason = true, ""
	s.Rows = [][]Button{
		{{Label: care.Say("button.closing_post"), Data: on.data()}},
		{backTo(why), dropClosing()},
	}
	return s
}

// noticeOf is what a patient reads of a change, in plain words, as if it held.
func (b Board) noticeOf(n clinic.News) []care.Line {
	c, _ := b.clinicOf(n)
	return ClosureNotice(*n.Change, c.With([]clinic.Change{*n.Change}), Plain).Lines
}

// postedScreen is what stands in the group once a change was posted.
func (b Board) postedScreen(n clinic.News) Screen {
	return Screen{
		Lines: append([]care.Line{care.Say("closing.posted")}, b.noticeOf(n)...),
		Rows:  [][]Button{{{Label: care.Say("button.take_back"), Data: closing{back: n.ID}.data()}}},
	}
}

// closingBack asks whether a change is to be taken back, and has it done.
func (b Board) closingBack(p closing, now time.Time) (d Desk, ok bool) {
	n, ok := b.newsByID(p.back)
	c, known := b.clinicOf(n)
	if !ok || !known || n.Change == nil || !n.Holds() || n.Over(now, c.Zone) {
		return d, false
	}
	switch {
	case p.post:
		return takeBack(n, now, "closing.taken_back"), true
	case p.drop:
		return Desk{Screen: b.postedScreen(n)}, true
	}
	yes, no := p, p
	yes.post, no.drop = true, true
	return Desk{Screen: Screen{
		Lines: []care.Line{care.Say("closing.back"), changed(*n.Change, c)},
		Rows:  [][]Button{{{Label: care.Say("button.take_back"), Data: yes.data()}}, {{Label: care.Say("button.closing_drop"), Data: no.data()}}},
	}}, true
}

func (b Board) clinicNamed(short string) (clinic.Clinic, bool) {
	at := slices.IndexFunc(b.Clinics, func(c clinic.Clinic) bool { return shortName(c.ID) == short })
	if at < 0 {
		return clinic.Clinic{}, false
	}
	return b.Clinics[at], true
}

func dayButton(d clinic.Date, to Data) Button {
	return Button{Label: care.Say("button.day", care.With("OneDay", date(d))), Data: to}
}

func backTo(d closing) Button { return Button{Label: care.Say("button.back"), Data: d.data()} }

func dropClosing() Button {
	return Button{Label: care.Say("button.closing_drop"), Data: closing{drop: true}.data()}
}
