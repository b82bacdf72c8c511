package flows_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"heard/care"
	"heard/flows"
)

// TestThreadFits shows cases with the longest threads there can be: each is one
// message in every language, however long the entries are.
func TestThreadFits(t *testing.T) {
	for _, lang := range []string{"en", "nb", "sv"} {
		for _, long := range []int{1, 10, 20, 40, 53, 80, 300, 1500, 3000} {
			t.Run(fmt.Sprintf("%s/%d", lang, long), func(t *testing.T) {
				w := newWalker("en", "nb", "sv")
				w.known()
				w.state.Language = lang
				c := w.cases["XWN-926"]
				c.Report.Words = strings.Repeat("ø", flows.MaxWords)
				for range 40 {
					c, _ = c.Answer(care.Owner{ID: care.NewStaffID(1), Sign: 1}, strings.Repeat("ø", long))
					c, _ = c.Reply(strings.Repeat("ø", min(long, flows.MaxWords)), "")
				}
				_, effects := w.engine.Step(w.state, flows.Input{Kind: flows.Press, Button: flows.Data{Token: "case.XWN-926"}, Case: &c}, w.now)
				paper := &chat{printer: w.printer, state: w.state, phone: lang}
				if n := len(utf16.Encode([]rune(paper.words(effects[0].(flows.Show).Screen)))); n > mostText {
					t.Errorf("%d units", n)
				}
			})
		}
	}
}
