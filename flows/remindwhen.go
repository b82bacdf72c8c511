package flows

import (
	"slices"
	"strconv"

	"heard/care"
	"heard/clinic"
)

// How long before closing, in which words, and a last look.

// leadKey is the name of a lead, on its button and in a summary.
func leadKey(l clinic.Lead) care.Key {
	switch l {
	case 90:
		return "button.lead.m90"
	case 60:
		return "button.lead.m60"
	case 30:
		return "button.lead.m30"
	case clinic.AtOpening:
	}
	return "button.lead.opening"
}

func showRemindLeads(v *visit) Screen {
	d, _ := v.wanted()
	s := Screen{Lines: []care.Line{care.Say("remind.leads")}}
	if d.Several {
		s.Lines = append(s.Lines, care.Say("pick.several"))
	}
	for _, l := range clinic.LeadTimes() {
		b := v.button(leadKey(l), strconv.Itoa(int(l)))
		b.Ticked = slices.Contains(d.Subscription.Leads, l)
		s.Options = append(s.Options, b)
	}
	s.Rows = [][]Button{v.pickRow(d.Several), v.foot()}
	return s
}

func pressRemindLeads(v *visit, token string) bool {
	d := v.setup()
	n, err := strconv.Atoi(token)
	l := clinic.Lead(n)
	switch {
	case token == "several":
		d.Several = true
		v.show()
	case token == tokenNext && d.Several:
		if len(d.Subscription.Leads) == 0 {
			v.toast("toast.pick_one")
			break
		}
		v.leaveLeads(d)
	case err != nil || !l.Valid():
		return false
	case d.Several:
		d.Subscription.Leads = ordered(toggled(d.Subscription.Leads, l))
		v.show()
	default:
		d.Subscription.Leads = []clinic.Lead{l}
		v.leaveLeads(d)
	}
	return true
}

// ordered puts leads in the order of the day.
func ordered(leads []clinic.Lead) (all []clinic.Lead) {
	for _, l := range clinic.LeadTimes() {
		if slices.Contains(leads, l) {
			all = append(all, l)
		}
	}
	return all
}

// leaveLeads goes on, unless that would be more reminders a day than anybody reads.
func (v *visit) leaveLeads(d *Setup) {
	_, c := v.wanted()
	if n := d.Subscription.PerDay(c); n > clinic.MostPerDay {
		d.Several = len(d.Subscription.Leads) > 1
		v.repeat(care.Say("remind.too_many", care.With("Count", care.Number(n)), care.With("Max", care.Number(clinic.MostPerDay))))
		return
	}
	v.leaveRemind(remindWording)
}

func showRemindWording(v *visit) Screen {
	d, _ := v.wanted()
	plain := v.button("button.remind_plain", "plain")
	plain.Ticked = d.Wording == Plain
	s := Screen{Lines: []care.Line{care.Say("remind.wording")}, Rows: [][]Button{{plain}}}
	for _, w := range Discreet() {
		b := v.button(w.key(), string(w))
		b.Ticked = d.Wording == w
		s.Rows = append(s.Rows, []Button{b})
	}
	s.Rows = append(s.Rows, v.foot())
	return s
}

func pressRemindWording(v *visit, token string) bool {
	w := Wording(token)
	switch {
	case token == "plain":
		w = Plain
	case !slices.Contains(Discreet(), w):
		return false
	}
	v.setup().Wording = w
	v.goTo(remindSure)
	return true
}

// showRemindSure shows what was picked, how it will come, and what will be
// otherwise than picked. Where nothing would come there is nothing to say yes to.
func showRemindSure(v *visit) Screen {
	d, c := v.wanted()
	s := Screen{Lines: []care.Line{care.Say("remind.sure")}, Rows: [][]Button{v.foot()}}
	if c.ID == "" {
		return s
	}
	fresh := Reminding{Subscription: v.started(d), Wording: d.Wording}
	s.Lines = append(s.Lines, what(d.Subscription, c))
	s.Lines = append(s.Lines, v.looks(fresh, c)...)
	for _, w := range d.Subscription.Warnings(c, v.e.service.Quiet) {
		s.Lines = append(s.Lines, warning(w, v.e.service.Quiet))
	}
	if _, ok := v.next(fresh.Subscription, c); !ok {
		s.Lines = append(s.Lines, care.Say("remind.nothing"))
		return s
	}
	s.Lines = append(s.Lines, v.nextReminder(fresh), care.Say("remind.apart"))
	s.Rows = append([][]Button{{v.button("button.remind_yes", "remind_yes")}}, s.Rows...)
	return s
}

// warning says what becomes of a reminder that does not come when it was asked for.
func warning(w clinic.Warning, q clinic.Quiet) care.Line {
	return care.Say("remind.warn."+care.Key(w.Effect),
		care.With("Window", span(w.Window)), care.With("Lead", care.Label(leadKey(w.Lead))), care.With("Time", clockAt(w.Minute)),
		care.With("From", clockAt(q.From)), care.With("To", clockAt(q.To)))
}

// started is the subscription that a yes makes. What is done of the one before, at
// the same clinic, stays done; a pause is over.
func (v *visit) started(d Setup) clinic.Subscription {
	s := d.Subscription
	s.From = clinic.Date{}
	if r := v.in.Reminder; r.Reminds() && r.Subscription.Clinic == s.Clinic {
		was := r.Subscription
		s.After, s.Again, s.AgainDone = was.After, was.Again, was.AgainDone
	}
	return from(s, v.now)
}

// pressRemindSure keeps the reminders. The clinic's week may have changed since they
// were picked. Nothing of them stays here.
func pressRemindSure(v *visit, token string) bool {
	if token != "remind_yes" {
		return false
	}
	d, c := v.wanted()
	if d.Subscription.Check(c) != nil {
		v.repeat(care.Say("remind.changed"))
		return true
	}
	r := Reminding{Subscription: v.started(d), Wording: d.Wording, Notices: v.notices()}
	v.s.Remind, v.s.At = nil, menu
	v.s.Turn++
	v.keepReminding(r)
	v.tell(Screen{
		Lines: []care.Line{care.Say("remind.done"), v.nextReminder(r)},
		Rows:  append([][]Button{{here("button.reminders", "reminders")}}, v.aside()...),
	})
	return true
}
