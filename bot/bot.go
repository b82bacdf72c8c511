package bot

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/listen"
	"heard/locales"
	"heard/privacy"
)

// Store is all that the bot needs kept.
type Store interface {
	Ledger
	Outbox
	Cases
	Board
	Groups
}

// Options are what a Bot is made of.
type Options struct {
	Telegram *Telegram
	Store    Store
	Vault    *privacy.Vault
	Service  clinic.Service
	Printer  *locales.Printer
	Listener *listen.Listener
	Redactor flows.Redactor
	Log      *slog.Logger
	Metrics  prometheus.Registerer
	Now      func() time.Time
	Random   io.Reader // for case codes; a cryptographic source
}

// Bot is the service between Telegram and the store. Several copies may run at
// once over one store.
type Bot struct {
	telegram *Telegram
	store    Store
	vault    *privacy.Vault
	service  clinic.Service
	engine   *flows.Engine
	printer  *locales.Printer
	listener *listen.Listener
	log      *slog.Logger
	counts   *counts
	now      func() time.Time
	random   io.Reader

	groups  *groups
	board   board
	recent  *recent
	settler *settler
	chats   chatLocks
	sends   chan struct{} // one entry a delivery under way
	crew    *hands
	under   *work

	ringRead atomic.Int64 // when the key ring was read last, in nanoseconds
}

// maxSends bounds the deliveries under way at once. Telegram takes 30 messages a
// second, so in service a handful is under way; the rest is room for the day
// when Telegram is slow.
const maxSends = 512

// New makes a Bot. It reads which groups have moved and what staff
// have posted, and returns the store's
// error if it cannot.
func New(ctx context.Context, o Options) (*Bot, error) {
	moved, err := o.Store.Moved(ctx)
	if err != nil {
		return nil, fmt.Errorf("bot: reading which groups have moved: %w", err)
	}
	counts, err := newCounts(o.Metrics)
	if err != nil {
		return nil, fmt.Errorf("bot: registering metrics: %w", err)
	}
	crew := newHands()
	b := &Bot{
		telegram: o.Telegram, store: o.Store, vault: o.Vault, service: o.Service,
		engine: flows.NewEngine(flows.Service{
			Name: o.Service.Name, Languages: o.Service.Languages, Numbers: o.Service.Numbers,
			Clinics: o.Service.Clinics, Teams: o.Service.Teams, Privacy: o.Service.Privacy, Zone: o.Service.Zone, Quiet: o.Service.Quiet,
			News: o.Service.Leads != nil,
		}, o.Redactor),
		printer: o.Printer, listener: o.Listener, log: o.Log, counts: counts, now: o.Now, random: o.Random,
		groups:  newGroups(o.Service, moved),
		recent:  newRecent(),
		settler: newSettler(o.Store, o.Log, counts, o.Now),
		sends:   make(chan struct{}, maxSends),
		crew:    crew,
		under:   newWork(crew),
	}
	b.ringRead.Store(b.now().UnixNano())
	if _, err := b.readBoard(ctx); err != nil {
		return nil, fmt.Errorf("bot: reading what staff have posted: %w", err)
	}
	return b, nil
}

// freshCode draws a case code that is probably unused; the commit finds out.
func (b *Bot) freshCode() (care.Code, error) { return care.NewCode(b.random) }

// seed draws the first turn of a new patient's state.
func (b *Bot) seed() (uint32, error) {
	var raw [4]byte
	if _, err := io.ReadFull(b.random, raw[:]); err != nil {
		return 0, fmt.Errorf("bot: drawing a seed: %w", err)
	}
	return binary.LittleEndian.Uint32(raw[:]), nil
}

// chatLocks keeps updates of one chat in order without a lock for every chat
// that ever wrote: chats share a fixed number of them.
type chatLocks [256]sync.Mutex

func (l *chatLocks) of(chat int64) *sync.Mutex { return &l[uint64(chat)%uint64(len(l))] }
