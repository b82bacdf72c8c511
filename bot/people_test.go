package bot_test

import (
	"context"
	"strings"

	"heard/care"
	"heard/simulator"
)

// somebody is a person with a phone, in one chat.
type somebody struct {
	h        *house
	chat, id int64
	lang     string
	since    simulator.MessageID // only messages from here on concern them
}

// patient is somebody new whose phone and conversation are in a language.
func (h *house) patient(lang string) *somebody {
	h.Helper()
	h.people++
	h.join(h.people, lang)
	return &somebody{h: h, chat: h.people, id: h.people, lang: lang}
}

// worker is a member of a team, in its group.
func (h *house) worker(id, group int64) *somebody {
	return &somebody{h: h, chat: group, id: id, lang: "en"}
}

// writes writes in the chat; what was before does not concern them any more.
func (s *somebody) writes(text string) simulator.MessageID {
	s.h.Helper()
	s.h.said.never(text)
	id, err := s.h.telegram.Write(s.chat, s.id, text)
	s.h.must(err)
	s.since = id
	return id
}

func (s *somebody) replies(to simulator.MessageID, text string) simulator.MessageID {
	s.h.Helper()
	s.h.said.never(text)
	id, err := s.h.telegram.Reply(s.chat, s.id, to, text)
	s.h.must(err)
	return id
}

// sees waits for the newest message of the bot for which ok is true.
func (s *somebody) sees(what string, ok func(simulator.Message) bool) simulator.Message {
	s.h.Helper()
	ctx, cancel := context.WithTimeout(s.h.Context(), patience)
	defer cancel()
	for {
		mark := s.h.telegram.Mark(s.chat)
		if m, found := s.newest(ok); found {
			return m
		}
		if _, _, err := s.h.telegram.Next(ctx, s.chat, mark); err != nil {
			s.h.Fatalf("waiting for %s: %v\nthe chat:\n%s", what, err, s.transcript())
		}
	}
}

func (s *somebody) newest(ok func(simulator.Message) bool) (simulator.Message, bool) {
	all := s.h.telegram.Messages(s.chat)
	for i := len(all) - 1; i >= 0 && all[i].ID >= s.since; i-- {
		if all[i].Bot && ok(all[i]) {
			return all[i], true
		}
	}
	return simulator.Message{}, false
}

func (s *somebody) transcript() string {
	var b strings.Builder
	for _, m := range s.h.telegram.Messages(s.chat) {
		b.WriteString(m.Text + "\n---\n")
	}
	return b.String()
}

// reads waits for a message with a text of the catalogue in it.
func (s *somebody) reads(key care.Key, args ...care.Arg) simulator.Message {
	s.h.Helper()
	text := s.h.says(s.lang, key, args...)
	return s.sees(string(key), func(m simulator.Message) bool { return strings.Contains(m.Text, text) })
}

// presses waits for a button with a label of the catalogue, and presses it.
func (s *somebody) presses(label care.Key) {
	s.h.Helper()
	text := s.h.says(s.lang, label)
	s.pressesWhere(string(label), func(b simulator.Button) bool { return b.Text == text })
}

// pressesData is presses for a button known by what it carries.
func (s *somebody) pressesData(data string) {
	s.h.Helper()
	s.pressesWhere(data, func(b simulator.Button) bool { return b.Data == data })
}

func (s *somebody) pressesWhere(what string, is func(simulator.Button) bool) {
	s.h.Helper()
	for {
		m := s.sees("a button "+what, func(m simulator.Message) bool { return dataOf(m, is) != "" })
		if _, err := s.h.telegram.Press(s.chat, s.id, m.ID, dataOf(m, is)); err == nil {
			return
		}
	}
}

// pressesStale presses a button that need not be there, and returns the answer.
func (s *somebody) pressesStale(on simulator.MessageID, data string) simulator.Answer {
	s.h.Helper()
	query, err := s.h.telegram.PressStale(s.chat, s.id, on, data)
	s.h.must(err)
	return s.answer(query)
}

// answer waits for the answer to a press.
func (s *somebody) answer(query string) (found simulator.Answer) {
	s.h.Helper()
	s.h.until("a press is answered", func() bool {
		for _, a := range s.h.telegram.Answers(s.id) {
			if a.Query == query {
				found = a
				return true
			}
		}
		return false
	})
	return found
}

