package main

import (
	"context"
	"crypto/rand"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/alicebob/miniredis/v2"

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
// store inside the process and a Telegram that is simulated.
func (c demoCommand) Run(ctx context.Context, w world) error {
	log, err := newLog(w.err, "warn")
	if err != nil {
		return err
	}
	service, problems := clinic.Load("demo.toml", demoClinic, locales.Languages())
	if service == nil {
		return errors.New(problems.String())
	}
	// No limits here and in the store: whoever tries it out presses faster than a
	// patient reads, and Telegram's pace would look like a slow program.
	telegram := simulator.New(simulator.Options{KeepLog: true})
	api, err := telegram.Start("127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("the simulated telegram: %w", err)
	}
	defer telegram.Close()
	printer, err := locales.New()
	if err != nil {
		return fmt.Errorf("the catalogue: %w", err)
	}
	stage, err := newStage(telegram, *service, printer)
	if err != nil {
		return err
	}
	memory := miniredis.NewMiniRedis()
	if err := memory.Start(); err != nil {
		return fmt.Errorf("the store: %w", err)
	}
	defer memory.Close()
	p, err := demoPlan(*service, telegram, api, memory.Addr(), log)
	if err != nil {
		return err
	}
	return c.show(ctx, w, p, stage, log)
}

// demoPlan makes up what an operator would otherwise give.
func demoPlan(service clinic.Service, telegram *simulator.Server, api, redis string, log *slog.Logger) (plan, error) {
	key, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		return plan{}, err
	}
	root, err := privacy.ParseRoot(key)
	if err != nil {
		return plan{}, err
	}
	ring, err := privacy.NewRing(time.Now(), rand.Reader)
	return plan{
		clinic: service, root: root, ring: ring, token: telegram.Token(), api: api, botID: "demo", log: log, now: time.Now,
		store: store.Options{URL: "redis://" + redis},
	}, err
}

// show runs the service and the page until ctx ends.
func (c demoCommand) show(ctx context.Context, w world, p plan, stage *stage, log *slog.Logger) error {
	h, err := p.build(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = h.close() }()
	if err := numberStaff(ctx, h.store, p, stage.staff); err != nil {
		return err
	}
	handler, err := web.Demo(stage, log)
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
	return h.bot.Run(ctx, false)
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
