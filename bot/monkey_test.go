package bot_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/simulator"
)

// Whatever anybody does, staff get only what a patient was shown before they sent it:
// random walks of several patients and staff, and of the clock, with somebody looking
// at everything that goes to a group.

// secrets are words that must never get further than the patient's own chat.
var secrets = []string{"Okonkwo", "Thorbjørnsen", "07700", "tove@example", "Kirkeveien", "19.03.1987"}

// sayings are what patients write. Those with secrets in them are too long to sign with.
var sayings = []string{
	"they let me wait until all the others were gone & then said <no>",
	"Grace Okonkwo said it in front of everybody again, and I went home without",
	"please call my sister Tove Thorbjørnsen, 07700 900123, she knows all about this",
	"i live at Kirkeveien 12 and was born on 19.03.1987, please write to tove@example.org",
	"a short one",
	"first line\n\nsecond line\nGrace Okonkwo was there too, and none of them did anything",
}

// monkeys are some people who do anything.
type monkeys struct {
	*house
	dice     *rand.Rand
	patients []*somebody
	slot     time.Time // that was ordered last
	*looker
}

func TestStaffGetOnlyWhatWasShown(t *testing.T) {
	const walks, steps = 6, 500
	seen := map[string]int{}
	for seed := range uint64(walks) {
		t.Run(fmt.Sprint("walk ", seed), func(t *testing.T) {
			m := release(t, seed)
			for range steps {
				m.step()
				m.quiet()
				m.look()
				if t.Failed() {
					return
				}
			}
			m.nothingRaw()
			for what, n := range m.seen {
				seen[what] += n
			}
		})
	}
	for _, what := range []string{"card", "stub", "reply", "digest", "struck", "pressed"} {
		if seen[what] == 0 {
			t.Errorf("there was no %s in any walk: this shows nothing", what)
		}
	}
	t.Log(seen)
}

// release lets them loose.
func release(t *testing.T, seed uint64) *monkeys {
	t.Helper()
	h := newHouse(t, pooling, func(s *setup) {
		s.service.Privacy.ReleaseReports, s.service.Privacy.ReleasePeople = 2, 2
		s.service.Teams = slices.Clone(s.service.Teams)
		s.service.Teams[1].Language = "nb"
	})
	h.start()
	m := &monkeys{house: h, dice: rand.New(rand.NewPCG(seed, 1)), looker: newLooker(h)} //nolint:gosec // walks are to be repeatable
	h.said.never(secrets...)
	for i := range 4 {
		m.patients = append(m.patients, h.patient([]string{"en", "nb"}[i%2]).agrees())
	}
	h.quiet()
	return m
}

func (m *monkeys) step() {
	switch n := m.dice.IntN(100); {
	case n < 80:
		m.patientActs(m.patients[m.dice.IntN(len(m.patients))])
	case n < 90:
		m.staffAct()
	default:
		m.timePasses()
	}
}

func (m *monkeys) patientActs(p *somebody) {
	commands := []string{"/ask", "/report", "/feedback", "/dose", "/cases", "/menu", "/cases", "/ask", "/report", "/start", "/help"}
	switch n := m.dice.IntN(100); {
	case n < 20:
		p.writes(sayings[m.dice.IntN(len(sayings))])
	case n < 28:
		p.writes(commands[m.dice.IntN(len(commands))])
	case n < 29:
		p.writes("/forget")
	case n < 37:
		m.writesInACase(p)
	default:
		m.patientPresses(p)
	}
}

// writesInACase goes from an old message to any case of anybody, and writes.
func (m *monkeys) writesInACase(p *somebody) {
	codes, all := m.codes(), m.posts(p.chat)
	if len(codes) == 0 || len(all) == 0 {
		return
	}
	mine := slices.DeleteFunc(slices.Clone(codes), func(c care.Code) bool { return m.owner[c] != p.chat })
	if len(mine) > 0 && m.dice.IntN(10) > 0 {
		codes = mine
	}
	_, err := m.telegram.PressStale(p.chat, p.id, all[len(all)-1].ID, "~reply."+string(codes[m.dice.IntN(len(codes))]))
	m.must(err)
	m.quiet()
	m.look()
	p.writes(sayings[m.dice.IntN(len(sayings))])
}

