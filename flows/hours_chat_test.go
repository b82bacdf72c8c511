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
		c.post(clinic.News{Change: &change})
	case "taken":
		last := len(c.news) - 1
		n := c.news[last]
		n.Back = c.now
		c.news = append(slices.Clone(c.news[:last]), n)
		c.told()
	case "notice":
		c.post(clinic.News{Words: strings.Join(words[1:], " ")})
	default:
		return false
	}
	return true
}

// post puts news on the board.
func (c *chat) post(n clinic.News) {
	n.ID, n.Posted = fmt.Sprint("n", len(c.news)), c.now
	c.news = append(slices.Clip(c.news), n)
	c.told()
}

// told brings the patient what staff have posted, as far as it is to come now.
func (c *chat) told() {
	for {
		t, at, ok := c.board().Untold(c.reminder, c.now)
		if ok && at.After(c.now) {
			c.note("news come on " + at.Format("2 January 2006, 15:04"))
		}
		if !ok || at.After(c.now) {
			return
		}
		screen, then := c.board().Tell(t, *c.reminder)
		c.reminder = &then
		c.shown(screen)
	}
}

// board is what staff have posted.
func (c *chat) board() flows.Board {
	clinics := clinic.Service{Clinics: c.service.Clinics}.With(clinic.Changes(c.news)).Clinics
	return flows.Board{News: c.news, Clinics: clinics, Quiet: c.service.Quiet, Zone: time.UTC}
}

// newsOf are changes as staff have posted them.
func newsOf(changes ...clinic.Change) []clinic.News {
	all := make([]clinic.News, len(changes))
	for i := range changes {
		all[i] = clinic.News{ID: fmt.Sprint("c", i), Change: &changes[i]}
	}
	return all
}

// remind does what the round does at this moment.
func (c *chat) remind() {
	if c.told(); !c.reminder.Reminds() {
		c.note("nothing comes")
		return
	}
	at, _ := c.board().Clinic(c.reminder.Subscription.Clinic)
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
