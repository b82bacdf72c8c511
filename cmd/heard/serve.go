package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"heard/clinic"
	"heard/privacy"
	"heard/store"
	"heard/web"
)

// garbage lets the heap grow to three times what is in use before it is cleaned.
// In use are some megabytes, so that Go's own setting of twice would clean many
// times a second under load. GOGC in the environment overrides it.
const garbage = 200

type serveCommand struct {
	Config string `help:"The clinic's file." default:"clinic.toml" type:"path"`
}

// Run serves until the process is asked to stop, and then ends within five
// seconds.
func (c serveCommand) Run(ctx context.Context, w world) error {
	e, err := readEnvironment(w)
	if err != nil {
		return err
	}
	log, err := newLog(w.err, e.log)
	if err != nil {
		return err
	}
	service, err := readClinic(w, c.Config)
	if err != nil {
		return err
	}
	p, err := e.plan(service, c.Config, log)
	if err != nil {
		return err
	}
	h, err := p.build(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = h.close() }()
	if err := sound(ctx, h.store, log); err != nil {
		return err
	}
	return h.serve(ctx, e, log)
}

// plan turns the environment into a plan.
func (e environment) plan(service clinic.Service, config string, log *slog.Logger) (plan, error) {
	id, err := e.botID()
	if err != nil {
		return plan{}, err
	}
	root, err := privacy.ParseRoot(e.key)
	if err != nil {
		return plan{}, fmt.Errorf("HEARD_KEY: %w", err)
	}
	ring, err := privacy.OpenRing(e.ringPath(config), time.Now(), rand.Reader)
	if err != nil {
		return plan{}, fmt.Errorf("HEARD_KEYRING: %w", err)
	}
	if ring.Fresh() {
		log.Warn("made a new key ring; if there was one before, what was sealed under it is lost", "cure", "keep the ring's file where every copy of the service finds it, and out of backups")
	}
	roster, err := readRoster(config, service.Privacy)
	if err != nil {
		return plan{}, err
	}
	return plan{
		clinic: service, roster: roster, root: root, ring: ring, token: e.token, api: e.api, botID: id, log: log, now: time.Now,
		store: store.Options{URL: e.redis, Limits: store.DefaultLimits()},
	}, nil
}

// ringPath is where the key ring lies: beside the clinic's file unless the
// environment says otherwise.
func (e environment) ringPath(config string) string {
	if e.ring != "" {
		return e.ring
	}
	return filepath.Join(filepath.Dir(config), "heard.keys")
}

// errUnsound says that the store does not keep what it is given.
var errUnsound = errors.New("this Redis would lose what patients say; see above")

// sound refuses a Redis that forgets.
func sound(ctx context.Context, s *store.Store, log *slog.Logger) error {
	fatal := false
	for _, f := range s.Check(ctx, time.Now()) {
		fatal = fatal || f.Fatal
		log.Warn("redis is not set up as it should be", "reason", f.Reason, "cure", f.Cure)
	}
	if fatal {
		return errUnsound
	}
	return nil
}

// stopLimit is how long requests under way may go on when the service stops.
const stopLimit = time.Second

// serve runs the bot and its pages until ctx ends: first nothing more is taken
// in, then what is under way ends.
func (h *house) serve(ctx context.Context, e environment, log *slog.Logger) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /healthz", web.Health(h.store.Ping))
	if e.webhook != "" {
		path, err := webhookPath(e.webhook)
		if err != nil {
			return err
		}
		if err := h.bot.SetWebhook(ctx, e.webhook, e.webhookSecret); err != nil {
			return err
		}
		mux.Handle("POST "+path, h.bot.Webhook(e.webhookSecret))
	}
	pages, err := open(ctx, e.listen, mux, log)
	if err != nil {
		return fmt.Errorf("HEARD_LISTEN: %w", err)
	}
	figures, err := h.serveMetrics(ctx, e.metrics, log)
	if err != nil {
		pages.stop()
		return fmt.Errorf("HEARD_METRICS: %w", err)
	}
	running, stopBot := context.WithCancel(context.WithoutCancel(ctx))
	defer stopBot()
	var clock sync.WaitGroup
	defer clock.Wait()
	defer stopBot()
	for _, r := range h.rounds {
		clock.Go(func() { r.Run(running) })
	}
	ended := make(chan error, 1)
	go func() { ended <- h.bot.Run(running, e.webhook != "") }()
	log.InfoContext(ctx, "heard is running", "version", version(), "addr", e.listen)
	select {
	case err = <-ended:
	case <-ctx.Done():
		pages.stop()
		stopBot()
		err = <-ended
	}
	pages.stop()
	figures.stop()
	log.Info("heard has stopped")
	return err
}

// webhookPath is the path of the address that Telegram pushes to.
func webhookPath(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "", errors.New("HEARD_WEBHOOK_URL is an address such as https://heard.example.org/telegram")
	}
	if u.Path == "" {
		return "/", nil
	}
	return u.Path, nil
}

// serveMetrics serves Prometheus's figures, where an address for them is given.
func (h *house) serveMetrics(ctx context.Context, address string, log *slog.Logger) (*page, error) {
	if address == "" {
		return nil, nil //nolint:nilnil // no metrics is an ordinary answer
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(h.metrics, promhttp.HandlerOpts{Registry: prometheus.WrapRegistererWithPrefix("heard_", h.metrics)}))
	return open(ctx, address, mux, log)
}

// page is an HTTP server under way.
type page struct {
	server *http.Server
	at     net.Addr
	cancel context.CancelFunc
}

// open serves at an address until stop.
func open(ctx context.Context, address string, handler http.Handler, log *slog.Logger) (*page, error) {
	socket, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	p := &page{at: socket.Addr(), cancel: cancel, server: &http.Server{
		Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, IdleTimeout: time.Minute,
		ErrorLog:    slog.NewLogLogger(slog.DiscardHandler, slog.LevelError), // it would name the addresses of callers
		BaseContext: func(net.Listener) context.Context { return base },
	}}
	go func() {
		if err := p.server.Serve(socket); !errors.Is(err, http.ErrServerClosed) {
			log.Error("the page stopped", "err", err, "addr", address)
		}
	}()
	return p, nil
}

// stop ends a server; nil is one that never was.
func (p *page) stop() {
	if p == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	p.cancel() // open streams end with this
	if p.server.Shutdown(ctx) != nil {
		_ = p.server.Close()
	}
}
