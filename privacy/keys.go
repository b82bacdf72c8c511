package privacy

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
)

// keySize is the length of every key here, in bytes: AES-256 and HMAC-SHA256.
const keySize = 32

// secret is a key of keySize bytes, or nil. Its bytes are never written to.
type secret = hidden[[]byte]

// purpose separates the keys derived from one secret, so that nothing made for
// one purpose is of use for another.
type purpose string

const (
	forLookup  purpose = "lookup" // pseudonyms of patients
	forStaff   purpose = "staff"  // pseudonyms of staff
	forRemind  purpose = "remind" // names of those who are reminded
	forKeys    purpose = "dek"    // wrapping data keys
	forReturns purpose = "return" // where a case's patient is answered
	forJobs    purpose = "outbox" // deliveries waiting
	forMark    purpose = "mark"   // telling root keys apart
)

var errNoSecret = errors.New("privacy: a key was never set")

// draw reads one key from a cryptographic source.
func draw(random io.Reader) (secret, error) {
	key := make([]byte, keySize)
	if _, err := io.ReadFull(random, key); err != nil {
		return nil, fmt.Errorf("privacy: drawing a key: %w", err)
	}
	return hide(key), nil
}

// derive makes the key of one purpose out of all the secrets together: whoever
// lacks one of them lacks the key. The version allows a purpose to move to a new
// key while the old one still opens.
func derive(p purpose, version byte, secrets ...secret) (secret, error) {
	var material []byte
	for _, s := range secrets {
		if s == nil {
			return nil, errNoSecret
		}
		material = append(material, s()...)
	}
	info := "heard\x00" + string(p) + "\x00" + string([]byte{version})
	key, err := hkdf.Key(sha256.New, material, nil, info, keySize)
	if err != nil {
		return nil, fmt.Errorf("privacy: deriving a key: %w", err)
	}
	return hide(key), nil
}

// newCipher makes AES-256-GCM that draws a random nonce for each message and
// puts it first. That is safe for 2³² messages a key, far beyond what one
// service writes in the life of an epoch.
func newCipher(key secret) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key())
	if err != nil {
		return nil, fmt.Errorf("privacy: making a cipher: %w", err)
	}
	return cipher.NewGCMWithRandomNonce(block)
}