func dataOf(m simulator.Message, is func(simulator.Button) bool) string {
	for _, row := range m.Buttons {
		for _, b := range row {
			if is(b) {
				return b.Data
			}
		}
	}
	return ""
}

// isCard tells the card of a case: a post of the bot whose first line is the
// code, and which answers no other.
func isCard(m simulator.Message, code care.Code) bool {
	head, _, _ := strings.Cut(m.Text, "\n")
	return m.Bot && m.ReplyTo == 0 && head == string(code)
}

// agrees goes through first contact.
func (s *somebody) agrees() *somebody {
	s.h.Helper()
	s.writes("/start")
	for _, label := range []care.Key{"button.in." + care.Key(s.lang), "button.next", "button.adult", "button.agree"} {
		s.presses(label)
	}
	s.reads("menu.what")
	return s
}

// begins goes through an ask up to its review, in own words; empty: none.
func (s *somebody) begins(words string) simulator.Message {
	s.h.Helper()
	s.writes("/ask")
	s.presses("term.need.housing")
	s.wordsOrNone(words)
	return s.reads("review.exactly")
}

// beginsReport does the same for a report.
func (s *somebody) beginsReport(words string) simulator.Message {
	s.h.Helper()
	s.writes("/report")
	for _, label := range []care.Key{"term.src.pharmacy", "term.set.pharmacy", "term.mech.othering", "term.con.hid_things"} {
		s.presses(label)
	}
	s.wordsOrNone(words)
	return s.reads("review.exactly")
}

func (s *somebody) wordsOrNone(words string) {
	s.h.Helper()
	if words == "" {
		s.presses("button.no_words")
		return
	}
	s.reads("words.own")
	s.writes(words)
}

// sends sends what is previewed, and reads the code off the receipt.
func (s *somebody) sends() (code care.Code) {
	s.h.Helper()
	s.pressesWhere("to send", func(b simulator.Button) bool {
		return b.Text == s.h.says(s.lang, "button.send") || b.Text == s.h.says(s.lang, "button.send_now")
	})
	s.sees("the receipt", func(m simulator.Message) bool {
		code, _ = care.FindCode(m.Text)
		return code != "" && strings.Contains(m.Text, s.h.says(s.lang, "sent.code", care.With("Code", code)))
	})
	return code
}

// asks asks for help in own words, and returns the code.
func (s *somebody) asks(words string) care.Code {
	s.h.Helper()
	s.begins(words)
	return s.sends()
}

// writesBack writes in a case, from a button that names it.
func (s *somebody) writesBack(code care.Code, words string) {
	s.h.Helper()
	s.since = 0
	s.pressesData("~reply." + string(code))
	s.reads("reply.words", care.With("Code", code))
	s.writes(words)
	s.presses("button.send_now")
	s.readsEither(code, "reply.sent", "reply.waits")
}

// readsEither waits for one of two texts about a case: what is said of one that
// staff have, or of one that hides.
func (s *somebody) readsEither(code care.Code, one, other care.Key) {
	s.h.Helper()
	at := care.With("Code", code)
	s.sees(string(one)+" or "+string(other), func(m simulator.Message) bool {
		return strings.Contains(m.Text, s.h.says(s.lang, one, at)) || strings.Contains(m.Text, s.h.says(s.lang, other, at))
	})
}

// finds waits for the card of a case to show a state.
func (s *somebody) finds(code care.Code, state care.Key) {
	s.h.Helper()
	text := s.h.says(s.lang, state)
	s.sees("the card "+string(state), func(m simulator.Message) bool {
		return isCard(m, code) && strings.Contains(m.Text, text)
	})
}

// writesUnasked writes in a case that has not been answered yet.
func (s *somebody) writesUnasked(code care.Code, words string) {
	s.h.Helper()
	s.since = 0
	s.pressesData("~case." + string(code))
	s.pressesData("=reply." + string(code))
	s.reads("reply.words", care.With("Code", code))
	s.writes(words)
	s.presses("button.send_now")
	s.readsEither(code, "reply.sent", "reply.waits")
}

// pressesFirst presses the first button of the newest screen.
func (s *somebody) pressesFirst() {
	s.h.Helper()
	s.h.quiet()
	s.pressesWhere("at all", func(simulator.Button) bool { return true })
}
