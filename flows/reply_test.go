package flows_test

import (
	"testing"

	"heard/care"
	"heard/flows"
)

// The way that was taken last is remembered where there were two: not from a case
// that hides, nor from one that was signed.
func TestQuietly(t *testing.T) {
	open := care.Open("KRT-482", "team", care.Report{Lane: care.Help, Topic: "need.housing"}, "")
	hides, signed := open, open
	hides.Hidden, signed.Report.Signed = true, "Anna B"
	for name, c := range map[string]struct {
		held             care.Case
		was, later, want bool
		ways             int
	}{
		"later":          {held: open, later: true, want: true, ways: 2},
		"now":            {held: open, was: true, ways: 2},
		"later again":    {held: open, was: true, later: true, want: true, ways: 2},
		"with its case":  {held: hides, was: true, want: true, ways: 1},
		"a signed reply": {held: signed, was: true, want: true, ways: 1},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPresser(t, "en")
			p.state.Cases, p.state.Quietly = []flows.Mine{{Code: "KRT-482", Topic: "need.housing"}}, c.was
			p.step(flows.Input{Kind: flows.Press, Button: flows.Data{Token: "reply.KRT-482"}, Case: &c.held})
			p.step(flows.Input{Text: "thank you"})
			var ways []flows.Button
			for _, b := range buttons(p.screen) {
				if later := b.Data.Token == "later.KRT-482"; later || b.Data.Token == "send.KRT-482" {
					ways = append(ways, b)
				}
			}
			if len(ways) != c.ways || c.ways == 2 && (ways[0].Data.Token == "later.KRT-482") != c.was {
				t.Fatalf("the ways to send are %v", ways)
			}
			token := map[bool]string{true: "later.KRT-482", false: "send.KRT-482"}[c.later]
			next, effects := p.engine.Step(p.state, flows.Input{Kind: flows.Press, Button: flows.Data{Turn: p.state.Turn, Token: token}, Case: &c.held}, p.now)
			if reply, ok := effects[0].(flows.ReplyCase); !ok || reply.Later != c.later {
				t.Errorf("this is done: %v", effects[0])
			}
			if next.Quietly != c.want {
				t.Errorf("later comes first from now on: %t, want %t", next.Quietly, c.want)
			}
		})
	}
}
