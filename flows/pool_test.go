package flows_test

import (
	"slices"
	"strings"
	"testing"

	"heard/care"
	"heard/flows"
)

// Nobody can answer what comes from the pool, and so nothing promises that: not the
// review, not the receipt. Where nothing is pooled both speak of an answer, or of who
// has it.
func TestPoolPromisesNoAnswer(t *testing.T) {
	promises := func(s flows.Screen) bool {
		return slices.ContainsFunc(slices.Concat(s.Lines, s.Foot), func(l care.Line) bool {
			key := string(l.Key)
			return strings.HasPrefix(key, "answer.") || strings.HasPrefix(key, "sent.next.") || key == "sent.later" || key == "reply.answer"
		})
	}
	for _, immediate := range []bool{false, true} {
		for _, topic := range slices.Concat(care.Sources(), care.Rules(), care.Praises()) {
			p := newPresser(t, "en")
			s := service("en")
			s.Privacy.Release.Immediate = immediate
			p.engine = flows.NewEngine(s, redacting())
			keys := way(topic)
			for _, key := range keys[:len(keys)-1] {
				p.press(key)
			}
			review := p.screen
			p.press(keys[len(keys)-1])
			if promises(review) || promises(p.screen) != immediate {
				t.Errorf("%s, immediate %t: the receipt reads\n%s", topic, immediate, p.reads())
			}
			if (p.sent.When == flows.AtOnce) != immediate {
				t.Errorf("%s, immediate %t: it goes %v", topic, immediate, p.sent.When)
			}
		}
	}
}

// The question about a lonely report works once it was answered too, and never says
// what is not so.
func TestLonelyAnswers(t *testing.T) {
	held := care.Open("KRT-482", "team", care.Report{Lane: care.Feedback, Topic: "org.info"}, "").Wait(care.Pooled{})
	for name, c := range map[string]struct {
		held  care.Case
		word  string
		does  bool
		reads care.Key
	}{
		"wait":                 {held: held, word: "pool_wait", reads: "pool.waits"},
		"count":                {held: held, word: "pool_count", does: true, reads: "pool.counted"},
		"send":                 {held: held, word: "pool_send", does: true, reads: "pool.anyway"},
		"wait after all":       {held: held.Anyway(), word: "pool_wait", reads: "cases.status.anyway"},
		"count after all":      {held: held.Anyway(), word: "pool_count", does: true, reads: "pool.counted"},
		"send when released":   {held: held.Release(), word: "pool_send", reads: "cases.status.released"},
		"count when released":  {held: held.Release(), word: "pool_count", reads: "cases.status.released"},
		"wait when counted":    {held: held.CountOnly(), word: "pool_wait", reads: "cases.status.counted"},
		"write while it waits": {held: held, word: "reply", reads: "cases.status.waiting"},
		"mute while it waits":  {held: held.CountOnly(), word: "mute", reads: "cases.status.counted"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPresser(t, "en")
			p.state.Cases = []flows.Mine{{Code: "KRT-482", Topic: "org.info"}}
			_, effects := p.engine.Step(p.state, flows.Input{Kind: flows.Press, Button: flows.Data{Token: c.word + ".KRT-482"}, Case: &c.held}, p.now)
			last, ok := effects[len(effects)-1].(flows.Show)
			if !ok || !slices.ContainsFunc(last.Screen.Lines, func(l care.Line) bool { return l.Key == c.reads }) {
				t.Errorf("this does not read %s: %v", c.reads, effects)
			}
			if (len(effects) > 1) != c.does {
				t.Errorf("%d things are done", len(effects)-1)
			}
		})
	}
}
