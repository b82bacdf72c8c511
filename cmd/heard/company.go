package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"

	"heard/care"
	"heard/locales"
	"heard/simulator"
	"heard/store"
)

// The other patients of the clinic, all of them invented. They are not on the page:
// what they write waits in the pool, so that what a visitor writes goes out among
// others. They press and write as anybody does.

// said is what somebody tells for the pool.
type said struct {
	command string
	presses []care.Key
	words   string // their own, where there are any
}

// company is somebody of the clinic, with what they have to tell from week to week.
type company struct {
	number int64
	tells  []said
}

// others are as many as a release wants beside a visitor's own report.
func others() []company {
	return []company{
		{301, []said{
			{"/report", []care.Key{"term.src.hospital", "term.set.hospital", "term.mech.disparity", "term.con.hid_things"}, "They read my file before they asked me anything."},
			{"/feedback", []care.Key{"button.praise", "term.pos.honest_ok"}, ""},
		}},
		{302, []said{
			{"/feedback", []care.Key{"button.rule", "term.org.privacy"}, "We stand in the street, and everybody who walks past sees us."},
			{"/report", []care.Key{"term.src.police", "term.set.public_place", "term.mech.stereotype", "term.con.avoided_care"}, ""},
		}},
		{303, []said{
			{"/feedback", []care.Key{"button.praise", "term.pos.respect"}, "You ask how I am and wait for the answer."},
			{"/feedback", []care.Key{"button.rule", "term.org.opening_hours"}, "With a job it is hard to come in time."},
		}},
		{304, []said{
			{"/feedback", []care.Key{"button.rule", "term.org.late_arrival"}, ""},
			{"/report", []care.Key{"term.src.family", "term.set.home", "term.mech.labelling", "term.con.hid_things"}, ""},
		}},
	}
}

// neighbours are the others, at work.
type neighbours struct {
	telegram *simulator.Server
	printer  *locales.Printer
	store    *store.Store
	log      *slog.Logger
	week     int // how many times they have written
}

// arrive has the patient with a reminder set it up; then ready is closed, and the others
// agree to Heard and write.
func (c *neighbours) arrive(ctx context.Context, reminded int64, ready chan<- struct{}) {
	err := c.as(ctx, reminded).wantsReminder()
	close(ready)
	var all errands
	for _, one := range others() {
		all.Go(func() error { return c.as(ctx, one.number).agrees() })
	}
	if err = errors.Join(err, all.Wait()); err == nil {
		err = c.write(ctx)
	}
	if err != nil && ctx.Err() == nil {
		c.log.ErrorContext(ctx, "the invented patients could not write", "err", err)
	}
}

// writeAgain lets the others write when nothing of theirs waits any more.
func (c *neighbours) writeAgain(ctx context.Context) error {
	waiting, err := c.store.Pool(ctx)
	if err != nil || len(waiting) > 0 {
		return err
	}
	return c.write(ctx)
}

func (c *neighbours) write(ctx context.Context) error {
	var all errands
	for _, one := range others() {
		told := one.tells[c.week%len(one.tells)]
		all.Go(func() error { return c.as(ctx, one.number).tells(told) })
	}
	c.week++
	return all.Wait()
}

func (c *neighbours) as(ctx context.Context, number int64) *somebody {
	return &somebody{ctx: ctx, telegram: c.telegram, printer: c.printer, chat: number, id: number}
}

// tells goes through a report or feedback to its end.
func (s *somebody) tells(one said) error {
	if err := s.writes(one.command); err != nil {
		return err
	}
	if err := s.pressesAll(one.presses...); err != nil {
		return err
	}
	if one.words == "" {
		return s.pressesAll("button.no_words", "button.send", "button.see_case")
	}
	if _, err := s.sees("where to write", s.hasButton("button.no_words")); err != nil {
		return err
	}
	if _, err := s.telegram.Write(s.chat, s.id, one.words); err != nil {
		return err
	}
	return s.pressesAll("button.send", "button.see_case")
}

// wantsReminder agrees to Heard, and asks for a reminder before the morning ends.
func (s *somebody) wantsReminder() error {
	if err := s.agrees(); err != nil {
		return err
	}
	if err := s.pressesAll("button.reminders", "button.remind_setup"); err != nil {
		return err
	}
	morning := func(b simulator.Button) bool { return strings.HasPrefix(b.Text, "08:00") }
	if err := s.pressesWhere("for the morning", morning); err != nil {
		return err
	}
	if err := s.pressesAll("button.every_day", "button.lead.m60", "remind.line.out", "button.remind_yes"); err != nil {
		return err
	}
	_, err := s.sees("that it is set", s.hasButton("button.reminders"))
	return err
}

func (s *somebody) pressesAll(labels ...care.Key) error {
	for _, label := range labels {
		if err := s.presses(label); err != nil {
			return err
		}
	}
	return nil
}

// errands are things that are done beside each other.
type errands struct {
	all  sync.WaitGroup
	mu   sync.Mutex
	errs []error
}

// Go begins one.
func (e *errands) Go(do func() error) {
	e.all.Go(func() {
		err := do()
		e.mu.Lock()
		defer e.mu.Unlock()
		e.errs = append(e.errs, err)
	})
}

// Wait returns the errors of all of them.
func (e *errands) Wait() error {
	e.all.Wait()
	return errors.Join(e.errs...)
}
