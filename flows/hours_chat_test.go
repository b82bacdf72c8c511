package flows_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"heard/clinic"
	"heard/flows"
)

// How transcripts play what has to do with hours.

func oslo(tb testing.TB) *time.Location {
	tb.Helper()
	zone, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		tb.Fatal(err)
	}
	return zone
}

// hours plays the round of reminders, and what staff and leads do. It reports false
// for anything else.
func (c *chat) hours(words []string) bool {
	switch words[0] {
	case "remind":
		c.remind()
	case "closure":
		change := changeOf(c.t, words[1:])
		c.changes = append(slices.Clip(c.changes), change)
		c.shown(flows.ClosureNotice(change, c.clinic(), c.wording()))
	case "taken":
		last := len(c.changes) - 1
		change := c.changes[last]
		c.changes = c.changes[:last]
		c.shown(flows.ClosureTakenBack(change, c.clinic(), c.wording()))
	case "notice":
		if c.reminder == nil || !c.reminder.Notices {
			c.note("the patient does not get it")
			break
		}
		c.shown(flows.Notice(strings.Join(words[1:], " ")))
	default:
		return false
	}
	return true
}

func (c *chat) wording() flows.Wording {
	if c.reminder == nil {
		return flows.Plain
	}
	return c.reminder.Wording
}

func (c *chat) clinic() clinic.Clinic { return c.service.Clinics[0].With(c.changes) }

// remind does what the round does at this moment.
func (c *chat) remind() {
	if !c.reminder.Reminds() {
		c.note("nothing comes")
		return
	}
	at, _ := clinic.Service{Clinics: c.service.Clinics}.With(c.changes).ClinicByID(c.reminder.Subscription.Clinic)
	fired := c.reminder.Subscription.Fire(at, c.service.Quiet, c.now)
	kept := *c.reminder
	kept.Subscription = fired.Then
	c.reminder = &kept
	if !fired.Send {
		c.note("nothing comes")
		return
	}
	c.shown(flows.Reminder(fired.Reminder, kept.Wording, at))
}

// setReminder keeps what is to be stored, and writes it down.
func (c *chat) setReminder(r *flows.Reminding) {
	if c.reminder = r; r == nil {
		c.note("nothing is stored of reminders any more")
		return
	}
	stored, err := json.Marshal(r)
	if err != nil {
		c.t.Fatal(err)
	}
	again := &flows.Reminding{}
	if err := json.Unmarshal(stored, again); err != nil {
		c.t.Fatal(err)
	}
	c.reminder = again
	c.note("stored apart from the rest: " + string(stored))
}

// changeOf reads the days of a closure, the part of the day, the windows instead,
// and its reason, as far as they are given.
func changeOf(tb testing.TB, words []string) (c clinic.Change) {
	tb.Helper()
	var days []clinic.Date
	instead := false
	for _, word := range words {
		var d clinic.Date
		var w clinic.Window
		switch {
		case word == "open":
			instead = true
		case d.UnmarshalText([]byte(word)) == nil:
			days = append(days, d)
		case w.UnmarshalText([]byte(word)) != nil:
			c.Reason = clinic.Reason(word)
		case instead:
			c.Windows = append(c.Windows, w)
		default:
			c.Window = &w
		}
	}
	if len(days) == 0 {
		tb.Fatal(fmt.Errorf("no day in %q", words))
	}
	c.From, c.To = days[0], days[len(days)-1]
	return c
}
