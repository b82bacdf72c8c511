package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/locales"
)

// closesAt is the clinic's file with another closing time.
func closesAt(t *testing.T, clock string) clinic.Service {
	t.Helper()
	s, problems := clinic.Load("clinic.toml", []byte(strings.ReplaceAll(clinicFile, "08:00-12:00", "08:00-"+clock)), locales.Languages())
	if s == nil {
		t.Fatal(problems)
	}
	return *s
}

// The file says other hours when the service comes back: whoever is reminded an hour
// before closing is reminded by those, also where that is sooner than it would have
// been looked at.
func TestRemindersFollowTheFile(t *testing.T) {
	for clock, wait := range map[string]time.Duration{"11:30": 30 * time.Minute, "12:00": time.Hour, "13:00": 2 * time.Hour} {
		t.Run(clock, func(t *testing.T) {
			h := newHouse(t, onClock)
			r := h.start()
			p := h.reminded() // at 10:00, for 11:00
			r.stop()
			h.service = closesAt(t, clock)
			h.start()
			at := h.now().Add(wait)
			h.until("the timer is set to the new hours", func() bool { return h.looks(p).Truncate(time.Minute).Equal(at) })
			h.advanceTo(at.Add(-time.Minute))
			p.hasReminders(0)
			h.advanceTo(at.Add(time.Second))
			p.hasReminders(1)
			h.advanceTo(at.Add(4 * time.Hour))
			p.hasReminders(1)
		})
	}
}

// EachBulk notes the end of each walk.
func (w *watched) EachBulk(ctx context.Context, do func(care.Box, time.Time, []byte) error) error {
	w.touched()
	defer w.h.notice()
	defer w.h.walks.Add(1)
	return w.Store.EachBulk(ctx, do)
}

// A restart without other hours writes nothing.
func TestNothingToFollow(t *testing.T) {
	h := newHouse(t, onClock)
	r := h.start()
	h.reminded()
	r.stop()
	before := h.raw.Dump(t.Context(), "{heard:test}:bulk").Val()
	seq := h.raw.Get(t.Context(), "{heard:test}:seq").Val()
	walks := h.walks.Load()
	h.start()
	h.until("all timers were looked at", func() bool { return h.walks.Load() > walks })
	h.quiet()
	if h.raw.Dump(t.Context(), "{heard:test}:bulk").Val() != before || h.raw.Get(t.Context(), "{heard:test}:seq").Val() != seq {
		t.Error("timers were set anew")
	}
}
