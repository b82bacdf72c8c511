package bot

import (
	"context"
	"slices"
	"sync"
	"time"
)

// intake is what was fetched from Telegram and is not confirmed yet. Chats are handled
// beside each other, each in order.
type intake struct {
	crew *hands
	all  sync.WaitGroup // the chats that are being handled

	mu    sync.Mutex
	order []int64            // fetched and not confirmed, in the order in which they came
	done  map[int64]bool     // of these: whether it is committed
	open  int                // of these: how many are not
	chats map[int64][]update // what waits behind the one that is being handled, by chat
	next  int64              // the offset behind everything that was fetched
	idle  chan struct{}      // closed when all is committed

	wait time.Duration // before it is asked again though not all is; of the one who asks
}

// How long to wait for all that was fetched to be committed before Telegram is asked
// again. What is not by then it sends once more, at most a hundred of them together with
// what is new: so one that cannot be kept holds up nobody else until a hundred have come
// after it. The wait doubles for as long as nothing new comes of it.
const (
	firstRest   = 250 * time.Millisecond
	longestRest = time.Second
)

func newIntake(crew *hands) *intake {
	in := &intake{crew: crew, done: map[int64]bool{}, chats: map[int64][]update{}, idle: make(chan struct{})}
	close(in.idle)
	return in
}

// offset is the first update that Telegram has to send again. Those before it are
// forgotten: whoever asks with this offset does not get them.
func (in *intake) offset() int64 {
	in.mu.Lock()
	defer in.mu.Unlock()
	for len(in.order) > 0 && in.done[in.order[0]] {
		delete(in.done, in.order[0])
		in.order = in.order[1:]
	}
	if len(in.order) > 0 {
		return in.order[0]
	}
	return in.next
}

// take begins to handle what a poll brought and is not known yet, and returns how many
// that are. handle returns when an update is committed, and false when the program
// stops.
func (in *intake) take(batch []update, handle func(update) bool) (fresh int) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for _, u := range batch {
		if _, known := in.done[u.ID]; known {
			continue
		}
		fresh++
		if in.open++; in.open == 1 {
			in.idle = make(chan struct{})
		}
		in.order, in.done[u.ID], in.next = append(in.order, u.ID), false, u.ID+1
		chat := u.chatID()
		if waiting, busy := in.chats[chat]; busy {
			in.chats[chat] = append(waiting, u)
			continue
		}
		in.chats[chat] = nil
		in.crew.doFor(&in.all, func() { in.chat(chat, u, handle) })
	}
	return fresh
}

// chat handles what there is of one chat.
func (in *intake) chat(chat int64, u update, handle func(update) bool) {
	for handle(u) {
		more, ok := in.committed(chat, u.ID)
		if !ok {
			return
		}
		u = more
	}
}

// committed notes that an update is kept, and returns the next of its chat. ok is false
// when there is none.
func (in *intake) committed(chat, id int64) (next update, ok bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.done[id] = true
	if in.open--; in.open == 0 {
		close(in.idle)
	}
	if waiting := in.chats[chat]; len(waiting) > 0 {
		in.chats[chat] = slices.Clone(waiting[1:])
		return waiting[0], true
	}
	delete(in.chats, chat)
	return update{}, false
}

// rest waits until all is committed, or for a while.
func (in *intake) rest(ctx context.Context, fresh bool) {
	in.mu.Lock()
	idle := in.idle
	in.mu.Unlock()
	if in.wait = min(2*in.wait, longestRest); fresh {
		in.wait = firstRest
	}
	timer := time.NewTimer(in.wait)
	defer timer.Stop()
	select {
	case <-idle:
	case <-ctx.Done():
	case <-timer.C:
	}
}