// patientPresses presses any button of a screen, one that sends rather than others.
func (m *monkeys) patientPresses(p *somebody) {
	all := slices.DeleteFunc(m.telegram.Messages(p.chat), func(one simulator.Message) bool { return !one.Bot || len(one.Buttons) == 0 })
	if len(all) == 0 {
		return
	}
	on := all[len(all)-1]
	if m.dice.IntN(10) == 0 {
		on = all[m.dice.IntN(len(all))]
	}
	buttons := slices.Concat(on.Buttons...)
	chosen := buttons[m.dice.IntN(len(buttons))]
	for _, b := range buttons {
		if leadsOn(b) && m.dice.IntN(3) == 0 {
			chosen = b
		}
	}
	for _, b := range buttons {
		if (m.sends(b) || strings.Contains(b.Data, "reply.")) && m.dice.IntN(2) == 0 {
			chosen = b
		}
	}
	if m.sends(chosen) {
		m.pressed(p.chat)
	}
	_, _ = m.telegram.Press(p.chat, p.id, on.ID, chosen.Data)
}

// leadsOn tells the buttons of a conversation, or of a case, from those that stand
// below every screen.
func leadsOn(b simulator.Button) bool {
	if strings.HasPrefix(b.Data, "=") || strings.HasPrefix(b.Data, "~") {
		return strings.Contains(b.Data, "reply.") || strings.Contains(b.Data, "case.") || strings.Contains(b.Data, "pool_")
	}
	return !strings.HasSuffix(b.Data, ":back")
}

// sends tells the buttons that send something to staff.
func (m *monkeys) sends(b simulator.Button) bool {
	for _, lang := range m.service.Languages {
		for _, key := range []care.Key{"button.send", "button.send_now", "button.send_today", "button.send_later"} {
			if b.Text == m.says(lang, key) {
				return true
			}
		}
	}
	return false
}

// staffAct presses or answers something in the group.
func (m *monkeys) staffAct() {
	group, who := keywork, []int64{keyWorker1, keyWorker2}[m.dice.IntN(2)]
	if m.dice.IntN(5) == 0 {
		group, who = quality, reviewer1
	}
	all := m.posts(group)
	if len(all) == 0 {
		return
	}
	on := all[m.dice.IntN(len(all))]
	if buttons := slices.Concat(on.Buttons...); len(buttons) > 0 && m.dice.IntN(2) == 0 {
		_, _ = m.telegram.Press(group, who, on.ID, buttons[m.dice.IntN(len(buttons))].Data)
		return
	}
	_, err := m.telegram.Reply(group, who, on.ID, []string{"we look into it", "come by at ten", strings.Repeat("much ", 700)}[m.dice.IntN(3)])
	m.must(err)
}

// timePasses moves the clock, releases what is to be released by then, and gives an
// order now and then.
func (m *monkeys) timePasses() {
	m.quiet()
	for _, d := range []time.Duration{time.Minute, time.Hour, 5 * time.Hour, 26 * time.Hour, 8 * 24 * time.Hour} {
		if m.dice.IntN(3) == 0 {
			m.clock.advance(d)
			break
		}
	}
	if slot := m.service.Privacy.Release.Last(m.now(), m.service.Zone); slot.After(m.slot) {
		m.slot = slot
		m.orders(func(o bot.Orders) (care.Job, error) { return o.Release(slot) })
	}
	codes := m.codes()
	if len(codes) == 0 {
		return
	}
	code := codes[m.dice.IntN(len(codes))]
	switch m.dice.IntN(12) {
	case 0, 1:
		m.orders(func(o bot.Orders) (care.Job, error) { return o.Expire(code, m.now()) })
	case 2:
		m.orders(func(o bot.Orders) (care.Job, error) { return o.Erase(code, m.now()) })
	case 3, 4:
		who, err := care.ParsePseudonym(m.pseudonym(m.patients[m.dice.IntN(len(m.patients))]))
		m.must(err)
		m.orders(func(o bot.Orders) (care.Job, error) { return o.Rest(who, m.now().AddDate(0, 0, 300), m.now()) })
	}
}

// The words that are to be hidden are hidden, or the walks show nothing.
func TestSecretsAreHidden(t *testing.T) {
	for _, lang := range []string{"en", "nb"} {
		found := map[string]bool{}
		for _, text := range sayings {
			shown, _ := redactor(t).Show(lang, text)
			for _, secret := range secrets {
				if strings.Contains(shown, secret) {
					t.Errorf("%s: %q stays in %q", lang, secret, shown)
				}
				found[secret] = found[secret] || strings.Contains(text, secret)
			}
		}
		if len(found) != len(secrets) || slices.Contains(slices.Collect(maps.Values(found)), false) {
			t.Errorf("a secret is in no text: %v", found)
		}
	}
}
