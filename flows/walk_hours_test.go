package flows_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"heard/clinic"
	"heard/flows"
)

// setReminder keeps what is to be stored, and checks that it can be relied on.
func (w *walker) setReminder(t *rapid.T, in flows.Input, r *flows.Reminding) {
	if !flows.WantsReminder(in) {
		t.Fatal("reminders were changed without a look at those that there are")
	}
	w.reminder = r
	if r == nil {
		return
	}
	stored, err := json.Marshal(r)
	if err != nil || len(stored) > mostStored {
		t.Fatalf("%d bytes are stored of reminders: %v", len(stored), err)
	}
	w.reminder = &flows.Reminding{}
	if err := json.Unmarshal(stored, w.reminder); err != nil {
		t.Fatal(err)
	}
	if !r.Reminds() {
		return
	}
	if !w.state.Agreed {
		t.Fatal("somebody who has not agreed is reminded")
	}
	c, ok := w.at(r.Subscription.Clinic)
	if err := r.Subscription.Check(c); !ok || err != nil {
		t.Fatalf("reminders cannot be kept: %v", err)
	}
}

// reminded makes the walker somebody who has reminders, so that walks get to them;
// and who may be about to change them.
func (w *walker) reminded(t *rapid.T) {
	c := rapid.SampledFrom(w.service.Clinics).Draw(t, "clinic")
	w.reminder = &flows.Reminding{Language: "en", Wording: rapid.SampledFrom(append(flows.Discreet(), flows.Plain)).Draw(t, "wording")}
	w.reminder.Subscription = clinic.Subscription{Clinic: c.ID, Leads: []clinic.Lead{rapid.SampledFrom(clinic.LeadTimes()).Draw(t, "lead")}, After: w.now}
	if rapid.Bool().Draw(t, "changing") {
		w.step(t, flows.Input{Kind: flows.Press, Button: flows.Data{Token: "remind_change"}, Reminder: w.reminder})
	}
}

func (w *walker) at(id string) (clinic.Clinic, bool) {
	return clinic.Service{Clinics: w.service.Clinics}.With(w.changes).ClinicByID(id)
}

// hours does what the round of reminders, staff and leads do now and then.
func (w *walker) hours(t *rapid.T) {
	if w.reminder.Reminds() {
		c, _ := w.at(w.reminder.Subscription.Clinic)
		fired := w.reminder.Subscription.Fire(c, w.service.Quiet, w.now)
		kept := *w.reminder
		kept.Subscription = fired.Then
		w.reminder = &kept
		if fired.Send {
			w.screen(t, flows.Reminder(fired.Reminder, kept.Wording, c))
		}
	}
	if rapid.IntRange(0, 30).Draw(t, "closure") > 0 {
		return
	}
	wording := rapid.SampledFrom([]flows.Wording{flows.Plain, "out"}).Draw(t, "wording")
	if n := len(w.changes); n > 0 && rapid.Bool().Draw(t, "taken back") {
		last := w.changes[n-1]
		w.changes = w.changes[:n-1]
		w.screen(t, flows.ClosureTakenBack(last, w.service.Clinics[0].With(w.changes), wording))
		return
	}
	change := drawChange(t, clinic.DateOf(w.now))
	w.changes = append(append([]clinic.Change(nil), w.changes...), change)
	w.screen(t, flows.ClosureNotice(change, w.service.Clinics[0].With(w.changes), wording))
	w.screen(t, flows.Notice(clinic.News{ID: "n", Words: "news"}, wording))
}

func drawChange(t *rapid.T, today clinic.Date) clinic.Change {
	change := clinic.Change{From: today.Plus(rapid.IntRange(0, 5).Draw(t, "from")), Reason: rapid.SampledFrom(append(clinic.Reasons(), "")).Draw(t, "reason")}
	change.To = change.From.Plus(rapid.IntRange(0, 3).Draw(t, "days"))
	if rapid.Bool().Draw(t, "a part") {
		change.Window = &clinic.Window{From: 8 * 60, To: 12 * 60}
	}
	if rapid.Bool().Draw(t, "instead") {
		change.Windows = []clinic.Window{{From: 9 * 60, To: 9*60 + rapid.IntRange(1, 600).Draw(t, "long")}}
	}
	return change
}

// mostStored bounds what is stored of a patient's reminders, of whom there may be a
// million.
const mostStored = 240

// What is stored is small, with everything in it that a patient can pick and do.
func TestRemindingIsSmall(t *testing.T) {
	p := newPresser(t, "nb")
	for _, key := range []string{"button.reminders", "button.remind_setup", "button.all_windows"} {
		p.pressText(key)
	}
	for _, key := range []string{"button.several", "button.day.mon", "button.day.tue", "button.day.sat", "button.next"} {
		if key != "button.day.sat" {
			p.pressText(key)
		}
	}
	p.pressText("button.lead.m60")
	p.pressText("remind.line.minutes")
	p.pressText("button.remind_yes")
	r := *p.reminder
	r.Notices = true
	r.Subscription = r.Subscription.Pause(p.now, clinic.Date{Year: 2026, Month: 12, Day: 1})
	r.Subscription.Clinic = "a-long-id-of-a-clinic-24"
	r.Subscription.Windows = []clinic.Window{{From: 480, To: 720}, {From: 840, To: 1020}}
	r.Subscription.Leads = []clinic.Lead{clinic.AtOpening, 90, 60}
	r.Subscription.Again, r.Subscription.AgainDone = p.now, true
	stored, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes: %s", len(stored), stored)
	if len(stored) > mostStored {
		t.Errorf("%d bytes, want at most %d", len(stored), mostStored)
	}
}
