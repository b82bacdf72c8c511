package locales_test

import (
	"testing"

	"heard/care"
)

// BenchmarkPrint covers what a busy minute prints: fixed texts and labels, one
// value, a list, a moment in a staff card.
func BenchmarkPrint(b *testing.B) {
	p := newPrinter(b)
	for name, line := range map[string]care.Line{
		"fixed": care.Say("term.need.housing"),
		"label": care.Say("summary.lane.help", care.With("Topic", care.Label("term.need.housing"))),
		"list":  care.Say("summary.who", care.With("List", care.Labels{"term.src.gp", "term.src.police", "term.src.self"})),
		"words": care.Say("summary.words", care.With("Words", care.Words("They called my name & number across the <whole> room."))),
		"clock": care.Say("summary.words", care.With("Words", care.Clock(monday))),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Print("nb", line)
			}
		})
	}
}
