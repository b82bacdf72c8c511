package flows_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/locales"
)

// at is a moment of Monday 23 November 2026.
func at(hour, minute int) time.Time { return time.Date(2026, 11, 23, hour, minute, 0, 0, time.UTC) }

// morning reminds an hour before each closing at Riverside, from half past eight.
func morning() *flows.Reminding {
	return &flows.Reminding{
		Subscription: clinic.Subscription{Clinic: "riverside", Leads: []clinic.Lead{60}, After: at(8, 30)},
		Language:     "en",
	}
}

// coming is the first reminder of the morning, as it comes.
func coming(tb testing.TB, c clinic.Clinic, w flows.Wording) flows.Screen {
	tb.Helper()
	s := morning().Subscription
	s.Clinic = c.ID
	r, ok := s.Next(c, clinic.Quiet{})
	if !ok {
		tb.Fatal("no reminder comes")
	}
	return flows.Reminder(r, w, c)
}

func word(b flows.Button) string {
	name, _, _ := strings.Cut(b.Data.Token, ".")
	return name
}

// What is answered to a reminder changes the stored one only while the opening goes
// on that the message is about, and where that is still wanted.
func TestReminderButtons(t *testing.T) {
	paused := morning()
	paused.Subscription = paused.Subscription.Pause(at(11, 0), clinic.Date{Year: 2026, Month: 11, Day: 25})
	elsewhere := morning()
	elsewhere.Subscription.Clinic = "hill"
	shorter := []clinic.Change{{Clinic: "riverside", From: clinic.DateOf(at(0, 0)), To: clinic.DateOf(at(0, 0)), Window: &clinic.Window{From: 8 * 60, To: 10*60 + 30}}}
	closed := []clinic.Change{{From: clinic.DateOf(at(0, 0)), To: clinic.DateOf(at(0, 0))}}
	for name, row := range map[string]struct {
		now     time.Time
		held    *flows.Reminding
		changes []clinic.Change
		says    care.Key
		changed bool
	}{
		"in time":                  {now: at(11, 5), held: morning(), changed: true},
		"at closing":               {now: at(12, 0), held: morning(), says: "remind.over"},
		"in the afternoon":         {now: at(15, 0), held: morning(), says: "remind.over"},
		"the next day":             {now: at(24+11, 5), held: morning(), says: "remind.over"},
		"nothing is wanted":        {now: at(11, 5), says: "remind.none"},
		"notices only":             {now: at(11, 5), held: &flows.Reminding{Notices: true}, says: "remind.none"},
		"another clinic is wanted": {now: at(11, 5), held: elsewhere, says: "remind.over"},
		"in a pause":               {now: at(11, 5), held: paused, says: "remind.over"},
		"closed since":             {now: at(11, 5), held: morning(), changes: closed, says: "remind.over"},
		"opened later since":       {now: at(11, 5), held: morning(), changes: shorter, changed: true},
	} {
		t.Run(name, func(t *testing.T) {
			for _, b := range buttons(coming(t, riverside(), flows.Plain)) {
				if !slices.Contains([]string{"remind_been", "remind_later", "remind_skip"}, word(b)) {
					continue
				}
				p := newPresser(t, "en")
				p.engine = flows.NewEngine(serviceOf(riverside(), hill()), capitals{})
				p.state.Touched = row.now
				_, effects := p.engine.Step(p.state, flows.Input{Kind: flows.Press, Button: b.Data, Reminder: row.held, News: newsOf(row.changes...)}, row.now)
				_, set := effects[0].(flows.SetReminder)
				shown := effects[len(effects)-1].(flows.Show)
				if says := shown.Screen.Lines[0].Key; set != row.changed || row.says != "" && says != row.says {
					t.Errorf("%s: changed %t, says %s", word(b), set, says)
				}
			}
		})
	}
}

// Each button does what it says, and no more.
func TestReminderButtonsDo(t *testing.T) {
	c := riverside()
	for pressed, want := range map[string]time.Time{
		"remind_been": at(16, 0), "remind_later": at(11, 20), "remind_skip": at(24+11, 0),
	} {
		for _, b := range buttons(coming(t, c, "out")) {
			if word(b) != pressed {
				continue
			}
			p := newPresser(t, "en")
			held := morning()
			_, effects := p.engine.Step(p.state, flows.Input{Kind: flows.Press, Button: b.Data, Reminder: held}, at(11, 5))
			if diff := cmp.Diff(morning(), held); diff != "" {
				t.Errorf("what was given has changed:\n%s", diff)
			}
			then := effects[0].(flows.SetReminder).Reminder
			after := then.Subscription.Fire(c, clinic.Quiet{}, at(11, 5)).Then
			if next, _ := after.Next(c, clinic.Quiet{}); !next.Due.Equal(want) {
				t.Errorf("%s: the next comes %s", pressed, next.Due)
			}
		}
	}
}

