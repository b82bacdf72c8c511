package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"heard/locales"
	"heard/simulator"
)

// crowd are the patients of one bot, all at it at once.
type crowd struct {
	telegram *simulator.Server
	all      []*benched
}

// benched is a patient under measurement.
type benched struct {
	telegram *simulator.Server
	chat     int64
	mark     int // what the bot has shown so far
	shown    simulator.Message
}

func newCrowd(telegram *simulator.Server, n int) (crowd, error) {
	c := crowd{telegram: telegram}
	for i := range n {
		if err := telegram.AddPerson(simulator.Person{ID: chatOf(i), FirstName: "P", Language: "en"}); err != nil {
			return c, err
		}
		c.all = append(c.all, &benched{telegram: telegram, chat: chatOf(i)})
	}
	return c, nil
}

// each lets every patient do something, all at once. The first to fail ends it
// for all.
func (c crowd) each(ctx context.Context, do func(context.Context, *benched) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all sync.WaitGroup
	for _, p := range c.all {
		all.Go(func() {
			if err := do(ctx, p); err != nil {
				stop(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// agree takes everybody through first contact.
func (c crowd) agree(ctx context.Context, printer *locales.Printer) error {
	return c.each(ctx, func(ctx context.Context, p *benched) error {
		s := &somebody{ctx: ctx, telegram: c.telegram, printer: printer, chat: p.chat, id: p.chat}
		err := s.agrees()
		p.mark = c.telegram.Mark(p.chat)
		return err
	})
}

// prepare takes everybody to where the step can be done again and again: among
// the needs, or before signing an ask, where any words make the same screen anew.
func (c crowd) prepare(ctx context.Context, step string) error {
	return c.each(ctx, func(ctx context.Context, p *benched) error {
		if err := p.writes(ctx, "/ask"); err != nil || step == "press" {
			return err
		}
		if err := p.presses(ctx); err != nil {
			return err
		}
		for _, on := range []string{":none", ":sign"} {
			if err := p.pressesOn(ctx, on); err != nil {
				return err
			}
		}
		return p.does(ctx, step)
	})
}

// load lets the crowd do so many steps together, and returns how long each took.
func (c crowd) load(ctx context.Context, steps int, step string) ([]time.Duration, error) {
	var left atomic.Int64
	left.Store(int64(steps))
	took := make(chan []time.Duration, len(c.all))
	err := c.each(ctx, func(ctx context.Context, p *benched) error {
		var own []time.Duration
		for left.Add(-1) >= 0 {
			begun := time.Now()
			if err := p.does(ctx, step); err != nil {
				return err
			}
			own = append(own, time.Since(begun))
		}
		took <- own
		return nil
	})
	close(took)
	var all []time.Duration
	for own := range took {
		all = append(all, own...)
	}
	return all, err
}

// verify waits until the bot is at rest, and looks that nothing was shown twice,
// no press was left unanswered and nothing was refused. That nothing was lost is
// known already: everybody got an answer to each step.
func (c crowd) verify(ctx context.Context) error {
	err := c.telegram.Wait(ctx, func() bool { return c.telegram.Unanswered() == 0 && c.telegram.PendingUpdates() == 0 })
	if err != nil {
		return fmt.Errorf("%d presses stay unanswered: %w", c.telegram.Unanswered(), err)
	}
	if refused := c.telegram.Refused(); len(refused) > 0 {
		return fmt.Errorf("calls were refused: %v", refused)
	}
	if slices.ContainsFunc(c.all, func(p *benched) bool { return c.telegram.Mark(p.chat) != p.mark }) {
		return errTwice
	}
	return nil
}

// errTwice says that an update was answered more than once.
var errTwice = errors.New("a patient was shown more than one answer to one step")

func (p *benched) does(ctx context.Context, step string) error {
	if step == "press" {
		return p.presses(ctx)
	}
	return p.writes(ctx, "I come on Tuesdays before noon, and sit by the window.")
}

func (p *benched) writes(ctx context.Context, text string) error {
	if _, err := p.telegram.Write(p.chat, p.chat, text); err != nil {
		return err
	}
	return p.sees(ctx)
}

// presses goes back where that can be done, and on by the first button where it
// cannot: there and back between two screens.
func (p *benched) presses(ctx context.Context) error {
	data := dataOf(p.shown, func(b simulator.Button) bool { return strings.HasSuffix(b.Data, ":back") })
	if data == "" {
		data = dataOf(p.shown, func(simulator.Button) bool { return true })
	}
	return p.pressesData(ctx, data)
}

// pressesOn presses the button whose data ends so, or any where there is none: an
// echo has no such screens.
func (p *benched) pressesOn(ctx context.Context, end string) error {
	if data := dataOf(p.shown, func(b simulator.Button) bool { return strings.HasSuffix(b.Data, end) }); data != "" {
		return p.pressesData(ctx, data)
	}
	return p.presses(ctx)
}

func (p *benched) pressesData(ctx context.Context, data string) error {
	if _, err := p.telegram.Press(p.chat, p.chat, p.shown.ID, data); err != nil {
		return err
	}
	return p.sees(ctx)
}

// sees waits for the answer, which has to be one.
func (p *benched) sees(ctx context.Context) error {
	shown, mark, err := p.telegram.Next(ctx, p.chat, p.mark)
	if err != nil {
		return fmt.Errorf("waiting for an answer: %w", err)
	}
	if mark != p.mark+1 {
		return errTwice
	}
	p.mark, p.shown = mark, shown
	return nil
}
