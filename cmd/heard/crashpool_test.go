package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/privacy"
	"heard/simulator"
	"heard/store"
)

// poolHand orders releases beside a service that is killed meanwhile, and looks into
// its pool.
type poolHand struct {
	t        *testing.T
	store    *store.Store
	orders   bot.Orders
	slot     time.Time
	releases int
	killed   int // of them, with enough to release, just before a kill
}

// newPoolHand waits until the service has made its keys.
func newPoolHand(t *testing.T, p *program) *poolHand {
	t.Helper()
	env := map[string]string{}
	for _, one := range p.env {
		name, value, _ := strings.Cut(one, "=")
		env[name] = strings.TrimSpace(value)
	}
	w := world{in: strings.NewReader(""), out: io.Discard, err: io.Discard, env: func(name string) (string, bool) {
		value, ok := env[name]
		return value, ok
	}}
	for began := time.Now(); ; waitFor(t.Context(), 20*time.Millisecond) {
		if _, err := privacy.ReadRing(p.dir + "/heard.keys"); err == nil {
			break
		} else if time.Since(began) > patience {
			t.Fatal(err)
		}
	}
	vault, s, err := openRows(t.Context(), w, p.dir+"/clinic.toml")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return &poolHand{t: t, store: s, orders: bot.Orders{Vault: vault}, slot: time.Now().AddDate(0, 0, 2)}
}

// release orders a release at which everything is old enough.
func (h *poolHand) release(ctx context.Context) {
	h.slot = h.slot.Add(time.Second)
	if err := releaseAt(ctx, h.store, h.orders, h.slot); err != nil {
		h.t.Errorf("ordering a release: %v", err)
	}
	h.releases++
}

// waiting counts the reports in the pool.
func (h *poolHand) waiting() int {
	codes, err := h.store.Pool(h.t.Context())
	if err != nil {
		h.t.Errorf("looking into the pool: %v", err)
	}
	return len(codes)
}

// settled reports whether nothing is on its way.
func (h *poolHand) settled() bool {
	depth, err := h.store.Depth(context.Background(), time.Now().Add(timers))
	return err == nil && depth.Due == 0
}

// isDigest tells a release by its head.
func isDigest(m simulator.Message) bool {
	return m.Bot && strings.HasPrefix(m.Text, "Reports, week ") && codeForm.MatchString(m.Text)
}

// verifyReports looks for every report that was confirmed. A digest that was shown
// twice is one digest: each of its codes is drawn once.
func (c *crash) verifyReports() {
	shown := map[string]int{}
	for _, m := range c.p.telegram.Messages(c.groups[crashTeams]) {
		if isDigest(m) {
			shown[m.Text]++
		}
	}
	codes, twice := map[string]bool{}, 0
	for text, n := range shown {
		twice += n - 1
		for _, code := range codeForm.FindAllString(text, -1) {
			if _, told := c.reports[care.Code(code)]; told || codes[code] {
				c.t.Error("a code in a digest is that of a patient, or of another digest")
			}
			codes[code] = true
		}
	}
	waiting, err := c.pool.store.Pool(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	released := 0
	for code, words := range c.reports {
		n := 0
		for text := range shown {
			n += strings.Count(text, words)
		}
		waits := slices.Contains(waiting, code)
		if n > 1 || n == 1 == waits {
			c.t.Errorf("the confirmed report %s is %d times in digests, and waits: %v", code, n, waits)
		}
		released += n
	}
	if released != len(codes) || released+len(waiting) != len(c.reports) {
		c.t.Errorf("%d reports were released under %d codes, %d wait, and %d were confirmed", released, len(codes), len(waiting), len(c.reports))
	}
	if len(shown) < 3 || len(c.reports) < crashPatients/2 {
		c.t.Errorf("%d digests of %d reports: too little", len(shown), len(c.reports))
	}
	fmt.Printf("crash: %d releases ordered, %d of them with enough to release and a kill at once, %d reports confirmed, %d released in %d digests (%d shown twice), %d wait in the pool, 0 lost, 0 in two\n",
		c.pool.releases, c.pool.killed, len(c.reports), released, len(shown), twice, len(waiting))
}
