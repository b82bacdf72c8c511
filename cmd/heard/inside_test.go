package main

import (
	"context"
	"crypto/rand"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"heard/bot"
	"heard/clinic"
	"heard/locales"
	"heard/privacy"
	"heard/rounds"
	"heard/simulator"
	"heard/store"
	"heard/store/redistest"
)

// inside is the service within the test, put together by the program's own plan,
// over a real Redis and without limits on its rate, which would only make the
// test slow. Its clock can be moved, and commands can be run beside it. Its rounds
// happen when a test has them happen.
type inside struct {
	house    *house
	service  clinic.Service
	telegram *simulator.Server
	redis    *redistest.Server
	log      *logged
	vault    *privacy.Vault
	dir      string // with clinic.toml and the key ring
	env      map[string]string
	ahead    atomic.Int64 // of the real clock
}

func newInside(t testing.TB, config string) *inside {
	t.Helper()
	in := &inside{telegram: simulator.New(simulator.Options{KeepLog: true}), redis: redistest.Start(t), log: &logged{}, dir: t.TempDir()}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	api, err := in.telegram.Start("127.0.0.1:0")
	must(err)
	t.Cleanup(in.telegram.Close)
	must(os.WriteFile(in.config(), []byte(config), 0o600))
	service, problems := clinic.Load("test.toml", []byte(config), locales.Languages())
	if service == nil {
		t.Fatal(problems)
	}
	in.service = *service
	key, err := privacy.NewRoot(rand.Reader)
	must(err)
	root, err := privacy.ParseRoot(key)
	must(err)
	ring, err := privacy.OpenRing(filepath.Join(in.dir, "heard.keys"), time.Now(), rand.Reader)
	must(err)
	roster, err := readRoster(in.config(), service.Privacy)
	must(err)
	in.env = map[string]string{
		"HEARD_TELEGRAM_TOKEN": in.telegram.Token(), "HEARD_TELEGRAM_API": api, "HEARD_REDIS_URL": in.redis.URL, "HEARD_KEY": strings.TrimSpace(key),
	}
	p := plan{
		clinic: *service, roster: roster, root: root, ring: ring, token: in.telegram.Token(), api: api, botID: "1000001", now: in.now,
		log:   slog.New(slog.NewJSONHandler(in.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		store: store.Options{URL: in.redis.URL},
	}
	in.vault, err = privacy.NewVault(root, ring, p.botID)
	must(err)
	in.house, err = p.build(t.Context())
	must(err)
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- in.house.bot.Run(ctx, false) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the service ended with an error: %v", err)
		}
		_ = in.house.close()
	})
	return in
}

func (in *inside) config() string { return filepath.Join(in.dir, "clinic.toml") }

func (in *inside) now() time.Time { return time.Now().Add(time.Duration(in.ahead.Load())) }

// passes moves the service's clock, and on to where nothing is about to come. Then
// everything that came meanwhile is done.
func (in *inside) passes(t testing.TB, d time.Duration) {
	t.Helper()
	in.ahead.Add(int64(d))
	for {
		now := in.due(t, 0)
		soon := in.due(t, timers)
		switch {
		case soon == 0:
			in.quiet(t)
			return
		case now == 0:
			in.ahead.Add(int64(timers))
		default:
			pauseFor(t.Context())
		}
	}
}

// due is how many boxes have something that could go out within a time.
func (in *inside) due(t testing.TB, within time.Duration) int {
	t.Helper()
	depth, err := in.house.store.Depth(t.Context(), in.now().Add(within))
	if err != nil {
		t.Fatal(err)
	}
	return depth.Due
}

// command runs a command as an operator would beside the service.
func (in *inside) command(t *testing.T, args ...string) outcome {
	t.Helper()
	return command(t, in.env, append(args, "--config", in.config())...)
}

// round is one of what happens by the clock.
func round[T byClock](t testing.TB, in *inside) (found T) {
	t.Helper()
	for _, r := range in.house.rounds {
		if one, ok := r.(T); ok {
			return one
		}
	}
	t.Fatal("there is no such round")
	return found
}

// release moves the clock to the next slot that finds everything old enough that
// waits now, and lets out what may go.
func (in *inside) release(t testing.TB) {
	t.Helper()
	p := in.service.Privacy
	slot := p.Release.Next(in.now().Add(p.ReleaseAge+time.Hour), in.service.Zone)
	in.passes(t, slot.Sub(in.now())+time.Minute)
	round[*rounds.Release](t, in).Look(t.Context())
	in.quiet(t)
}

// orders are those of the running service.
func (in *inside) orders() bot.Orders { return bot.Orders{Vault: in.vault} }

// timers is longer than a failed delivery waits before it is tried again, and
// shorter than anything waits that is set for a time of its own.
const timers = 5 * time.Minute

// quiet waits until everything that was said is answered and delivered, but for
// what is to come at a time of its own. It returns how often it looked, which is
// a round trip to Redis each.
func (in *inside) quiet(t testing.TB) (looks int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		// The outbox last: it is filled before an update is confirmed.
		if in.telegram.PendingUpdates() == 0 && in.telegram.Unanswered() == 0 {
			looks++
			if in.due(t, timers) == 0 {
				return looks
			}
		}
		pauseFor(ctx)
		if ctx.Err() != nil {
			t.Fatal("it never became quiet")
		}
	}
}

func pauseFor(ctx context.Context) { waitFor(ctx, 5*time.Millisecond) }

func waitFor(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
