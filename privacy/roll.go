package privacy

import (
	"errors"
	"io"
	"slices"
	"time"
)

const (
	// EpochLife is how long an epoch lasts before the next may begin. Whoever
	// looks once a day then begins one within a week, and what was erased is
	// dead within two: under the epoch of its last day at the latest, which is
	// destroyed when it is two back.
	EpochLife = 6 * 24 * time.Hour

	// keptEpochs are never destroyed: the newest, and the one before, under
	// which a copy of the service may still seal that has not seen the newest,
	// and which a store put back from yesterday's backup needs.
	keptEpochs = 2

	// handover is how long an epoch must have had a successor before it is
	// destroyed, however often keys are rolled by hand: by then every copy of
	// the service seals under the successor, and what was on its way to the
	// store has arrived. A copy looks for a new ring every minute.
	handover = time.Hour

	// clockSlack is how far in the future an epoch may begin because clocks
	// differ. Beyond it the clock was wrong when the epoch began, and waiting
	// for its end would mean never to roll.
	clockSlack = 24 * time.Hour
)

// Epoch is what may be told of an epoch: nothing of its key.
type Epoch struct {
	ID    uint32
	Start time.Time // in UTC, to the second
	Spent bool      // it can be destroyed once nothing live is sealed under it
}

// Epochs lists the epochs, oldest first.
func (r *Ring) Epochs(now time.Time) []Epoch {
	all := make([]Epoch, len(r.epochs))
	for i, e := range r.epochs {
		spent := i < len(r.epochs)-keptEpochs && now.Sub(r.epochs[i+1].start) >= handover
		all[i] = Epoch{ID: e.id, Start: e.start, Spent: spent}
	}
	return all
}

// Roll begins a new epoch if the newest has lasted for life, and reports whether
// it did; a life of 0 begins one now. It destroys nothing: see Destroy. What is
// sealed from then on is under the new epoch. random must be a cryptographic
// source. It returns ErrRingBusy, ErrRingOther, or what ReadRing returns.
func (v *Vault) Roll(now time.Time, life time.Duration, random io.Reader) (began bool, err error) {
	err = v.inUse.change(func(r *Ring) (*Ring, error) {
		if !r.due(now, life) {
			return r, nil
		}
		began = true
		return r.grown(now, random)
	})
	return began && err == nil, err
}

func (r *Ring) due(now time.Time, life time.Duration) bool {
	age := now.Sub(r.newest().start)
	return age >= life || age < -clockSlack || life <= 0
}

// grown is the ring with a new epoch. Epochs that a wrong clock put into the
// future began now at the latest: a ring is in order, oldest first.
func (r *Ring) grown(now time.Time, random io.Reader) (*Ring, error) {
	e, err := newEpoch(now, random)
	if err != nil {
		return nil, err
	}
	next := *r
	next.epochs, next.fresh = slices.Clone(r.epochs), false
	for i, old := range next.epochs {
		if old.start.After(e.start) {
			next.epochs[i].start = e.start
		}
	}
	if next.append(e) != nil {
		return nil, errors.New("privacy: an epoch's id was drawn twice: roll again")
	}
	return &next, nil
}

// Destroy destroys the keys of those epochs named that are spent, and returns
// how many. The caller has seen that nothing live is sealed under them: what is,
// is lost. It returns the errors of Roll.
func (v *Vault) Destroy(now time.Time, ids ...uint32) (n int, err error) {
	err = v.inUse.change(func(r *Ring) (*Ring, error) {
		next := r.without(now, ids)
		n = len(r.epochs) - len(next.epochs)
		if n == 0 {
			return r, nil
		}
		return next, nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

func (r *Ring) without(now time.Time, ids []uint32) *Ring {
	next := *r
	next.epochs, next.fresh = nil, false
	for i, e := range r.Epochs(now) {
		if !e.Spent || !slices.Contains(ids, e.ID) {
			next.epochs = append(next.epochs, r.epochs[i])
		}
	}
	return &next
}
