package privacy

import (
	"encoding/binary"
	"errors"
	"fmt"

	"heard/care"
)

// ErrUnknownForm is returned for bytes that were sealed in a way that this
// version of the program does not know. It is an ErrDamaged.
var ErrUnknownForm = fmt.Errorf("%w: they are of a form that this program does not know", ErrDamaged)

// EpochOf tells, without any key, under which epoch something was sealed: a
// wrapped data key, a return address or a job. It returns ErrUnknownForm or
// ErrDamaged.
func EpochOf(sealed []byte) (id uint32, err error) {
	if len(sealed) > 0 && sealed[0] != sealVersion {
		return 0, ErrUnknownForm
	}
	if len(sealed) < headSize {
		return 0, ErrDamaged
	}
	return binary.BigEndian.Uint32(sealed[1:headSize]), nil
}

// RewrapKey wraps a data key anew, under the current epoch. It returns nil where
// nothing is to be done, and the errors of OpenKey.
func (v *Vault) RewrapKey(owner string, wrapped []byte) (fresh []byte, err error) {
	return v.rewrap(forKeys, owner, wrapped)
}

// RewrapReturn does what RewrapKey does to a return address.
func (v *Vault) RewrapReturn(code care.Code, sealed []byte) (fresh []byte, err error) {
	return v.rewrap(forReturns, string(code), sealed)
}

// RewrapJob does what RewrapKey does to a waiting delivery.
func (v *Vault) RewrapJob(sealed []byte) (fresh []byte, err error) {
	return v.rewrap(forJobs, "", sealed)
}

// rewrap opens and seals. The epoch may move on in between: then the result is
// an epoch newer than asked for.
func (v *Vault) rewrap(p purpose, owner string, sealed []byte) ([]byte, error) {
	id, err := EpochOf(sealed)
	if err != nil || id == v.inUse.now.Load().current {
		return nil, err
	}
	plain, err := v.open(p, owner, sealed)
	if err != nil {
		return nil, err
	}
	return v.seal(p, owner, plain), nil
}

// Lost reports whether what gave this error can never be opened again, by any
// copy of the service that has the right root key: it is erased, or damaged.
func Lost(err error) bool {
	return errors.Is(err, ErrNoEpoch) || errors.Is(err, ErrDamaged) && !errors.Is(err, ErrUnknownForm)
}
