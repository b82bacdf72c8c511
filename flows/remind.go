package flows

import (
	"heard/care"
	"heard/clinic"
)

// Reminders: what there is, beside the conversation, with buttons that say what
// they will do. It is read from where it is stored, and nothing of it stays in the
// patient's state.

// reminders shows what the patient gets, and what can be done about it.
func (v *visit) reminders() Screen {
	r := Reminding{}
	if v.in.Reminder != nil {
		r = *v.in.Reminder
	}
	s := Screen{Lines: []care.Line{care.Say("remind.none")}, Options: []Button{here("button.remind_setup", "remind_setup")}, Rows: v.aside()}
	if r.Reminds() {
		s.Lines, s.Options = v.reminding(r), remindActs(r)
	}
	if !v.e.service.News {
		return s
	}
	notices, on := care.Key("notices.off"), here("button.notices_on", "remind_notices.on")
	if r.Notices {
		notices, on = "notices.on", here("button.notices_off", "remind_notices.off")
	}
	s.Lines = append(s.Lines, care.Say(notices))
	s.Options = append(s.Options, on)
	return s
}

// remindActs are what can be done about reminders that there are.
func remindActs(r Reminding) []Button {
	rest := here("button.remind_pause", "remind_pause")
	if r.Subscription.From != (clinic.Date{}) {
		rest = here("button.remind_resume", "remind_resume")
	}
	return []Button{here("button.remind_change", "remind_change"), rest, here("button.remind_stop", "remind_stop")}
}

// reminding says what somebody is reminded of, and when next.
func (v *visit) reminding(r Reminding) []care.Line {
	c, ok := v.clinic(r.Subscription.Clinic)
	if !ok {
		return []care.Line{care.Say("remind.gone")}
	}
	lines := append([]care.Line{care.Say("remind.yours"), what(r.Subscription, c)}, v.looks(r, c)...)
	if r.Subscription.Check(c) != nil {
		lines = append(lines, care.Say("remind.changed"))
	}
	switch from := r.Subscription.From; {
	case from == furtherNotice():
		return append(lines, care.Say("remind.paused"))
	case from.Compare(clinic.DateOf(v.now.In(c.Zone))) > 0:
		lines = append(lines, care.Say("remind.paused_until", care.With("Day", date(from))))
	}
	return append(lines, v.nextReminder(r))
}

// what is a subscription in words.
func what(s clinic.Subscription, c clinic.Clinic) care.Line {
	windows := spans(s.Windows)
	if len(s.Windows) == 0 {
		windows = care.Label("remind.all_windows")
	}
	var leads care.Labels
	for _, l := range s.Leads {
		leads = append(leads, leadKey(l))
	}
	days := s.Days
	if some := windowDaysOf(s.Windows, c); days == 0 && some != windowDaysOf(nil, c) {
		days = some
	}
	return care.Say("remind.what", care.With("Name", care.Name(c.Name)), care.With("Windows", windows),
		care.With("Days", daysOf(days)), care.With("Leads", leads))
}

// looks shows the next reminder exactly as it will come.
func (v *visit) looks(r Reminding, c clinic.Clinic) []care.Line {
	next, ok := v.next(r.Subscription, c)
	if !ok {
		return nil
	}
	return []care.Line{care.Say("remind.looks", care.With("Line", worded(next, r.Wording, c)))}
}

// ofReminders does what a standing button about reminders asks for. It reports
// false for a word that is nothing of the kind.
func (v *visit) ofReminders(word, rest string) bool {
	switch word {
	case "reminders":
		v.tell(v.reminders())
	case "remind_setup":
		v.beginRemind(Reminding{})
	case "remind_notices":
		v.setNotices(rest == "on")
	case "remind_again":
		v.remindAgain()
	case "remind_change", "remind_pause", "remind_resume", "remind_stop":
		if v.in.Reminder.Reminds() {
			v.changeReminders(word, rest)
		} else {
			v.tell(v.reminders())
		}
	default:
		return v.ofReminder(word, rest)
	}
	return true
}
