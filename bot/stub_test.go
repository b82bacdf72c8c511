package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/simulator"
)

// stub is what is left of a case in its group.
func (o *opened) stub(state care.Key) string {
	return strings.Join([]string{
		o.printer.Print("en", care.Say("card.head", care.With("Code", o.code))),
		o.printer.Print("en", care.Say("summary.lane.help", care.With("Topic", care.Label("term.need.housing")))),
		o.printer.Print("en", care.Say(state)),
	}, "\n\n")
}

// isStub fails unless the card is one, to the byte, and nothing is left of any post
// under it.
func (o *opened) isStub(state care.Key, more ...care.Key) {
	o.Helper()
	o.quiet()
	want := o.stub(state)
	for _, line := range more {
		want += "\n" + o.says("en", line)
	}
	if card := o.house.card(keywork, o.code); card.HTML != want || len(card.Buttons) != 0 {
		o.Errorf("want:\n%s\nthe card:\n%s", want, card.HTML)
	}
	struck := o.says("en", "card.words_gone")
	for _, m := range o.posts(keywork) {
		if m.ReplyTo == o.card && m.Text != string(o.code)+"\n"+struck {
			o.Errorf("under the card: %s", m.Text)
		}
	}
}

// A case that is closed leaves a stub: Telegram would keep the words for ever.
func TestStubWhenClosed(t *testing.T) {
	o := open(t)
	o.patient.writesUnasked(o.code, "more words of mine")
	o.one.replies(o.card, "an answer of staff")
	o.patient.writesBack(o.code, "and some more words")
	o.quiet()
	o.press(o.one, "close")
	o.isStub("card.closed", "card.answered")
	o.unsaid(asked, "more words")
}

// expires ends the case as the clock does.
func (o *opened) expires() {
	o.Helper()
	o.orders(func(b bot.Orders) (care.Job, error) { return b.Expire(o.code, o.now()) })
	o.quiet()
}

// ttl is how long a row will be there.
func (h *house) ttl(name string) time.Duration {
	h.Helper()
	at := h.raw.PExpireTime(h.Context(), "{heard:test}:"+name).Val()
	return time.UnixMilli(int64(at / time.Millisecond)).Sub(h.now())
}

// A case whose time is up leaves a stub too, and its row little: no words and no way
// back, for two days.
func TestStubWhenExpired(t *testing.T) {
	for name, before := range map[string]func(o *opened){
		"new":    func(*opened) {},
		"taken":  func(o *opened) { o.press(o.one, "take") },
		"closed": func(o *opened) { o.press(o.one, "close") },
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t, onClock)
			o.patient.writesUnasked(o.code, "more words of mine")
			before(o)
			o.quiet()
			was, _ := o.row(o.code)
			o.expires()
			o.isStub("card.expired")
			o.leftNothing(o.code, was, care.Expired)
			if left := o.ttl("case:" + string(o.code)); left < 2*24*time.Hour || left > 3*24*time.Hour {
				t.Errorf("the row stays for %v", left)
			}
			if got := o.press(o.two, "take"); got.Text != o.says("en", "alert.closed", care.With("Code", o.code)) {
				t.Errorf("staff are told %q", got.Text)
			}
			posts := len(o.front.sentTo(keywork))
			o.clock.advance(24 * time.Hour)
			o.expires() // as the purge of the next day orders
			if n := len(o.front.sentTo(keywork)); n != posts {
				t.Errorf("%d calls more", n-posts)
			}
			if left := o.ttl("case:" + string(o.code)); left > 2*24*time.Hour {
				t.Errorf("the row stays for another %v", left)
			}
			o.patient.writes("/cases")
			o.patient.pressesWhere("the case", func(b simulator.Button) bool { return strings.HasSuffix(b.Data, string(o.code)) })
			o.patient.reads("cases.gone")
			o.quiet()
		})
	}
}

// A case that its team never had, or a report in the pool, ends without a sign of it.
func TestExpiredUnseen(t *testing.T) {
	o := open(t, pooling)
	hiding := o.patient.asksLater("hidden for now")
	waiting, _ := o.patient.reports("waiting for others")
	posts := len(o.front.sentTo(keywork)) + len(o.front.sentTo(quality))
	for _, code := range []care.Code{hiding, waiting} {
		o.orders(func(b bot.Orders) (care.Job, error) { return b.Expire(code, o.now()) })
	}
	o.quiet()
	if n := len(o.front.sentTo(keywork)) + len(o.front.sentTo(quality)); n != posts {
		t.Errorf("%d calls", n-posts)
	}
}

// A post that is on its way when the case is closed is struck all the same.
func TestStubOfWordsOnTheWay(t *testing.T) {
	o := open(t, onClock)
	o.lateWords("words that wait")
	wait := o.putOff(1)
	o.press(o.one, "close")
	o.clock.advance(wait)
	o.isStub("card.closed")
	o.unsaid("words that wait")
}

// Telegram fails while a case is emptied: it is emptied in the end.
func TestStubOverABadLine(t *testing.T) {
	for name, fault := range map[string]simulator.Faults{
		"a bad gateway": {BadGateway: 1}, "a lost reply": {LostReply: 1}, "a flood": {Flood: 1, RetryAfter: 3},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t, onClock)
			o.patient.writesUnasked(o.code, "more words of mine")
			o.quiet()
			fault.Times, fault.Methods = 2, []string{"editMessageText"}
			o.telegram.SetFaults(fault)
			o.orders(func(b bot.Orders) (care.Job, error) { return b.Expire(o.code, o.now()) })
			o.clock.advance(o.putOff(1))
			o.clock.advance(o.putOff(2))
			o.isStub("card.expired")
			o.unsaid(asked, "more words")
		})
	}
}
