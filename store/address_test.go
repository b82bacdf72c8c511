package store_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"

	"heard/store"
)

// dialled opens a store at an address and returns where it went.
func dialled(t *testing.T, address string) ([]string, error) {
	var mu sync.Mutex // go-redis may dial on after it gave up
	var to []string
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	s, err := store.Open(ctx, store.Options{
		URL: address, Service: "x",
		Dialer: func(_ context.Context, _, addr string) (net.Conn, error) {
			mu.Lock()
			defer mu.Unlock()
			to = append(to, addr)
			stop() // once is enough
			return nil, errors.New("nobody home")
		},
	})
	if s != nil {
		t.Error("a store opened without Redis")
	}
	mu.Lock()
	defer mu.Unlock()
	return slices.Clone(to), err
}

func TestOpenDials(t *testing.T) {
	for address, want := range map[string]string{
		"redis://a.example:1":                               "a.example:1",
		"redis://a.example":                                 "a.example:6379",
		"redis://:pa%40ss@a.example:1/2":                    "a.example:1",
		"rediss://u:p@a.example:1":                          "a.example:1",
		"redis://a.example:1,b.example:2":                   "a.example:1 b.example:2",
		"redis://s.example:26379/?master_name=heard":        "s.example:26379",
		"redis://u:p@s.example:1,t.example:2?master_name=h": "s.example:1 t.example:2",
	} {
		to, err := dialled(t, address)
		if err == nil || len(to) == 0 {
			t.Fatalf("%s: dialled %v, %v", address, to, err)
		}
		for _, addr := range to {
			if !strings.Contains(want, addr) {
				t.Errorf("%s: went to %s", address, addr)
			}
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	const secret = "hunter2"
	for _, address := range []string{
		"", "a.example:1", "http://a:1", "redis://", "redis://u:hunter2@", "redis://u:hunter2@a:b:c",
		"redis://u:hunter2@a:port", "redis://u:hunter2@a/db", "redis://u:hunter2@a:1,", "redis://u:hunter2@a?x=%zz",
		"redis://u:hunter2%zz@a:1", "redis://u:hunter2@a:1?unknown=hunter2",
	} {
		to, err := dialled(t, address)
		if err == nil || len(to) > 0 {
			t.Errorf("%q: dialled %v, %v", address, to, err)
		} else if strings.Contains(err.Error(), secret) {
			t.Errorf("an error quotes the password")
		}
	}
	if _, err := dialled(t, "redis://u:hunter2@a.example:1"); err == nil || strings.Contains(err.Error(), secret) {
		t.Error("an error of the connection quotes the password")
	}
	if _, err := store.Open(t.Context(), store.Options{URL: "redis://a:1"}); err == nil {
		t.Error("a service without a name was taken")
	}
}

// guarded lets a log be read while go-redis still writes to it.
type guarded struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (g *guarded) Write(b []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.buf.Write(b)
}

func (g *guarded) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.buf.String()
}

// TestLogIsSilentAboutData: what go-redis logs reaches our log without what it
// fills in.
func TestLogIsSilentAboutData(t *testing.T) {
	var out guarded
	log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	_, err := store.Open(t.Context(), store.Options{
		URL: "redis://a.example:1", Service: "x", Log: log,
		Dialer: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("canary") },
	})
	if err == nil || !strings.Contains(out.String(), "redis client") || strings.Contains(out.String(), "canary") {
		t.Errorf("%v; log: %s", err, out.String())
	}
}
