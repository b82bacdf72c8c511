package flows_test

import (
	"testing"
	"time"

	"heard/care"
	"heard/flows"
)

// A code alone opens nothing: whatever a button asks of a case that is not the
// patient's own, nothing is done, even where the case is at hand.
func TestOnlyOwnCases(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	engine := flows.NewEngine(service("en"), capitals{})
	mine := flows.State{
		V: 1, Language: "en", Agreed: true, Turn: 5, At: "menu.open", Touched: now,
		Cases: []flows.Mine{{Code: "KRT-482", Topic: "need.housing"}},
	}
	other := care.Open("BDF-357", "team", care.Report{Lane: care.Help, Topic: "need.dentist", Words: "words of somebody else"}, "")
	for _, word := range []string{
		"case", "reply", "send", "mute", "unmute", "withdraw", "withdraw_yes",
		"helped_yes", "helped_partly", "helped_no", "helped_skip", "pool_wait", "pool_count", "pool_send", "later",
	} {
		for _, turn := range []uint32{0, mine.Turn} {
			press := flows.Input{Kind: flows.Press, Button: flows.Data{Turn: turn, Token: word + ".BDF-357"}, Case: &other}
			_, effects := engine.Step(mine, press, now)
			for _, effect := range effects {
				switch e := effect.(type) {
				case flows.Toast:
				case flows.Show:
					if line := e.Screen.Lines[0]; line.Key != "cases.gone" {
						t.Errorf("%s shows %s", word, line.Key)
					}
				default:
					t.Errorf("%s does something: %T", word, effect)
				}
			}
		}
	}
}

// What may tell who somebody is leaves the chat before anything else is done;
// the rest stays.
func TestWhatTellsWhoIsDeletedFirst(t *testing.T) {
	engine := flows.NewEngine(service("en"), capitals{})
	for kind, deleted := range map[string]bool{
		"voice": true, "photo": true, "video": true, "file": true, "location": true, "contact": true,
		"sticker": false, "poll": false, "other": false,
	} {
		_, effects := engine.Step(flows.New(1), flows.Input{Kind: flows.Odd, Text: kind}, time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC))
		_, first := effects[0].(flows.DropInput)
		if first != deleted || len(effects) > 2 {
			t.Errorf("%s: deleted first %t, want %t, of %d effects", kind, first, deleted, len(effects))
		}
	}
}
