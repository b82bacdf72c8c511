package flows

import (
	"slices"
	"strings"

	"heard/care"
	"heard/clinic"
)

// Setting up reminders, and its first question, which clinic. The others follow in
// remindwindows.go, reminddays.go and remindwhen.go.

// Setup is reminders that are being set up, or were just stopped.
type Setup struct {
	Subscription clinic.Subscription `json:"s"`
	Wording      Wording             `json:"w,omitempty"`
	Several      bool                `json:"several,omitempty"` // more than one may be picked
}

// reminds reports whether the step belongs to setting up reminders.
func (s Step) reminds() bool { return s.Conversation() == "remind" }

// remindNode is a step of setting up.
func remindNode(show func(*visit) Screen, press func(*visit, string) bool, back Step, next ...Step) node {
	return node{show: show, press: press, back: back, next: next, reminds: true}
}

// dropSetup forgets what is being set up.
func (v *visit) dropSetup() {
	v.s.Remind = nil
	if v.s.At.reminds() {
		v.s.At = menu
	}
}

// beginRemind starts from nothing, or from what there is.
func (v *visit) beginRemind(r Reminding) {
	all := v.clinics()
	if len(all) == 0 {
		v.note("hours.unknown")
		return
	}
	v.pause()
	v.s.Remind = &Setup{Subscription: r.Subscription, Wording: r.Wording}
	if _, known := v.clinic(r.Subscription.Clinic); !known {
		v.s.Remind = &Setup{}
	}
	if len(all) == 1 {
		v.setup().setClinic(all[0].ID)
	}
	v.onward(remindClinic)
}

// setup returns what is being set up as something that may be changed: the state
// that came in stays as it was.
func (v *visit) setup() *Setup {
	d := Setup{}
	if v.s.Remind != nil {
		d = *v.s.Remind
	}
	d.Subscription.Windows = slices.Clone(d.Subscription.Windows)
	d.Subscription.Leads = slices.Clone(d.Subscription.Leads)
	v.s.Remind = &d
	return &d
}

// wanted is what is being set up, and its clinic, which knows no window where it is
// not picked yet.
func (v *visit) wanted() (Setup, clinic.Clinic) {
	if v.s.Remind == nil {
		return Setup{}, clinic.Clinic{}
	}
	c, _ := v.clinic(v.s.Remind.Subscription.Clinic)
	return *v.s.Remind, c
}

// setClinic picks a clinic. What was picked of another's week means nothing.
func (d *Setup) setClinic(id string) {
	if d.Subscription.Clinic != id {
		d.Subscription = clinic.Subscription{Clinic: id}
	}
}

// leaveRemind ends a question.
func (v *visit) leaveRemind(next Step) {
	v.setup().Several = false
	v.onward(next)
}

// pickRow is the row below what can be picked: more than one, and on.
func (v *visit) pickRow(several bool) []Button {
	if several {
		return []Button{v.button("button.next", tokenNext)}
	}
	return []Button{v.button("button.several", "several")}
}

// Which clinic, where there are several.

func remindClinicAsked(v *visit) bool { return len(v.clinics()) > 1 }

func showRemindClinic(v *visit) Screen {
	d, _ := v.wanted()
	s := Screen{Lines: []care.Line{care.Say("remind.clinic")}, Rows: [][]Button{v.foot()}}
	for _, c := range v.clinics() {
		b := clinicButton(c, Data{Turn: v.s.Turn, Token: "at-" + c.ID})
		b.Ticked = d.Subscription.Clinic == c.ID
		s.Options = append(s.Options, b)
	}
	return s
}

func pressRemindClinic(v *visit, token string) bool {
	id, named := strings.CutPrefix(token, "at-")
	if _, ok := v.clinic(id); !named || !ok {
		return false
	}
	v.setup().setClinic(id)
	v.onward(remindWindows)
	return true
}
