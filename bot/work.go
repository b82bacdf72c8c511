package bot

import (
	"context"
	"sync"
	"time"
)

// work is what goes on beside the updates: deliveries, and answers to presses. It
// goes on when the update that it came from is done. When the program stops, no
// more of it begins, and what is under way has a while to end.
type work struct {
	life context.Context //nolint:containedctx // ends what is under way, whoever began it
	cut  context.CancelFunc
	crew *hands

	mu    sync.Mutex
	ended bool
	all   sync.WaitGroup
}

func newWork(crew *hands) *work {
	w := &work{crew: crew}
	w.life, w.cut = context.WithCancel(context.Background())
	return w
}

// Go begins something, and reports whether it did: not when the program stops.
// What is begun gets the values of the context given, and a life of its own.
func (w *work) Go(ctx context.Context, do func(context.Context)) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended {
		return false
	}
	w.crew.doFor(&w.all, func() {
		ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
		defer cancel()
		defer context.AfterFunc(w.life, cancel)()
		do(ctx)
	})
	return true
}

// end lets nothing more begin and returns when all has ended. What has not within
// a limit is cut off; then end reports false.
func (w *work) end(limit time.Duration) bool {
	w.mu.Lock()
	w.ended = true
	w.mu.Unlock()
	defer w.cut()
	late := time.AfterFunc(limit, w.cut)
	w.all.Wait()
	return late.Stop()
}
