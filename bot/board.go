package bot

import (
	"context"
	"sync/atomic"
	"time"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// What staff have posted for patients, as this copy of the service knows it.
// Whatever has to be right to the second reads it anew; a patient who looks at the
// hours may be shown what stood there some seconds ago, where another copy has
// just taken something in.

// boardAge is how old what is known may become.
const boardAge = 5 * time.Second

// board keeps what was read last.
type board struct {
	known atomic.Pointer[posted]
}

// posted is a board as it was read.
type posted struct {
	flows.Board
	at     time.Time
	stored map[string][]byte // by id, as it stands in the store
}

// readBoard reads what staff have posted. What cannot be read was written by a newer
// copy of the program, and is passed over.
func (b *Bot) readBoard(ctx context.Context) (*posted, error) {
	bodies, err := b.store.News(ctx)
	if err != nil {
		return nil, err
	}
	p := &posted{at: b.now(), stored: map[string][]byte{}}
	for _, body := range bodies {
		n, err := clinic.DecodeNews(body)
		if err != nil {
			b.log.ErrorContext(ctx, "something that staff posted cannot be read", "err", err, "cure", "run the same version of the program everywhere")
			continue
		}
		p.News = append(p.News, n)
		p.stored[n.ID] = body
	}
	clinic.SortNews(p.News)
	p.Board = b.boardOf(p.News)
	b.board.known.Store(p)
	return p, nil
}

// boardOf is a board with certain news on it.
func (b *Bot) boardOf(news []clinic.News) flows.Board {
	return flows.Board{
		News: news, Clinics: b.service.With(clinic.Changes(news)).Clinics,
		Quiet: b.service.Quiet, Zone: b.service.Zone,
	}
}

// lookAtBoard reads the board where what is known is old, and forgets what is over.
// Others read it too, so that it may be new at any time.
func (b *Bot) lookAtBoard(ctx context.Context) {
	var err error
	if b.now().Sub(b.board.known.Load().at) >= boardAge {
		_, err = b.readBoard(ctx)
	}
	if err == nil {
		err = b.forgetPast(ctx)
	}
	if err != nil && !stopped(ctx, err) {
		b.log.ErrorContext(ctx, "what staff have posted could not be read, and is in some seconds", "err", err, "cure", "see that Redis runs and can be reached")
	}
}

// forgetPast forgets news that are long over. Another copy may just have done so: the
// board is read anew in either case.
func (b *Bot) forgetPast(ctx context.Context) error {
	past := b.board.known.Load().past(b.now(), b.service.Zone)
	if len(past) == 0 {
		return nil
	}
	_, err := b.store.Commit(ctx, care.Commit{News: past}, b.now())
	if err == nil {
		_, err = b.readBoard(ctx)
	}
	return err
}

// newsFor gives a step what staff have posted. Whoever reads on from news that they were
// just told must find them, also at a copy that has not heard of them.
func (b *Bot) newsFor(ctx context.Context, in *flows.Input) error {
	board := b.onBoard()
	if flows.ReadsNews(*in) {
		p, err := b.readBoard(ctx)
		if err != nil {
			return err
		}
		board = p.Board
	}
	in.News = board.News
	return nil
}

// onBoard is the board as it is known.
func (b *Bot) onBoard() flows.Board { return b.board.known.Load().Board }
