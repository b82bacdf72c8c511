package web_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"heard/web"
)

// theatre is a Stage in memory with a very small bot on it: enough of one to
// take a report to a team, and an answer back.
type theatre struct {
	mu       sync.Mutex
	scene    web.Scene
	watchers map[chan struct{}]bool
	acts     []web.Act
	next     int
	owner    map[int]string // card -> who has it
	from     map[int]string // card -> whose report it is
	fail     error          // what Act and Move return, when set
	leaps    []web.Leap
}

func newTheatre() *theatre {
	menu := []web.Command{
		{Name: "/report", About: web.Label{"en": "Say what happened", "nb": "Si hva som skjedde", "sv": "Berätta vad som hände"}},
		{Name: "/ask", About: web.Label{"en": "Ask for help", "nb": "Be om hjelp", "sv": "Be om hjälp"}},
		{Name: "/crisis", About: web.Label{"en": "Numbers to call now", "nb": "Numre å ringe nå", "sv": "Nummer att ringa nu"}},
	}
	patient := func(id, letter string) web.Chat {
		return web.Chat{
			ID: id, Commands: menu,
			Title: web.Label{"en": "Patient " + letter, "nb": "Pasient " + letter, "sv": "Patient " + letter},
		}
	}
	group := func(id, en, nb, sv string) web.Chat {
		return web.Chat{ID: id, Title: web.Label{"en": en, "nb": nb, "sv": sv}}
	}
	staff := func(id, en, nb, sv string, groups ...string) web.Person {
		return web.Person{ID: id, Name: web.Label{"en": en, "nb": nb, "sv": sv}, Groups: groups}
	}
	return &theatre{
		watchers: map[chan struct{}]bool{}, owner: map[int]string{}, from: map[int]string{},
		scene: web.Scene{
			Patients: []web.Chat{patient("a", "A"), patient("b", "B"), patient("c", "C")},
			Groups: []web.Chat{
				group("keywork", "Key workers", "Primær\u00adkontakter", "Kontakt\u00adpersoner"),
				group("clinical", "Nurses and doctors", "Sykepleiere og leger", "Sjuksköterskor och läkare"),
				group("quality", "Quality team", "Kvalitets\u00adteamet", "Kvalitets\u00adteamet"),
				group("leads", "Service leads", "Ledelsen", "Ledningen"),
			},
			Staff: []web.Person{
				staff("k1", "Key worker 1", "Primærkontakt 1", "Kontaktperson 1", "keywork", "quality"),
				staff("k2", "Key worker 2", "Primærkontakt 2", "Kontaktperson 2", "keywork", "quality"),
				staff("n1", "Nurse 1", "Sykepleier 1", "Sjuksköterska 1", "clinical"),
				staff("l1", "Service lead 1", "Leder 1", "Chef 1", "leads"),
			},
			Clock: web.Clock{Now: time.Date(2026, 9, 7, 8, 20, 0, 0, time.UTC), Zone: "Europe/London"},
		},
	}
}

func (s *theatre) Scene() web.Scene {
	s.mu.Lock()
	defer s.mu.Unlock()
	copied := s.scene
	copied.Patients, copied.Groups = chats(s.scene.Patients), chats(s.scene.Groups)
	copied.Toasts = slices.Clone(s.scene.Toasts)
	return copied
}

func chats(all []web.Chat) []web.Chat {
	all = slices.Clone(all)
	for i := range all {
		all[i].Messages = slices.Clone(all[i].Messages)
	}
	return all
}

func (s *theatre) Changed(ctx context.Context) <-chan struct{} {
	woken := make(chan struct{}, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watchers[woken] = true
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watchers, woken)
	})
	return woken
}

func (s *theatre) Act(_ context.Context, a web.Act) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	chat := s.chat(a.Chat)
	if chat == nil {
		return web.ErrUnknown
	}
	s.acts = append(s.acts, a)
	s.play(chat, a)
	s.wake()
	return nil
}

// Move moves the clock, and posts to the quality team that it came to a release.
func (s *theatre) Move(_ context.Context, leap web.Leap) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return s.fail
	}
	s.leaps = append(s.leaps, leap)
	clock := &s.scene.Clock.Now
	switch leap {
	case web.HalfHour, web.Next:
		*clock = clock.Add(30 * time.Minute)
	case web.Day:
		*clock = clock.AddDate(0, 0, 1)
	case web.Release:
		*clock = clock.AddDate(0, 0, 7)
		s.say(s.chat("quality"), web.Message{From: web.FromBot, Text: "Reports, week 38"})
	}
	s.wake()
	return nil
}

// wake is called under the lock.
func (s *theatre) wake() {
	for woken := range s.watchers {
		select {
		case woken <- struct{}{}:
		default:
		}
	}
}

// change does something on the stage that nobody there did.
func (s *theatre) change(what func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	what()
	s.wake()
}

func (s *theatre) put(chat string, m web.Message) { s.change(func() { s.say(s.chat(chat), m) }) }

func (s *theatre) clear(chat string) { s.change(func() { s.chat(chat).Messages = nil }) }

func (s *theatre) tell(t web.Toast) {
	s.change(func() { s.scene.Toasts = append(s.scene.Toasts, t) })
}

// edit changes the words of a chat's last message.
func (s *theatre) edit(chat, words string) {
	s.change(func() {
		all := s.chat(chat).Messages
		all[len(all)-1].HTML, all[len(all)-1].Text = words, words
	})
}

