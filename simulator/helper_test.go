package simulator_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/simulator"
)

// The cast: two people in private chats and a team in a supergroup and a basic
// group.
const (
	ada   int64 = 11
	ben   int64 = 12
	nurse int64 = 21
	team  int64 = -1000000000001
	small int64 = -501
)

// bot calls the API as a bot does, over a connection.
type bot struct {
	*simulator.Server
	base string
}

// reply is any answer of the API.
type reply struct {
	OK          bool
	Result      json.RawMessage
	Code        int `json:"error_code"`
	Description string
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	}
}

// fatal is what tests and properties have in common.
type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

// start serves a world in which everybody has met the bot.
func start(t *testing.T, o simulator.Options) *bot {
	t.Helper()
	s := simulator.New(o)
	base, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	b := &bot{Server: s, base: base}
	b.populate(t)
	return b
}

func (b *bot) populate(t *testing.T) {
	t.Helper()
	for _, id := range []int64{ada, ben, nurse} {
		must(t, b.AddPerson(simulator.Person{ID: id, FirstName: "First", LastName: "Last", Username: "user", Language: "nb"}))
		b.write(t, id, id, "/start")
	}
	must(t, b.AddGroup(simulator.Group{ID: team, Title: "Team", Members: []int64{nurse}}))
	must(t, b.AddGroup(simulator.Group{ID: small, Title: "Small", Members: []int64{nurse}}))
	b.confirmAll(t)
}

func must(t fatal, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

// args are the parameters of a call; anything but a string goes as JSON.
type args map[string]any

func (a args) form(t fatal) url.Values {
	t.Helper()
	form := url.Values{}
	for k, v := range a {
		text, ok := v.(string)
		if !ok {
			b, err := json.Marshal(v)
			must(t, err)
			text = string(b)
		}
		form.Set(k, text)
	}
	return form
}

// call makes one call and fails only when there is no answer in JSON.
func (b *bot) call(t fatal, method string, a args) reply {
	t.Helper()
	r, err := b.try(context.Background(), method, a.form(t))
	must(t, err)
	return r
}

func (b *bot) try(ctx context.Context, method string, form url.Values) (reply, error) {
	var out reply
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.url(method), strings.NewReader(form.Encode()))
	if err != nil {
		return out, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return out, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(body, &out)
}

func (b *bot) url(method string) string {
	return b.base + "/bot" + b.Token() + "/" + method
}

// do makes a call that must succeed.
func (b *bot) do(t fatal, method string, a args) json.RawMessage {
	t.Helper()
	r := b.call(t, method, a)
	if !r.OK {
		t.Fatalf("%s was refused: %d %s", method, r.Code, r.Description)
	}
	return r.Result
}

// send posts a text and returns its id.
func (b *bot) send(t fatal, chat int64, text string, more ...args) simulator.MessageID {
	t.Helper()
	a := args{"chat_id": chat, "text": text}
	for _, m := range more {
		maps.Copy(a, m)
	}
	var m struct {
		ID simulator.MessageID `json:"message_id"`
	}
	must(t, json.Unmarshal(b.do(t, "sendMessage", a), &m))
	return m.ID
}

func (b *bot) write(t fatal, chat, from int64, text string) simulator.MessageID {
	t.Helper()
	id, err := b.Write(chat, from, text)
	must(t, err)
	return id
}

// seen is an update as far as the tests look at it.
type seen struct {
	ID      int64 `json:"update_id"`
	Message *struct {
		ID   simulator.MessageID `json:"message_id"`
		Text string
		From struct{ ID int64 }
		Chat struct{ ID int64 }
		// The rest is looked at through raw JSON where a test needs it.
	}
	Query *struct {
		ID      string
		Data    string
		From    struct{ ID int64 }
		Message json.RawMessage
	} `json:"callback_query"`
	Member *struct {
		Chat struct{ ID int64 }
		Old  struct{ Status string } `json:"old_chat_member"`
		New  struct{ Status string } `json:"new_chat_member"`
	} `json:"my_chat_member"`
}

func (b *bot) updates(t fatal, a args) []seen {
	t.Helper()
	var out []seen
	must(t, json.Unmarshal(b.do(t, "getUpdates", a), &out))
	return out
}

func (b *bot) confirmAll(t fatal) {
	t.Helper()
	for {
		got := b.updates(t, nil)
		if len(got) == 0 {
			return
		}
		b.updates(t, args{"offset": got[len(got)-1].ID + 1, "limit": 1})
	}
}

// clock is a time that tests move.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func keyboard(data ...string) args {
	var row []simulator.Button
	for i, d := range data {
		row = append(row, simulator.Button{Text: fmt.Sprintf("button %d", i), Data: d})
	}
	return args{"reply_markup": map[string]any{"inline_keyboard": [][]simulator.Button{row}}}
}
