package bot_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/care"
	"heard/store/redistest"
)

// A reminder that was set up by buttons comes at its minute and not before, once,
// whatever restarts and however many copies there are.
func TestReminderComesOnce(t *testing.T) {
	for name, c := range map[string]struct {
		copies        int
		before, after func(*house, *running)
		dies          bool // as it is about to send
		most          int  // reminders at most; 0: one
		forgets       bool // dies when it has sent, before that is settled
	}{
		"by a service that goes on": {},
		"by two copies":             {copies: 2},
		"by three copies":           {copies: 3},
		"restarted just before":     {before: func(h *house, r *running) { r.stop(); h.start() }},
		"restarted just after":      {after: func(h *house, r *running) { h.quiet(); r.stop(); h.start() }},
		"by one that comes late": {
			before: func(_ *house, r *running) { r.stop() },
			after:  func(h *house, _ *running) { h.clock.advance(40 * time.Minute); h.start() },
		},
		"after a death before it is sent":    {dies: true, after: func(h *house, r *running) { h.revives(r) }},
		"after a death before it is settled": {forgets: true, most: 2, after: func(h *house, r *running) { h.revives(r) }},
	} {
		t.Run(name, func(t *testing.T) {
			server := redistest.Start(t)
			h := newHouse(t, onClock, func(s *setup) { s.url = server.URL })
			r := h.build()
			var once sync.Once
			if c.copies > 1 {
				copies := []*running{r}
				for len(copies) < c.copies {
					copies = append(copies, h.build())
				}
				h.pushedTo(copies...)
			} else {
				r.run(false)
			}
			p := h.reminded()
			if c.dies {
				h.front.on(p.chat, "sendMessage", func() { once.Do(r.dies) })
			}
			if c.forgets {
				h.hooks.beforeSettle = func(all []care.Settlement) error {
					if !strings.HasPrefix(all[0].Lease.Box.Name, "at:remind:") || all[0].Sent == nil {
						return nil
					}
					once.Do(r.dies)
					return errors.New("it is dead")
				}
			}
			h.at("10:59:59")
			p.hasReminders(0)
			if c.before != nil {
				c.before(h, r)
			}
			h.clock.advance(2 * time.Second)
			if c.after != nil {
				if c.forgets {
					h.until("it is dead", func() bool { return len(p.reminders()) > 0 && r.watched.ended.Load() })
					h.hooks.beforeSettle = nil
				}
				c.after(h, r)
			}
			p.reads("remind.closes", care.With("Name", care.Name("One")), care.With("Time", care.Name("12:00")))
			h.quiet()
			if n := len(p.reminders()); n > max(c.most, 1) {
				t.Errorf("%d reminders", n)
			}
			n := len(p.reminders())
			h.at("13:00:00")
			h.nextDay()
			p.hasReminders(n)
			h.at("11:00:01")
			p.hasReminders(n + 1)
		})
	}
}

// A discreet reminder shows the line that was picked and no other text.
func TestReminderDiscreet(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	for _, lang := range []string{"en", "nb"} {
		p := h.patient(lang).agrees()
		p.wantsReminders("button.lead.m60", "remind.line.out")
		h.at("11:00:01")
		all := p.reminders()
		if len(all) != 1 || all[0].Text != h.says(lang, "remind.line.out") {
			t.Errorf("%s: it came as %+v", lang, all)
		}
		h.nextDay()
		h.at("10:00:00")
	}
}

// It is set anew to the day after, by a settlement of its own; its number is noted,
// and what is stored stays small.
func TestReminderIsSetAnew(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	due := h.now().Truncate(24 * time.Hour).Add(11 * time.Hour)
	sameTime(t, h.looks(p), due.Add(60*time.Millisecond))
	_, sealed, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	h.at("11:00:01")
	p.hasReminders(1)
	sameTime(t, h.looks(p), due.Add(24*time.Hour+60*time.Millisecond))
	held, then, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	if !held.Subscription.After.Equal(due) || held.Language != "en" {
		t.Errorf("stored: %+v", held)
	}
	if len(sealed) > 256+40 || len(then) != len(sealed) {
		t.Errorf("stored in %d bytes, then in %d", len(sealed), len(then))
	}
	if n := r.count("heard_reminders_total", "sent"); n != 1 {
		t.Errorf("%v are counted as sent", n)
	}
	if n := r.count("heard_reminders_total", "dropped"); n != 0 {
		t.Errorf("%v are counted as dropped", n)
	}
}
