package flows

import (
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
)

// What comes to patients when something changes at a clinic. A first line may come
// up on a locked screen: it says nothing of a clinic. Whoever wants reminders to be
// discreet gets that line alone, and reads on by a button.

// ClosureNotice says what staff have changed at a clinic, which is given with the
// change laid over it, in the wording of the patient's reminders.
func ClosureNotice(change clinic.Change, c clinic.Clinic, w Wording) Screen {
	if w != Plain {
		return toRead(change, c)
	}
	lines := []care.Line{care.Say("notice.first"), changed(change, c)}
	if change.Window != nil && change.From == change.To {
		lines = append(lines, thatDay(change, c))
	}
	if told(change.Reason) {
		lines = append(lines, care.Say("notice.why", care.With("Why", care.Label(change.Reason.Label()))))
	}
	if next, ok := c.NextOpening(change.To.Plus(1).At(0, c.Zone).Add(-time.Minute)); ok && change.Window == nil && len(change.Windows) == 0 {
		lines = append(lines, care.Say("notice.opens", care.With("Time", care.Clock(next.In(c.Zone)))))
	}
	return noticed(lines, c)
}

// ClosureTakenBack says that a change does not hold any more. The clinic is given
// without it.
func ClosureTakenBack(change clinic.Change, c clinic.Clinic, w Wording) Screen {
	if w != Plain {
		return toRead(change, c)
	}
	name := care.With("Name", care.Name(c.Name))
	days := care.With("Day", dates(change.From, change.To))
	what := care.Say("notice.back", name, days)
	for d := change.From; d.Compare(change.To) <= 0; d = d.Plus(1) {
		if c.Day(d).Rule == clinic.ByChange { // something else holds there
			what = care.Say("notice.back_other", name, days)
		}
	}
	lines := []care.Line{care.Say("notice.first"), what}
	if change.From == change.To {
		lines = append(lines, thatDay(change, c))
	}
	return noticed(lines, c)
}

// Notice brings a short notice of the leads to those who want them, in the wording of
// their reminders.
func Notice(n clinic.News, w Wording) Screen {
	if w != Plain {
		return firstLine(kept("button.news_read", about("news", n.ID)))
	}
	return Screen{
		Lines: []care.Line{care.Say("notice.first"), care.Say("notice.words", care.With("Words", care.Words(n.Words)))},
		Rows: [][]Button{
			{kept("button.notices_off", "remind_notices.off")},
			{kept("button.menu", "menu"), kept("button.crisis", "crisis")},
		},
	}
}

// changed says what a change is: closed or open otherwise, all day or a part of it.
func changed(change clinic.Change, c clinic.Clinic) care.Line {
	name := care.With("Name", care.Name(c.Name))
	day := care.With("Day", dates(change.From, change.To))
	instead := care.With("Windows", spans(change.Windows))
	switch {
	case change.Window == nil && len(change.Windows) == 0:
		return care.Say("notice.closed", name, day)
	case change.Window == nil:
		return care.Say("notice.hours", name, day, instead)
	case len(change.Windows) == 0:
		return care.Say("notice.part_closed", name, day, care.With("Window", span(*change.Window)))
	}
	return care.Say("notice.part_hours", name, day, instead, care.With("Window", span(*change.Window)))
}

// thatDay says when the clinic is open on the day of a change.
func thatDay(change clinic.Change, c clinic.Clinic) care.Line {
	return care.Say("notice.that_day", care.With("Windows", spans(open(c, change.From))))
}

// toRead leads to the hours of the first day of a change.
func toRead(change clinic.Change, c clinic.Clinic) Screen {
	return firstLine(kept("button.news_read", about("hours", about(c.ID, change.From.String()))))
}

// firstLine is all that comes to whoever wants it discreet: a line that says nothing,
// and a button to read on.
func firstLine(read Button) Screen {
	return Screen{
		Lines: []care.Line{care.Say("notice.first")},
		Rows:  [][]Button{{read}, {kept("button.menu", "menu"), kept("button.crisis", "crisis")}},
	}
}

// ReadsNews reports whether an input asks for news that the patient was told of.
func ReadsNews(in Input) bool {
	word, rest, _ := strings.Cut(in.Button.Token, ".")
	return in.Kind == Press && (word == "news" || word == "hours" && strings.Contains(rest, "."))
}

// news shows a notice to whoever reads on.
func (v *visit) news(id string) {
	for _, n := range v.in.News {
		if n.ID == id && n.Change == nil && n.Holds() {
			v.tell(Notice(n, Plain))
			return
		}
	}
	v.note("notice.gone")
}

func noticed(lines []care.Line, c clinic.Clinic) Screen {
	return Screen{
		Lines: append(lines, care.Say("notice.phone", care.With("Number", c.Phone))),
		Rows: [][]Button{
			{kept("button.hours", about("hours", c.ID))},
			{kept("button.reminders", "reminders"), kept("button.crisis", "crisis")},
		},
	}
}
