package bot_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"heard/bot"
)

// TestAnswers reads what Telegram, or something in front of it, may answer to a call.
func TestAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		status       int
		body         string
		result, fail string // what the call gives, or a part of its error
	}{
		"a message":           {200, `{"ok":true,"result":{"message_id":7,"text":"{}"}}`, `{"message_id":7,"text":"{}"}`, ""},
		"true":                {200, `{"ok":true,"result":true}`, `true`, ""},
		"a line end":          {200, `{"ok":true,"result":[1, 2]}` + "\n", `[1, 2]`, ""},
		"another order":       {200, `{"result":{"message_id":7},"ok":true}`, `{"message_id":7}`, ""},
		"spaces":              {200, `{ "ok": true, "result": [] }`, `[]`, ""},
		"a description":       {200, `{"ok":true,"result":true,"description":"Webhook was set"}`, `true`, ""},
		"a message described": {200, `{"ok":true,"result":{"message_id":7},"description":"sent"}`, `{"message_id":7}`, ""},
		"a refusal":           {400, `{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}`, "", "chat not found"},
		"a refusal, result":   {400, `{"ok":false,"result":{"ok":true,"result":1},"error_code":400,"description":"Bad Request: no"}`, "", "no"},
		"a gateway's page":    {502, `<html>Bad Gateway</html>`, "", "not available"},
		"a portal's page":     {200, `<html>Sign in</html>`, "", "invalid character"},
		"somewhere else":      {302, ``, "", "leads elsewhere"},
		"more behind a list":  {200, `{"ok":true,"result":[{"update_id":1}],"more":[]}`, `[{"update_id":1}]`, ""},
		"a broken list":       {200, `{"ok":true,"result":[{"update_id":]}`, "", "invalid character"},
		"nothing":             {200, ``, "", "EOF"},
		"cut off":             {200, `{"ok":true,"result":{"mess`, "", "EOF"},
		"cut off in the head": {200, `{"ok":tr`, "", "EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			result, err := dialed(t, c.status, c.body).Call(t.Context(), "sendMessage")
			if c.fail == "" && err != nil || c.fail != "" && (err == nil || !strings.Contains(err.Error(), c.fail)) {
				t.Errorf("error %v, want one with %q", err, c.fail)
			}
			if result != c.result {
				t.Errorf("result %s, want %s", result, c.result)
			}
		})
	}
}

// dialed is connected to a Bot API that answers every call alike.
func dialed(t *testing.T, status int, body string) *bot.Telegram {
	t.Helper()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("a redirection was followed, and the token with it")
	}))
	t.Cleanup(elsewhere.Close)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/getMe") {
			_, _ = fmt.Fprint(w, `{"ok":true,"result":{"id":1,"is_bot":true}}`)
			return
		}
		w.Header().Set("Location", elsewhere.URL+r.URL.Path)
		w.WriteHeader(status)
		_, _ = fmt.Fprint(w, body)
	}))
	t.Cleanup(api.Close)
	telegram, err := bot.Dial(t.Context(), "1:secret", api.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(telegram.Close)
	return telegram
}

func TestMessageID(t *testing.T) {
	for result, want := range map[string]int{
		`{"message_id":7,"text":"x"}`:              7,
		`{ "message_id" : 7 }`:                     7,
		`{"chat":{"message_id":3},"message_id":7}`: 7,
		`{"message_id":"7"}`:                       0,
		`true`:                                     0,
		``:                                         0,
	} {
		if got := bot.MessageID(result); int(got) != want {
			t.Errorf("%s: %d, want %d", result, got, want)
		}
	}
}

// TestTokenIsNotTold dials with what cannot be part of an address: the error says so
// and nothing of the token.
func TestTokenIsNotTold(t *testing.T) {
	for _, token := range []string{"1:secret\r", "1:sec%zzret", "1:secret ret\x7f"} {
		for _, base := range []string{"http://127.0.0.1:1", "http://[::1", "nothing://127.0.0.1"} {
			_, err := bot.Dial(t.Context(), token, base)
			if err == nil || strings.Contains(err.Error(), "sec") || strings.Contains(err.Error(), "ret") {
				t.Errorf("the error is %v", err)
			}
		}
	}
}

// TestLogin goes through a Bot API that asks for a name and a password.
func TestLogin(t *testing.T) {
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, password, _ := r.BasicAuth(); name != "heard" || password != "open" {
			w.WriteHeader(http.StatusUnauthorized)
		}
		_, _ = fmt.Fprint(w, `{"ok":true,"result":{"id":1,"is_bot":true}}`)
	}))
	defer api.Close()
	telegram, err := bot.Dial(t.Context(), "1:secret", strings.Replace(api.URL, "http://", "http://heard:open@", 1))
	if err != nil {
		t.Fatal(err)
	}
	telegram.Close()
}
