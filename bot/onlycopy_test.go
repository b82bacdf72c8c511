package bot_test

import (
	"strings"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
)

// What stands nowhere else is not given up, whatever Telegram says of it.
func TestDigestIsNotGivenUp(t *testing.T) {
	for _, why := range []string{"Bad Request: TOPIC_CLOSED", "Bad Request: something that nobody has seen before"} {
		t.Run(why, func(t *testing.T) {
			h := newHouse(t, pooling)
			h.start()
			_, _, bodies := h.shares(5)
			h.front.refuse("sendMessage", 400, why)
			slot := h.comesToSlot()
			h.orders(func(o bot.Orders) (care.Job, error) { return o.Release(slot) })
			h.putOff(1)
			if n := len(h.digests(quality)); n != 0 {
				t.Fatalf("%d digests: it was not refused", n)
			}
			h.clock.advance(3 * time.Minute)
			h.quiet()
			all := strings.Join(h.digests(quality), "\n")
			for _, body := range bodies {
				if !strings.Contains(all, body) {
					t.Errorf("a report is lost: %s", body)
				}
			}
		})
	}
}

// A digest never stands without a report, however long the first one is.
func TestDigestHoldsReports(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	for range 5 {
		h.patient("en").agrees().reports(strings.Repeat("they & we. ", 130))
	}
	h.releases()
	digests := h.digests(quality)
	for _, d := range digests {
		if !strings.Contains(d, "they") {
			t.Errorf("a digest of %d characters without a report", len(d))
		}
	}
	if len(digests) < 2 {
		t.Errorf("%d digests: this shows nothing", len(digests))
	}
}

// A code that staff saw in a digest is never another case's.
func TestDigestCodesAreTaken(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	h.shares(5)
	h.releases()
	found := 0
	for line := range strings.SplitSeq(strings.Join(h.digests(quality), "\n"), "\n") {
		if code, ok := care.FindCode(line); ok {
			found++
			if !h.raw.SIsMember(t.Context(), "{heard:test}:codes", string(code)).Val() {
				t.Errorf("%s may be given again", code)
			}
		}
	}
	if found != 5 {
		t.Errorf("%d codes in a digest of 5", found)
	}
}

// Words that come to a team after it closed the case are gone a day later.
func TestQuietWordsAreWiped(t *testing.T) {
	o := open(t, onClock)
	o.patient.repliesLater(o.code, "said for later only")
	at := o.quietly()
	o.press(o.one, "take")
	o.press(o.one, "close")
	o.quiet()
	o.advanceTo(at)
	if post := lastUnder(t, o.house, keywork, o.card); !strings.Contains(post.Text, "said for later only") {
		t.Fatalf("staff got %q", post.Text)
	}
	o.clock.advance(25 * time.Hour)
	o.quiet()
	o.unsaid("said for later only")
}
