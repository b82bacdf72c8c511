package privacy

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// nameKey is a lookup key of the ring: together with the root key it names people.
// One is current; those before it named rows that may not have been moved yet, and
// one after it is announced, so that every copy of the service knows it by the time
// when it is current.
type nameKey struct {
	id      uint32 // random, as an epoch's; 0 is the root key alone
	start   time.Time
	current time.Time // since when it is, or from when until when it was; zero: it is announced
	key     secret    // nil: the root key alone, as names were before there were lookup keys
}

func newNameKey(now time.Time, random io.Reader) (nameKey, error) {
	var id [4]byte
	if _, err := io.ReadFull(random, id[:]); err != nil {
		return nameKey{}, fmt.Errorf("privacy: drawing a lookup key: %w", err)
	}
	key, err := draw(random)
	if err != nil {
		return nameKey{}, err
	}
	return nameKey{id: max(binary.BigEndian.Uint32(id[:]), 1), start: now.UTC().Truncate(time.Second), key: key}, nil
}

// fromRoot is what a ring had instead of a lookup key when it had none. How old it
// is nobody knows; it counts from the oldest epoch.
func fromRoot(start time.Time) nameKey { return nameKey{start: start, current: start} }

// nameInUse is the place of the current lookup key.
func (r *Ring) nameInUse() int {
	for i, n := range slices.Backward(r.names) {
		if !n.current.IsZero() {
			return i
		}
	}
	return 0 // a ring has a current one: see addName and whole
}

// nameOrder are the ids of the lookup keys, the current one first.
func (r *Ring) nameOrder() []uint32 {
	at := r.nameInUse()
	order := []uint32{r.names[at].id}
	for i, n := range r.names {
		if i != at {
			order = append(order, n.id)
		}
	}
	return order
}

// name is the place of a lookup key, -1 where there is none such.
func (r *Ring) name(id uint32) int {
	return slices.IndexFunc(r.names, func(n nameKey) bool { return n.id == id })
}

// addName adds a newer lookup key. What does not fit the others means that the file
// was edited by hand.
func (r *Ring) addName(n nameKey) error {
	if r.name(n.id) >= 0 {
		return errors.New("two lookup keys have the same id")
	}
	if len(r.names) > 0 {
		last := r.names[len(r.names)-1]
		if last.current.IsZero() || n.start.Before(last.start) || !n.current.IsZero() && n.current.Before(last.current) {
			return errors.New("its lookup keys are not in order, oldest first")
		}
	}
	r.names = append(r.names, n)
	return nil
}

// ringName is a lookup key as the file has it.
type ringName struct {
	ID      uint32    `json:"id"`
	Start   time.Time `json:"start"`
	Current time.Time `json:"current,omitzero"`
	Key     []byte    `json:"key,omitempty"`
	Sum     []byte    `json:"sum"` // of the other four
}

func (n nameKey) stored() ringName {
	s := ringName{ID: n.id, Start: n.start, Current: n.current, Sum: n.sum()}
	if n.key != nil {
		s.Key = n.key()
	}
	return s
}

func (s ringName) name() (nameKey, error) {
	n := nameKey{id: s.ID, start: s.Start, current: s.Current}
	switch {
	case len(s.Key) == keySize && s.ID != 0:
		n.key = hide(s.Key)
	case len(s.Key) > 0 || s.ID != 0:
		return nameKey{}, errors.New("a lookup key is not 32 bytes")
	}
	if !slices.Equal(s.Sum, n.sum()) {
		return nameKey{}, errors.New("a check sum does not fit its lookup key")
	}
	return n, nil
}

func (n nameKey) sum() []byte {
	b := binary.BigEndian.AppendUint32([]byte("name"), n.id)
	b = binary.BigEndian.AppendUint64(b, uint64(n.start.Unix()))
	b = binary.BigEndian.AppendUint64(b, uint64(n.current.Unix()))
	if n.key != nil {
		b = append(b, n.key()...)
	}
	sum := sha256.Sum256(b)
	return sum[:8]
}
