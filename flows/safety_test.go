package flows_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/locales"
)

// Words of danger show their card first, with the crisis button, and change
// nothing else: not the state, not what follows.
func TestDangerOnlyShowsItsCard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWalker("en", "nb", "sv")
		if rapid.Bool().Draw(t, "known") {
			w.known()
		}
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			w.step(t, w.input(t))
		}
		in := flows.Input{Text: rapid.StringN(0, 1600, -1).Draw(t, "words"), Phone: "en", Fresh: w.fresh()}
		quiet, without := w.engine.Step(w.state, in, w.now)
		in.Card = rapid.SampledFrom(care.Cards()).Draw(t, "card")
		alarmed, with := w.engine.Step(w.state, in, w.now)
		if !reflect.DeepEqual(quiet, alarmed) || !reflect.DeepEqual(without, with[1:]) {
			t.Fatal("words of danger did more than show their card")
		}
		first, ok := with[0].(flows.Show)
		if !ok || len(first.Screen.Rows) != 1 || first.Screen.Rows[0][0].Data.Token != "crisis" {
			t.Fatalf("the card is %v", with[0])
		}
		if _, behind := w.engine.Step(w.state, flows.Input{Kind: flows.Command, Text: "help", Card: in.Card}, w.now); len(behind) != 2 {
			t.Fatal("no card came of words behind a command")
		}
	})
}

// Every card prints in every language, with a number where it says to call one.
func TestEveryCardPrints(t *testing.T) {
	for _, lang := range locales.Languages() {
		for _, card := range care.Cards() {
			p := newPresser(t, lang)
			_, effects := p.engine.Step(p.state, flows.Input{Text: "words", Card: card}, p.now)
			shown, ok := effects[0].(flows.Show)
			if !ok {
				t.Fatalf("%s is not shown", card)
			}
			p.screen = shown.Screen
			if text := p.reads(); len(text) < 40 || strings.Contains(text, "{{") {
				t.Errorf("%s: %s reads %q", lang, card, text)
			}
		}
	}
}

// A topic's card is the same whatever was answered before, and comes before any
// question about it.
func TestCardsComeFirstAndAreStatic(t *testing.T) {
	for _, topic := range topics() {
		lane, ok := care.LaneOf(topic)
		if !ok || len(care.FirstCards(topic)) == 0 {
			continue
		}
		p := newPresser(t, "en")
		p.press(map[care.Lane]care.Key{care.Dosing: "button.dose", care.Help: "button.ask"}[lane])
		p.press(topic.Label())
		before := p.reads()
		for _, card := range care.FirstCards(topic) {
			if !slices.ContainsFunc(p.screen.Lines, func(l care.Line) bool { return l.Key == care.Key(card) }) {
				t.Errorf("%s does not begin with %s", topic, card)
			}
		}
		p.press("button.tell")
		for range 3 {
			if p.reads() != before {
				p.step(flows.Input{Kind: flows.Press, Button: flows.Data{Turn: p.state.Turn, Token: "back"}})
			}
		}
		if p.reads() != before {
			t.Errorf("the card of %s reads otherwise the second time", topic)
		}
	}
}

// When somebody reads it is said as far as it is known.
func TestWhenSomebodyReads(t *testing.T) {
	never := riverside()
	never.Hours = clinic.Week{}
	hill := riverside()
	hill.Name, hill.Phone, hill.Hours[0] = "Hill", "020 7946 0001", []clinic.Window{{From: 600, To: 660}}
	sunday := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	cases := map[string]struct {
		clinics        []clinic.Clinic
		within         clinic.Within
		says, saysNot  []string
		button, notNow care.Key
	}{
		"no clinic known": {
			nil,
			clinic.Within{},
			[]string{"cannot say how soon", "call 111"},
			[]string{"closed"},
			"button.send_later", "button.send_today",
		},
		"never open": {
			[]clinic.Clinic{never},
			clinic.Within{Open: 30 * time.Minute},
			[]string{"do not know when it opens", "call 111", "call 999", "within 30 minutes"},
			[]string{"They open"},
			"button.send_later", "button.send_today",
		},
		"closed today": {
			[]clinic.Clinic{riverside()},
			clinic.Within{Open: time.Hour},
			[]string{"They open Mon 23 Nov 08:00", "within 1 hour."},
			nil, "button.send_later", "button.send_today",
		},
		"the first of two opens": {
			[]clinic.Clinic{riverside(), hill},
			clinic.Within{Days: 2},
			[]string{"They open Sun 22 Nov 10:00", "within 2 days."},
			nil, "button.send_today", "button.send_later",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := service("en")
			s.Clinics, s.Teams[1].AnswerWithin = c.clinics, c.within
			p := newPresser(t, "en")
			p.engine, p.now = flows.NewEngine(s, capitals{}), sunday
			for _, label := range []care.Key{"button.dose", "term.dose.form", "button.no_words"} {
				p.press(label)
			}
			review := p.reads()
			labels := ""
			for _, b := range buttons(p.screen) {
				labels += string(b.Label.Key) + "\n"
			}
			if !strings.Contains(labels, string(c.button)) || strings.Contains(labels, string(c.notNow)) {
				t.Errorf("the buttons are\n%s", labels)
			}
			p.press("button.send_now")
			for _, text := range []string{review, p.reads()} {
				for _, want := range c.says {
					if !strings.Contains(text, want) && (want != "call 111" || text != review) {
						t.Errorf("this does not say %q:\n%s", want, text)
					}
				}
				for _, not := range c.saysNot {
					if strings.Contains(text, not) {
						t.Errorf("this says %q:\n%s", not, text)
					}
				}
			}
		})
	}
}

// Where there are several clinics, each is named with its number.
func TestPhonesOfSeveralClinics(t *testing.T) {
	hill := riverside()
	hill.Name, hill.Phone = "Hill", "020 7946 0001"
	s := service("en")
	s.Clinics = append(s.Clinics, hill)
	p := newPresser(t, "en")
	p.engine = flows.NewEngine(s, capitals{})
	p.press("button.dose")
	p.press("term.dose.script_stopped")
	if want := "Call 020 7946 0000 (Riverside) or 020 7946 0001 (Hill) now."; !strings.Contains(p.reads(), want) {
		t.Errorf("the card does not say %q:\n%s", want, p.reads())
	}
}
