package simulator

import (
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"time"
)

// webhook is what setWebhook has set, and the last trouble with it.
type webhook struct {
	url         string
	secret      string
	connections int
	failedAt    time.Time
	failure     string
}

const (
	defaultConnections = 40
	maxConnections     = 100
)

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

// setWebhook takes http addresses too, unlike Telegram: nothing leaves loopback.
func (s *Server) setWebhook(c call) ([]byte, error) {
	address := c.str("url")
	if address == "" {
		return s.deleteWebhook(c)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return nil, badRequest("bad webhook: invalid webhook URL specified")
	case !secretForm.MatchString(c.str("secret_token")):
		return nil, badRequest("secret token contains unallowed characters")
	}
	s.updates.setHook(webhook{
		url:         address,
		secret:      c.str("secret_token"),
		connections: c.within("max_connections", defaultConnections, 1, maxConnections),
	}, c.params)
	return yes(), nil
}

func (s *Server) deleteWebhook(c call) ([]byte, error) {
	q := s.updates
	q.unhook()
	q.mu.Lock()
	defer q.mu.Unlock()
	q.dropIfAsked(c.params)
	return yes(), nil
}

func (s *Server) getWebhookInfo(call) ([]byte, error) {
	q := s.updates
	q.mu.Lock()
	defer q.mu.Unlock()
	info := wireWebhook{
		URL: q.setting.url, Pending: q.pending, Connections: q.setting.connections,
		Failure: q.setting.failure,
	}
	if !q.setting.failedAt.IsZero() {
		info.FailedAt = q.setting.failedAt.Unix()
	}
	info.Allowed = slices.Sorted(maps.Keys(q.allowed))
	return json.Marshal(info)
}

// setHook starts pushing, beginning with what waits already.
func (q *queue) setHook(w webhook, p params) {
	q.hooking.Lock()
	defer q.hooking.Unlock()
	q.stopPushing()
	q.mu.Lock()
	defer q.mu.Unlock()
	q.endPoll(hookSet)
	q.allow(p)
	q.dropIfAsked(p)
	q.setting = w
	q.hook = newPusher(w, q.backoff, q)
	for _, u := range q.entries {
		if !u.done {
			q.hook.add(u)
		}
	}
}

// unhook stops pushing; what was not taken waits on. It returns when no push is
// under way any more.
func (q *queue) unhook() {
	q.hooking.Lock()
	defer q.hooking.Unlock()
	q.stopPushing()
}

func (q *queue) stopPushing() {
	q.mu.Lock()
	p := q.hook
	q.hook, q.setting = nil, webhook{}
	q.mu.Unlock()
	if p != nil {
		p.stop() // without the lock: a push that ends now settles its update
	}
}

func (q *queue) dropIfAsked(p params) {
	if p.flag("drop_pending_updates") {
		q.drop(len(q.entries))
	}
}

// failed notes the last trouble for getWebhookInfo.
func (q *queue) failed(why string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.setting.failedAt, q.setting.failure = q.now(), why
}
