package privacy

import (
	"encoding/binary"
	"errors"
)

// Plain bytes are filled up to one of a few sizes before they are sealed, so
// that the length of a row does not tell one report from another. Growing by
// four keeps the sizes few; nearly everything fits the first two.
const (
	smallestBucket = 256
	bucketGrowth   = 4
	largestBucket  = 4 << 20 // no row of the store is near it
	lengthSize     = 4       // the true length goes first
)

// ErrTooLong is returned when something larger than 4 MiB is to be sealed.
var ErrTooLong = errors.New("privacy: too long to be sealed")

func pad(plain []byte) ([]byte, error) {
	size := smallestBucket
	for size < lengthSize+len(plain) {
		size *= bucketGrowth
	}
	if size > largestBucket {
		return nil, ErrTooLong
	}
	out := make([]byte, size)
	binary.BigEndian.PutUint32(out, uint32(len(plain)))
	copy(out[lengthSize:], plain)
	return out, nil
}

func unpad(padded []byte) ([]byte, error) {
	if len(padded) < lengthSize {
		return nil, ErrDamaged
	}
	length, rest := binary.BigEndian.Uint32(padded), padded[lengthSize:]
	if uint64(length) > uint64(len(rest)) {
		return nil, ErrDamaged
	}
	return rest[:length:length], nil
}
