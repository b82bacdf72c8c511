package privacy

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
)

// headSize is the length of what goes before anything sealed under an epoch:
// the version, one byte, and the epoch's id, four.
const headSize = 5

// Why sealed bytes do not open.
var (
	// ErrNoEpoch: the ring has no such epoch. If it once had, its key is
	// destroyed and the bytes are erased for good.
	ErrNoEpoch = errors.New("privacy: the epoch's key is gone")
	// ErrDamaged: the bytes were changed, or were sealed for somebody or
	// something else, or under another root key.
	ErrDamaged = errors.New("privacy: sealed bytes do not open here")
)

// Vault seals under the current epoch of a ring and opens under any that the
// ring still has. Its keys come from the root key and the epoch's key together:
// neither the ring nor the root key alone opens anything.
type Vault struct {
	mute
	*Names
	mark    string
	current uint32
	ciphers map[slot]hidden[cipher.AEAD]
}

// slot names the cipher of one purpose in one epoch.
type slot struct {
	epoch   uint32
	purpose purpose
}

// NewVault makes the vault of one service; for service see NewNames. It returns
// an error for the zero Root and for a ring without epochs.
func NewVault(root Root, ring *Ring, service string) (*Vault, error) {
	names, err := NewNames(root, service)
	if err != nil {
		return nil, err
	}
	if ring == nil || len(ring.epochs) == 0 {
		return nil, errNoSecret
	}
	fingerprint, err := mark(root)
	if err != nil {
		return nil, err
	}
	v := &Vault{Names: names, mark: fingerprint, current: ring.current(), ciphers: map[slot]hidden[cipher.AEAD]{}}
	for _, e := range ring.epochs {
		if err := v.add(root, e); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// add makes an epoch's ciphers once, since they are used on every message.
func (v *Vault) add(root Root, e epoch) error {
	for _, p := range []purpose{forKeys, forReturns, forJobs} {
		key, err := derive(p, sealVersion, root.key, e.key)
		if err != nil {
			return err
		}
		aead, err := newCipher(key)
		if err != nil {
			return err
		}
		v.ciphers[slot{e.id, p}] = hide(aead)
	}
	return nil
}

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
// ErrNoEpoch when the owner was erased with the epoch, ErrDamaged otherwise.
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
	head := binary.BigEndian.AppendUint32([]byte{sealVersion}, v.current)
	return seal(v.ciphers[slot{v.current, p}](), head, plain, string(p), owner)
}

// open finds the epoch that sealed was sealed under, and reads it.
func (v *Vault) open(p purpose, owner string, sealed []byte) ([]byte, error) {
	if len(sealed) < headSize {
		return nil, ErrDamaged
	}
	if sealed[0] != sealVersion {
		return nil, fmt.Errorf("%w: version %d is not known", ErrDamaged, sealed[0])
	}
	head, rest := sealed[:headSize], sealed[headSize:]
	aead, ok := v.ciphers[slot{binary.BigEndian.Uint32(head[1:]), p}]
	if !ok {
		return nil, ErrNoEpoch
	}
	return open(aead(), head, rest, string(p), owner)
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
