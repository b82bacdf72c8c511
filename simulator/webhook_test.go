package simulator_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/simulator"
)

// hook is a bot's webhook that refuses each update as often as it is told to.
type hook struct {
	mu      sync.Mutex
	refuse  int
	tries   map[int64]int
	taken   map[int64][]string // by chat
	secrets map[string]bool
	at, max int // pushes under way now, and at most
	slow    chan struct{}
}

func serveHook(t *testing.T, refuse int) (*hook, string) {
	t.Helper()
	h := &hook{refuse: refuse, tries: map[int64]int{}, taken: map[int64][]string{}, secrets: map[string]bool{}}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return h, s.URL
}

func (h *hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var u seen
	if json.NewDecoder(r.Body).Decode(&u) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	h.mu.Lock()
	h.at++
	h.max = max(h.max, h.at)
	slow := h.slow
	h.mu.Unlock()
	if slow != nil {
		<-slow
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at--
	h.secrets[r.Header.Get("X-Telegram-Bot-Api-Secret-Token")] = true
	if h.tries[u.ID]++; h.tries[u.ID] <= h.refuse {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	if u.Message != nil {
		h.taken[u.Message.Chat.ID] = append(h.taken[u.Message.Chat.ID], u.Message.Text)
	}
}

func TestAWebhookGetsEverythingInOrderAndOnce(t *testing.T) {
	b := start(t, simulator.Options{WebhookBackoff: time.Microsecond})
	h, address := serveHook(t, 3)
	want := map[int64][]string{}
	write := func(n int) {
		for _, id := range []int64{ada, ben, nurse} {
			text := fmt.Sprintf("no %d", n)
			want[id] = append(want[id], text)
			b.write(t, id, id, text)
		}
	}
	write(0) // before the webhook is set
	b.do(t, "setWebhook", args{"url": address, "secret_token": "s-e_cret"})
	for n := 1; n < 10; n++ {
		write(n)
	}
	must(t, b.Wait(t.Context(), func() bool { return b.PendingUpdates() == 0 }))
	h.mu.Lock()
	defer h.mu.Unlock()
	if d := cmp.Diff(want, h.taken); d != "" {
		t.Errorf("taken (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]bool{"s-e_cret": true}, h.secrets); d != "" {
		t.Errorf("secrets (-want +got):\n%s", d)
	}
	for id, n := range h.tries {
		if n != 4 {
			t.Errorf("update %d was tried %d times", id, n)
		}
	}
}

func TestAtMostMaxConnections(t *testing.T) {
	b := start(t, simulator.Options{})
	h, address := serveHook(t, 0)
	h.slow = make(chan struct{})
	b.do(t, "setWebhook", args{"url": address, "max_connections": 2})
	for _, id := range []int64{ada, ben, nurse} {
		b.write(t, id, id, "at the same time")
	}
	for range 3 {
		h.slow <- struct{}{}
	}
	must(t, b.Wait(t.Context(), func() bool { return b.PendingUpdates() == 0 }))
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.max > 2 {
		t.Errorf("%d pushes at once", h.max)
	}
}

func TestWhatAWebhookDidNotTakeIsPolled(t *testing.T) {
	b := start(t, simulator.Options{WebhookBackoff: time.Microsecond})
	h, address := serveHook(t, 1<<30)
	b.do(t, "setWebhook", args{"url": address, "allowed_updates": []string{"message"}})
	b.write(t, ada, ada, "not taken")
	var info struct {
		URL     string
		Pending int      `json:"pending_update_count"`
		Failure string   `json:"last_error_message"`
		Allowed []string `json:"allowed_updates"`
	}
	for info.Failure == "" {
		must(t, json.Unmarshal(b.do(t, "getWebhookInfo", nil), &info))
	}
	if info.URL != address || info.Pending != 1 || len(info.Allowed) != 1 ||
		info.Failure != "Wrong response from the webhook: 503 Service Unavailable" {
		t.Errorf("got %+v", info)
	}
	b.do(t, "deleteWebhook", nil)
	if got := b.updates(t, nil); len(got) != 1 || got[0].Message.Text != "not taken" {
		t.Errorf("got %+v", got)
	}
	h.mu.Lock()
	h.refuse = 0
	h.mu.Unlock()
	b.do(t, "setWebhook", args{"url": address})
	must(t, b.Wait(t.Context(), func() bool { return b.PendingUpdates() == 0 }))
	b.write(t, ada, ada, "dropped")
	b.do(t, "deleteWebhook", args{"drop_pending_updates": true})
	if b.PendingUpdates() != 0 {
		t.Error("pending updates were not dropped")
	}
}
