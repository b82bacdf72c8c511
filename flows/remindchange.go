package flows

import (
	"strconv"

	"heard/care"
	"heard/clinic"
)

// Changing reminders that there are: a pause, a stop and its undoing, and the leads'
// notices.

// furtherNotice is the day until which somebody pauses who names none: so far ahead
// that it never comes, and not so far that moments after it cannot be stored.
func furtherNotice() clinic.Date { return clinic.Date{Year: 9000, Month: 1, Day: 1} }

// changeReminders changes reminders that there are.
func (v *visit) changeReminders(word, rest string) {
	switch word {
	case "remind_change":
		v.beginRemind(*v.in.Reminder)
	case "remind_pause":
		v.pauseReminders(rest)
	case "remind_resume":
		v.keepSubscription(v.in.Reminder.Subscription.Resume(v.now))
		v.tell(v.reminders())
	case "remind_stop":
		v.stopReminders()
	}
}

// pauseReminders asks for how long, or pauses for so many days; 0 is until further
// notice.
func (v *visit) pauseReminders(rest string) {
	days, err := strconv.Atoi(rest)
	c, ok := v.clinic(v.in.Reminder.Subscription.Clinic)
	switch {
	case !ok:
		v.tell(v.reminders())
		return
	case err != nil || days < 0:
		v.tell(Screen{
			Lines: []care.Line{care.Say("remind.pause")},
			Options: []Button{
				here("button.pause_day", "remind_pause.1"), here("button.pause_week", "remind_pause.7"),
				here("button.pause_weeks", "remind_pause.14"), here("button.pause_open", "remind_pause.0"),
			},
			Rows: append([][]Button{{here("button.pause_no", "reminders")}}, v.aside()...),
		})
		return
	}
	until := furtherNotice()
	if days > 0 {
		until = clinic.DateOf(v.now.In(c.Zone)).Plus(days)
	}
	v.keepSubscription(v.in.Reminder.Subscription.Pause(v.now, until))
	v.tell(v.reminders())
}

// stopReminders stops them. What was stopped is held like a draft, so that it can
// be undone; but not in the place of one that is under way.
func (v *visit) stopReminders() {
	was := *v.in.Reminder
	if !v.s.At.reminds() {
		v.s.Remind = &Setup{Subscription: was.Subscription, Wording: was.Wording}
	}
	v.keepReminding(Reminding{Notices: was.Notices, Wording: was.Wording})
	v.tell(Screen{
		Lines: []care.Line{care.Say("remind.stopped")},
		Rows:  append([][]Button{{here("button.remind_again", "remind_again")}}, v.aside()...),
	})
}

// remindAgain undoes a stop; where that is no more at hand, it sets up anew.
func (v *visit) remindAgain() {
	switch d := v.s.Remind; {
	case v.in.Reminder.Reminds():
	case v.s.At.reminds():
		v.goTo(v.s.At)
		return
	case d == nil:
		v.beginRemind(Reminding{})
		return
	default:
		v.keepReminding(Reminding{Subscription: from(d.Subscription, v.now), Wording: d.Wording, Notices: v.notices()})
		v.s.Remind = nil
	}
	v.tell(v.reminders())
}

func (v *visit) notices() bool { return v.in.Reminder != nil && v.in.Reminder.Notices }

// setNotices turns the leads' notices on or off.
func (v *visit) setNotices(on bool) {
	r := Reminding{}
	if v.in.Reminder != nil {
		r = *v.in.Reminder
	}
	if r.Notices != on {
		if r.Notices = on; v.in.Reminder == nil {
			r.Wording = Discreet()[0] // nobody has asked for anything on a locked screen
		}
		v.keepReminding(r)
	}
	v.tell(v.reminders())
}
