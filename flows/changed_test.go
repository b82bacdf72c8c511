package flows_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/flows"
)

// What is not as it was shown is not sent: the review comes once more, with the same
// words on it, and the button from before is an old one.
func TestChangedShowsTheReviewAgain(t *testing.T) {
	p := newPresser(t, "en")
	for _, key := range []care.Key{"button.ask", "term.need.housing"} {
		p.press(key)
	}
	p.step(flows.Input{Text: "we need a bigger flat"})
	before, at, draft := p.screen, p.state.At, *p.state.Draft
	p.step(flows.Input{Kind: flows.Changed})
	if p.screen.Lines[0].Key != "review.changed" || p.state.At != at {
		t.Fatalf("this is shown:\n%s", p.reads())
	}
	if diff := cmp.Diff(before.Preview, p.screen.Preview); diff != "" {
		t.Errorf("the preview before (-) and now (+):\n%s", diff)
	}
	if diff := cmp.Diff(draft, *p.state.Draft); diff != "" {
		t.Errorf("the draft before (-) and now (+):\n%s", diff)
	}
	p.step(flows.Input{Kind: flows.Press, Button: before.Rows[0][0].Data})
	if p.sent.Code != "" {
		t.Error("the old button sends")
	}
	p.press("button.send_now")
	if p.sent.Code == "" {
		t.Error("the new button does not send")
	}
}

// The mark of the preview that was shown last goes with what is sent, of a report and
// of a reply; noting it leaves the state that it is noted in alone.
func TestSeen(t *testing.T) {
	p := newPresser(t, "en")
	if p.state.Saw([]byte("nothing")).Draft != nil {
		t.Error("a mark made a draft")
	}
	for _, key := range []care.Key{"button.feedback", "button.praise", "term.pos.warm", "button.no_words"} {
		p.press(key)
	}
	before := p.state
	p.state = p.state.Saw([]byte("first")).Saw([]byte("second"))
	if before.Draft.Seen != nil {
		t.Error("the state before was changed")
	}
	p.press("button.send")
	if got := string(p.sent.Seen); got != "second" {
		t.Errorf("the report carries %q", got)
	}

	held := care.Open("KRT-482", "team", care.Report{Lane: care.Help, Topic: "need.housing"}, "")
	p.state.Cases = []flows.Mine{{Code: "KRT-482", Topic: "need.housing"}}
	p.step(flows.Input{Kind: flows.Press, Button: flows.Data{Token: "reply.KRT-482"}, Case: &held})
	p.step(flows.Input{Text: "thank you"})
	p.state = p.state.Saw([]byte("third"))
	send := p.screen.Rows[0][0].Data
	_, effects := p.engine.Step(p.state, flows.Input{Kind: flows.Press, Button: send, Case: &held}, p.now)
	reply, ok := effects[0].(flows.ReplyCase)
	if !ok || string(reply.Seen) != "third" {
		t.Errorf("the reply is %v", effects[0])
	}
}
