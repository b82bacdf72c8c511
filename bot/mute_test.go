package bot_test

import (
	"strings"
	"testing"

	"heard/care"
	"heard/simulator"
)

// Of answers in a muted case the patient is not told. They find them when they
// look, and are told again of those that come after they say so.
func TestMuted(t *testing.T) {
	o := open(t)
	o.patient.opensCase(o.code)
	o.patient.pressesData("=mute." + string(o.code))
	o.patient.reads("cases.muted")
	o.quiet()
	seen := o.telegram.Mark(o.patient.chat)
	o.one.replies(o.card, "an answer to be found")
	o.shows([]string{o.says("en", "card.answered"), "Taken by Key worker 1"})
	if o.telegram.Mark(o.patient.chat) != seen {
		t.Errorf("the patient was told: %s", o.patient.transcript())
	}
	thread := o.patient.opensCase(o.code)
	if !strings.Contains(thread.Text, "an answer to be found") {
		t.Errorf("the thread: %s", thread.Text)
	}
	o.patient.pressesData("=unmute." + string(o.code))
	o.quiet()
	o.one.replies(o.card, "an answer to be told of")
	o.patient.sees("the answer", func(m simulator.Message) bool {
		return strings.HasPrefix(m.Text, o.says("en", "role.key_worker")) && strings.Contains(m.Text, "an answer to be told of")
	})
	o.quiet()
}

// Whoever's case is closed is asked whether it helped. The answer is counted once,
// however often it is pressed, and by the topic alone.
func TestHelped(t *testing.T) {
	o := open(t)
	o.press(o.one, "close")
	asks := o.patient.reads("helped.ask")
	if !strings.Contains(asks.Text, o.says("en", "case.closed", care.With("Code", o.code))) {
		t.Errorf("asked: %s", asks.Text)
	}
	var queries []string
	for _, word := range []string{"helped_yes", "helped_yes", "helped_no"} {
		q, err := o.telegram.PressStale(o.patient.chat, o.patient.id, asks.ID, "~"+word+"."+string(o.code))
		o.must(err)
		queries = append(queries, q)
	}
	for i, q := range queries {
		if got, again := o.patient.answer(q).Text, o.says("en", "toast.helped"); (got == again) != (i > 0) {
			t.Errorf("press %d is answered with %q", i, got)
		}
	}
	o.patient.reads("helped.yes")
	o.quiet()
	if got := o.counted(); len(got) != 1 || got["helped:need.housing=yes"] != 1 {
		t.Errorf("counted: %v", got)
	}
	// Nobody else's answer counts.
	other := o.house.patient("en").agrees()
	menu := other.reads("menu.what")
	other.pressesStale(menu.ID, "~helped_no."+string(o.code))
	o.quiet()
	if got := o.counted(); len(got) != 1 {
		t.Errorf("counted: %v", got)
	}
}
