package privacy

import (
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"time"
)

// Ring holds the rolling keys, oldest first: one per epoch, under which is sealed,
// and the lookup keys, by which people are named. The keys are random and derived
// from nothing, which is why destroying an epoch's destroys all that was sealed under
// it, and destroying a lookup key whatever tied a name to a person.
type Ring struct {
	mute
	epochs  []epoch
	names   []nameKey
	service string // whose ring it is; empty until it is first rolled
	path    string // of its file; empty for one that lives in memory
	fresh   bool
}

// epoch is a span of time and its key. The id is random: a ring that was made
// anew after a loss is then never taken for the lost one.
type epoch struct {
	id    uint32
	start time.Time
	key   secret
}

// NewRing makes a ring of one epoch and one lookup key that lives in memory only, for the demo and
// for tests. random must be a cryptographic source.
func NewRing(now time.Time, random io.Reader) (*Ring, error) {
	first, err := newEpoch(now, random)
	if err != nil {
		return nil, err
	}
	name, err := newNameKey(now, random)
	if err != nil {
		return nil, err
	}
	name.current = name.start
	return &Ring{epochs: []epoch{first}, names: []nameKey{name}, fresh: true}, nil
}

func newEpoch(now time.Time, random io.Reader) (epoch, error) {
	var id [4]byte
	if _, err := io.ReadFull(random, id[:]); err != nil {
		return epoch{}, fmt.Errorf("privacy: drawing an epoch: %w", err)
	}
	key, err := draw(random)
	if err != nil {
		return epoch{}, err
	}
	return epoch{id: binary.BigEndian.Uint32(id[:]), start: now.UTC().Truncate(time.Second), key: key}, nil
}

// Fresh reports whether the ring was made just now rather than read. That is
// worth telling the operator: where a ring is missing that should be there,
// everything sealed under it is lost.
func (r *Ring) Fresh() bool { return r.fresh }

// newest is the epoch under which everything new is sealed.
func (r *Ring) newest() epoch { return r.epochs[len(r.epochs)-1] }

// has reports whether the ring holds an epoch.
func (r *Ring) has(id uint32) bool {
	return slices.ContainsFunc(r.epochs, func(e epoch) bool { return e.id == id })
}
