package bot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"heard/care"
	"heard/simulator"
)

// An answer is a reply in Telegram: to the card, or to words of the patient under
// it. It takes a case that nobody has, and leaves a colleague's theirs.
func TestAnswer(t *testing.T) {
	for name, c := range map[string]struct {
		before func(*opened)
		on     func(*opened) simulator.MessageID
		owner  string
	}{
		"takes an untaken case": {func(*opened) {}, (*opened).theCard, "Key worker 1"},
		"to one's own":          {func(o *opened) { o.press(o.two, "take") }, (*opened).theCard, "Key worker 1"},
		"to a colleague's":      {func(o *opened) { o.press(o.one, "take") }, (*opened).theCard, "Key worker 1"},
		"to the patient's words": {func(o *opened) {
			o.one.replies(o.card, "what kind of room")
			o.patient.writesUnasked(o.code, "one that is dry")
			o.quiet()
		}, func(o *opened) simulator.MessageID { return lastUnder(o.T, o.house, keywork, o.card).ID }, "Key worker 1"},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			c.before(o)
			on := c.on(o)
			posts := bots(o.telegram.Messages(keywork))
			o.two.replies(on, "there may be one on <Friday> & later")
			answer := o.patient.sees("the answer", func(m simulator.Message) bool {
				return strings.Contains(m.Text, "there may be one on <Friday> & later")
			})
			if want := "A key worker answered your case " + string(o.code) + ":\n"; !strings.HasPrefix(answer.Text, want) {
				t.Errorf("the answer begins otherwise:\n%s", answer.Text)
			}
			o.shows([]string{"Taken by " + c.owner, o.says("en", "card.answered")})
			if n := bots(o.telegram.Messages(keywork)); n != posts {
				t.Errorf("an answer made %d posts in the group", n-posts)
			}
		})
	}
}

// replies lets somebody answer the card with something else than words.
func (o *opened) replies(who *somebody, kind simulator.Kind, fields string) simulator.MessageID {
	o.Helper()
	id, err := o.telegram.Send(keywork, who.id, kind, "")
	o.must(err)
	o.copy.hand(inGroup(who.id, id, fields, o.telegram.BotID(), string(o.code)))
	return id
}

// repliesAs answers the card in the name of a chat, with words, as the sender that
// Telegram puts there.
func (o *opened) repliesAs(sender, chat int64) simulator.MessageID {
	o.Helper()
	id, err := o.telegram.Write(keywork, keyWorker1, "talk in the group")
	o.must(err)
	fields := fmt.Sprintf(`"sender_chat":{"id":%d,"type":"channel","title":"Elsewhere"},"text":"written by nobody"`, chat)
	o.copy.hand(inGroup(sender, id, fields, o.telegram.BotID(), string(o.code)))
	return id
}

// inGroup is a message in the team's group that answers another.
func inGroup(from int64, id simulator.MessageID, fields string, of int64, text string) string {
	quoted, _ := json.Marshal(text)
	return fmt.Sprintf(`{"message_id":%d,"from":{"id":%d,"first_name":"Forename"},"chat":{"id":%d,"type":"supergroup"},%s,`+
		`"reply_to_message":{"message_id":1,"from":{"id":%d},"text":%s}}`, id, from, keywork, fields, of, quoted)
}

func (o *opened) theCard() simulator.MessageID { return o.card }

// Replies that cannot be passed on: staff are told under what they wrote, and
// nothing reaches the patient.
func TestAnswerRefused(t *testing.T) {
	for name, c := range map[string]struct {
		before func(*opened)
		write  func(*opened) simulator.MessageID
		told   care.Line
	}{
		"a photo": {
			func(*opened) {}, func(o *opened) simulator.MessageID {
				return o.replies(o.one, simulator.Photo, `"photo":[{"file_id":"1"}],"caption":"seen on the photo"`)
			},
			care.Say("staff.text_only"),
		},
		"a voice message": {
			func(*opened) {}, func(o *opened) simulator.MessageID {
				return o.replies(o.one, simulator.Voice, `"voice":{"file_id":"1"}`)
			},
			care.Say("staff.text_only"),
		},
		"too long": {
			func(*opened) {}, func(o *opened) simulator.MessageID { return o.one.replies(o.card, strings.Repeat("long ", 601)) },
			care.Say("staff.too_long", care.With("Max", care.Number(3000))),
		},
		"too long in emoji": {
			func(*opened) {}, func(o *opened) simulator.MessageID { return o.one.replies(o.card, strings.Repeat("🏠", 1501)) },
			care.Say("staff.too_long", care.With("Max", care.Number(3000))),
		},
		"to a closed case": {
			func(o *opened) { o.press(o.two, "close") }, func(o *opened) simulator.MessageID { return o.one.replies(o.card, "just after the end") },
			care.Say("alert.closed"),
		},
		"from behind the group": {
			func(*opened) {}, func(o *opened) simulator.MessageID {
				return o.worker(simulator.AnonymousAdmin, keywork).replies(o.card, "written by nobody")
			},
			care.Say("alert.anonymous"),
		},
		"from behind a channel": {
			func(*opened) {}, func(o *opened) simulator.MessageID { return o.repliesAs(channelBot, -1001000000777) },
			care.Say("alert.anonymous"),
		},
		"as the group": {
			func(*opened) {}, func(o *opened) simulator.MessageID { return o.repliesAs(simulator.AnonymousAdmin, keywork) },
			care.Say("alert.anonymous"),
		},
		"in the name of a chat, from a bot unheard of": {
			func(*opened) {}, func(o *opened) simulator.MessageID { return o.repliesAs(1000002, -1001000000777) },
			care.Say("alert.anonymous"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			c.before(o)
			o.quiet()
			state, seen := o.house.card(keywork, o.code).Text, len(o.telegram.Posted(o.patient.chat))
			wrote := c.write(o)
			note := o.one.sees("a note", func(m simulator.Message) bool { return m.ReplyTo == wrote })
			if want := string(o.code) + "\n" + o.says("en", c.told.Key, append(c.told.Args, care.With("Code", o.code))...); note.Text != want {
				t.Errorf("noted %q, not %q", note.Text, want)
			}
			o.quiet()
			if now := o.house.card(keywork, o.code).Text; now != state {
				t.Errorf("the card changed:\n%s", now)
			}
			if n := len(o.telegram.Posted(o.patient.chat)); n != seen {
				t.Errorf("the patient got something: %s", o.patient.transcript())
			}
		})
	}
}

// The longest answer arrives whole, also where every letter needs an escape.
func TestLongestAnswer(t *testing.T) {
	o := open(t)
	for _, words := range []string{strings.Repeat("<", 3000), strings.Repeat("🏠", 1500)} {
		o.one.replies(o.card, words)
		o.patient.sees("all of it", func(m simulator.Message) bool { return strings.Contains(m.Text, words) })
	}
	o.quiet()
}

// A reply to the note is an answer in the case as well: staff who answer where
// they were told that nothing was sent have not written to nobody.
func TestAnswerToANote(t *testing.T) {
	o := open(t)
	wrote := o.one.replies(o.card, strings.Repeat("long ", 601))
	note := o.one.sees("a note", func(m simulator.Message) bool { return m.ReplyTo == wrote })
	o.one.replies(note.ID, "now a short one")
	o.patient.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, "now a short one") })
	o.shows([]string{"Taken by Key worker 1"})
}
