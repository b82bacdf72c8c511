package flows

import (
	"strconv"
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
)

// The reminder, and what can be answered to it.

// laterMinutes is how long "Later" waits.
const laterMinutes = 15

// Reminder is one reminder as it comes. Discreetly worded it is the line that the
// patient picked and nothing else. The buttons are the same for both, help in a
// crisis among them: no phone shows buttons while it is locked.
func Reminder(r clinic.Reminder, w Wording, c clinic.Clinic) Screen {
	due := about(c.ID, strconv.FormatInt(r.Due.Unix()/60, 36))
	return Screen{
		Lines: []care.Line{worded(r, w, c)},
		Rows: [][]Button{
			{kept("button.remind_been", about("remind_been", due))},
			{kept("button.remind_later", about("remind_later", due)), kept("button.remind_skip", about("remind_skip", due))},
			{kept("button.remind_stop", "remind_stop"), kept("button.crisis", "crisis")},
		},
	}
}

// worded is the text of a reminder.
func worded(r clinic.Reminder, w Wording, c clinic.Clinic) care.Line {
	name := care.With("Name", care.Name(c.Name))
	closes := care.With("Time", clockAt(r.Opening.Window.To))
	switch {
	case w != Plain:
		return care.Say(w.key())
	case r.Lead == clinic.AtOpening && !r.Again && r.Due.Equal(r.Opening.From):
		return care.Say("remind.opens", name, closes)
	}
	return care.Say("remind.closes", name, closes)
}

// answered finds the opening of the reminder that a button belongs to. ok is false
// where it is over, or is none of what the patient wants to be reminded of now, as
// at another clinic or in a pause: a press on an old message silences nothing of
// today's.
func (v *visit) answered(rest string) (c clinic.Clinic, o clinic.Opening, ok bool) {
	id, minute, _ := strings.Cut(rest, ".")
	n, err := strconv.ParseInt(minute, 36, 64)
	if c, ok = v.clinic(id); err != nil || !ok || !v.in.Reminder.Reminds() || v.in.Reminder.Subscription.Clinic != id {
		return c, o, false
	}
	o, open := c.At(time.Unix(n*60, 0))
	return c, o, open && v.now.Before(o.To) && o.Date.Compare(v.in.Reminder.Subscription.From) >= 0
}

// ofReminder does what a reminder's buttons offer. It reports false for a word
// that is none of that.
func (v *visit) ofReminder(word, rest string) bool {
	if word != "remind_been" && word != "remind_later" && word != "remind_skip" {
		return false
	}
	c, o, ok := v.answered(rest)
	switch {
	case !v.in.Reminder.Reminds():
		v.tell(v.reminders())
	case !ok:
		v.sayNext(care.Say("remind.over"))
	case word == "remind_been":
		v.keepSubscription(v.in.Reminder.Subscription.Been(c, o.From))
		v.sayNext(care.Say("remind.been"))
	case word == "remind_later":
		v.remindLater(c, o)
	default:
		v.keepSubscription(v.in.Reminder.Subscription.SkipToday(c, v.now))
		v.sayNext(care.Say("remind.skipped"))
	}
	return true
}

// remindLater reminds once more, or says why it cannot.
func (v *visit) remindLater(c clinic.Clinic, o clinic.Opening) {
	s := v.in.Reminder.Subscription
	then, ok := s.Later(c, v.e.service.Quiet, v.now, laterMinutes)
	switch {
	case ok:
		v.keepSubscription(then)
		v.noteLine(care.Say("remind.later", care.With("Time", clockOf(then.Again.In(c.Zone)))))
	case !s.Again.Before(o.From) && s.Again.Before(o.To):
		v.sayNext(care.Say("remind.later_used"))
	default:
		v.sayNext(care.Say("remind.later_short"))
	}
}

// sayNext tells one line beside the conversation, and when the next reminder comes.
func (v *visit) sayNext(line care.Line) { v.noteLine(line, v.nextReminder(*v.in.Reminder)) }

// nextReminder says when the next reminder comes.
func (v *visit) nextReminder(r Reminding) care.Line {
	if c, ok := v.clinic(r.Subscription.Clinic); ok && r.Subscription.From != furtherNotice() {
		if next, ok := v.next(r.Subscription, c); ok {
			return care.Say("remind.next", care.With("Time", care.Clock(next.Due.In(c.Zone))))
		}
	}
	return care.Say("remind.next_none")
}

// next is the first reminder from now on. What is due already is about to come, or
// does not come any more.
func (v *visit) next(s clinic.Subscription, c clinic.Clinic) (clinic.Reminder, bool) {
	s.AgainDone = s.AgainDone || !s.Again.After(v.now)
	return from(s, v.now).Next(c, v.e.service.Quiet)
}

// noteLine tells lines beside the conversation.
func (v *visit) noteLine(lines ...care.Line) { v.tell(Screen{Lines: lines, Rows: v.aside()}) }
