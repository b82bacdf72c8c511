package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

// repliesLater writes in a case for a quiet time, and returns what was shown of it.
func (s *somebody) repliesLater(code care.Code, words string) string {
	s.h.Helper()
	s.startsReply(code, words)
	s.h.quiet()
	shown := s.h.lastReviewed(s.chat)
	s.presses("button.send_today")
	s.reads("reply.later", care.With("Code", code))
	s.h.quiet()
	return shown
}

// repliesNow does so at once.
func (s *somebody) repliesNow(code care.Code, words string) string {
	s.h.Helper()
	s.startsReply(code, words)
	s.h.quiet()
	shown := s.h.lastReviewed(s.chat)
	s.presses("button.send_now")
	s.reads("reply.sent", care.With("Code", code))
	s.h.quiet()
	return shown
}

// under are the posts under the card, to the byte.
func (o *opened) under() (all []string) {
	for _, one := range o.front.sentTo(keywork) {
		if strings.HasPrefix(one.text, "<b>"+string(o.code)+"</b> · ") {
			all = append(all, one.text)
		}
	}
	return all
}

// quietly is when words come out that were written for a quiet time.
func (o *opened) quietly() time.Time {
	o.Helper()
	at := o.rings("quiet:" + string(o.code))
	if at.Before(o.now().Add(15*time.Minute)) || at.After(o.now().Add(2*time.Hour)) {
		o.Fatalf("it comes out at %v, now is %v", at, o.now())
	}
	return at
}

// Words for a quiet time come then and not before, once, exactly as they were shown.
func TestQuietReply(t *testing.T) {
	o := open(t, onClock)
	want := o.patient.repliesLater(o.code, "said for later & for later only")
	at := o.quietly()
	posts := len(o.front.sentTo(keywork))
	o.clock.advance(at.Sub(o.now()) - time.Millisecond)
	o.quiet()
	if n := len(o.front.sentTo(keywork)); n != posts {
		t.Fatalf("%d posts before its time", n-posts)
	}
	o.advanceTo(at)
	wire := o.front.sentTo(keywork)[posts:]
	if len(wire) != 2 || wire[0].text != o.says("en", "post.coming") || !wire[0].protected || wire[1].text != want {
		t.Errorf("shown:\n%s\nposted: %+v", want, wire)
	}
	if post := lastUnder(t, o.house, keywork, o.card); !post.Protected {
		t.Error("it can be forwarded")
	}
	o.advanceTo(o.now().Add(48 * time.Hour))
	if all := o.under(); len(all) != 1 || len(o.timers()) != 0 {
		t.Errorf("posted %d times, and timers %v", len(all), o.timers())
	}
}

// What is sent at once brings along what waited, in the order written.
func TestQuietReplyBeforeOneAtOnce(t *testing.T) {
	o := open(t, onClock)
	first := o.patient.repliesLater(o.code, "the first of three")
	second := o.patient.repliesLater(o.code, "the second of three")
	third := o.patient.repliesNow(o.code, "the third of three")
	if got := strings.Join(o.under(), "\n---\n"); got != strings.Join([]string{first, second, third}, "\n---\n") {
		t.Errorf("posted:\n%s", got)
	}
	o.advanceTo(o.now().Add(48 * time.Hour))
	if all := o.under(); len(all) != 3 {
		t.Errorf("%d posts, not three", len(all))
	}
}

// The case is taken back before their time: they are never posted.
func TestQuietReplyTakenBack(t *testing.T) {
	o := open(t, onClock)
	o.patient.repliesLater(o.code, "never to be read by them")
	o.patient.withdraws(o.code)
	o.advanceTo(o.now().Add(48 * time.Hour))
	if all := o.under(); len(all) != 0 || len(o.timers()) != 0 {
		t.Errorf("posted %q, timers %v", all, o.timers())
	}
	for _, one := range o.front.sentTo(keywork) {
		if strings.Contains(one.text, "never to be read") {
			t.Errorf("sent: %s", one.text)
		}
	}
}

// The case is closed before their time: staff get them all the same, as was promised.
func TestQuietReplyInAClosedCase(t *testing.T) {
	o := open(t, onClock)
	want := o.patient.repliesLater(o.code, "read it after you closed")
	at := o.quietly()
	o.press(o.one, "close")
	o.advanceTo(at)
	if all := o.under(); len(all) != 1 || all[0] != want {
		t.Errorf("posted: %q", all)
	}
	o.shows([]string{o.says("en", "card.closed")})
}

// The case is taken meanwhile: its owner is called, below exactly what was shown.
func TestQuietReplyCallsTheOwner(t *testing.T) {
	o := open(t, onClock)
	want := o.patient.repliesLater(o.code, "whoever has it")
	at := o.quietly()
	o.press(o.one, "take")
	o.advanceTo(at)
	all := o.under()
	if rest, ok := strings.CutPrefix(strings.Join(all, ""), want+"\n\n"); !ok || !strings.Contains(rest, "tg://user?id=") || strings.Contains(rest, "\n") {
		t.Errorf("posted: %q", all)
	}
}

// A signed case has nothing to hide by waiting.
func TestQuietReplyNotWhenSigned(t *testing.T) {
	h := newHouse(t, onClock)
	h.start()
	p := h.patient("en").agrees()
	p.begins("signed by me")
	p.presses("button.sign")
	p.writes("My Own Sign")
	p.presses("button.sign_yes")
	p.reads("review.exactly")
	code := p.sends()
	p.startsReply(code, "and more from me")
	review := p.reads("review.exactly")
	if data := dataOf(review, func(b simulator.Button) bool { return strings.Contains(b.Data, "later.") }); data != "" {
		t.Error("it can be sent later")
	}
	p.presses("button.send_now")
	p.reads("reply.sent", care.With("Code", code))
	h.quiet()
}
