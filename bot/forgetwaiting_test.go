package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heard/simulator"
)

// What staff did not have when somebody was forgotten they never get: words for a
// quiet time, words that the group did not take at once, and a whole case.
func TestForgottenBeforeItCame(t *testing.T) {
	floods := simulator.Faults{Flood: 1, RetryAfter: 60, Methods: []string{"sendMessage"}, Times: 1}
	for name, waits := range map[string]func(*opened){
		"words for a quiet time": func(o *opened) { o.patient.repliesLater(o.code, "never to be read by them") },
		"words on their way":     func(o *opened) { o.lateWords("never to be read by them"); o.putOff(1) },
		"a case on its way": func(o *opened) {
			o.patient.begins("never to be read by them")
			o.quiet()
			o.telegram.SetFaults(floods)
			o.patient.sends()
			o.putOff(1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t, onClock)
			waits(o)
			o.telegram.SetFaults(simulator.Faults{})
			o.patient.leaves()
			o.patient.since = 0
			o.patient.reads("forget.done")
			o.until("the cases are left", func() bool {
				return !slices.ContainsFunc(o.timers(), func(name string) bool { return strings.HasPrefix(name, "at:leave:") })
			})
			o.clock.advance(61 * time.Second) // the group takes posts again
			o.quiet()
			for range 16 {
				o.clock.advance(24 * time.Hour)
				o.quiet()
			}
			for _, one := range o.front.sentTo(keywork) {
				if strings.Contains(one.text, "never to be read") {
					t.Errorf("staff got %q", one.text)
				}
			}
		})
	}
}
