package privacy

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
)

// headSize is the length of what goes before anything sealed under an epoch:
// the version, one byte, and the epoch's id, four.
const headSize = 5

// Why sealed bytes do not open.
var (
	// ErrNoEpoch: the ring has no such epoch. If it once had, its key is
	// destroyed and the bytes are erased for good.
	ErrNoEpoch = errors.New("privacy: the epoch's key is gone")
	// ErrKeysAway: the epoch is not known, and the ring's file cannot be read,
	// where another copy of the service may have put it. Nobody knows whether the
	// bytes are erased: try again when the file is mended.
	ErrKeysAway = errors.New("privacy: the key ring cannot be read again")
	// ErrDamaged: the bytes were changed, or were sealed for somebody or
	// something else, or under another root key.
	ErrDamaged = errors.New("privacy: sealed bytes do not open here")
)

// Vault seals under the current epoch of a ring and opens under any that the
// ring still has. Its keys come from the root key and the epoch's key together:
// neither the ring nor the root key alone opens anything. It follows its ring's
// file when that changes.
type Vault struct {
	mute
	mark  string
	inUse *inUse
}

// NewVault makes the vault of one service, whose name is part of every pseudonym:
// under another, the same people are strangers. It returns an error for the zero Root
// and for a ring without keys, and ErrRingOther.
func NewVault(root Root, ring *Ring, service string) (*Vault, error) {
	if ring == nil {
		return nil, errNoSecret
	}
	fingerprint, err := mark(root)
	if err != nil {
		return nil, err
	}
	v := &Vault{mark: fingerprint, inUse: &inUse{root: root, service: service}}
	if err := v.inUse.take(ring); err != nil {
		return nil, err
	}
	return v, nil
}

// Ring is the ring as this vault knows it now.
func (v *Vault) Ring() *Ring { return v.inUse.now.Load().ring }

// Reload takes in what another copy of the service has made of the ring's file.
// A vault also does so by itself when it meets an epoch that it does not know;
// but only Reload has it seal under a new epoch soon. It returns what ReadRing
// returns, ErrRingOther, or an error that says that the file is not what became
// of the ring in use.
func (v *Vault) Reload() error { return v.inUse.reread() }

// NewKey makes the data key of a new patient or case, and its wrapped form to be
// stored beside what it seals. owner is the patient's pseudonym in hex or the
// case's code.
func (v *Vault) NewKey(owner string) (key DataKey, wrapped []byte, err error) {
	bare, err := draw(rand.Reader)
	if err != nil {
		return DataKey{}, nil, err
	}
	key, err = newDataKey(bare)
	if err != nil {
		return DataKey{}, nil, err
	}
	return key, v.seal(forKeys, owner, bare()), nil
}

// OpenKey reads the data key that NewKey wrapped for the same owner. It returns
// ErrNoEpoch when the owner was erased with the epoch, ErrKeysAway when that is
// not known, ErrDamaged otherwise.
func (v *Vault) OpenKey(owner string, wrapped []byte) (DataKey, error) {
	b, err := v.open(forKeys, owner, wrapped)
	if err != nil {
		return DataKey{}, err
	}
	if len(b) != keySize {
		return DataKey{}, ErrDamaged
	}
	return newDataKey(hide(b))
}

// seal seals under the current epoch, bound to purpose, owner and epoch.
func (v *Vault) seal(p purpose, owner string, plain []byte) []byte {
	now := v.inUse.now.Load()
	head := binary.BigEndian.AppendUint32([]byte{sealVersion}, now.current)
	return seal(now.ciphers[slot{now.current, p}](), head, plain, string(p), owner)
}

// open finds the epoch that sealed was sealed under, and reads it.
func (v *Vault) open(p purpose, owner string, sealed []byte) ([]byte, error) {
	id, err := EpochOf(sealed)
	if err != nil {
		return nil, err
	}
	aead, err := v.inUse.cipher(id, p)
	if err != nil {
		return nil, err
	}
	return open(aead, sealed[:headSize], sealed[headSize:], string(p), owner)
}

// sealPadded is seal for plain bytes whose length would tell something.
func (v *Vault) sealPadded(p purpose, owner string, plain []byte) ([]byte, error) {
	padded, err := pad(plain)
	if err != nil {
		return nil, err
	}
	return v.seal(p, owner, padded), nil
}

// openPadded reads what sealPadded made.
func (v *Vault) openPadded(p purpose, owner string, sealed []byte) ([]byte, error) {
	padded, err := v.open(p, owner, sealed)
	if err != nil {
		return nil, err
	}
	return unpad(padded)
}
