package bot_test

import (
	"bytes"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"heard/care"
	"heard/privacy"
)

// Between the preview and the press one byte changes of what staff would get.
const (
	wrote   = "the lock on the door is loose"
	oneByte = "the lick on the door is loose"
)

// misread has the next state that is kept differ by one byte of the patient's words.
func (h *house) misread(p *somebody) (armed *atomic.Bool) {
	h.Helper()
	armed = new(atomic.Bool)
	vault, err := privacy.NewVault(h.root, h.ring, "test")
	h.must(err)
	hex := h.pseudonym(p)
	h.hooks.beforeCommit = func(c care.Commit) {
		if c.Patient == nil || !armed.Load() {
			return
		}
		key, err := vault.OpenKey(hex, c.Patient.Record.Key)
		h.err(err)
		plain, err := key.Open("state", hex, c.Patient.Record.State)
		h.err(err)
		if !bytes.Contains(plain, []byte(wrote)) {
			return
		}
		armed.Store(false)
		c.Patient.Record.State, err = key.Seal("state", hex, bytes.ReplaceAll(plain, []byte(wrote), []byte(oneByte)))
		h.err(err)
	}
	return armed
}

// ways are the ways in which words go to staff: up to the preview, and the group
// where they end up.
var ways = map[string]struct {
	group   int64
	reviews func(p *somebody, code care.Code)
}{
	"a report":     {keywork, func(p *somebody, _ care.Code) { p.begins(wrote) }},
	"a reply":      {keywork, func(p *somebody, code care.Code) { p.startsReply(code, wrote) }},
	"to the pool":  {quality, func(p *somebody, _ care.Code) { p.startsReport(wrote) }},
	"among others": {keywork, func(p *somebody, _ care.Code) { p.begins(wrote) }},
}

// startsReply writes in a case, up to the review.
func (s *somebody) startsReply(code care.Code, words string) {
	s.h.Helper()
	s.opensCase(code)
	s.pressesData("=reply." + string(code))
	s.reads("reply.words", care.With("Code", code))
	s.writes(words)
	s.reads("review.exactly")
}

// startsReport writes a report for the pool, up to the review.
func (s *somebody) startsReport(words string) {
	s.h.Helper()
	s.writes("/report")
	for _, label := range []care.Key{"term.src.pharmacy", "term.set.pharmacy", "term.mech.othering", "term.con.hid_things"} {
		s.presses(label)
	}
	s.wordsOrNone(words)
	s.reads("review.exactly_pool")
}

// pressesSend presses the button that sends this way.
func (s *somebody) pressesSend(way string) {
	s.h.Helper()
	switch way {
	case "to the pool":
		s.presses("button.send")
	case "among others":
		s.presses("button.send_today")
	default:
		s.presses("button.send_now")
	}
}

// What is sent differs by one byte from what was shown: nothing goes out, and the
// patient looks once more. Then it goes.
func TestOneByteOff(t *testing.T) {
	for way, c := range ways {
		t.Run(way, func(t *testing.T) {
			h := newHouse(t, pooling)
			h.start()
			p := h.patient("en").agrees()
			code := p.asks("to begin with")
			h.quiet()
			armed := h.misread(p)
			armed.Store(true)
			c.reviews(p, code)
			h.quiet()
			if armed.Load() {
				t.Fatal("nothing was changed: this shows nothing")
			}
			h.clock.advance(11 * time.Minute) // so that the row is read anew
			h.changesAtSending(p, way)
			if body := h.lastReviewed(p.chat); !strings.Contains(body, oneByte) {
				t.Errorf("they look once more at: %s", body)
			}
		})
	}
}

// Meanwhile the team reads another language. Of a reply, these two differ by one byte.
func TestTeamReadsAnother(t *testing.T) {
	for way, c := range ways {
		t.Run(way, func(t *testing.T) {
			h := newHouse(t, pooling, staffRead("nb"))
			r := h.start()
			p := h.patient("en").agrees()
			code := p.asks("to begin with")
			c.reviews(p, code)
			before := h.lastReviewed(p.chat)
			h.quiet()
			r.stop()
			for i := range h.service.Teams {
				h.service.Teams[i].Language = "sv"
			}
			h.start()
			h.changesAtSending(p, way)
			after := h.lastReviewed(p.chat)
			if way == "a reply" && differ(before, after) != 1 {
				t.Errorf("they differ by %d bytes", differ(before, after))
			}
		})
	}
}

// differ counts the bytes in which two texts of one length differ.
func differ(a, b string) (n int) {
	if len(a) != len(b) {
		return -1
	}
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// changesAtSending fails unless nothing is sent at first; and at the second press
// exactly what was shown last.
func (h *house) changesAtSending(p *somebody, way string) {
	h.Helper()
	group := ways[way].group
	posts, rows := len(h.front.sentTo(keywork))+len(h.front.sentTo(quality)), h.rows()
	p.since = 0
	p.pressesSend(way)
	p.reads("review.changed")
	h.quiet()
	if n := len(h.front.sentTo(keywork)) + len(h.front.sentTo(quality)); n != posts || h.rows() != rows {
		h.Errorf("%d posts, and %d cases more", n-posts, h.rows()-rows)
	}
	want, seen := h.lastReviewed(p.chat), len(h.front.sentTo(group))
	p.pressesSend(way)
	h.quiet()
	h.comesOut(p, way)
	if n := holding(h.front.sentTo(group)[seen:], want); n != 1 {
		h.Errorf("%d posts hold what was shown:\n%s\nposted: %+v", n, want, h.front.sentTo(group)[seen:])
	}
}

// holding counts the posts in which a text stands, as paragraphs of its own.
func holding(posts []shown, part string) (n int) {
	for _, post := range posts {
		before, after, found := strings.Cut(post.text, part)
		if found && (before == "" || strings.HasSuffix(before, "\n")) && (after == "" || strings.HasPrefix(after, "\n\n")) {
			n++
		}
	}
	return n
}

// comesOut lets pass what keeps from the team what was sent this way.
func (h *house) comesOut(p *somebody, way string) {
	h.Helper()
	switch way {
	case "among others":
		all := h.telegram.Messages(p.chat)
		code, _ := care.FindCode(all[len(all)-1].Text)
		h.advanceTo(h.rings("hidden:" + string(code)))
	case "to the pool":
		h.shares(4)
		h.releases()
	}
}

// rows counts the cases in the store.
func (h *house) rows() int {
	h.Helper()
	keys, err := h.raw.Keys(h.Context(), "{heard:test}:case:*").Result()
	h.must(err)
	return len(keys)
}
