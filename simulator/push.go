package simulator

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

const (
	pushTimeout = time.Minute // for the bot to answer a push
	maxBackoff  = 64          // times the first wait
)

// lane holds the updates of one chat, or of one person's presses, which are
// pushed one after the other. Different lanes are pushed at the same time.
type lane struct {
	id      int64
	waiting []*update
	delay   time.Duration // before the next try, doubling
}

// pusher delivers updates to a webhook until the bot answers with 2xx.
type pusher struct {
	hook    webhook
	backoff time.Duration
	queue   *queue
	client  *http.Client
	ctx     context.Context // ends every push at once
	cancel  context.CancelFunc
	workers sync.WaitGroup

	mu     sync.Mutex
	some   *sync.Cond // a lane is ready, or it is over
	lanes  map[int64]*lane
	ready  []*lane
	closed bool
}

func newPusher(w webhook, backoff time.Duration, q *queue) *pusher {
	p := &pusher{hook: w, backoff: backoff, queue: q, lanes: map[int64]*lane{}}
	p.some = sync.NewCond(&p.mu)
	p.ctx, p.cancel = context.WithCancel(context.Background())
	p.client = &http.Client{
		Timeout:   pushTimeout,
		Transport: &http.Transport{MaxIdleConnsPerHost: w.connections},
	}
	for range w.connections {
		p.workers.Go(p.work)
	}
	return p
}

func (p *pusher) stop() {
	p.cancel()
	p.mu.Lock()
	p.closed = true
	p.some.Broadcast()
	p.mu.Unlock()
	p.workers.Wait()
	p.client.CloseIdleConnections()
}

// add puts an update at the end of its lane. A lane that had others is ready, or
// being worked on, or waiting to be tried again: all of these go on by themselves.
func (p *pusher) add(u *update) {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.lanes[u.lane]
	if l == nil {
		l = &lane{id: u.lane}
		p.lanes[u.lane] = l
		p.makeReady(l)
	}
	l.waiting = append(l.waiting, u)
}

func (p *pusher) makeReady(l *lane) {
	p.ready = append(p.ready, l)
	p.some.Signal()
}

func (p *pusher) work() {
	for {
		l, u := p.take()
		if l == nil {
			return
		}
		failure := p.post(u)
		if p.ctx.Err() != nil && failure != "" {
			return // cut off by stop, which says nothing of the webhook
		}
		if failure != "" {
			p.queue.failed(failure)
			p.later(l)
			continue
		}
		p.queue.settle(u)
		p.delivered(l)
	}
}

// take waits for a ready lane and returns its first update, or nothing when it
// is over.
func (p *pusher) take() (*lane, *update) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.ready) == 0 && !p.closed {
		p.some.Wait()
	}
	if p.closed {
		return nil, nil
	}
	l := p.ready[0]
	p.ready = p.ready[1:]
	return l, l.waiting[0]
}

func (p *pusher) delivered(l *lane) {
	p.mu.Lock()
	defer p.mu.Unlock()
	l.waiting, l.delay = l.waiting[1:], 0
	if len(l.waiting) == 0 {
		delete(p.lanes, l.id)
		return
	}
	p.makeReady(l)
}

func (p *pusher) later(l *lane) {
	l.delay = min(max(2*l.delay, p.backoff), maxBackoff*p.backoff)
	time.AfterFunc(l.delay, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.makeReady(l)
	})
}

// post returns what went wrong, in the words of getWebhookInfo, or nothing.
func (p *pusher) post(u *update) string {
	req, err := http.NewRequestWithContext(p.ctx, http.MethodPost, p.hook.url, bytes.NewReader(u.body))
	if err != nil {
		return "Invalid webhook URL"
	}
	req.Header.Set("Content-Type", "application/json")
	if p.hook.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", p.hook.secret)
	}
	resp, err := p.client.Do(req)
	if err != nil {
		return "Connection failed"
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxBody))
	_ = resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return "Wrong response from the webhook: " + resp.Status
	}
	return ""
}
