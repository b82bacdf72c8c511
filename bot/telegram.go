package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// The time limits of calls to Telegram. A send must end well before its lease
// does; a long poll is answered by Telegram after pollWait at the latest.
const (
	callLimit = 10 * time.Second
	pollWait  = 50 * time.Second
	pollLimit = pollWait + 10*time.Second
)

// Telegram is the Bot API with what the library leaves to its user: contexts
// and deadlines, an error without the token, and the status of a proxy's page.
type Telegram struct {
	api  *tgbotapi.BotAPI
	http *http.Transport
}

// Dial connects to the Bot API at base with a token and asks who the bot is. Its
// errors name the method and never the token.
func Dial(ctx context.Context, token, base string) (*Telegram, error) {
	// The library logs whole requests on its own logger; Heard has one of its own.
	_ = tgbotapi.SetLogger(log.New(io.Discard, "", 0))
	transport := http.DefaultTransport.(*http.Transport).Clone()
	// The default keeps two idle connections, which halves the throughput.
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = 256, 256

	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	endpoint := strings.TrimSuffix(base, "/") + "/bot%s/%s"
	api, err := tgbotapi.NewBotAPIWithClient(token, endpoint, caller{ctx, "getMe", transport})
	if err != nil {
		return nil, fmt.Errorf("telegram: asking who the bot is: %w", nameless(err))
	}
	return &Telegram{api: api, http: transport}, nil
}

// ID is the bot's own number, public on Telegram.
func (t *Telegram) ID() int64 { return t.api.Self.ID }

// Close lets go of idle connections.
func (t *Telegram) Close() { t.http.CloseIdleConnections() }

// call runs one method within callLimit.
func (t *Telegram) call(ctx context.Context, method string, params tgbotapi.Params) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	return t.callWithin(ctx, method, params)
}

// callWithin runs one method within the context's own limit. The library knows
// no context, so each call goes through a copy of its client that does.
func (t *Telegram) callWithin(ctx context.Context, method string, params tgbotapi.Params) (json.RawMessage, error) {
	api := *t.api
	opened := opener{caller: caller{ctx, method, t.http}}
	api.Client = &opened
	answer, err := api.MakeRequest(method, params)
	switch {
	case err != nil:
		return nil, nameless(err)
	case opened.result != nil:
		return opened.result, nil
	}
	return answer.Result, nil
}

// nameless is an error without the address that could not be read or reached, since
// the token is part of that.
func nameless(err error) error {
	if with, ok := errors.AsType[*url.Error](err); ok {
		return fmt.Errorf("telegram: the address of the Bot API, or the token: %w", with.Err)
	}
	return err
}

// caller is the library's HTTP client for one call. It follows no redirection: the
// Bot API makes none, and the token would go along.
type caller struct {
	ctx    context.Context //nolint:containedctx // lives for one call only
	method string
	http   http.RoundTripper
}

// errElsewhere is what comes of a redirection.
var errElsewhere = errors.New("the Bot API's address leads elsewhere, where the token does not go: name that address in HEARD_TELEGRAM_API")

// errUnavailable is an answer from something in front of Telegram, such as a
// gateway's error page. It says nothing on whether the call was carried out.
var errUnavailable = errors.New("telegram is not available")

// Do sends a request. Its errors hold the method, never the address, since the
// token is part of that.
func (c caller) Do(req *http.Request) (*http.Response, error) {
	if user := req.URL.User; user != nil {
		password, _ := user.Password()
		req.SetBasicAuth(user.Username(), password)
	}
	answer, err := c.http.RoundTrip(req.WithContext(c.ctx))
	switch {
	case err != nil:
		return nil, fmt.Errorf("telegram %s: %w", c.method, err)
	case answer.StatusCode >= http.StatusInternalServerError:
		err = errUnavailable
	case answer.StatusCode >= http.StatusMultipleChoices && answer.StatusCode < http.StatusBadRequest:
		err = errElsewhere
	default:
		return answer, nil
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 1<<16))
	_ = answer.Body.Close()
	return nil, fmt.Errorf("telegram %s: %w: status %d", c.method, err, answer.StatusCode)
}
