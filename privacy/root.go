package privacy

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Root is the operator's key (HEARD_KEY), from which the keys of all purposes
// are derived. It refuses to print or marshal itself. The zero Root is refused
// wherever a Root is asked for.
type Root struct {
	mute
	key secret
}

// The ways a root key can be wrong, each with its cure. None quotes the key.
var (
	ErrRootMissing   = errors.New("privacy: the root key is empty: make one with heard keys new")
	ErrRootNotBase64 = errors.New("privacy: the root key is not base64: copy it whole, as heard keys new printed it")
	ErrRootLength    = errors.New("privacy: the root key must be 32 bytes in base64, which is 44 characters")
	ErrRootZero      = errors.New("privacy: the root key is all zeros: make a real one with heard keys new")
)

// ParseRoot reads a root key from base64, with or without its closing = and
// white space around it. It returns ErrRootMissing, ErrRootNotBase64,
// ErrRootLength or ErrRootZero.
func ParseRoot(text string) (Root, error) {
	text = strings.TrimRight(strings.TrimSpace(text), "=")
	if text == "" {
		return Root{}, ErrRootMissing
	}
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return Root{}, ErrRootNotBase64
	}
	if len(b) != keySize {
		return Root{}, fmt.Errorf("%w: it is %d bytes now", ErrRootLength, len(b))
	}
	if [keySize]byte(b) == [keySize]byte{} {
		return Root{}, ErrRootZero
	}
	return Root{key: hide(b)}, nil
}

// NewRoot draws a root key from random, a cryptographic source, and returns it
// in base64 for the operator to keep.
func NewRoot(random io.Reader) (string, error) {
	key, err := draw(random)
	if err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(key()), nil
}
