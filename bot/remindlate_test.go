package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/simulator"
)

// The service is away when a reminder is due. It comes late while it still helps,
// once, and is dropped and counted otherwise; never after closing.
func TestReminderAfterAnOutage(t *testing.T) {
	for back, want := range map[string]struct{ sent, dropped int }{
		"11:20:00": {1, 0}, "11:57:59": {1, 0}, "11:58:01": {0, 1}, "12:00:00": {0, 1}, "15:00:00": {0, 1},
	} {
		t.Run(strings.ReplaceAll(back, ":", "."), func(t *testing.T) {
			h := newHouse(t, onClock)
			r := h.start()
			p := h.reminded()
			r.stop()
			n := h.now().In(h.service.Zone)
			at, _ := time.Parse("15:04:05", back)
			h.clock.advance(time.Date(n.Year(), n.Month(), n.Day(), at.Hour(), at.Minute(), at.Second(), 0, h.service.Zone).Sub(n))
			r = h.start()
			h.until("it is looked at", func() bool { return h.looks(p).Day() != n.Day() })
			h.quiet()
			p.hasReminders(want.sent)
			if sent, dropped := r.count("heard_reminders_total", "sent"), r.count("heard_reminders_total", "dropped"); int(sent) != want.sent || int(dropped) != want.dropped {
				t.Errorf("counted: %v sent, %v dropped", sent, dropped)
			}
			h.nextDay()
			h.at("11:00:01")
			p.hasReminders(want.sent + 1)
		})
	}
}

// Telegram is away for days: of all that was due only the last helps.
func TestReminderAfterDays(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	r.stop()
	h.clock.advance(3*24*time.Hour + 90*time.Minute)
	r = h.start()
	h.until("it came", func() bool { return len(p.reminders()) > 0 })
	h.quiet()
	p.hasReminders(1)
	if n := r.count("heard_reminders_total", "dropped"); n != 3 {
		t.Errorf("%v dropped", n)
	}
}

// Telegram floods at the moment: the reminder comes when Telegram wants it, if that
// is in time, and is dropped otherwise.
func TestReminderInAFlood(t *testing.T) {
	for name, c := range map[string]struct {
		after         int // seconds
		sent, dropped int
	}{"short": {40, 1, 0}, "too long": {3590, 0, 1}} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, onClock)
			r := h.start()
			p := h.reminded()
			h.telegram.SetFaults(simulator.Faults{Flood: 1, RetryAfter: c.after, Times: 1, Methods: []string{"sendMessage"}})
			n := len(h.delays.list())
			h.clock.advance(time.Hour + time.Second)
			wait := time.Duration(c.after) * time.Second
			h.until("it is put off", func() bool {
				all := h.delays.list()
				return len(all) > n && all[len(all)-1] == wait
			})
			h.clock.advance(wait - time.Millisecond)
			h.idles(h.now().Add(time.Millisecond))
			p.hasReminders(0)
			h.clock.advance(time.Millisecond)
			h.quiet()
			p.hasReminders(c.sent)
			if dropped := r.count("heard_reminders_total", "dropped"); int(dropped) != c.dropped {
				t.Errorf("%v dropped", dropped)
			}
			h.nextDay()
			h.at("11:00:01")
			p.hasReminders(c.sent + 1)
		})
	}
}

// Two were missed, and the flood comes on top: the first is counted as dropped once,
// however often the other is tried.
func TestReminderDroppedOnce(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	r.stop()
	h.telegram.SetFaults(simulator.Faults{Flood: 1, RetryAfter: 5, Times: 3, Methods: []string{"sendMessage"}})
	h.clock.advance(24*time.Hour + time.Hour + time.Second)
	n := len(h.delays.list())
	r = h.start()
	for i := range 3 {
		h.clock.advance(h.putOff(n + i + 1))
	}
	h.until("it came", func() bool { return len(p.reminders()) == 1 })
	h.quiet()
	if dropped := r.count("heard_reminders_total", "dropped"); dropped != 1 {
		t.Errorf("%v dropped", dropped)
	}
}

// Whoever has blocked the bot is reminded no more, and nothing is kept of it.
func TestReminderBlocked(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.reminded()
	h.must(h.telegram.Block(p.id))
	h.at("11:00:01")
	if at := h.looks(p); !at.IsZero() {
		t.Errorf("set to %v", at)
	}
	h.must(h.telegram.Unblock(p.id))
	p.writes("/reminders")
	p.reads("remind.none")
	h.quiet()
}

// What opens in quiet hours is told of when they end; on days on which the file has
// it closed nothing is told.
func TestReminderQuietAndClosed(t *testing.T) {
	file := strings.Replace(clinicFile, `mon-sun = ["08:00-12:00"]`, `mon-sun = ["07:00-08:15"]`, 1)
	file = strings.Replace(file, "[[team]]", "[[clinic.closed]]\nfrom = 2126-03-06\nto = 2126-03-06\n[[team]]", 1)
	h := newHouse(t, remindingBy(file))
	h.start()
	p := h.reminded()
	h.nextDay()
	h.at("07:29:59")
	p.hasReminders(0)
	h.at("07:30:01")
	p.hasReminders(1)
	h.nextDay() // closed
	h.at("07:30:01")
	p.hasReminders(1)
	h.nextDay()
	h.at("07:30:01")
	p.hasReminders(2)
}

