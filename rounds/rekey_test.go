package rounds_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"heard/privacy"
	"heard/rounds"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	day     = 24 * time.Hour
	week    = 7 * day
	service = "test"
)

var began = time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)

// fatal is what *testing.T and *rapid.T share.
type fatal interface {
	Helper()
	Fatal(args ...any)
}

func must[T any](v T, err error) func(fatal) T {
	return func(t fatal) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func newRoot(t fatal) privacy.Root {
	t.Helper()
	return must(privacy.ParseRoot(must(privacy.NewRoot(rand.Reader))(t)))(t)
}

// desk is a store that holds nothing, with turns that end by the test's clock.
type desk struct {
	mu     sync.Mutex
	turns  map[string]turn
	passes []time.Time
	fail   error
}

type turn struct {
	holder string
	until  time.Time
}

func (d *desk) Rewrap(context.Context, func(field, owner string, sealed []byte) []byte) (replaced, missed int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.passes = append(d.passes, time.Now())
	return 0, 0, d.fail
}

func (d *desk) Turn(_ context.Context, name, holder string, long time.Duration) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.turns == nil {
		d.turns = map[string]turn{}
	}
	if had, ok := d.turns[name]; ok && had.holder != holder && time.Now().Before(had.until) {
		return false, nil
	}
	d.turns[name] = turn{holder, time.Now().Add(long)}
	return true, nil
}

// start runs copies of the round on one desk and one ring until the test ends.
func start(t *testing.T, d *desk, path string, copies int) (vaults []*privacy.Vault, logged func() string) {
	t.Helper()
	root := newRoot(t)
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	var out guarded
	for range copies {
		v := must(privacy.NewVault(root, must(privacy.OpenRing(path, time.Now(), rand.Reader))(t), service))(t)
		vaults = append(vaults, v)
		r := &rounds.Rekey{Vault: v, Rows: d, Turns: d, Log: slog.New(slog.NewTextHandler(&out, nil)), Now: time.Now, Random: rand.Reader}
		all.Go(func() { r.Run(ctx) })
	}
	t.Cleanup(func() { stop(); all.Wait() })
	return vaults, out.String
}

