package bot

import (
	"sync"
	"sync/atomic"
)

// hands are goroutines that rest when their work is done and take up more: the stack
// of one that has worked has grown already, and growing it anew for every update and
// every delivery costs a tenth of what an update does.
type hands struct {
	tasks chan func()   // taken up by those at rest
	seats chan struct{} // one entry for each at rest
	open  atomic.Bool   // whether anybody may rest: while the program runs
	home  chan struct{} // closed: those at rest go
}

// maxResting bounds the hands at rest: as many as are busy at once in a lively hour.
const maxResting = 128

func newHands() *hands {
	return &hands{tasks: make(chan func()), seats: make(chan struct{}, maxResting), home: make(chan struct{})}
}

// do begins a task beside everything else.
func (h *hands) do(task func()) {
	select {
	case h.tasks <- task:
	default:
		go h.work(task)
	}
}

// doFor does so for whoever waits for all. Done is not deferred: a panic ends the
// program, and nobody goes on meanwhile as if the task had ended.
func (h *hands) doFor(all *sync.WaitGroup, task func()) {
	all.Add(1)
	h.do(func() {
		task()
		all.Done()
	})
}

// stay lets those who end work rest, until they are sent home.
func (h *hands) stay() { h.open.Store(true) }

// sendHome lets everybody go, once and for all.
func (h *hands) sendHome() {
	h.open.Store(false)
	close(h.home)
}

func (h *hands) work(task func()) {
	for task != nil {
		task()
		task = h.rest()
	}
}

// rest waits for a task. There is none where enough are at rest, or all go home.
func (h *hands) rest() func() {
	if !h.open.Load() {
		return nil
	}
	select {
	case h.seats <- struct{}{}:
	default:
		return nil
	}
	defer func() { <-h.seats }()
	select {
	case task := <-h.tasks:
		return task
	case <-h.home:
		return nil
	}
}
