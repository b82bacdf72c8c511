package flows

import (
	"slices"
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
)

// Reminding is what a patient gets without asking each time: reminders before
// closing, and the leads' notices. A plain value, stored apart from all else that
// is known of the patient, under a name of its own.
type Reminding struct {
	Subscription clinic.Subscription `json:"s,omitzero"` // zero: notices only
	Wording      Wording             `json:"w,omitempty"`
	Notices      bool                `json:"n,omitempty"`
	Language     string              `json:"t,omitempty"` // that the patient reads
	// Since is when they asked for any of it: older news are none to them. Told are
	// marks of the news that they have been told.
	Since time.Time `json:"a,omitzero"`
	Told  []string  `json:"d,omitempty"`
}

// Reminds reports whether there is anything to be reminded of.
func (r *Reminding) Reminds() bool { return r != nil && len(r.Subscription.Leads) > 0 }

// Wording is how a reminder is put: Plain, or one of the lines of Discreet.
type Wording string

// Plain names the clinic and the time.
const Plain Wording = ""

// Discreet lists the neutral lines, which say nothing of a clinic, a medicine, an
// appointment or what the bot is for: they may come up on a locked screen.
func Discreet() []Wording { return []Wording{"hello", "out", "self", "minutes", "day"} }

// key is a neutral line's. One that there is no more of becomes another, since
// whoever picked it did not want to be named a clinic.
func (w Wording) key() care.Key {
	if !slices.Contains(Discreet(), w) {
		w = Discreet()[0]
	}
	return care.Key("remind.line." + string(w))
}

// WantsReminder reports whether the step on this input may need the patient's
// Reminding. It depends on the input alone, so that it can be loaded in the same
// trip. Choosing a language is among it: reminders come in that language.
func WantsReminder(in Input) bool {
	switch in.Kind {
	case Command:
		return commandWord(in.Text) == "reminders"
	case Press:
		return strings.HasPrefix(in.Button.Token, "remind") || strings.HasPrefix(in.Button.Token, "lang.")
	case Text, Odd, Changed:
	}
	return false
}

// keepReminding has a Reminding stored in place of the one that there is.
func (v *visit) keepReminding(r Reminding) {
	r.Since, r.Told = v.now.UTC().Truncate(time.Second), nil
	if was := v.in.Reminder; was != nil {
		r.Since, r.Told = was.Since, was.Told
	}
	v.in.Reminder = nil
	if r.Reminds() || r.Notices {
		r.Language = v.language()
		v.in.Reminder = &r
	}
	v.out = append(v.out, SetReminder{Reminder: v.in.Reminder})
}

// keepSubscription changes the subscription, and nothing else that is stored.
func (v *visit) keepSubscription(s clinic.Subscription) {
	r := *v.in.Reminder
	r.Subscription = s
	v.keepReminding(r)
}

// remindingInLanguage has what is stored follow the patient's language.
func (v *visit) remindingInLanguage() {
	if r := v.in.Reminder; r != nil && r.Language != v.language() {
		v.keepReminding(*r)
	}
}

// from is a subscription of which nothing is due any more up to now.
func from(s clinic.Subscription, now time.Time) clinic.Subscription {
	if now = now.UTC().Truncate(time.Minute); s.After.Before(now) {
		s.After = now
	}
	return s
}
