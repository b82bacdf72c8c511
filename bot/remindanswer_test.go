package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/simulator"
)

// What is answered to a reminder decides when the next one comes.
func TestReminderAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		says  care.Key
		again string // later on the same day; empty: nothing more
		next  bool   // on the day after
	}{
		"remind_been":  {says: "remind.been", next: true},
		"remind_later": {says: "remind.later", again: "11:15:01", next: true},
		"remind_skip":  {says: "remind.skipped", next: true},
		"remind_stop":  {says: "remind.stopped"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, onClock)
			r := h.start()
			p := h.reminded()
			h.at("11:00:01")
			p.hasReminders(1)
			p.answers(name)
			p.reads(c.says, care.With("Time", care.Name("11:15")))
			h.quiet()
			r.stop()
			h.start()
			want := 1
			if c.again != "" {
				h.at("11:14:59")
				p.hasReminders(want)
				want++
				h.at(c.again)
				p.hasReminders(want)
			}
			h.at("13:00:00")
			h.nextDay()
			h.at("10:59:59")
			p.hasReminders(want)
			if c.next {
				want++
			}
			h.at("11:00:01")
			p.hasReminders(want)
			if gone := h.looks(p).IsZero(); gone == c.next {
				t.Errorf("is the timer gone? %t", gone)
			}
		})
	}
}

// "I have been" before the second reminder of a window: it does not come.
func TestReminderSilenced(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	held, _, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	held.Subscription.Leads = append(held.Subscription.Leads, 30)
	h.must(r.bot.SetReminder(t.Context(), p.chat, held))
	h.at("11:00:01")
	p.answers("remind_been")
	p.reads("remind.been")
	h.at("11:30:01")
	p.hasReminders(1)
	h.nextDay()
	h.at("11:00:01")
	h.at("11:30:01")
	p.hasReminders(3)
}

// A stop can be undone, and what is past stays past.
func TestReminderStopUndone(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.reminded()
	h.at("11:00:01")
	p.answers("remind_stop")
	p.presses("button.remind_again")
	p.reads("remind.yours")
	h.quiet()
	h.at("11:59:00")
	p.hasReminders(1)
	h.nextDay()
	h.at("11:00:01")
	p.hasReminders(2)
}

// A pause without an end is kept, also where the clock of the year 9999 would not
// do; and it ends when it is ended.
func TestReminderPausedWithoutEnd(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	held, _, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	held.Subscription.Days = 1 << time.Sunday // the last day of the year 9999 is a Friday
	h.must(r.bot.SetReminder(t.Context(), p.chat, held))
	for _, label := range []care.Key{"button.remind_pause", "button.pause_open"} {
		if label == "button.remind_pause" {
			p.writes("/reminders")
		}
		p.presses(label)
	}
	p.reads("remind.paused")
	h.quiet()
	if at := h.looks(p); at.Before(h.now().AddDate(0, 11, 0)) || at.After(h.now().AddDate(1, 1, 0)) {
		t.Errorf("the timer is set to %v", at)
	}
	for range 8 {
		h.nextDay()
		h.at("11:00:01")
	}
	p.hasReminders(0)
	p.writes("/reminders")
	p.presses("button.remind_resume")
	h.quiet()
	for range 7 {
		h.nextDay()
		h.at("11:00:01")
	}
	p.hasReminders(1)
}

// They change something at the very moment at which the reminder is settled: it is
// decided again on what there is by then, and neither change is lost.
func TestReminderChangedMeanwhile(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	p.writes("/reminders")
	p.presses("button.remind_pause")
	page := p.reads("remind.pause")
	pause := dataOf(page, func(b simulator.Button) bool { return strings.HasSuffix(b.Data, "remind_pause.1") })
	raced := false
	h.hooks.beforeCommit = func(c care.Commit) {
		if c.Update == 0 || raced || h.now().Hour() != 10 || h.now().Minute() != 59 {
			return
		}
		raced = true
		h.clock.advance(2 * time.Second) // it is due, and comes
		if !h.waits(func() bool { return len(p.reminders()) == 1 && h.settled() }) {
			t.Error("it did not come: this shows nothing")
		}
	}
	h.at("10:59:59")
	_, err := h.telegram.PressStale(p.chat, p.id, page.ID, pause)
	h.must(err)
	p.reads("remind.yours")
	h.quiet()
	p.hasReminders(1)
	held, _, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	if !raced || held.Subscription.From == (clinic.Date{}) || held.Subscription.After.Hour() != 11 {
		t.Errorf("raced %t; stored: %+v", raced, held)
	}
	if r.count("heard_commits_total", "conflict") == 0 {
		t.Error("nothing was decided again")
	}
	h.at("13:00:00")
	h.nextDay()
	h.at("11:00:01")
	p.hasReminders(2)
}

// They stop while the reminder is on its way: what comes of it does not bring the
// subscription back.
func TestReminderStoppedOnItsWay(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	stopped := false
	h.front.on(p.chat, "sendMessage", func() {
		if !stopped && h.now().Hour() == 11 {
			stopped = true
			h.err(r.bot.SetReminder(t.Context(), p.chat, nil))
		}
	})
	h.at("11:00:01")
	h.quiet()
	if !stopped || !h.looks(p).IsZero() {
		t.Errorf("stopped %t; set to %v", stopped, h.looks(p))
	}
	h.nextDay()
	h.at("11:00:01")
	p.hasReminders(1)
}

// Who chooses another language is reminded in it.
func TestReminderFollowsTheLanguage(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.reminded()
	p.writes("/language")
	p.presses("button.in.nb")
	h.quiet()
	h.at("11:00:01")
	all := p.reminders()
	want := h.says("nb", "remind.closes", care.With("Name", care.Name("One")), care.With("Time", care.Name("12:00")))
	if len(all) != 1 || all[0].Text != want {
		t.Errorf("it came as %+v", all)
	}
}

// A reminder in a language that the service has given up comes in its own.
func TestReminderInALanguageThatIsGone(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	held, _, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	held.Language, held.Wording = "sv", flows.Discreet()[0]
	h.must(r.bot.SetReminder(t.Context(), p.chat, held))
	h.at("11:00:01")
	if all := p.reminders(); len(all) != 1 || all[0].Text != h.says("en", "remind.line.hello") {
		t.Errorf("it came as %+v", all)
	}
}

// An answer costs three trips to the store at most, and a press that has nothing to
// do with reminders none for them.
func TestReminderTrips(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	h.at("11:00:01")
	r.stop()
	r = h.start() // nobody is at hand
	p.answers("remind_been")
	p.reads("remind.been")
	h.quiet()
	if n := r.watched.trips.Load(); n != 3 {
		t.Errorf("%d trips", n)
	}
	p.writes("/menu")
	p.reads("menu.what")
	h.quiet()
	if n := r.watched.trips.Load(); n != 4 {
		t.Errorf("%d trips with /menu, of somebody at hand", n)
	}
}

// Tidying deletes reminders too, and leaves what is set up as it is.
func TestReminderTidied(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.reminded()
	h.at("11:00:01")
	p.hasReminders(1)
	p.tidies()
	if left := h.telegram.Messages(p.chat); len(left) != 1 {
		t.Errorf("left in the chat:\n%s", p.transcript())
	}
	h.apart(p)
	h.nextDay()
	h.at("11:00:01")
	p.hasReminders(2)
}
