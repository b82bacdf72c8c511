package bot_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"heard/clinic"
	"heard/flows"
)

// weeksFile is a clinic with two windows on weekdays and one, past the change of
// the clocks, on Sundays.
const weeksFile = `
service   = "Test OMT"
country   = "%s"
timezone  = "%s"
languages = ["en"]
[[clinic]]
id    = "one"
name  = "One"
phone = "020 7946 0000"
[clinic.hours]
mon-fri = ["08:00-10:00", "13:00-16:30"]
sun     = ["09:00-11:00"]
[[team]]
id    = "keywork"
chat  = -1001000000001
takes = ["help", "dosing"]
[[team]]
id    = "quality"
chat  = -1001000000002
takes = ["stigma", "feedback"]
[leads]
chat   = -1001000000009
digest = "0 9 * * 1"
[privacy]
release = "immediate"
`

// runs is how often three weeks are gone through in each zone: each costs a tenth of
// a second.
const runs = 8

// Over weeks in which the clocks are changed, each window gives one reminder, at
// its time on the clock of the wall, whatever restarts in between, before or after
// a reminder, and none where staff have closed it and not taken that back; each closure
// is told once, and its end. What is expected is worked out from the calendar alone.
func TestReminderOverWeeks(t *testing.T) {
	for zone, c := range map[string]struct {
		country string
		from    time.Time
	}{
		"Europe/London":    {"GB", time.Date(2126, 3, 20, 0, 0, 0, 0, time.UTC)},
		"America/New_York": {"US", time.Date(2126, 10, 28, 0, 0, 0, 0, time.UTC)},
	} {
		t.Run(strings.ReplaceAll(zone, "/", " "), func(t *testing.T) {
			h := newHouse(t, remindingBy(fmt.Sprintf(weeksFile, c.country, zone)), func(s *setup) { s.clock.at = c.from })
			for seed := range uint64(runs) {
				h.weeks(seed, c.from)
			}
		})
	}
}

// weeks is one run: somebody new, who is reminded for three weeks.
func (h *house) weeks(seed uint64, from time.Time) {
	h.Helper()
	dice := rand.New(rand.NewPCG(seed, 0))
	h.clock.advance(from.Sub(h.now()))
	h.must(h.raw.Del(h.Context(), "{heard:test}:news").Err()) // of the run before, which lived through the same days
	h.people++
	h.join(h.people, "en")
	h.must(h.telegram.Unblock(h.people))
	p := &somebody{h: h, chat: h.people, id: h.people, lang: "en"}
	lead := []clinic.Lead{30, 60, 90}[dice.IntN(3)]
	r := h.build().run(true)
	h.must(r.bot.SetReminder(h.Context(), p.chat, &flows.Reminding{
		Language: "en", Subscription: clinic.Subscription{Clinic: "one", Leads: []clinic.Lead{lead}, After: h.now()},
	}))
	var want []string
	told := 0
	end := from.AddDate(0, 0, 21)
	for _, due := range h.expected(from, end, lead) {
		steps := []time.Duration{-time.Second, 0, 2 * time.Second, 5 * time.Minute}
		switch dice.IntN(5) {
		case 0:
			told += h.closes(r, due, lead, false)
		case 1:
			told += h.closes(r, due, lead, true)
			want = append(want, due.Format(time.RFC3339))
		default:
			want = append(want, due.Format(time.RFC3339))
		}
		for _, step := range steps {
			h.until("all is settled", h.settled)
			h.clock.advance(due.Add(step).Sub(h.now()))
			if dice.IntN(10) == 0 {
				r.close()
				r = h.build().run(true)
			}
		}
	}
	h.until("all is settled", h.settled)
	h.clock.advance(end.Sub(h.now()))
	h.until("all is settled", h.settled)
	h.must(r.bot.SetReminder(h.Context(), p.chat, nil))
	r.close()
	var got []string
	for _, m := range p.reminders() {
		got = append(got, m.Date.In(h.service.Zone).Truncate(time.Minute).Format(time.RFC3339))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		h.Fatalf("run %d, want:\n%s\ngot:\n%s", seed, strings.Join(want, "\n"), strings.Join(got, "\n"))
	}
	if n := len(p.news()); n != told {
		h.Fatalf("run %d: %d news, want %d", seed, n, told)
	}
}

// closes has staff close the window of a reminder twenty minutes before it is due, and
// take that back a moment later; it returns how often the patient is told.
func (h *house) closes(r *running, due time.Time, lead clinic.Lead, back bool) (told int) {
	h.Helper()
	h.until("all is settled", h.settled)
	h.clock.advance(due.Add(-20 * time.Minute).Sub(h.now()))
	shuts := due.In(h.service.Zone).Add(time.Duration(lead) * time.Minute)
	board := flows.Board{Clinics: h.service.Clinics, Zone: h.service.Zone, Quiet: h.service.Quiet}
	begin, _ := board.Desk("closure", "", h.now())
	day, _ := board.Desk(begin.Screen.Options[0].Data.Token, "", h.now())
	for _, option := range day.Screen.Options {
		if strings.HasSuffix(option.Data.Token, shuts.Format("-1504")) {
			h.presses(r, option.Data.Token+"x.weather.post")
		}
	}
	h.until("all is settled", h.settled)
	h.clock.advance(time.Minute)
	h.until("all is settled", h.settled)
	if !back {
		return 1
	}
	posted := h.telegram.Messages(keywork)
	for _, row := range posted[len(posted)-1].Buttons {
		h.presses(r, strings.TrimPrefix(row[0].Data, "=")+".yes")
	}
	h.until("all is settled", h.settled)
	return 2
}

// presses has somebody in a team's group press a button of a new message.
func (h *house) presses(r *running, token string) {
	h.Helper()
	h.raws++
	h.must(r.bot.Handle(h.Context(), fmt.Appendf(nil, `{"update_id":%[1]d,"callback_query":{"id":"q%[1]d","from":{"id":%[2]d},"data":"=%[3]s",
		"message":{"message_id":%[1]d,"chat":{"id":%[4]d,"type":"supergroup"}}}}`, 900_000_000+h.raws, keyWorker1, token, keywork)))
}

// expected are the moments at which reminders come, by the clock of the wall.
func (h *house) expected(from, end time.Time, lead clinic.Lead) (all []time.Time) {
	at := func(day time.Time, hour, minute int) {
		due := time.Date(day.Year(), day.Month(), day.Day(), hour, minute-int(lead), 0, 0, h.service.Zone)
		if due.After(from) && due.Before(end) {
			all = append(all, due)
		}
	}
	open, _ := h.service.ClinicByID("one")
	for day := from.In(h.service.Zone); day.Before(end); day = day.AddDate(0, 0, 1) {
		switch {
		case len(open.Day(clinic.DateOf(day)).Windows) == 0: // a public holiday
		case day.Weekday() == time.Sunday:
			at(day, 11, 0)
		case day.Weekday() != time.Saturday:
			at(day, 10, 0)
			at(day, 16, 30)
		}
	}
	return all
}
