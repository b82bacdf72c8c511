package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"text/tabwriter"
	"time"

	"heard/bot"
	"heard/privacy"
	"heard/rounds"
	"heard/store"
)

type keysRollCommand struct {
	Names  bool   `help:"Roll the lookup keys instead, by which people are named: announce one, which is used a day from now."`
	Config string `help:"The clinic's file, beside which the key ring lies." default:"clinic.toml" type:"path"`
}

// Run begins a new epoch now, seals everything under it, and destroys what
// nothing needs; or it announces a new lookup key. The service may run meanwhile.
func (c keysRollCommand) Run(ctx context.Context, w world) error {
	vault, s, err := openRows(ctx, w, c.Config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if c.Names {
		return rollNames(ctx, w, vault, s)
	}
	r := rounds.Rekey{Vault: vault, Rows: s, Turns: s, Log: slog.New(slog.DiscardHandler), Now: time.Now, Random: rand.Reader}
	done, err := r.Roll(ctx, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w.out, done)
	return err
}

// rollNames takes the lookup keys a step further, and says how far they are.
func rollNames(ctx context.Context, w world, vault *privacy.Vault, s *store.Store) error {
	r := rounds.Rename{
		Vault: vault, Rows: s, Orders: bot.Orders{Vault: vault}, Turns: s,
		Log: slog.New(slog.DiscardHandler), Now: time.Now, Random: rand.Reader,
	}
	done, err := r.Roll(ctx, 0)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(w.out, done); err != nil {
		return err
	}
	return showNames(w, vault.Ring().Names(time.Now()), time.Now())
}

// openRows opens the keys and the store of a service that may be running, for a
// command beside it. The store has to be closed.
func openRows(ctx context.Context, w world, config string) (*privacy.Vault, *store.Store, error) {
	e, err := readEnvironment(w)
	if err != nil {
		return nil, nil, err
	}
	id, err := e.botID()
	if err != nil {
		return nil, nil, err
	}
	root, err := privacy.ParseRoot(e.key)
	if err != nil {
		return nil, nil, fmt.Errorf("HEARD_KEY: %w", err)
	}
	ring, err := privacy.ReadRing(e.ringPath(config))
	if err != nil {
		return nil, nil, fmt.Errorf("HEARD_KEYRING: %w", err)
	}
	vault, err := privacy.NewVault(root, ring, id)
	if err != nil {
		return nil, nil, fmt.Errorf("the keys: %w", err)
	}
	s, err := store.Open(ctx, store.Options{URL: e.redis, Service: id})
	if err != nil {
		return nil, nil, fmt.Errorf("redis (HEARD_REDIS_URL): %w", err)
	}
	if err := sameKey(ctx, s, vault); err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return vault, s, nil
}

type keysShowCommand struct {
	Config string `help:"The clinic's file, beside which the key ring lies." default:"clinic.toml" type:"path"`
}

// Run prints the epochs of the ring, and how much is sealed under each, and the
// lookup keys. It needs no root key, and prints nothing of any key.
func (c keysShowCommand) Run(ctx context.Context, w world) error {
	e, err := readEnvironment(w)
	if err != nil {
		return err
	}
	id, err := e.botID()
	if err != nil {
		return err
	}
	ring, err := privacy.ReadRing(e.ringPath(c.Config))
	if err != nil {
		return fmt.Errorf("HEARD_KEYRING: %w", err)
	}
	s, err := store.Open(ctx, store.Options{URL: e.redis, Service: id})
	if err != nil {
		return fmt.Errorf("redis (HEARD_REDIS_URL): %w", err)
	}
	defer func() { _ = s.Close() }()
	under, unknown, err := rounds.Count(ctx, s)
	if err != nil {
		return err
	}
	now := time.Now()
	if err := showEpochs(w, ring.Epochs(now), under, unknown, now); err != nil {
		return err
	}
	_, _ = fmt.Fprintln(w.out)
	return showNames(w, ring.Names(now), now)
}

// showNames prints one line a lookup key, newest first.
func showNames(w world, names []privacy.Name, now time.Time) error {
	notes := map[privacy.NameState]string{
		privacy.NameAnnounced: "announced: in use after a day", privacy.NameCurrent: "in use",
		privacy.NameBefore: "before: looked for still", privacy.NameSpent: "goes once nobody is called by it",
	}
	table := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "lookup key\tbegan\tdays\t")
	for _, n := range slices.Backward(names) {
		id := fmt.Sprintf("%08x", n.ID)
		if n.ID == 0 {
			id = "root key alone"
		}
		days := int(now.Sub(n.Start).Hours() / 24)
		_, _ = fmt.Fprintf(table, "%s\t%s\t%d\t%s\n", id, n.Start.Format(time.DateOnly), days, notes[n.State])
	}
	return table.Flush()
}

// showEpochs prints one line an epoch, newest first.
func showEpochs(w world, epochs []privacy.Epoch, under map[uint32]int, unknown int, now time.Time) error {
	table := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "epoch\tbegan\tdays\tsealed under it\t")
	for i, epoch := range slices.Backward(epochs) {
		note := ""
		switch {
		case i == len(epochs)-1:
			note = "newest"
		case epoch.Spent:
			note = "goes once nothing is"
		}
		days := int(now.Sub(epoch.Start).Hours() / 24)
		_, _ = fmt.Fprintf(table, "%08x\t%s\t%d\t%d\t%s\n", epoch.ID, epoch.Start.Format(time.DateOnly), days, under[epoch.ID], note)
		delete(under, epoch.ID)
	}
	for _, n := range under {
		unknown += n
	}
	if unknown > 0 {
		_, _ = fmt.Fprintf(table, "none of these\t\t\t%d\terased, or sealed with another ring\n", unknown)
	}
	return table.Flush()
}
