package main

import (
	"strings"
	"testing"

	"heard/care"
	"heard/simulator"
)

// tour is a way through one conversation, to its end: what is written, and what
// is pressed after that. shows is what nobody sees who has not been there.
type tour struct {
	writes  string
	presses []care.Key
	shows   care.Line
}

// tours are ways to where somebody who presses at random seldom comes.
func tours() []tour {
	return []tour{
		{"/dose", []care.Key{"term.dose.missed", "button.tell", "term.day.two", "button.no_words", "button.send_now"}, care.Say("dose.days")},
		{"/dose", []care.Key{"term.dose.side_effects", "button.not_now"}, care.Say("safety.tell")},
		{"/feedback", []care.Key{"button.praise", "term.pos.heard", "button.no_words", "button.send"}, care.Say("feedback.what")},
		{"/menu", []care.Key{"button.settings", "button.checkin_on", "button.sweep_on"}, care.Say("settings.checkin_on")},
		{"/menu", []care.Key{"button.settings", "button.clean", "button.clean_yes"}, care.Say("clean.done")},
		{"/forget", []care.Key{"button.forget", "button.forget_yes"}, care.Say("forget.sure")},
		{"/ask", []care.Key{"term.need.dentist", "button.no_words", "button.send_now", "button.see_case", "button.mute", "button.withdraw", "button.withdraw_yes"}, care.Say("withdraw.read")},
		{"I want to kill myself", nil, care.Say("msg.suicide", care.With("Emergency", care.Phone("999")), care.With("Crisis", care.Phone("116 123")))},
	}
}

// tour goes the wanderer's own way once.
func (w *wanderer) tour(t *testing.T) {
	s := &somebody{ctx: t.Context(), telegram: w.in.telegram, printer: printerFor(t), chat: w.id, id: w.id}
	if err := s.agrees(); err != nil {
		t.Errorf("first contact: %v", err)
		return
	}
	way := tours()[w.way]
	if err := s.writes(way.writes); err != nil {
		t.Errorf("a tour: %v", err)
		return
	}
	for _, label := range way.presses {
		if err := s.presses(label); err != nil {
			t.Errorf("a tour: %v", err)
			return
		}
	}
}

// toured checks that every tour came to where it leads.
func (in *inside) toured(t *testing.T, people []simulator.Person) {
	t.Helper()
	printer := printerFor(t)
	for _, way := range tours() {
		words, seen := printer.Plain("en", way.shows), false
		for _, p := range people {
			for _, shown := range in.telegram.Posted(p.ID) {
				seen = seen || shown.Bot && strings.Contains(shown.Text, words)
			}
		}
		if !seen {
			t.Errorf("nobody was shown %s", way.shows.Key)
		}
	}
}
