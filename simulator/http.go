package simulator

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// call is one request of the bot.
type call struct {
	context context.Context // it lives as long as the call
	params
}

// method answers a call with JSON, or with a *refusal.
type method func(*Server, call) ([]byte, error)

type endpoint struct {
	name  string // as documented
	run   method
	calls atomic.Int64
}

// yes is what most methods answer.
func yes() []byte { return []byte("true") }

func endpoints() map[string]*endpoint {
	byName := map[string]*endpoint{}
	for name, run := range map[string]method{
		"getMe":                  (*Server).getMe,
		"getUpdates":             (*Server).getUpdates,
		"setWebhook":             (*Server).setWebhook,
		"deleteWebhook":          (*Server).deleteWebhook,
		"getWebhookInfo":         (*Server).getWebhookInfo,
		"sendMessage":            (*Server).sendMessage,
		"editMessageText":        (*Server).editMessageText,
		"editMessageReplyMarkup": (*Server).editMessageReplyMarkup,
		"deleteMessage":          (*Server).deleteMessage,
		"deleteMessages":         (*Server).deleteMessages,
		"answerCallbackQuery":    (*Server).answerCallbackQuery,
		"setMyCommands":          (*Server).setMyCommands,
		"setMyDescription":       (*Server).setMyDescription,
		"setMyShortDescription":  (*Server).setMyShortDescription,
		"setMyName":              (*Server).setMyName,
		"leaveChat":              (*Server).leaveChat,
		"getChat":                (*Server).getChat,
		"setMessageReaction":     (*Server).setMessageReaction,
	} {
		byName[strings.ToLower(name)] = &endpoint{name: name, run: run}
	}
	return byName
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	e, err := s.route(r.URL.Path)
	if err != nil {
		s.answer(w, nil, err)
		return
	}
	e.calls.Add(1)
	defer s.bell.ring()
	p, err := readParams(w, r)
	if err != nil {
		s.answer(w, nil, badRequest("can't parse the request body"))
		return
	}
	f := s.faults.next(e.name)
	s.sleep(f.delay)
	switch f.kind {
	case badGateway:
		gatewayPage(w)
		return
	case flooded:
		s.answer(w, nil, tooMany(f.retryAfter))
		return
	case none, lostReply:
	}
	result, err := e.run(s, call{context: r.Context(), params: p})
	if f.kind == lostReply {
		cut(w)
		return
	}
	s.answer(w, result, err)
}

// route finds the method of a path /bot<token>/<method>. A token that does not
// even look like one is an unknown page to Telegram.
func (s *Server) route(path string) (*endpoint, error) {
	notFound := &refusal{Code: http.StatusNotFound, Description: "Not Found"}
	rest, ok := strings.CutPrefix(path, "/bot")
	if !ok {
		return nil, notFound
	}
	token, name, ok := strings.Cut(rest, "/")
	if !ok || !strings.Contains(token, ":") {
		return nil, notFound
	}
	if token != s.opts.Token {
		return nil, &refusal{Code: http.StatusUnauthorized, Description: "Unauthorized"}
	}
	if e := s.methods[strings.ToLower(name)]; e != nil {
		return e, nil
	}
	return nil, notFound
}

func (s *Server) answer(w http.ResponseWriter, result []byte, err error) {
	code := http.StatusOK
	var body []byte
	if err != nil {
		r := asRefusal(err)
		s.refused.add(r)
		code, body = r.Code, r.body()
	} else {
		body = make([]byte, 0, len(result)+24)
		body = append(append(append(body, `{"ok":true,"result":`...), result...), '}')
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	_, _ = w.Write(body)
}

func asRefusal(err error) *refusal {
	if r, ok := errors.AsType[*refusal](err); ok {
		return r
	}
	return &refusal{Code: http.StatusInternalServerError, Description: "Internal Server Error"}
}

// sleep waits d or until the server closes. It does not end with the caller: a
// request that has been sent is acted upon even when nobody waits for the reply.
func (s *Server) sleep(d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-s.done:
	}
}
