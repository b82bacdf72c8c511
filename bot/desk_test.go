package bot_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/simulator"
	"heard/store/redistest"
)

// What staff post from their group. The clock begins at 10, and the clinic is open
// from 8 to 12 every day.

// posts goes through closing a part of a day: by the labels of the buttons.
func (s *somebody) posts(labels ...string) {
	s.h.Helper()
	s.writes("/closure")
	s.picks(append(labels, s.h.says("en", "button.closing_post"))...)
	s.reads("closing.posted")
}

// picks presses buttons by their labels.
func (s *somebody) picks(labels ...string) {
	s.h.Helper()
	for _, label := range labels {
		s.pressesWhere(label, func(b simulator.Button) bool { return b.Text == label })
	}
}

// news are those that ever came in a chat.
func (s *somebody) news() []simulator.Showing {
	first := s.h.says(s.lang, "notice.first")
	return slices.DeleteFunc(s.h.telegram.Posted(s.chat), func(m simulator.Showing) bool {
		return m.Edit || !strings.HasPrefix(m.Text, first)
	})
}

// hasNews fails unless so many have come.
func (s *somebody) hasNews(n int) {
	s.h.Helper()
	s.h.quiet()
	if all := s.news(); len(all) != n {
		s.h.Errorf("%d news at %v, want %d", len(all), s.h.now(), n)
	}
}

// today is the label of the clock's day, so many days on.
func (h *house) day(on int) string {
	return h.now().In(h.service.Zone).AddDate(0, 0, on).Format("Monday 2 January")
}

// A closure of today is told at once to whoever is reminded there, also by another copy
// of the service, and no reminder comes; taken back, that is told too, and it does.
func TestClosureReachesSubscribers(t *testing.T) {
	server := redistest.Start(t)
	h := newHouse(t, onClock, func(s *setup) { s.url = server.URL })
	h.pushedTo(h.build(), h.build())
	p, other := h.reminded(), h.patient("nb").agrees()
	staff := h.worker(keyWorker1, keywork)
	staff.posts(h.day(0), "08:00–12:00", "Closed", "Too few at work")
	p.reads("notice.part_closed", care.With("Name", care.Name("One")), care.With("Day", care.Name(h.day(0))), care.With("Window", care.Name("08:00–12:00")))
	p.hasNews(1)
	h.at("11:00:01")
	p.hasReminders(0)
	p.writes("/hours")
	p.sees("the reason", func(m simulator.Message) bool { return strings.Contains(m.Text, "too few at work") })
	staff.presses("button.take_back")
	staff.reads("closing.back")
	staff.presses("button.take_back")
	staff.reads("closing.taken_back")
	h.until("it is told", func() bool { return len(p.news()) == 2 })
	h.at("11:05:00")
	p.hasNews(2)
	p.hasReminders(1)
	h.nextDay()
	p.hasNews(2)
	other.hasNews(0)
}

// One of another day waits for the morning, and one that is taken back before then is
// never told.
func TestClosureWaitsForTheMorning(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	h.at("22:00:00")
	n := len(p.reminders())
	staff := h.worker(keyWorker1, keywork)
	staff.posts(h.day(1), "08:00–12:00", "Closes at 10:30", "Another reason")
	staff.posts(h.day(3), "All day", "The weather")
	staff.picks("Take it back")
	staff.reads("closing.back")
	staff.picks("Take it back")
	staff.reads("closing.taken_back")
	p.hasNews(0)
	r.stop()
	h.start()
	h.nextDay() // 7 o'clock
	p.hasNews(0)
	h.at("07:30:01")
	p.hasNews(1)
	p.reads("notice.part_hours", care.With("Name", care.Name("One")), care.With("Day", care.Name(h.day(0))),
		care.With("Window", care.Name("08:00–12:00")), care.With("Windows", care.Name("08:00–10:30")))
	h.at("09:29:59")
	p.hasReminders(n)
	h.at("09:30:01")
	p.hasReminders(n + 1)
	h.at("12:30:00")
	p.hasReminders(n + 1)
}

