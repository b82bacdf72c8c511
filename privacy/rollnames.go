package privacy

import (
	"errors"
	"io"
	"slices"
	"time"
)

const (
	// NameLife is how long a lookup key is current before the next is announced.
	NameLife = 180 * 24 * time.Hour

	// announced is how long a lookup key is known before it is current. Every copy
	// of the service looks for a new ring each minute, so that by then all look for
	// patients under both.
	announced = 24 * time.Hour

	// nameKept is how long a lookup key is kept after the next has become current.
	nameKept = 90 * 24 * time.Hour

	// maxNames bounds the lookup keys: under each of them a patient may have to be
	// looked for.
	maxNames = 3
)

// NameState is what a lookup key is good for.
type NameState int

// A lookup key is announced, then current, then one of those before; spent is one of
// those that can be destroyed once nothing is called by it.
const (
	NameAnnounced NameState = iota
	NameCurrent
	NameBefore
	NameSpent
)

// Name is what may be told of a lookup key: nothing of the key.
type Name struct {
	ID      uint32 // 0 is the root key alone
	Start   time.Time
	Current time.Time // since when it is or was current; zero while it is announced
	State   NameState
}

// Names lists the lookup keys, oldest first.
func (r *Ring) Names(now time.Time) []Name {
	all, current := make([]Name, len(r.names)), r.nameInUse()
	for i, n := range r.names {
		all[i] = Name{ID: n.id, Start: n.start, Current: n.current}
		switch {
		case i > current:
			all[i].State = NameAnnounced
		case i == current:
			all[i].State = NameCurrent
		case now.Sub(r.names[i+1].current) < nameKept:
			all[i].State = NameBefore
		default:
			all[i].State = NameSpent
		}
	}
	return all
}

// NameStep is what RollNames did.
type NameStep int

// The steps of a lookup key that RollNames takes. DestroyNames takes the last.
const (
	NoStep NameStep = iota
	Announced
	Promoted
)

// RollNames takes the lookup keys one step further, if it is time: it announces a new
// one when the current one has been so for life, which a life of 0 says it has; and
// a day later it makes that one current, whatever life is. From then on whoever is new
// is called by it, and the caller moves the others. It announces none while three are
// alive. random must be a cryptographic source. It returns the errors of Roll.
func (v *Vault) RollNames(now time.Time, life time.Duration, random io.Reader) (step NameStep, err error) {
	err = v.inUse.change(func(r *Ring) (*Ring, error) {
		step = r.nameStep(now, life)
		switch step {
		case Announced:
			return r.announced(now, random)
		case Promoted:
			return r.promoted(now), nil
		case NoStep:
		}
		return r, nil
	})
	if err != nil {
		return NoStep, err
	}
	return step, nil
}

func (r *Ring) nameStep(now time.Time, life time.Duration) NameStep {
	at := r.nameInUse()
	if at < len(r.names)-1 {
		switch age := now.Sub(r.names[at+1].start); {
		case age >= announced:
			return Promoted
		case age < -clockSlack: // of a wrong clock: another takes its place
			return Announced
		}
		return NoStep
	}
	age := now.Sub(r.names[at].current)
	if len(r.names) < maxNames && (age >= life || age < -clockSlack || life <= 0) {
		return Announced
	}
	return NoStep
}

// announced is the ring with a new lookup key that nothing is called by yet.
func (r *Ring) announced(now time.Time, random io.Reader) (*Ring, error) {
	n, err := newNameKey(now, random)
	if err != nil {
		return nil, err
	}
	next := r.withNames(slices.Clone(r.names[:r.nameInUse()+1]))
	for i, old := range next.names { // of a wrong clock: see grown
		if old.start.After(n.start) {
			next.names[i].start = n.start
		}
		if old.current.After(n.start) {
			next.names[i].current = n.start
		}
	}
	if next.addName(n) != nil {
		return nil, errors.New("privacy: a lookup key's id was drawn twice: roll again")
	}
	return next, nil
}

// promoted is the ring with the announced lookup key as the current one.
func (r *Ring) promoted(now time.Time) *Ring {
	next := r.withNames(slices.Clone(r.names))
	next.names[len(next.names)-1].current = now.UTC().Truncate(time.Second)
	return next
}

func (r *Ring) withNames(names []nameKey) *Ring {
	next := *r
	next.names, next.fresh = names, false
	return &next
}

// DestroyNames destroys those lookup keys named that are spent, and returns how many.
// The caller has seen that nothing is called by them: what is, is found no more. It
// returns the errors of Roll.
func (v *Vault) DestroyNames(now time.Time, ids ...uint32) (n int, err error) {
	err = v.inUse.change(func(r *Ring) (*Ring, error) {
		var left []nameKey
		for i, one := range r.Names(now) {
			if one.State != NameSpent || !slices.Contains(ids, one.ID) {
				left = append(left, r.names[i])
			}
		}
		if n = len(r.names) - len(left); n == 0 {
			return r, nil
		}
		return r.withNames(left), nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}
