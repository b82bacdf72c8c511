package store_test

import (
	"context"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"

	"heard/store"
	"heard/store/redistest"
)

// server is a Redis that a test may fill.
type server struct {
	url  string
	dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// kinds are the servers that the whole suite runs on.
var kinds = []struct {
	name  string
	start func(testing.TB) server
}{
	{"miniredis", startMini},
	{"redis", func(t testing.TB) server { return startRedis(t).server }},
	{"cluster", startCluster},
}

// startMini starts a Redis inside the test, reached without a socket.
func startMini(t testing.TB) server {
	m := miniredis.NewMiniRedis()
	if err := m.Start(); err != nil {
		t.Fatalf("starting miniredis: %v", err)
	}
	t.Cleanup(m.Close)
	return server{url: "redis://" + m.Addr()}
}

// process is a redis-server of its own, with its own directory.
type process struct {
	server
	*redistest.Server
}

// startRedis starts a redis-server that has every write on disk before it says
// so.
func startRedis(t testing.TB, more ...string) *process {
	t.Helper()
	p := &process{Server: redistest.Start(t, more...)}
	p.url = p.URL
	return p
}

// startCluster starts a cluster of one node that has all slots. The address is
// given twice, which makes it a cluster to the store.
func startCluster(t testing.TB) server {
	bus := freePort(t)
	p := startRedis(t, "--cluster-enabled", "yes", "--cluster-port", strconv.Itoa(bus),
		"--cluster-config-file", filepath.Join(t.TempDir(), "nodes.conf"))
	one := redis.NewClient(&redis.Options{Addr: p.url[len("redis://"):]})
	defer func() { _ = one.Close() }()
	if err := one.ClusterAddSlotsRange(context.Background(), 0, 16383).Err(); err != nil {
		t.Fatalf("giving the node its slots: %v", err)
	}
	for { // about two seconds, which Redis takes before it lets a new node write
		info, err := one.ClusterInfo(context.Background()).Result()
		if err != nil {
			t.Fatalf("asking the node for its state: %v", err)
		}
		if strings.Contains(info, "cluster_state:ok") {
			break
		}
		one.Wait(context.Background(), 1, 50*time.Millisecond) // a pause: there is no replica to wait for
	}
	return server{url: p.url + "," + p.url[len("redis://"):]}
}

func freePort(t testing.TB) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("looking for a free port: %v", err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

// helper is what *testing.T and *rapid.T have in common here.
type helper interface {
	Fatalf(format string, args ...any)
	Cleanup(func())
	Context() context.Context
	Helper()
}

// open opens a store for a service of its own; options may say otherwise.
func (s server) open(t helper, service string, options ...func(*store.Options)) *store.Store {
	t.Helper()
	o := store.Options{URL: s.url, Service: service, Dialer: s.dial}
	for _, set := range options {
		set(&o)
	}
	opened, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatalf("opening the store: %v", err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Fatalf("closing the store: %v", err)
		}
	})
	return opened
}

// raw is a plain client, to look at what is really there.
func (s server) raw(t helper) redis.UniversalClient {
	addrs := strings.Split(strings.TrimPrefix(s.url, "redis://"), ",")
	c := redis.NewUniversalClient(&redis.UniversalOptions{Addrs: addrs, Dialer: s.dial})
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func limited(l store.Limits) func(*store.Options) {
	return func(o *store.Options) { o.Limits = l }
}

// t0 is when these tests begin; they move time themselves.
var t0 = time.UnixMilli(2_700_000_000_000)

func after(d time.Duration) time.Time { return t0.Add(d) }
