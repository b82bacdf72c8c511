package privacy

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// ErrRingOther is returned where the ring belongs to another service. Whoever
// rolls a ring sees to the rows of one service only, and destroys what the
// other's need.
var ErrRingOther = errors.New("privacy: the key ring belongs to another service: " +
	"each needs a ring of its own; set HEARD_KEYRING to another file")

// errRingSwapped says that the file is not what became of the ring in use.
var errRingSwapped = errors.New("privacy: the key ring was replaced by another, made anew or out of a backup: " +
	"put back the file that was there, or restart the service if this is the right one")

// inUse is the ring as one copy of the service knows it. Sealing and opening
// only read a pointer; whoever changes the ring, or looks for a change that
// another copy has made, puts a new one there.
type inUse struct {
	root    Root
	service string
	now     atomic.Pointer[opened]
	mu      sync.Mutex // one at a time reads or writes the file
}

// opened is a ring with what its keys are used for, made once since that happens
// on every message. It never changes.
type opened struct {
	ring    *Ring
	current uint32
	ciphers map[slot]hidden[cipher.AEAD]
	lookups []lookup // by which people are named, the current one first
}

// slot names the cipher of one purpose in one epoch.
type slot struct {
	epoch   uint32
	purpose purpose
}

// cipher finds an epoch's cipher. An epoch that is not known may have been begun
// by another copy a moment ago, so the file is read before it is called gone. It
// returns ErrNoEpoch, or ErrKeysAway where the file cannot be asked.
func (u *inUse) cipher(epoch uint32, p purpose) (cipher.AEAD, error) {
	at := slot{epoch, p}
	if aead, ok := u.now.Load().ciphers[at]; ok {
		return aead(), nil
	}
	if err := u.reread(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeysAway, err)
	}
	if aead, ok := u.now.Load().ciphers[at]; ok {
		return aead(), nil
	}
	return nil, ErrNoEpoch
}

// reread takes in what other copies have made of the ring.
func (u *inUse) reread() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	path := u.now.Load().ring.path
	if path == "" {
		return nil
	}
	ring, err := ReadRing(path)
	if err != nil {
		return err
	}
	return u.follow(ring)
}

// change replaces the ring by what do makes of it, in the file first and then in
// use. do returns what it was given where nothing is to change.
func (u *inUse) change(do func(*Ring) (*Ring, error)) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	ring := u.now.Load().ring
	if ring.path == "" {
		next, err := do(ring)
		if err != nil {
			return err
		}
		return u.take(next)
	}
	unlock, err := lockRing(ring.path)
	if err != nil {
		return err
	}
	defer unlock()
	if ring, err = ReadRing(ring.path); err != nil {
		return err
	}
	if err := u.follow(ring); err != nil {
		return err
	}
	next, err := do(ring)
	if err != nil || next == ring && ring.service == u.service {
		return err
	}
	owned := *next
	owned.service = u.service
	if err := replaceRing(ring.path, &owned); err != nil {
		return fmt.Errorf("privacy: writing the key ring: %w", err)
	}
	return u.take(&owned)
}

// follow takes a ring that was read, if it is what became of the one in use.
func (u *inUse) follow(read *Ring) error {
	now := u.now.Load().ring
	shared := slices.ContainsFunc(read.epochs, func(e epoch) bool { return now.has(e.id) })
	switch {
	case !shared && len(read.epochs) < keptEpochs: // made anew: a rolled ring has more
		return errRingSwapped
	case !read.has(now.newest().id) && now.has(read.newest().id): // older than ours
		return errRingSwapped
	case older(read, now): // by its lookup keys
		return errRingSwapped
	}
	return u.take(read)
}

// take puts a ring to use.
func (u *inUse) take(ring *Ring) error {
	if len(ring.epochs) == 0 || len(ring.names) == 0 {
		return errNoSecret
	}
	if ring.service != "" && ring.service != u.service {
		return ErrRingOther
	}
	was := u.now.Load()
	next := &opened{ring: ring, current: ring.newest().id, ciphers: map[slot]hidden[cipher.AEAD]{}}
	for _, e := range ring.epochs {
		if err := next.add(u.root, e, was); err != nil {
			return err
		}
	}
	if err := next.nameBy(u.root, was); err != nil {
		return err
	}
	u.now.Store(next)
	return nil
}

// older reports whether a ring has lookup keys that this one has left behind: it is
// an earlier one, and would call people by names that are out of use.
func older(read, now *Ring) bool {
	newest, current := read.names[len(read.names)-1].id, now.name(read.names[read.nameInUse()].id)
	return now.name(newest) >= 0 && read.name(now.names[len(now.names)-1].id) < 0 ||
		current >= 0 && current < now.nameInUse()
}

// nameBy makes what names people, or takes what was there.
func (o *opened) nameBy(root Root, was *opened) error {
	byID := map[uint32]lookup{}
	for _, n := range o.ring.names {
		l, known := was.lookup(n.id)
		if !known {
			var err error
			if l, err = newLookup(root, n.key); err != nil {
				return err
			}
		}
		byID[n.id] = l
	}
	for _, id := range o.ring.nameOrder() {
		o.lookups = append(o.lookups, byID[id])
	}
	return nil
}

// lookup is what was made of a lookup key before.
func (o *opened) lookup(id uint32) (lookup, bool) {
	if o == nil {
		return lookup{}, false
	}
	at := slices.Index(o.ring.nameOrder(), id)
	if at < 0 {
		return lookup{}, false
	}
	return o.lookups[at], true
}

// add makes an epoch's ciphers, or takes those that were there.
func (o *opened) add(root Root, e epoch, was *opened) error {
	for _, p := range []purpose{forKeys, forReturns, forJobs} {
		at := slot{e.id, p}
		if was != nil && was.ciphers[at] != nil {
			o.ciphers[at] = was.ciphers[at]
			continue
		}
		key, err := derive(p, sealVersion, root.key, e.key)
		if err != nil {
			return err
		}
		aead, err := newCipher(key)
		if err != nil {
			return err
		}
		o.ciphers[at] = hide(aead)
	}
	return nil
}