// The clinic leaves the file and comes back into it: nothing is sent meanwhile, the
// subscription is kept, and within a day it is minded again.
func TestReminderOfAClinicThatIsGone(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.reminded()
	r.stop()
	with := h.service.Clinics
	other := with[0]
	other.ID = "other"
	h.service.Clinics = []clinic.Clinic{other}
	r = h.start()
	h.at("11:00:01")
	h.nextDay()
	p.hasReminders(0)
	p.writes("/reminders")
	p.reads("remind.gone")
	h.quiet()
	r.stop()
	h.service.Clinics = with
	h.start()
	h.until("the timer is set by the clinic that is back", func() bool { return h.looks(p).Hour() == 11 })
	h.at("11:00:02")
	p.hasReminders(1)
}

// Who gets notices alone has a timer that sends nothing, and stays.
func TestReminderNoticesAlone(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	p := h.patient("en").agrees()
	h.must(r.bot.SetReminder(t.Context(), p.chat, &flows.Reminding{Notices: true, Language: "en"}))
	at := h.looks(p)
	if at.Before(h.now().AddDate(0, 6, 0)) {
		t.Errorf("looked at %v", at)
	}
	h.advanceTo(at)
	h.quiet()
	p.hasReminders(0)
	held, _, err := r.bot.Reminding(t.Context(), p.chat)
	h.must(err)
	if next := h.looks(p); !next.After(at) || !held.Notices {
		t.Errorf("then at %v; stored: %+v", next, held)
	}
	h.must(r.bot.SetReminder(t.Context(), p.chat, nil))
	if at := h.looks(p); !at.IsZero() {
		t.Errorf("still set to %v", at)
	}
}

// What was sealed under a key that is gone is as if it had never been: it can be
// set up anew, and rings for nothing.
func TestReminderErasedWithItsKey(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.reminded()
	name := "{heard:test}:box:at:remind:" + h.alias(p)
	job := h.raw.LIndex(t.Context(), name, 0).Val()
	head := strings.Index(job, ":") + 1
	head += strings.Index(job[head:], ":") + 1
	sealed := []byte(job[head:])
	sealed[1] ^= 0xff // another epoch
	h.must(h.raw.LSet(t.Context(), name, 0, job[:head]+string(sealed)).Err())
	p.wantsReminders("button.lead.m30", "button.remind_plain")
	h.at("11:00:01")
	p.hasReminders(0)
	h.at("11:30:01")
	p.hasReminders(1)
	job = h.raw.LIndex(t.Context(), name, 0).Val()
	sealed = []byte(job[head:])
	sealed[1] ^= 0xff
	h.must(h.raw.LSet(t.Context(), name, 0, job[:head]+string(sealed)).Err())
	h.nextDay()
	h.at("11:30:01")
	p.hasReminders(1)
	if at := h.looks(p); !at.IsZero() {
		t.Errorf("still set to %v", at)
	}
}

// Nothing of the reminders is left of whoever is forgotten, by themselves or by an
// operator's order; and no key of the store has both names.
func TestReminderForgotten(t *testing.T) {
	for name, forget := range map[string]func(*house, *somebody, care.Code){
		"by /forget": func(_ *house, p *somebody, _ care.Code) { p.leaves(); p.reads("forget.done") },
		"by an operator": func(h *house, _ *somebody, code care.Code) {
			h.orders(func(o bot.Orders) (care.Job, error) { return o.Erase(code, h.now()) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, onClock)
			h.start()
			p := h.reminded()
			code := p.asks("help me with this")
			h.at("11:00:01")
			p.hasReminders(1)
			h.apart(p)
			forget(h, p, code)
			h.quiet()
			if at := h.looks(p); !at.IsZero() {
				t.Errorf("still set to %v", at)
			}
			if n := h.raw.Exists(t.Context(), "{heard:test}:box:at:remind:"+h.alias(p)).Val(); n != 0 {
				t.Error("the subscription is left")
			}
			for _, m := range h.telegram.Messages(p.chat) {
				if strings.Contains(m.Text, h.says("en", "remind.closes", care.With("Name", care.Name("One")), care.With("Time", care.Name("12:00")))) {
					t.Error("the reminder still stands in the chat")
				}
			}
			h.nextDay()
			h.at("11:30:01")
			p.hasReminders(1)
		})
	}
}

// apart fails if a key, or a value of the store, has both names of somebody.
func (h *house) apart(p *somebody) {
	h.Helper()
	one, other := h.pseudonym(p), h.alias(p)
	seen := 0
	for _, key := range h.raw.Keys(h.Context(), "*").Val() {
		all := key + h.raw.Dump(h.Context(), key).Val()
		for _, field := range []string{"{heard:test}:lease", "{heard:test}:due", "{heard:test}:bulk"} {
			if key == field {
				all = key // they hold the names of all boxes, and nothing that ties two of them
			}
		}
		if strings.Contains(all, one) && strings.Contains(all, other) {
			h.Error("a key has both names")
		}
		if strings.Contains(key, other) {
			seen++
		}
	}
	if one == other || seen == 0 {
		h.Error("there is nothing under the other name: this shows nothing")
	}
}
