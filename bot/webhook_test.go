package bot_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heard/care"
	"heard/simulator"
)

const secret = "agreed-with-Telegram"

const secretHeader = "X-Telegram-Bot-Api-Secret-Token"

// post hands a body to a copy's webhook and returns the status.
func (r *running) post(secret, given string, body io.Reader) int {
	req := httptest.NewRequest(http.MethodPost, "/telegram", body)
	if given != "" {
		req.Header.Set(secretHeader, given)
	}
	answer := httptest.NewRecorder()
	r.bot.Webhook(secret).ServeHTTP(answer, req)
	r.h.said.add(answer.Body.String())
	return answer.Code
}

// Who may push, and what becomes of what they push.
func TestWebhook(t *testing.T) {
	update := func(chat string) string {
		return `{"update_id":900000001,"message":{"message_id":1,"from":{"id":` + chat + `},"chat":{"id":` + chat + `,"type":"private"},"text":"/privacy"}}`
	}
	for name, c := range map[string]struct {
		secret, given, body string
		status              int
		kept                bool
	}{
		"Telegram":           {secret, secret, update("5000000777"), 200, true},
		"another secret":     {secret, "guessed-by-somebody", update("5000000777"), 401, false},
		"no secret":          {secret, "", update("5000000777"), 401, false},
		"a part of it":       {secret, secret[:10], update("5000000777"), 401, false},
		"nothing was agreed": {"", "", update("5000000777"), 401, false},
		"an empty one":       {"", "x", update("5000000777"), 401, false},
		"unreadable":         {secret, secret, `{"update_id":"seven","message":"secretly"}`, 200, false},
		"no JSON at all":     {secret, secret, `secretly`, 200, false},
		"nothing":            {secret, secret, ``, 200, false},
		"too large":          {secret, secret, `{"update_id":1,"x":"` + strings.Repeat("x", 1<<20) + `"}`, 400, false},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.said.never(secret, "guessed-by-somebody", "secretly", "5000000777")
			r := h.build()
			if got := r.post(c.secret, c.given, strings.NewReader(c.body)); got != c.status {
				t.Errorf("answered %d, not %d", got, c.status)
			}
			if kept := r.count("heard_commits_total", "kept") > 0; kept != c.kept {
				t.Errorf("kept: %v", kept)
			}
		})
	}
}

func TestWebhookNeedsASecret(t *testing.T) {
	h := newHouse(t)
	r := h.build()
	if err := r.bot.SetWebhook(t.Context(), "https://heard.example.org/telegram", ""); err == nil {
		t.Error("anybody could push")
	}
	if h.telegram.Calls()["setWebhook"] != 0 {
		t.Error("Telegram was told to push")
	}
}

// Telegram is told where to push although it fails just then; an address that it
// will never take is an error, and one does not insist any more when stopped.
func TestSetWebhook(t *testing.T) {
	const url = "https://heard.example.org/telegram"
	h := newHouse(t)
	h.said.never(secret)
	r := h.build()
	h.telegram.SetFaults(simulator.Faults{BadGateway: 1, Times: 2})
	h.must(r.bot.SetWebhook(t.Context(), url, secret))
	if n := h.telegram.Calls()["setWebhook"]; n != 3 {
		t.Errorf("%d calls, not three", n)
	}
	h.front.refuse("setWebhook", 400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
	err := r.bot.SetWebhook(t.Context(), url, secret)
	if h.err(err); err == nil {
		t.Error("a refusal is no error")
	}
	h.telegram.SetFaults(simulator.Faults{BadGateway: 1})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.bot.SetWebhook(ctx, url, secret) }()
	h.until("it is tried", func() bool { return h.telegram.Injected() > 2 })
	stop()
	if err := <-ended; err != nil {
		t.Errorf("stopped: %v", err)
	}
}

// pushedTo lets Telegram push to some copies in turn.
func (h *house) pushedTo(copies ...*running) {
	h.Helper()
	h.said.never(secret)
	handlers := make([]http.Handler, len(copies))
	for i, r := range copies {
		handlers[i] = r.bot.Webhook(secret)
		r.run(true)
	}
	var turn atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handlers[turn.Add(1)%int64(len(handlers))].ServeHTTP(w, r)
	}))
	h.Cleanup(server.Close) // before the copies stop
	h.must(copies[0].bot.SetWebhook(h.Context(), server.URL+"/telegram", secret))
}

// While the store is down Telegram is told so, and sends the update again: it is
// kept once.
func TestWebhookStoreDown(t *testing.T) {
	h := newHouse(t, func(s *setup) { s.simulator.WebhookBackoff = 10 * time.Millisecond })
	r := h.build()
	h.pushedTo(r)
	p := h.patient("en").agrees()
	p.begins("before and after")
	h.quiet()
	h.redis.SetError("READONLY You can't write against a read only replica.")
	p.presses("button.send_now")
	h.until("it is noticed", func() bool { return strings.Contains(h.said.String(), "telegram sends it again") })
	h.redis.SetError("")
	p.reads("sent.next.help")
	h.quiet()
	if n := len(h.telegram.Messages(keywork)); n != 1 {
		t.Errorf("%d posts in the group, not one", n)
	}
}

// Several copies take turns, whoever's turn it is: every patient has one
// conversation, and every case one card.
func TestCopies(t *testing.T) {
	h := newHouse(t)
	h.pushedTo(h.build(), h.build(), h.build())
	var people []*somebody
	for range 8 {
		people = append(people, h.patient("en"))
	}
	codes := make([]care.Code, len(people))
	var all sync.WaitGroup
	for i, p := range people {
		all.Go(func() {
			p.agrees()
			codes[i] = p.asks("words of number " + strings.Repeat("i", i+1) + ".")
		})
	}
	all.Wait()
	h.quiet()
	for i, code := range codes {
		card := h.card(keywork, code)
		if !strings.Contains(card.Text, "number "+strings.Repeat("i", i+1)+".") {
			t.Errorf("the card has other words: %s", card.Text)
		}
		words := "answer to " + string(code)
		h.worker(keyWorker1, keywork).replies(card.ID, words)
		people[i].sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, words) })
	}
	h.quiet()
	if n := len(h.telegram.Messages(keywork)); n != 2*len(people) {
		t.Errorf("%d messages in the group, not %d", n, 2*len(people))
	}
}

// Presses of many on one card through several copies: one has it.
func TestCopiesTakeAtOnce(t *testing.T) {
	h := newHouse(t)
	h.pushedTo(h.build(), h.build())
	code := h.patient("en").agrees().asks("wanted by all")
	h.quiet()
	card := h.card(keywork, code)
	workers := []*somebody{h.worker(keyWorker1, keywork), h.worker(keyWorker2, keywork)}
	var queries []string
	for range 4 {
		for _, w := range workers {
			q, err := h.telegram.PressStale(keywork, w.id, card.ID, "take."+string(code))
			h.must(err)
			queries = append(queries, q)
		}
	}
	h.quiet()
	owner := ""
	for i, q := range queries {
		a := workers[i%2].answer(q)
		if a.Text == h.says("en", "toast.done.take") {
			if owner != "" && owner != string(rune('A'+i%2)) {
				t.Error("both have it")
			}
			owner = string(rune('A' + i%2))
		}
	}
	if text := h.card(keywork, code).Text; !strings.Contains(text, "Taken by Key worker ") {
		t.Errorf("the card: %s", text)
	}
}
