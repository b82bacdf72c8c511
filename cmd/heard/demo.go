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
	telegram := simulator.New(simulator.Options{KeepLog: true, Limits: simulator.TelegramLimits()})
	api, err := telegram.Start("127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("the simulated telegram: %w", err)
	}
	defer telegram.Close()
	stage, err := newStage(telegram, *service)
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
		clinic: service, root: root, ring: ring, token: telegram.Token(), api: api, botID: "demo", log: log,
		store: store.Options{URL: "redis://" + redis, Limits: store.DefaultLimits()},
	}, err
}

// show runs the service and the page until ctx ends.
func (c demoCommand) show(ctx context.Context, w world, p plan, stage *stage, log *slog.Logger) error {
	h, err := p.build(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = h.close() }()
	handler, err := web.Demo(stage, log)
	if err != nil {
		return err
	}
	shown, err := listen(ctx, c.Listen, handler, log)
	if err != nil {
		return fmt.Errorf("the page could not be opened; is something else using %s? %w", c.Listen, err)
	}
	defer shown.stop()
	_, _ = fmt.Fprintf(w.out, "\n  Heard, a demonstration: http://%s/\n\n"+
		"  NOTHING IS KEPT. Everything is gone when this program ends.\n"+
		"  It is not connected to Telegram. Not for real patients.\n\n  Ctrl-C ends it.\n", shown.at)
	return h.bot.Run(ctx, false)
}
