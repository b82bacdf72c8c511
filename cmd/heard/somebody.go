package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"heard/care"
	"heard/locales"
	"heard/simulator"
)

// patience is how long somebody waits for an answer. In the tests a process that was
// killed leaves leases of fifteen seconds behind, and several may be killed in a row.
const patience = 3 * time.Minute

// somebody is a person with a phone in the simulated Telegram, in one chat.
type somebody struct {
	ctx      context.Context
	telegram *simulator.Server
	printer  *locales.Printer
	chat, id int64
	since    simulator.MessageID // only messages from here on concern them
}

// sees waits until the newest message for which ok is true, and returns it.
func (s *somebody) sees(what string, ok func(simulator.Message) bool) (simulator.Message, error) {
	ctx, cancel := context.WithTimeout(s.ctx, patience)
	defer cancel()
	for {
		mark := s.telegram.Mark(s.chat)
		all := s.telegram.Messages(s.chat)
		for i := len(all) - 1; i >= 0 && all[i].ID >= s.since; i-- {
			if all[i].Bot && ok(all[i]) {
				return all[i], nil
			}
		}
		if _, _, err := s.telegram.Next(ctx, s.chat, mark); err != nil {
			return simulator.Message{}, fmt.Errorf("waiting for %s: %w", what, err)
		}
	}
}

// presses waits for a button with a label of the catalogue, and presses it.
func (s *somebody) presses(label care.Key) error {
	text := s.printer.Plain("en", care.Say(label))
	return s.pressesWhere(string(label), func(b simulator.Button) bool { return b.Text == text })
}

func (s *somebody) pressesWhere(what string, is func(simulator.Button) bool) error {
	for {
		var data string
		m, err := s.sees("a button "+what, func(m simulator.Message) bool {
			data = dataOf(m, is)
			return data != ""
		})
		if err != nil {
			return err
		}
		if _, err = s.telegram.Press(s.chat, s.id, m.ID, data); err == nil {
			return nil
		}
	}
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

// writes writes in the chat; what was before does not concern them any more.
func (s *somebody) writes(text string) error {
	id, err := s.telegram.Write(s.chat, s.id, text)
	s.since = id
	return err
}

// agrees goes through first contact.
func (s *somebody) agrees() error {
	if err := s.writes("/start"); err != nil {
		return err
	}
	for _, label := range []care.Key{"button.in.en", "button.next", "button.adult", "button.agree"} {
		if err := s.presses(label); err != nil {
			return err
		}
	}
	_, err := s.sees("the menu", func(m simulator.Message) bool {
		return strings.Contains(m.Text, s.printer.Plain("en", care.Say("menu.what")))
	})
	return err
}

// hasButton reports whether a message has a button with a label.
func (s *somebody) hasButton(label care.Key) func(simulator.Message) bool {
	text := s.printer.Plain("en", care.Say(label))
	return func(m simulator.Message) bool {
		return dataOf(m, func(b simulator.Button) bool { return b.Text == text }) != ""
	}
}
