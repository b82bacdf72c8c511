package simulator

import (
	"context"
	"sync"
)

// bell tells whoever waits that something has changed. Ringing it costs next to
// nothing while nobody does.
type bell struct {
	mu       sync.Mutex
	next     chan struct{} // closed at the next ring; nil while nobody waits
	watchers map[chan struct{}]struct{}
}

func (b *bell) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next != nil {
		close(b.next)
		b.next = nil
	}
	for w := range b.watchers {
		select {
		case w <- struct{}{}:
		default: // one notice is waiting already
		}
	}
}

// heard returns a channel that is closed at the next ring. Ask for it before
// looking, or a change in between is missed.
func (b *bell) heard() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.next == nil {
		b.next = make(chan struct{})
	}
	return b.next
}

func (b *bell) watch(ctx context.Context) <-chan struct{} {
	w := make(chan struct{}, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.watchers == nil {
		b.watchers = map[chan struct{}]struct{}{}
	}
	b.watchers[w] = struct{}{}
	context.AfterFunc(ctx, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.watchers, w)
		close(w)
	})
	return w
}
