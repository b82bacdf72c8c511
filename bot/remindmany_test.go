package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"heard/clinic"
	"heard/flows"
	"heard/simulator"
	"heard/store"
	"heard/store/redistest"
)

// threeClinics close at different times, and at each of them half past ten is when
// somebody is reminded: before closing, or at opening.
var threeClinics = strings.Replace(clinicFile, "[[team]]", `[[clinic]]
id    = "two"
name  = "Two"
phone = "020 7946 0001"
[clinic.hours]
mon-sun = ["08:00-11:30"]
[[clinic]]
id    = "three"
name  = "Three"
phone = "020 7946 0002"
[clinic.hours]
mon-sun = ["10:30-18:00"]
[[team]]`, 1)

// Three hundred are reminded in the same minute, under Telegram's limits: those
// whose clinic closes first before the others, nobody is refused, and it takes no
// longer than the limit makes it.
func TestReminderFanOut(t *testing.T) {
	const each = 100
	server := redistest.Start(t)
	h := newHouse(t, remindingBy(threeClinics), func(s *setup) {
		s.url, s.limits, s.simulator.Limits = server.URL, store.DefaultLimits(), simulator.TelegramLimits()
	})
	copies := []*running{h.build(), h.build()}
	kinds := []struct {
		clinic string
		lead   clinic.Lead
	}{{"three", clinic.AtOpening}, {"one", 90}, {"two", 60}}
	for i := range each * len(kinds) {
		h.people++
		h.join(h.people, "en")
		h.must(h.telegram.Unblock(h.people)) // they have begun
		k := kinds[i%len(kinds)]
		h.must(copies[0].bot.SetReminder(t.Context(), h.people, &flows.Reminding{
			Language:     "en",
			Subscription: clinic.Subscription{Clinic: k.clinic, Leads: []clinic.Lead{k.lead}, After: h.now()},
		}))
	}
	for _, r := range copies {
		r.run(true)
	}
	due := h.now().Add(30 * time.Minute)
	h.clock.advance(due.Sub(h.now()) - time.Millisecond)
	if n := len(h.front.from(0)); n != 0 {
		t.Fatalf("%d came before", n)
	}
	window := store.DefaultLimits().Overall
	h.clock.advance(time.Second)
	spans := 1
	for ; h.delays.count() < each*len(kinds); spans++ {
		h.until("a span's worth has come", func() bool { return h.delays.count() == spans*window.N })
		h.clock.advance(window.Per)
	}
	h.until("all is settled", h.settled)
	if least := each * len(kinds) / window.N; spans-1 > least {
		t.Errorf("it took %d spans of %v, and %d are enough", spans-1, window.Per, least)
	}
	if n := h.telegram.Floods(); n != 0 {
		t.Errorf("%d were refused", n)
	}
	h.inOrder([]string{"11:30", "12:00", "18:00"}, each)
	fmt.Printf("reminders: %d in %d spans of %v\n", each*len(kinds), spans-1, window.Per)
}

// inOrder fails unless so many reminders were sent of those that close at each time,
// one time after the other. Those of one span may overtake each other.
func (h *house) inOrder(closing []string, each int) {
	h.Helper()
	all := h.front.from(0)
	for i, one := range all {
		for k, at := range closing {
			if !strings.Contains(one.text, at) {
				continue
			}
			if span := store.DefaultLimits().Overall.N; i < k*each/span*span || i >= ((k+1)*each+span-1)/span*span {
				h.Errorf("one that closes at %s is number %d", at, i)
			}
		}
	}
	seen := map[int64]bool{}
	for _, one := range all {
		if seen[one.chat] {
			h.Error("somebody was reminded twice")
		}
		seen[one.chat] = true
	}
	if len(seen) != each*len(closing) {
		h.Errorf("%d were reminded", len(seen))
	}
}
