package privacy

import (
	"encoding/binary"
	"fmt"
	"io"
	"time"
)

// Ring holds the rolling keys, one per epoch, oldest first. The keys are random
// and derived from nothing, which is why destroying one destroys all that was
// sealed under it.
type Ring struct {
	mute
	epochs []epoch
	fresh  bool
}

// epoch is a span of time and its key. The id is random: a ring that was made
// anew after a loss is then never taken for the lost one.
type epoch struct {
	id    uint32
	start time.Time
	key   secret
}

// NewRing makes a ring of one epoch that lives in memory only, for the demo and
// for tests. random must be a cryptographic source.
func NewRing(now time.Time, random io.Reader) (*Ring, error) {
	var id [4]byte
	if _, err := io.ReadFull(random, id[:]); err != nil {
		return nil, fmt.Errorf("privacy: drawing an epoch: %w", err)
	}
	key, err := draw(random)
	if err != nil {
		return nil, err
	}
	start := now.UTC().Truncate(time.Second)
	first := epoch{id: binary.BigEndian.Uint32(id[:]), start: start, key: key}
	return &Ring{epochs: []epoch{first}, fresh: true}, nil
}

// Fresh reports whether the ring was made just now rather than read. That is
// worth telling the operator: where a ring is missing that should be there,
// everything sealed under it is lost.
func (r *Ring) Fresh() bool { return r.fresh }

// current is the id of the newest epoch, under which everything new is sealed.
func (r *Ring) current() uint32 { return r.epochs[len(r.epochs)-1].id }
