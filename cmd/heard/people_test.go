package main

import (
	"strings"
	"testing"

	"heard/care"
	"heard/locales"
	"heard/simulator"
)

// asks asks for help with a need in own words, and returns the code.
func (s *somebody) asks(need care.Term, words string) (care.Code, error) {
	if err := s.writes("/ask"); err != nil {
		return "", err
	}
	if err := s.presses(need.Label()); err != nil {
		return "", err
	}
	if len(care.FirstCards(need)) > 0 {
		if err := s.presses("button.tell"); err != nil {
			return "", err
		}
	}
	if _, err := s.sees("where to write", s.hasButton("button.no_words")); err != nil {
		return "", err
	}
	if _, err := s.telegram.Write(s.chat, s.id, words); err != nil {
		return "", err
	}
	return s.sends("button.send_now")
}

// reports reports stigma by buttons and in own words, and returns the code.
func (s *somebody) reports(words string) (care.Code, error) {
	if err := s.writes("/report"); err != nil {
		return "", err
	}
	for _, label := range []care.Key{"term.src.pharmacy", "term.set.pharmacy", "term.mech.othering", "term.con.hid_things"} {
		if err := s.presses(label); err != nil {
			return "", err
		}
	}
	if _, err := s.sees("where to write", s.hasButton("button.no_words")); err != nil {
		return "", err
	}
	if _, err := s.telegram.Write(s.chat, s.id, words); err != nil {
		return "", err
	}
	return s.sends("button.send")
}

// sends sends what is previewed, by one of its buttons, and reads the code off
// the receipt.
func (s *somebody) sends(how care.Key) (care.Code, error) {
	if err := s.presses(how); err != nil {
		return "", err
	}
	var code care.Code
	_, err := s.sees("the receipt", func(m simulator.Message) bool {
		code, _ = care.FindCode(m.Text)
		return code != "" && strings.Contains(m.Text, s.printer.Plain("en", care.Say("sent.code", care.With("Code", code))))
	})
	return code, err
}

// writesBack answers a staff answer from its own button.
func (s *somebody) writesBack(code care.Code, words string) error {
	write := func(b simulator.Button) bool { return b.Data == "~reply."+string(code) }
	answer, err := s.sees("the answer", func(m simulator.Message) bool { return dataOf(m, write) != "" })
	if err != nil {
		return err
	}
	s.since = answer.ID
	if err := s.pressesWhere("to write back", write); err != nil {
		return err
	}
	if _, err := s.sees("where to write back", func(m simulator.Message) bool {
		return strings.Contains(m.Text, s.printer.Plain("en", care.Say("reply.words", care.With("Code", code))))
	}); err != nil {
		return err
	}
	if _, err := s.telegram.Write(s.chat, s.id, words); err != nil {
		return err
	}
	if err := s.presses("button.send_now"); err != nil {
		return err
	}
	_, err = s.sees("that it was sent", func(m simulator.Message) bool {
		return strings.Contains(m.Text, s.printer.Plain("en", care.Say("reply.sent", care.With("Code", code))))
	})
	return err
}

func printerFor(t testing.TB) *locales.Printer {
	t.Helper()
	p, err := locales.New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}