type guarded struct {
	mu  sync.Mutex
	buf strings.Builder
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

// TestRunDaily: two copies do the work once a day between them, every epoch
// lasts a week at most, and is destroyed a week after its end.
func TestRunDaily(t *testing.T) {
	path := t.TempDir() + "/heard.keys"
	synctest.Test(t, func(t *testing.T) {
		d := &desk{}
		vaults, logged := start(t, d, path, 2)
		for range 16 {
			time.Sleep(day)
			for _, v := range vaults {
				epochs := v.Ring().Epochs(time.Now())
				if age := time.Since(epochs[len(epochs)-1].Start); age > week {
					t.Fatalf("the newest epoch is %v old", age)
				}
				if age := time.Since(epochs[0].Start); age > 2*week || len(epochs) > 3 {
					t.Fatalf("%d epochs, the oldest began %v ago", len(epochs), age)
				}
			}
		}
		if n := len(d.passes); n < 16 || n > 18 {
			t.Errorf("%d passes in 16 days", n)
		}
		for i := range d.passes[1:] {
			if gap := d.passes[i+1].Sub(d.passes[i]); gap < 20*time.Hour || gap > day {
				t.Errorf("%v between two passes", gap)
			}
		}
		if out := logged(); strings.Contains(out, "ERROR") || strings.Count(out, "the keys were looked after") != len(d.passes) {
			t.Errorf("logged: %.2000s", out)
		}
	})
}

// TestRunTriesAgain: what fails is tried an hour later, and says so; what a copy
// that died has begun, another takes over.
func TestRunTriesAgain(t *testing.T) {
	path := t.TempDir() + "/heard.keys"
	synctest.Test(t, func(t *testing.T) {
		d := &desk{fail: errors.New("away")}
		must(d.Turn(t.Context(), "rekey:day", "a copy that died", 10*time.Minute))(t)
		must(d.Turn(t.Context(), "rekey", "a copy that died", 10*time.Minute))(t)
		_, logged := start(t, d, path, 1)
		time.Sleep(5*time.Hour + 30*time.Minute)
		d.mu.Lock()
		n := len(d.passes)
		d.fail = nil
		d.mu.Unlock()
		if n < 4 || n > 6 || strings.Count(logged(), "could not be looked after") < n {
			t.Errorf("%d passes; logged: %s", n, logged())
		}
		time.Sleep(10 * time.Hour)
		if more := len(d.passes) - n; more != 1 {
			t.Errorf("%d passes after it went well", more)
		}
	})
}

func TestRollOneAtATime(t *testing.T) {
	d := &desk{}
	v := must(privacy.NewVault(newRoot(t), must(privacy.NewRing(began, rand.Reader))(t), service))(t)
	r := &rounds.Rekey{Vault: v, Rows: d, Turns: d, Now: time.Now, Random: rand.Reader}
	must(d.Turn(t.Context(), "rekey", "another copy", time.Hour))(t)
	if _, err := r.Roll(t.Context(), 0); !errors.Is(err, rounds.ErrBusy) || len(d.passes) > 0 {
		t.Errorf("got %v after %d passes", err, len(d.passes))
	}
	must(d.Turn(t.Context(), "rekey", "another copy", 0))(t)
	if done, err := r.Roll(t.Context(), 0); err != nil || !done.Began || len(d.passes) != 1 {
		t.Errorf("got %v, %v after %d passes", done, err, len(d.passes))
	}
	// The turn is given back, also after a failure.
	d.fail = errors.New("away")
	for range 2 {
		if _, err := r.Roll(t.Context(), 0); !errors.Is(err, d.fail) {
			t.Errorf("got %v", err)
		}
	}
}

// stubborn shows one value and keeps it as it is: somebody always changes it.
type stubborn struct {
	desk
	field string
	value []byte
}

func (s *stubborn) Rewrap(_ context.Context, fresh func(field, owner string, sealed []byte) []byte) (replaced, missed int, err error) {
	if fresh(s.field, "owner", s.value) == nil {
		return 0, 0, nil
	}
	return 0, 1, nil
}

// TestNothingLivesThere: an epoch is kept for as long as anything under it was
// met that lives, also if it was sealed anew, and one that cannot be told from
// that keeps it too.
func TestNothingLivesThere(t *testing.T) {
	for name, c := range map[string]struct {
		field string
		spoil func([]byte)
		want  rounds.Rolled
		fails bool
	}{
		"lives":         {"key", func([]byte) {}, rounds.Rolled{Began: true, Missed: 1, Kept: 1}, false},
		"damaged":       {"key", func(b []byte) { b[20]++ }, rounds.Rolled{Began: true, Damaged: 1, Destroyed: 1}, false},
		"erased":        {"key", func(b []byte) { b[1]++ }, rounds.Rolled{Began: true, Gone: 1, Destroyed: 1}, false},
		"a newer form":  {"key", func(b []byte) { b[0]++ }, rounds.Rolled{Began: true}, true},
		"another field": {"pool", func([]byte) {}, rounds.Rolled{Began: true}, true},
	} {
		t.Run(name, func(t *testing.T) {
			v := must(privacy.NewVault(newRoot(t), must(privacy.NewRing(began, rand.Reader))(t), service))(t)
			_, wrapped, err := v.NewKey("owner")
			if err != nil {
				t.Fatal(err)
			}
			c.spoil(wrapped)
			must(v.Roll(began.Add(week), 0, rand.Reader))(t)
			rows := &stubborn{field: c.field, value: wrapped}
			r := &rounds.Rekey{Vault: v, Rows: rows, Turns: &rows.desk, Now: func() time.Time { return began.Add(2 * week) }, Random: rand.Reader}
			for range 2 {
				done, err := r.Roll(t.Context(), privacy.EpochLife)
				if done != c.want || (err != nil) != c.fails {
					t.Fatalf("%v, %v", done, err)
				}
				if c.want.Began, c.want.Destroyed = false, 0; c.want.Damaged > 0 { // the second time
					c.want.Damaged, c.want.Gone = 0, 1 // its epoch is no more
				}
			}
		})
	}
}
