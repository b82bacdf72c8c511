package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"heard/privacy"
	"heard/simulator"
	"heard/store/redistest"
)

// service is a bot in a process of its own, with its own Telegram and crowd.
type service struct {
	telegram *simulator.Server
	crowd    crowd
	bot      int // process ids
	redis    int // 0: it has none
}

// newEcho starts a bot that Heard is measured against.
func newEcho(b *testing.B, role string, patients int) *service {
	b.Helper()
	s, env := newService(b, patients)
	s.start(b, role, env)
	return s
}

// newKeptEcho starts one over a Redis of its own.
func newKeptEcho(b *testing.B, patients int) *service {
	b.Helper()
	s, env := newService(b, patients)
	s.start(b, asKeptEcho, append(env, s.withRedis(b)))
	return s
}

// newHeard starts Heard over a Redis of its own and takes every patient through
// first contact.
func newHeard(b *testing.B, patients int) *service {
	b.Helper()
	s, env := newService(b, patients)
	env = append(env, s.withRedis(b))
	config := filepath.Join(b.TempDir(), "clinic.toml")
	text, _ := clinicOf(1)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	key, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	s.start(b, asUnlimited, append(env, "HEARD_KEY="+key, "HEARD_LISTEN=127.0.0.1:0"), config)
	if err := s.crowd.agree(b.Context(), printerFor(b)); err != nil {
		b.Fatal(err)
	}
	return s
}

// withRedis starts a Redis and returns how the bot is told of it.
func (s *service) withRedis(b *testing.B) string {
	b.Helper()
	pid := filepath.Join(b.TempDir(), "redis.pid")
	redis := redistest.Start(b, "--pidfile", pid)
	s.redis = number(b, strings.TrimSpace(read(b, pid)))
	return "HEARD_REDIS_URL=" + redis.URL
}

func newService(b *testing.B, patients int) (s *service, env []string) {
	b.Helper()
	s = &service{telegram: simulator.New(simulator.Options{})}
	api, err := s.telegram.Start("127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.telegram.Close)
	if s.crowd, err = newCrowd(s.telegram, patients); err != nil {
		b.Fatal(err)
	}
	return s, append(os.Environ(), "HEARD_TELEGRAM_TOKEN="+s.telegram.Token(), "HEARD_TELEGRAM_API="+api)
}

// start runs this binary in a role until the benchmark ends. What it writes is
// shown if something went wrong.
func (s *service) start(b *testing.B, role string, env []string, args ...string) {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	log := &logged{}
	cmd := exec.Command(self, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = append(env, asHeard+"="+role), log, log
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	s.bot = cmd.Process.Pid
	b.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		s.telegram.Close() // ends the echo's poll, which knows no context
		_ = cmd.Wait()
		if b.Failed() {
			b.Logf("the end of the log of %s:\n%s", role, tail(log.String(), 4000))
		}
	})
}

// runLimit is how long a run may take, to end a benchmark that hangs.
const runLimit = time.Minute

// run measures one run under the conditions of a cell.
func (s *service) run(b *testing.B, c cell) figures {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), runLimit)
	defer cancel()
	must := func(err error) {
		if err != nil {
			b.Helper()
			b.Fatal(err)
		}
	}
	s.telegram.SetFaults(simulator.Faults{})
	must(s.crowd.prepare(ctx, c.step))
	s.telegram.SetFaults(simulator.Faults{Latency: c.latency})
	_, err := s.crowd.load(ctx, benchWarmUp, c.step)
	must(err)

	before, begun := s.spent(b), time.Now()
	took, err := s.crowd.load(ctx, c.updates(), c.step)
	must(err)
	seconds, spent := time.Since(begun).Seconds(), s.spent(b).minus(before)
	thousands := float64(c.updates()) / 1000
	f := figures{
		rate: float64(c.updates()) / seconds,
		cpu:  spent.bot / thousands, redis: spent.redis / thousands, around: spent.around / thousands,
		others: (spent.all - spent.bot - spent.redis - spent.around) / seconds,
		rss:    rssOf(b, s.bot),
	}
	slices.Sort(took)
	f.p50, f.p99 = milliseconds(took[len(took)/2]), milliseconds(took[len(took)*99/100])
	must(s.crowd.verify(ctx))
	return f
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