// A discreet reminder is, to the letter, what stood on the button that was pressed
// and what the summary showed.
func TestDiscreetIsAsShown(t *testing.T) {
	for _, lang := range locales.Languages() {
		for _, wording := range flows.Discreet() {
			p := newPresser(t, lang)
			label := care.Key("remind.line." + string(wording))
			for _, key := range []care.Key{"button.reminders", "button.remind_setup", "button.all_windows", "button.every_day", "button.lead.m60", label} {
				p.press(key)
			}
			screen := coming(t, riverside(), wording)
			if len(screen.Lines) != 1 || p.says(screen.Lines[0]) != p.says(care.Say(label)) {
				t.Errorf("%s, %s: it comes as %v", lang, wording, screen.Lines)
			}
			if shown := p.reads(); !strings.Contains(shown, "\n"+p.says(screen.Lines[0])+"\n") {
				t.Errorf("%s, %s: it is not shown before:\n%s", lang, wording, shown)
			}
			p.press("button.remind_yes")
			if p.reminder.Wording != wording {
				t.Errorf("%s: %s became %s", lang, wording, p.reminder.Wording)
			}
		}
	}
	if unknown := coming(t, riverside(), "of a later version").Lines[0].Key; unknown != "remind.line.hello" {
		t.Errorf("a wording that is not known comes as %s", unknown)
	}
}

// Once reminders are set nothing of them is left in the state; nor when they are
// left unfinished.
func TestNoTraceOfReminders(t *testing.T) {
	steps := []care.Key{"button.remind_setup", "button.all_windows", "button.every_day", "button.lead.m60", "button.remind_plain", "button.remind_yes"}
	for n := range steps {
		p := newPresser(t, "en")
		p.press("button.reminders")
		before := lasting(p.state)
		for _, key := range steps[:n+1] {
			p.press(key)
		}
		if n+1 < len(steps) {
			if p.state.Remind == nil || p.set > 0 {
				t.Fatalf("after %s: not under way", steps[n])
			}
			p.step(flows.Input{Kind: flows.Command, Text: "menu"})
		}
		after := p.state
		if after.Remind != nil || after.At != "menu.open" {
			t.Errorf("after %s: %+v is left at %s", steps[n], after.Remind, after.At)
		}
		after = lasting(after)
		after.Turn = before.Turn
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("after %s this is left:\n%s", steps[n], diff)
		}
	}
}

func TestWantsReminder(t *testing.T) {
	for _, row := range []struct {
		in   flows.Input
		want bool
	}{
		{flows.Input{Kind: flows.Command, Text: "reminders"}, true},
		{flows.Input{Kind: flows.Command, Text: "Reminders@heard_bot"}, true},
		{flows.Input{Kind: flows.Command, Text: "hours"}, false},
		{flows.Input{Kind: flows.Text, Text: "reminders"}, false},
		{flows.Input{Kind: flows.Press, Button: flows.Data{Token: "reminders"}}, true},
		{flows.Input{Kind: flows.Press, Button: flows.Data{Token: "remind_stop", Stays: true}}, true},
		{flows.Input{Kind: flows.Press, Button: flows.Data{Turn: 5, Token: "remind_yes"}}, true},
		{flows.Input{Kind: flows.Press, Button: flows.Data{Token: "lang.nb"}}, true},
		{flows.Input{Kind: flows.Press, Button: flows.Data{Token: "menu"}}, false},
	} {
		if got := flows.WantsReminder(row.in); got != row.want {
			t.Errorf("%+v: %t", row.in, got)
		}
	}
}

// The buttons of a reminder fit Telegram for the longest id of a clinic.
func TestReminderTokensFit(t *testing.T) {
	c := riverside()
	c.ID = strings.Repeat("x", 24)
	for _, b := range buttons(coming(t, c, flows.Plain)) {
		if n := len(b.Data.String()); n > 64 {
			t.Errorf("%s: %d bytes", word(b), n)
		}
	}
}

// Hours are told as the clock shows them on the day on which it is set forward.
func TestHoursWhenTheClockIsSetForward(t *testing.T) {
	c := harbour()
	c.Zone = oslo(t)
	c.Hours[time.Sunday] = []clinic.Window{{From: 60, To: 135}, {From: 140, To: 170}, {From: 175, To: 240}, {From: 20 * 60, To: 24 * 60}}
	p := newPresser(t, "en")
	p.engine, p.now = flows.NewEngine(serviceOf(c), capitals{}), time.Date(2027, 3, 27, 12, 0, 0, 0, oslo(t))
	p.step(flows.Input{Kind: flows.Command, Text: "hours"})
	if want := "Tomorrow: 01:00–03:00, 03:00–04:00, 20:00–24:00\n"; !strings.Contains(p.reads(), want) {
		t.Errorf("this is told, without %q:\n%s", want, p.reads())
	}
}

