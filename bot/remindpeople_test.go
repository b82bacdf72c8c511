package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/locales"
	"heard/privacy"
	"heard/simulator"
)

// What people do about reminders, and what is looked for afterwards. The clinic is
// open from 8 to 12 every day, and the clock begins at 10.

// remindingBy has the service read another file, on a clock that the test moves.
func remindingBy(file string) func(*setup) {
	return func(s *setup) {
		onClock(s)
		service, problems := clinic.Load("clinic.toml", []byte(file), locales.Languages())
		if service == nil {
			panic(problems)
		}
		s.service = *service
	}
}

// wantsReminders sets them up: when, and in which words.
func (s *somebody) wantsReminders(lead, wording care.Key) {
	s.h.Helper()
	s.writes("/reminders")
	for _, label := range []care.Key{"button.remind_setup", "button.every_day", lead, wording, "button.remind_yes"} {
		text := s.h.says(s.lang, label)
		s.pressesWhere(string(label), func(b simulator.Button) bool { return strings.HasSuffix(b.Text, text) }) // it may be ticked
	}
	s.reads("remind.done")
	s.h.quiet()
}

// reminded is somebody who is reminded an hour before closing.
func (h *house) reminded() *somebody {
	h.Helper()
	p := h.patient("en").agrees()
	p.wantsReminders("button.lead.m60", "button.remind_plain")
	return p
}

// reminders are those that ever came in a chat.
func (s *somebody) reminders() []simulator.Showing {
	return slices.DeleteFunc(s.h.telegram.Posted(s.chat), func(m simulator.Showing) bool {
		return m.Edit || dataOf(m.Message, func(b simulator.Button) bool { return strings.HasPrefix(b.Data, "~remind_been.") }) == ""
	})
}

// hasReminders fails unless so many have come.
func (s *somebody) hasReminders(n int) {
	s.h.Helper()
	if all := s.reminders(); len(all) != n {
		s.h.Errorf("%d reminders at %v, want %d", len(all), s.h.now(), n)
	}
}

// answers presses a button of the newest reminder.
func (s *somebody) answers(word string) {
	s.h.Helper()
	s.since = 0
	s.pressesWhere(word, func(b simulator.Button) bool {
		return b.Data == "~"+word || strings.HasPrefix(b.Data, "~"+word+".")
	})
}

// alias is what somebody's reminders are called in the store.
func (h *house) alias(s *somebody) string {
	h.Helper()
	vault, err := privacy.NewVault(h.root, h.ring, "test")
	h.must(err)
	hex := vault.Reminded(care.NewChatID(s.chat))[0].Hex()
	h.said.never(hex)
	return hex
}

// looks is when somebody's reminders are looked at next, the zero time when they
// have none.
func (h *house) looks(s *somebody) time.Time {
	h.Helper()
	ms := h.raw.ZScore(h.Context(), "{heard:test}:bulk", "at:remind:"+h.alias(s)).Val()
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}

// at moves the clock to a time of the day, in London, and lets what is due then
// end. A full second later all that falls into that minute is due.
func (h *house) at(clock string) {
	h.Helper()
	t, err := time.Parse("15:04:05", clock)
	h.must(err)
	n := h.now().In(h.service.Zone)
	h.advanceTo(time.Date(n.Year(), n.Month(), n.Day(), t.Hour(), t.Minute(), t.Second(), 0, h.service.Zone))
}

// nextDay moves the clock to 7 on the next day.
func (h *house) nextDay() {
	h.Helper()
	n := h.now().In(h.service.Zone)
	h.advanceTo(time.Date(n.Year(), n.Month(), n.Day()+1, 7, 0, 0, 0, h.service.Zone))
}

func sameTime(t *testing.T, got, want time.Time) {
	t.Helper()
	if !got.Equal(want) {
		t.Errorf("%v, want %v", got, want)
	}
}
