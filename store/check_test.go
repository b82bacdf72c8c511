package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heard/store"
)

// reasons are the findings, the fatal ones marked.
func reasons(found []store.Finding) []string {
	out := make([]string, len(found))
	for i, f := range found {
		out[i] = f.Reason
		if f.Fatal {
			out[i] = "fatal: " + f.Reason
		}
	}
	return out
}

// wantFindings wants one finding for each of these words, in this order.
func wantFindings(t *testing.T, s *store.Store, now time.Time, want ...string) {
	t.Helper()
	found := s.Check(t.Context(), now)
	same := slices.EqualFunc(reasons(found), want, strings.Contains)
	if !same {
		t.Errorf("findings %q, want %q", reasons(found), want)
	}
	for _, f := range found {
		if f.Cure == "" {
			t.Errorf("no cure for %q", f.Reason)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Run("a good one", func(t *testing.T) {
		wantFindings(t, startRedis(t).open(t, "x"), time.Now())
	})
	t.Run("nothing on disk", func(t *testing.T) {
		p := startRedis(t, "--appendonly", "no", "--maxmemory-policy", "allkeys-lru")
		wantFindings(t, p.open(t, "x"), time.Now(), "fatal: Redis keeps nothing", "fatal: Redis may throw away rows")
	})
	t.Run("now and then on disk", func(t *testing.T) {
		wantFindings(t, startRedis(t, "--appendfsync", "everysec").open(t, "x"), time.Now(), "appendfsync is everysec")
	})
	t.Run("a replica", func(t *testing.T) {
		p := startRedis(t, "--replicaof", "127.0.0.1 1")
		wantFindings(t, p.open(t, "x"), time.Now(), "fatal: this Redis is a replica")
	})
	t.Run("another clock", func(t *testing.T) {
		wantFindings(t, startRedis(t).open(t, "x"), time.Now().Add(-2*time.Minute), "the clocks")
	})
	t.Run("a restricted user", func(t *testing.T) {
		p := startRedis(t, "--user", "default", "off", "--user", "heard", "on", ">p", "~{*}:*",
			"-@all", "+@read", "+@write", "+@transaction", "+@connection", "+@scripting", "+@blocking", "-@dangerous",
			"-script|flush", "+info")
		restricted := server{url: strings.Replace(p.url, "redis://", "redis://heard:p@", 1)}
		s := restricted.open(t, "x", limited(store.DefaultLimits()))
		wantFindings(t, s, time.Now())
		everything(t, s)
	})
	t.Run("the embedded one", func(t *testing.T) {
		wantFindings(t, startMini(t).open(t, "x"), time.Now(), "Redis does not say")
	})
	t.Run("a silent one", func(t *testing.T) {
		p := startRedis(t)
		s := p.open(t, "x")
		p.Kill()
		wantFindings(t, s, time.Now(), "fatal: Redis does not answer")
	})
}

// checkHarmless: no server of the suite is unfit to run on, and a node of a
// cluster can be asked.
func checkHarmless(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	for _, f := range s.Check(t.Context(), time.Now()) {
		if f.Fatal {
			t.Errorf("found fatal: %s", f.Reason)
		}
	}
}