// What staff change counts wherever a conversation looks at hours.
func TestChangesCountEverywhere(t *testing.T) {
	today := clinic.DateOf(at(0, 0))
	closed := []clinic.Change{{From: today, To: today, Reason: clinic.Weather}}
	p := newPresser(t, "en")
	send := func(changes []clinic.Change) string {
		p := newPresser(t, "en")
		for _, key := range []care.Key{"button.ask", "term.need.housing", "button.no_words"} {
			p.press(key)
		}
		now := p.reads()
		for _, b := range buttons(p.screen) {
			if b.Label.Key == "button.send_now" {
				_, effects := p.engine.Step(p.state, flows.Input{Kind: flows.Press, Button: b.Data, Fresh: "KRT-482", News: newsOf(changes...)}, p.now)
				p.screen = effects[len(effects)-1].(flows.Show).Screen
				now = p.reads()
			}
		}
		return now
	}
	shut := p.says(care.Say("closed.ask", care.With("Time", care.Clock(at(24+8, 0))), care.With("Urgent", care.Phone("111"))))
	if open, changed := send(nil), send(closed); strings.Contains(open, shut) || !strings.Contains(changed, shut) {
		t.Errorf("open:\n%s\nclosed:\n%s", open, changed)
	}
	_, effects := p.engine.Step(p.state, flows.Input{Kind: flows.Command, Text: "hours", News: newsOf(closed...)}, p.now)
	p.screen = effects[0].(flows.Show).Screen
	if want := "Today: closed (the weather)"; !strings.Contains(p.reads(), want) {
		t.Errorf("hours do not say %q:\n%s", want, p.reads())
	}
}

// Hours that are not known, or never change, are told plainly.
func TestHoursThatAreNotOrdinary(t *testing.T) {
	never, always := riverside(), harbour()
	never.Hours = clinic.Week{}
	for day := range always.Hours {
		always.Hours[day] = []clinic.Window{{To: 24 * 60}}
	}
	for name, row := range map[string]struct {
		clinics []clinic.Clinic
		says    care.Key
		today   string
	}{
		"none is known": {nil, "hours.unknown", ""},
		"never open":    {[]clinic.Clinic{never}, "hours.closed", "Today: closed\n"},
		"always open":   {[]clinic.Clinic{always}, "hours.always", "Today: 00:00–24:00\n"},
	} {
		p := newPresser(t, "en")
		p.engine = flows.NewEngine(serviceOf(row.clinics...), capitals{})
		p.step(flows.Input{Kind: flows.Command, Text: "hours"})
		said := p.screen.Lines[0]
		for _, arg := range said.Args {
			if line, ok := arg.Value.(care.Line); ok && arg.Name == "Now" {
				said = line
			}
		}
		if said.Key != row.says || !strings.Contains(p.reads(), row.today) {
			t.Errorf("%s: %s\n%s", name, said.Key, p.reads())
		}
		p.step(flows.Input{Kind: flows.Press, Button: flows.Data{Token: "remind_setup"}})
		if row.clinics == nil && (p.state.Remind != nil || p.state.At != "menu.open") {
			t.Errorf("reminders of no clinic are set up at %s", p.state.At)
		}
	}
}

// A pause without an end is stored and read like any other, also by whoever works out
// when to look again.
func TestPauseUntilFurtherNotice(t *testing.T) {
	p := newPresser(t, "en")
	p.reminder = morning()
	for _, key := range []care.Key{"button.reminders", "button.remind_pause", "button.pause_open"} {
		p.press(key)
	}
	s := p.reminder.Subscription
	fired := s.Fire(riverside(), clinic.Quiet{}, p.now.AddDate(3, 0, 0))
	if _, err := fired.Look.MarshalJSON(); fired.Send || err != nil {
		t.Errorf("%+v: %v", fired, err)
	}
	if p.offers("button.remind_pause") || strings.Contains(p.reads(), "9000") {
		t.Errorf("this is shown:\n%s", p.reads())
	}
	p.press("button.remind_resume")
	if next, ok := p.reminder.Subscription.Next(riverside(), clinic.Quiet{}); !ok || !next.Due.Equal(at(11, 0)) {
		t.Errorf("the next one comes %s", next.Due)
	}
}

// A stop can be undone, and not in the place of what is being set up.
func TestStopIsUndone(t *testing.T) {
	p := newPresser(t, "en")
	p.reminder = morning()
	p.reminder.Notices = true
	want := *p.reminder
	p.step(flows.Input{Kind: flows.Press, Button: flows.Data{Token: "remind_stop", Stays: true}})
	if p.reminder.Reminds() || !p.reminder.Notices {
		t.Fatalf("after a stop: %+v", p.reminder)
	}
	p.press("button.remind_again")
	want.Subscription.After = p.now
	if diff := cmp.Diff(want, *p.reminder); diff != "" || p.state.Remind != nil {
		t.Errorf("what was stopped (-) and what there is (+), %+v in the state:\n%s", p.state.Remind, diff)
	}
	p.press("button.remind_change")
	p.press("08:00–12:00")
	under := p.state.Remind
	p.step(flows.Input{Kind: flows.Press, Button: flows.Data{Token: "remind_stop", Stays: true}})
	if diff := cmp.Diff(under, p.state.Remind); diff != "" {
		t.Errorf("a stop changed what was being set up:\n%s", diff)
	}
	p.press("button.remind_again")
	if p.state.At != "remind.days" || p.reminder.Reminds() {
		t.Errorf("at %s, %+v", p.state.At, p.reminder)
	}
}