// Two who press the same button at the same moment post one thing, and whoever comes
// later is told so.
func TestClosureIsPostedOnce(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.reminded()
	one, two := h.worker(keyWorker1, keywork), h.worker(keyWorker2, keywork)
	one.writes("/closure@heard_bot")
	one.picks(h.day(2), "All day", "The building")
	m := one.reads("closing.look")
	data := dataOf(m, func(b simulator.Button) bool { return b.Text == "Post it" })
	var group sync.WaitGroup
	answers := make([]simulator.Answer, 2)
	for i, who := range []*somebody{one, two} {
		group.Go(func() { answers[i] = who.pressesStale(m.ID, data) })
	}
	group.Wait()
	texts := []string{answers[0].Text, answers[1].Text}
	slices.Sort(texts)
	if want := []string{h.says("en", "toast.posted"), h.says("en", "alert.closing_old")}; !slices.Equal(texts, slices.Sorted(slices.Values(want))) {
		t.Errorf("answered with %q", texts)
	}
	p.hasNews(1)
	if all := h.raw.HLen(t.Context(), "{heard:test}:news").Val(); all != 1 {
		t.Errorf("%d things are posted", all)
	}
	if got := one.pressesStale(m.ID, "=closure.nonsense.261"); got.Text != h.says("en", "alert.closing_old") || !got.Alert {
		t.Errorf("nonsense is answered with %+v", got)
	}
}

// A discreet reader sees nothing of it on a locked screen, and reads on by a button.
func TestClosureDiscreet(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en").agrees()
	p.wantsReminders("button.lead.m60", "remind.line.out")
	h.worker(keyWorker1, keywork).posts(h.day(0), "All day", "The weather")
	h.until("it came", func() bool { return len(p.news()) == 1 })
	if got := p.news()[0].Text; got != h.says("en", "notice.first") {
		t.Errorf("it came as %q", got)
	}
	p.since = 0
	p.presses("button.news_read")
	p.sees("the reason", func(m simulator.Message) bool { return strings.Contains(m.Text, "the weather") })
}

// The leads' notice goes to those who turned news on, once, by day. It is looked at
// before it is sent, and only the leads' group has the command.
func TestNoticeOfTheLeads(t *testing.T) {
	const words = "You said the queue is long & slow. <b>Now</b> there are two counters."
	h := newHouse(t, onClock)
	h.start()
	p, q, d := h.patient("en").agrees(), h.reminded(), h.patient("nb").agrees()
	p.writes("/reminders")
	p.presses("button.notices_on")
	p.reads("notices.on")
	d.wantsReminders("button.lead.m60", "remind.line.out")
	d.presses("button.reminders")
	d.presses("button.notices_on")
	d.reads("notices.on")
	plain := h.reminded()
	plain.presses("button.reminders")
	plain.presses("button.notices_on")
	plain.reads("notices.on")
	h.worker(keyWorker1, keywork).writes("/wedid " + words)
	lead := h.worker(leader, leads)
	lead.writes("/wedid")
	lead.reads("wedid.how", care.With("Max", care.Number(600)))
	lead.writes("/wedid " + strings.Repeat("x", 601))
	lead.reads("wedid.how", care.With("Max", care.Number(600)))
	lead.writes("/wedid\n" + words)
	lead.reads("wedid.look")
	p.hasNews(0)
	lead.presses("button.wedid_send")
	lead.reads("wedid.sent")
	plain.sees("the notice", func(m simulator.Message) bool { return strings.Contains(m.Text, words) })
	for _, s := range []*somebody{p, d} {
		h.until("it came discreetly", func() bool { return len(s.news()) == 1 })
		if got := s.news()[0].Text; got != h.says(s.lang, "notice.first") {
			t.Errorf("it came as %q", got)
		}
		s.since = 0
		s.presses("button.news_read")
		s.sees("the notice", func(m simulator.Message) bool { return strings.Contains(m.Text, words) })
	}
	lead.presses("button.take_back")
	lead.reads("wedid.taken_back")
	h.at("10:10:00")
	plain.hasNews(1)
	q.hasNews(0)
	h.worker(keyWorker1, keywork).hasNoPosts()
}

