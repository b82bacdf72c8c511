package main

import (
	"context"
	"crypto/rand"
	"log/slog"
	"testing"
	"time"

	"heard/clinic"
	"heard/locales"
	"heard/privacy"
	"heard/simulator"
	"heard/store"
	"heard/store/redistest"
)

// inside is the service within the test, put together by the program's own plan,
// over a real Redis and without limits on its rate, which would only make the
// test slow.
type inside struct {
	house    *house
	telegram *simulator.Server
	redis    *redistest.Server
	log      *logged
}

func newInside(t testing.TB, config string) *inside {
	t.Helper()
	in := &inside{telegram: simulator.New(simulator.Options{KeepLog: true}), redis: redistest.Start(t), log: &logged{}}
	api, err := in.telegram.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(in.telegram.Close)
	service, problems := clinic.Load("test.toml", []byte(config), locales.Languages())
	if service == nil {
		t.Fatal(problems)
	}
	key, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	root, err := privacy.ParseRoot(key)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := privacy.NewRing(time.Now(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := plan{
		clinic: *service, root: root, ring: ring, token: in.telegram.Token(), api: api, botID: "1000001",
		log:   slog.New(slog.NewJSONHandler(in.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		store: store.Options{URL: in.redis.URL},
	}
	if in.house, err = p.build(t.Context()); err != nil {
		t.Fatal(err)
	}
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
			depth, err := in.house.store.Depth(ctx, time.Now().Add(timers))
			if err != nil {
				t.Fatal(err)
			}
			if depth.Due == 0 {
				return looks
			}
		}
		pauseFor(ctx)
	}
}

func pauseFor(ctx context.Context) {
	timer := time.NewTimer(5 * time.Millisecond)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
