package main

import (
	"context"
	"strconv"
	"sync"
	"time"

	"heard/simulator"
	"heard/web"
)

// stage is what the demonstration is played on: the simulated Telegram, with its
// numbers turned into the page's names.
type stage struct {
	telegram *simulator.Server
	patients []actor
	staff    []actor
	groups   []group
	zone     *time.Location // the clinic's
	clock    *demoClock

	mu      sync.Mutex
	numbers map[string]int // of the answers to presses
}

// Scene implements web.Stage.
func (s *stage) Scene() web.Scene {
	scene := web.Scene{Clock: web.Clock{Now: s.clock.now().In(s.zone), Zone: s.zone.String()}}
	for _, p := range s.patients {
		scene.Patients = append(scene.Patients, web.Chat{ID: p.id, Title: p.name, Commands: s.commands(), Messages: s.messages(p.number)})
		scene.Toasts = append(scene.Toasts, s.toasts(p)...)
	}
	for _, g := range s.groups {
		scene.Groups = append(scene.Groups, web.Chat{ID: g.id, Title: g.name, Messages: s.messages(g.number)})
	}
	for _, p := range s.staff {
		scene.Staff = append(scene.Staff, web.Person{ID: p.id, Name: p.name, Groups: []string{p.team}})
		scene.Toasts = append(scene.Toasts, s.toasts(p)...)
	}
	return scene
}

// commands are those that the bot has told the simulated Telegram.
func (s *stage) commands() []web.Command {
	about := map[string]web.Label{}
	var all []web.Command
	for tag, language := range map[string]string{"en": "", "nb": "nb", "sv": "sv"} {
		for _, c := range s.telegram.Commands("all_private_chats", language) {
			if about[c.Command] == nil {
				about[c.Command] = web.Label{}
			}
			about[c.Command][tag] = c.Description
		}
	}
	for _, c := range s.telegram.Commands("all_private_chats", "") {
		all = append(all, web.Command{Name: "/" + c.Command, About: about[c.Command]})
	}
	return all
}

func (s *stage) messages(chat int64) []web.Message {
	seen := s.telegram.Messages(chat)
	out := make([]web.Message, len(seen))
	for i, m := range seen {
		out[i] = web.Message{
			ID: int(m.ID), From: s.side(chat, m), Author: s.author(m.From), Kind: kindOf(m.Kind),
			Text: m.Text, HTML: m.HTML, ReplyTo: int(m.ReplyTo), Edited: m.Edited, Reactions: m.Reactions,
			At: m.Date.In(s.zone).Truncate(time.Second),
		}
		for _, row := range m.Buttons {
			keys := make([]web.Button, len(row))
			for j, b := range row {
				keys[j] = web.Button{Text: b.Text, Data: b.Data}
			}
			out[i].Buttons = append(out[i].Buttons, keys)
		}
	}
	return out
}

func (s *stage) side(chat int64, m simulator.Message) web.Side {
	switch {
	case m.Bot:
		return web.FromBot
	case chat > 0:
		return web.FromPatient
	}
	return web.FromStaff
}

// author is the page's name for a staff member, empty for everybody else.
func (s *stage) author(number int64) string {
	for _, p := range s.staff {
		if p.number == number {
			return p.id
		}
	}
	return ""
}

func kindOf(k simulator.Kind) web.Kind {
	if k == simulator.Text {
		return ""
	}
	return web.Kind(k)
}

// toasts are the bot's answers to presses, numbered as they are first seen.
func (s *stage) toasts(p actor) []web.Toast {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []web.Toast
	for _, a := range s.telegram.Answers(p.number) {
		if a.Text == "" {
			continue
		}
		if s.numbers[a.Query] == 0 {
			s.numbers[a.Query] = len(s.numbers) + 1
		}
		out = append(out, web.Toast{ID: s.numbers[a.Query], Chat: s.chatName(a.Chat), Actor: p.id, Text: a.Text, Alert: a.Alert})
	}
	return out
}

func (s *stage) chatName(number int64) string {
	for _, p := range s.patients {
		if p.number == number {
			return p.id
		}
	}
	for _, g := range s.groups {
		if g.number == number {
			return g.id
		}
	}
	return strconv.FormatInt(number, 10)
}

// Act implements web.Stage.
func (s *stage) Act(_ context.Context, a web.Act) error {
	chat, actor, ok := s.find(a)
	if !ok {
		return web.ErrUnknown
	}
	var err error
	switch a.Verb {
	case web.Write:
		_, err = s.telegram.Write(chat, actor, a.Text)
	case web.Reply:
		_, err = s.telegram.Reply(chat, actor, simulator.MessageID(a.Message), a.Text)
	case web.Press:
		_, err = s.telegram.Press(chat, actor, simulator.MessageID(a.Message), a.Data)
	case web.Send:
		_, err = s.telegram.Send(chat, actor, simulator.Kind(a.Kind), "")
	}
	if err != nil {
		return web.ErrUnknown
	}
	return nil
}

// find turns the page's names into numbers.
func (s *stage) find(a web.Act) (chat, person int64, ok bool) {
	for _, p := range s.patients {
		if p.id == a.Chat {
			return p.number, p.number, a.Actor == p.id
		}
	}
	for _, g := range s.groups {
		if g.id != a.Chat {
			continue
		}
		for _, p := range s.staff {
			if p.id == a.Actor && p.team == g.id {
				return g.number, p.number, true
			}
		}
	}
	return 0, 0, false
}

// chats are the numbers of those on the page.
func (s *stage) chats() (all []int64) {
	for _, p := range s.patients {
		all = append(all, p.number)
	}
	for _, g := range s.groups {
		all = append(all, g.number)
	}
	return all
}

// Changed implements web.Stage: a move of the clock is a change too.
func (s *stage) Changed(ctx context.Context) <-chan struct{} {
	shown, changed := s.telegram.Watch(ctx), make(chan struct{}, 1)
	go func() {
		defer close(changed)
		for {
			moved := s.clock.moves()
			select {
			case changed <- struct{}{}:
			default: // one notice is waiting already
			}
			select {
			case _, open := <-shown:
				if !open {
					return
				}
			case <-moved:
			}
		}
	}()
	return changed
}
