package main

import (
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"

	"heard/bot"
	"heard/care"
	"heard/clinic"
	"heard/locales"
	"heard/privacy"
	"heard/simulator"
	"heard/store"
	"heard/web"
)

//go:embed demo.toml
var demoClinic []byte

type demoCommand struct {
	Listen string `help:"Address of the page." default:"127.0.0.1:8080"`
}

// Run shows the whole service on this machine: the same code as serve, over a
// store inside the process and a Telegram that is simulated, on a clock that can be
// moved.
func (c demoCommand) Run(ctx context.Context, w world) error {
	log, err := newLog(w.err, "warn")
	if err != nil {
		return err
	}
	service, problems := clinic.Load("demo.toml", demoClinic, locales.Languages())
	if service == nil {
		return errors.New(problems.String())
	}
	clock := newDemoClock(demoStart(service.Zone))
	// No limits here and in the store: whoever tries it out presses faster than a
	// patient reads, and Telegram's pace would look like a slow program.
	telegram := simulator.New(simulator.Options{KeepLog: true, Now: clock.now})
	api, err := telegram.Start("127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("the simulated telegram: %w", err)
	}
	defer telegram.Close()
	memory := miniredis.NewMiniRedis()
	memory.SetTime(clock.now())
	memory.ClockTTL(true)
	if err := memory.Start(); err != nil {
		return fmt.Errorf("the store: %w", err)
	}
	defer memory.Close()
	p, err := demoPlan(*service, telegram, api, memory.Addr(), clock, log)
	if err != nil {
		return err
	}
	return c.play(ctx, w, p, demoWorld{telegram, memory, clock})
}

// demoWorld is what the demonstration has in place of the outside world.
type demoWorld struct {
	telegram *simulator.Server
	memory   *miniredis.Miniredis
	clock    *demoClock
}

// demoPlan makes up what an operator would otherwise give.
func demoPlan(service clinic.Service, telegram *simulator.Server, api, redis string, clock *demoClock, log *slog.Logger) (plan, error) {
	key, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		return plan{}, err
	}
	root, err := privacy.ParseRoot(key)
	if err != nil {
		return plan{}, err
	}
	ring, err := privacy.NewRing(clock.now(), rand.Reader)
	return plan{
		clinic: service, root: root, ring: ring, token: telegram.Token(), api: api, botID: "demo", log: log, now: clock.now,
		store:  store.Options{URL: "redis://" + redis},
		outbox: func(s *store.Store) bot.Store { return demoStore{s, clock} },
	}, err
}

// play runs the service, its clock and the page until ctx ends.
func (c demoCommand) play(ctx context.Context, w world, p plan, d demoWorld) error {
	printer, err := locales.New()
	if err != nil {
		return fmt.Errorf("the catalogue: %w", err)
	}
	stage, err := newStage(d.telegram, p.clinic, printer, d.clock)
	if err != nil {
		return err
	}
	h, err := p.build(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = h.close() }()
	if err := numberStaff(ctx, h.store, p, stage.staff); err != nil {
		return err
	}
	others := &neighbours{telegram: d.telegram, printer: printer, store: h.store, log: p.log}
	passing := &passage{
		clock: d.clock, memory: d.memory, store: h.store, rounds: h.rounds, telegram: d.telegram, chats: stage.chats(),
		slots: p.clinic.Privacy.Release, zone: p.clinic.Zone, after: others.writeAgain,
	}
	ctx, stop := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer stop()
	passing.moving.Lock()                        // nothing moves the clock before the others have written
	all.Go(func() { _ = h.bot.Run(ctx, false) }) // being stopped is no error, and it knows no other
	ready := make(chan struct{})
	all.Go(func() {
		defer passing.moving.Unlock()
		others.arrive(ctx, reminded, ready)
	})
	all.Go(func() { passing.Run(ctx) })
	select {
	case <-ready: // or else the page would show how the reminder is set up
	case <-time.After(readyLimit):
	}
	return c.show(ctx, w, stage, passing, p.log)
}

// readyLimit is how long the page waits for the reminder to be set up.
const readyLimit = 2 * time.Second

// show keeps the page open until ctx ends.
func (c demoCommand) show(ctx context.Context, w world, stage *stage, mover web.Mover, log *slog.Logger) error {
	handler, err := web.Demo(stage, mover, log)
	if err != nil {
		return err
	}
	shown, err := open(ctx, c.Listen, handler, log)
	if err != nil {
		return fmt.Errorf("the page could not be opened; is something else using %s? %w", c.Listen, err)
	}
	defer shown.stop()
	_, _ = fmt.Fprintf(w.out, "\n  Heard, a demonstration: http://%s/\n\n"+
		"  NOTHING IS KEPT. Everything is gone when this program ends.\n"+
		"  It is not connected to Telegram. Not for real patients.\n\n  Ctrl-C ends it.\n", shown.at)
	<-ctx.Done()
	return nil
}

// numberStaff gives staff the numbers that the page shows. Otherwise the bot
// would number them in the order in which they first act, and the page would
// call somebody 2 whom the bot calls 1.
func numberStaff(ctx context.Context, s *store.Store, p plan, staff []actor) error {
	vault, err := privacy.NewVault(p.root, p.ring, p.botID)
	if err != nil {
		return fmt.Errorf("the keys: %w", err)
	}
	for _, member := range staff {
		who := vault.Staff(member.team, care.NewStaffID(member.number))
		if _, _, _, err := s.LoadForStaff(ctx, care.UpdateID(0), "", member.team, who); err != nil {
			return err
		}
	}
	return nil
}