// hasNoPosts fails where the bot has posted something.
func (s *somebody) hasNoPosts() {
	s.h.Helper()
	for _, m := range s.h.telegram.Posted(s.chat) {
		if m.Bot {
			s.h.Error("the bot has posted something")
		}
	}
}

// What is long over is forgotten when something is posted, and with it the marks of
// who was told.
func TestOldNewsAreForgotten(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	staff := h.worker(keyWorker1, keywork)
	for range 5 {
		staff.posts(h.day(0), "All day", "The weather")
		h.until("it is told", func() bool { return len(p.news()) > 0 })
		h.nextDay()
		h.nextDay()
	}
	p.hasNews(5)
	if n := h.raw.HLen(t.Context(), "{heard:test}:news").Val(); n > 2 {
		t.Errorf("%d are kept", n)
	}
	held, _, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	if len(held.Told) > 2 {
		t.Errorf("%d marks are kept", len(held.Told))
	}
}

// A closure is told once also where the service dies as it tells it, or just before.
func TestClosureAcrossDeaths(t *testing.T) {
	for name, at := range map[string]time.Duration{"as it tells": 0, "on the way": time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			server := redistest.Start(t)
			h := newHouse(t, onClock, func(s *setup) { s.url = server.URL })
			r := h.build()
			r.run(false)
			p := h.reminded()
			var once sync.Once
			h.front.on(p.chat, "sendMessage", func() {
				time.Sleep(at)
				once.Do(r.dies)
			})
			h.worker(keyWorker1, keywork).posts(h.day(0), "All day", "The weather")
			h.until("it is dead", r.watched.ended.Load)
			h.revives(r)
			h.until("it is told", func() bool { return len(p.news()) > 0 })
			h.at("10:30:00")
			if n := len(p.news()); n > 2 {
				t.Errorf("it came %d times", n)
			}
			n := len(p.news())
			h.nextDay()
			p.hasNews(n)
		})
	}
}

// A clinic leaves the file while a closure of it has still to be told: nobody is, and
// the service goes on.
func TestClosureOfAClinicThatIsGone(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	h.at("22:00:00")
	staff := h.worker(keyWorker1, keywork)
	staff.posts(h.day(1), "All day", "The weather")
	r.stop()
	other := h.service.Clinics[0]
	other.ID = "other"
	h.service.Clinics = []clinic.Clinic{other}
	h.start()
	h.nextDay()
	h.at("07:30:01")
	p.hasNews(0)
	staff.presses("button.take_back")
	p.writes("/menu")
	p.reads("menu.what")
}

// A patient changes reminders while one is on its way: it comes once, and the change is
// kept.
func TestReminderChangedOnItsWay(t *testing.T) {
	server := redistest.Start(t)
	h := newHouse(t, onClock, func(s *setup) { s.url = server.URL })
	r := h.build()
	r.run(false)
	p := h.reminded()
	pressed := make(chan struct{})
	var once sync.Once
	h.front.on(p.chat, "sendMessage", func() {
		once.Do(func() {
			go func() {
				defer close(pressed)
				_, err := h.telegram.PressStale(p.chat, p.id, 1, "=remind_notices.on")
				h.err(err)
			}()
			time.Sleep(300 * time.Millisecond)
		})
	})
	h.at("11:00:01")
	<-pressed
	p.reads("notices.on")
	h.quiet()
	h.at("11:10:00")
	p.hasReminders(1)
	held, _, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	if !held.Notices {
		t.Error("the change is lost")
	}
}

// A notice that was written and never sent goes by itself.
func TestUnsentNoticeGoes(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	lead := h.worker(leader, leads)
	lead.writes("/wedid words")
	lead.reads("wedid.look")
	for range 5 {
		h.nextDay()
	}
	h.until("it is gone", func() bool { return h.raw.HLen(t.Context(), "{heard:test}:news").Val() == 0 })
}
