package privacy

import "crypto/cipher"

// sealVersion is the first byte of everything sealed. It is also authenticated.
const sealVersion = 1

// DataKey is the key of one patient or one case. Destroying its wrapped form,
// or the epoch that wrapped it, makes all that was sealed under it unreadable.
// It cannot be turned back into bytes. Vault makes and opens data keys; the zero
// DataKey seals nothing.
type DataKey struct {
	mute
	aead hidden[cipher.AEAD]
}

func newDataKey(key secret) (DataKey, error) {
	aead, err := newCipher(key)
	if err != nil {
		return DataKey{}, err
	}
	return DataKey{aead: hide(aead)}, nil
}

// Seal makes plain unreadable to all but this key, for one field of one owner.
// The result is 29 bytes longer than the smallest of 256, 1024, 4096 ... bytes
// that holds plain and its length. It returns ErrTooLong beyond 4 MiB.
func (k DataKey) Seal(field, owner string, plain []byte) ([]byte, error) {
	if k.aead == nil {
		return nil, errNoSecret
	}
	padded, err := pad(plain)
	if err != nil {
		return nil, err
	}
	head := []byte{sealVersion}
	return seal(k.aead(), head, padded, field, owner), nil
}

// Open reads what Seal made for the same field and owner. It returns ErrDamaged
// for anything else.
func (k DataKey) Open(field, owner string, sealed []byte) ([]byte, error) {
	if k.aead == nil {
		return nil, errNoSecret
	}
	if len(sealed) < 1 || sealed[0] != sealVersion {
		return nil, ErrDamaged
	}
	padded, err := open(k.aead(), sealed[:1], sealed[1:], field, owner)
	if err != nil {
		return nil, err
	}
	return unpad(padded)
}

// seal returns head and then plain, sealed and bound to head and parts.
func seal(aead cipher.AEAD, head, plain []byte, parts ...string) []byte {
	out := append(make([]byte, 0, len(head)+len(plain)+aead.Overhead()), head...)
	return aead.Seal(out, nil, plain, bind(head, parts...)) //nolint:gosec // no nonce is passed: the cipher draws it
}

// open reads the part of seal's result that comes after head.
func open(aead cipher.AEAD, head, sealed []byte, parts ...string) ([]byte, error) {
	plain, err := aead.Open(nil, nil, sealed, bind(head, parts...))
	if err != nil {
		return nil, ErrDamaged
	}
	return plain, nil
}