// tick changes the last button of a chat's last message.
func (s *theatre) tick(chat, words string) {
	s.change(func() {
		all := s.chat(chat).Messages
		keys := slices.Clone(all[len(all)-1].Buttons)
		keys[len(keys)-1] = []web.Button{{Text: words, Data: "6:last"}}
		all[len(all)-1].Buttons = keys
	})
}

// done is what was acted so far.
func (s *theatre) done() []web.Act {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.acts)
}

func (s *theatre) chat(id string) *web.Chat {
	for _, all := range [][]web.Chat{s.scene.Patients, s.scene.Groups} {
		for i := range all {
			if all[i].ID == id {
				return &all[i]
			}
		}
	}
	return nil
}

func (s *theatre) say(chat *web.Chat, m web.Message) int {
	s.next++
	m.ID, m.At = s.next, s.scene.Clock.Now
	chat.Messages = append(chat.Messages, m)
	return m.ID
}

const card = "<b>KRT-482</b> · Report\nWho: Pharmacy staff\nWhere: Pharmacy counter\nWhat happened: Kept apart, treated differently"

func buttons(pairs ...string) [][]web.Button {
	var rows [][]web.Button
	for pair := range slices.Chunk(pairs, 2) {
		rows = append(rows, []web.Button{{Text: pair[0], Data: pair[1]}})
	}
	return rows
}

// play is the small bot.
func (s *theatre) play(chat *web.Chat, a web.Act) {
	staff := a.Actor != a.Chat
	switch {
	case a.Verb == web.Write && staff:
		s.say(chat, web.Message{From: web.FromStaff, Author: a.Actor, Text: a.Text})
	case a.Verb == web.Reply && staff:
		s.say(chat, web.Message{From: web.FromStaff, Author: a.Actor, Text: a.Text, ReplyTo: a.Message})
		s.say(s.chat(s.from[a.Message]), web.Message{
			From: web.FromBot, Text: "A key worker answered your case KRT-482:\n" + a.Text,
			HTML:    "A key worker answered your case <b>KRT-482</b>:\n<blockquote>" + a.Text + "</blockquote>",
			Buttons: buttons("Write back", "~reply.KRT-482"),
		})
	case a.Verb == web.Press && staff:
		s.take(chat, a)
	case a.Verb == web.Press:
		s.step(chat, a)
	default:
		s.say(chat, web.Message{From: web.FromPatient, Text: a.Text, Kind: a.Kind})
		s.say(chat, s.answer(a))
	}
}

func (s *theatre) answer(a web.Act) web.Message {
	switch {
	case a.Verb == web.Send:
		return web.Message{From: web.FromBot, Text: "I can only read text and buttons. Nothing of it was kept."}
	case strings.HasPrefix(a.Text, "/start"):
		return web.Message{
			From: web.FromBot, Text: "Welcome to Heard",
			HTML:    "<b>Welcome to Heard.</b>\nStaff do not see who you are. The bot keeps a locked address so it can answer you. Telegram knows that you use it.\n\nWhat would you like to do?",
			Buttons: append(buttons("Say what happened", "=report"), []web.Button{{Text: "Ask for help", Data: "=ask"}, {Text: "Numbers to call", Data: "~crisis"}}),
		}
	}
	return web.Message{From: web.FromBot, Text: "Where does this belong?", Buttons: buttons("Report", "2:report", "Throw it away", "2:drop")}
}

func (s *theatre) step(chat *web.Chat, a web.Act) {
	m := message(chat, a.Message)
	switch a.Data {
	case "=report":
		m.HTML, m.Text = "<b>Who was it?</b>\nYou can choose more than one.", "Who was it?"
		m.Buttons = append(buttons("Pharmacy staff", "2:pharmacy"),
			[]web.Button{{Text: "My family", Data: "2:family"}, {Text: "People in general", Data: "2:public"}},
			[]web.Button{{Text: "Back", Data: "2:back"}, {Text: "Next", Data: "2:next"}})
	case "2:pharmacy":
		m.HTML = "<b>This is exactly what staff will see:</b>\n<blockquote>" + card + "</blockquote>\nSend it?"
		m.Text, m.Buttons = "This is exactly what staff will see", append(buttons("Send", "3:send"), buttons("Change something", "3:change")...)
	case "3:send":
		m.HTML, m.Text, m.Buttons = "Sent. Your case is <b>KRT-482</b>. Its answer will come here.", "Sent.", nil
		id := s.say(s.chat("quality"), web.Message{
			From: web.FromBot, Text: "KRT-482 · Report", HTML: card, Edited: true, // it is posted empty first
			Buttons: [][]web.Button{{{Text: "Take it", Data: "take.KRT-482"}, {Text: "Close", Data: "close.KRT-482"}}},
		})
		s.from[id] = chat.ID
	}
}

func (s *theatre) take(chat *web.Chat, a web.Act) {
	m := message(chat, a.Message)
	if has := s.owner[m.ID]; has != "" && has != a.Actor {
		s.next++
		s.scene.Toasts = append(s.scene.Toasts, web.Toast{ID: s.next, Chat: chat.ID, Actor: a.Actor, Text: "Staff member 1 has this case."})
		return
	}
	s.owner[m.ID] = a.Actor
	m.HTML, m.Edited = card+"\n\nTaken by <a href=\"tg://user?id=1\">staff member 1</a>", true
	m.Buttons = [][]web.Button{{{Text: "Hand it back", Data: "back.KRT-482"}, {Text: "Close", Data: "close.KRT-482"}}}
}

func message(chat *web.Chat, id int) *web.Message {
	i := slices.IndexFunc(chat.Messages, func(m web.Message) bool { return m.ID == id })
	return &chat.Messages[i]
}
