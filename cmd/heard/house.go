package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"heard/bot"
	"heard/clinic"
	"heard/listen"
	"heard/locales"
	"heard/privacy"
	"heard/rounds"
	"heard/store"
)

// plan is what a running service is made from. serve fills it from the
// environment, the demo from what it makes up; the rest is the same code.
type plan struct {
	clinic clinic.Service
	roster []string // names that are always hidden
	root   privacy.Root
	ring   *privacy.Ring
	store  store.Options // Service and Log are filled in here
	token  string
	api    string
	botID  string
	log    *slog.Logger
	now    func() time.Time
	outbox func(*store.Store) bot.Store // what the bot sees of the store; nil: all of it as it is
}

// house is a service whose parts have been put together.
type house struct {
	bot      *bot.Bot
	store    *store.Store
	telegram *bot.Telegram
	metrics  *prometheus.Registry
	rounds   []byClock
}

// byClock is something that happens by the clock.
type byClock interface {
	// Run looks every minute until ctx ends.
	Run(ctx context.Context)
	// Look does what there is to do now.
	Look(ctx context.Context)
}

// build puts the parts together. What it returns has to be closed.
func (p plan) build(ctx context.Context) (*house, error) {
	h := &house{metrics: prometheus.NewRegistry()}
	if err := p.fill(ctx, h); err != nil {
		return nil, errors.Join(err, h.close())
	}
	return h, nil
}

func (p plan) fill(ctx context.Context, h *house) error {
	vault, err := privacy.NewVault(p.root, p.ring, p.botID)
	if err != nil {
		return fmt.Errorf("the keys: %w", err)
	}
	printer, err := locales.New()
	if err != nil {
		return fmt.Errorf("the catalogue: %w", err)
	}
	printer.OnMissing = missing(p.log, h.metrics)
	listener, err := listen.New()
	if err != nil {
		return err
	}
	p.store.Service, p.store.Log = p.botID, p.log
	if h.store, err = store.Open(ctx, p.store); err != nil {
		return fmt.Errorf("redis (HEARD_REDIS_URL): %w", err)
	}
	if err := sameKey(ctx, h.store, vault); err != nil {
		return err
	}
	redactor, err := newRedactor(p.clinic, p.roster, printer)
	if err != nil {
		return err
	}
	h.rounds = p.rounds(h.store, vault)
	if h.telegram, err = bot.Dial(ctx, p.token, p.api); err != nil {
		return fmt.Errorf("HEARD_TELEGRAM_TOKEN or HEARD_TELEGRAM_API: %w", err)
	}
	h.bot, err = bot.New(ctx, bot.Options{
		Telegram: h.telegram, Store: p.seen(h.store), Vault: vault, Service: p.clinic, Printer: printer, Listener: listener, Redactor: redactor,
		Log: p.log, Metrics: h.metrics, Now: p.now, Random: rand.Reader,
	})
	return err
}

// seen is what the bot sees of the store.
func (p plan) seen(s *store.Store) bot.Store {
	if p.outbox == nil {
		return s
	}
	return p.outbox(s)
}

// rounds are what happens by the clock.
func (p plan) rounds(s *store.Store, vault *privacy.Vault) []byClock {
	orders := bot.Orders{Vault: vault}
	return []byClock{
		&rounds.Rekey{Vault: vault, Rows: s, Turns: s, Log: p.log, Now: p.now, Random: rand.Reader},
		&rounds.Rename{Vault: vault, Rows: s, Orders: orders, Turns: s, Log: p.log, Now: p.now, Random: rand.Reader},
		&rounds.Release{
			Slots: p.clinic.Privacy.Release, Zone: p.clinic.Zone, Order: orders.Release,
			Outbox: s, Turns: s, Log: p.log, Now: p.now, Random: rand.Reader,
		},
		&rounds.Purge{Rows: s, Orders: orders, Outbox: s, Turns: s, Log: p.log, Now: p.now, Random: rand.Reader},
	}
}

// close lets go of what build took.
func (h *house) close() error {
	if h.telegram != nil {
		h.telegram.Close()
	}
	if h.store != nil {
		return h.store.Close()
	}
	return nil
}

// errOtherKey says that the store was written under another root key.
var errOtherKey = errors.New("HEARD_KEY is not the key that this Redis was written with: " +
	"every patient would look new and no case could be answered. Put the right key back, or use another Redis")

// sameKey leaves a mark of the root key in the store, and refuses to run on a
// store that holds the mark of another.
func sameKey(ctx context.Context, s *store.Store, v *privacy.Vault) error {
	mark, err := s.KeyMark(ctx, v.Mark())
	if err != nil {
		return fmt.Errorf("redis (HEARD_REDIS_URL): %w", err)
	}
	if mark != v.Mark() {
		return errOtherKey
	}
	return nil
}
