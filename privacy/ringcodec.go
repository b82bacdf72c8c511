package privacy

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"slices"
	"time"
)

// The versions of the file. The first had no lookup keys: names came from the root
// key alone. It is read, and written never more.
const (
	ringVersion   = 2
	ringOfOneRoot = 1
)

// ringAbout is for the person who finds the file.
const ringAbout = "Rolling keys of Heard. Share this file between all copies of the service, " +
	"and keep it out of backups: what was erased must stay unreadable in them."

type ringFile struct {
	About   string      `json:"about"`
	Version int         `json:"version"`
	Service string      `json:"service,omitempty"`
	Epochs  []ringEpoch `json:"epochs"`
	Names   []ringName  `json:"names"`
}

type ringEpoch struct {
	ID    uint32    `json:"id"`
	Start time.Time `json:"start"`
	Key   []byte    `json:"key"`
	Sum   []byte    `json:"sum"` // of the other three: a key with one wrong letter must not be used
}

func encodeRing(r *Ring) ([]byte, error) {
	f := ringFile{About: ringAbout, Version: ringVersion, Service: r.service}
	for _, e := range r.epochs {
		f.Epochs = append(f.Epochs, ringEpoch{ID: e.id, Start: e.start, Key: e.key(), Sum: e.sum()})
	}
	for _, n := range r.names {
		f.Names = append(f.Names, n.stored())
	}
	b, err := json.MarshalIndent(f, "", "  ")
	return append(b, '\n'), err
}

// decodeRing says what is wrong in words of its own: those of the decoders
// quote what they read.
func decodeRing(b []byte) (*Ring, error) {
	var f ringFile
	if json.Unmarshal(b, &f) != nil {
		return nil, errors.New("it is not whole JSON")
	}
	if f.Version != ringVersion && f.Version != ringOfOneRoot {
		return nil, errors.New("it is of a version that this program does not know")
	}
	if len(f.Epochs) == 0 {
		return nil, errors.New("it holds no epoch")
	}
	r := &Ring{service: f.Service}
	for _, stored := range f.Epochs {
		e, err := stored.epoch()
		if err != nil {
			return nil, err
		}
		if err := r.append(e); err != nil {
			return nil, err
		}
	}
	if f.Version == ringOfOneRoot {
		r.names = []nameKey{fromRoot(r.epochs[0].start)}
		return r, nil
	}
	return r, f.decodeNames(r)
}

// decodeNames reads the lookup keys into a ring.
func (f ringFile) decodeNames(r *Ring) error {
	for _, stored := range f.Names {
		n, err := stored.name()
		if err != nil {
			return err
		}
		if err := r.addName(n); err != nil {
			return err
		}
	}
	if len(r.names) == 0 || r.names[0].current.IsZero() {
		return errors.New("it holds no lookup key that is current")
	}
	return nil
}

func (s ringEpoch) epoch() (epoch, error) {
	if len(s.Key) != keySize {
		return epoch{}, errors.New("a key is not 32 bytes")
	}
	e := epoch{id: s.ID, start: s.Start, key: hide(s.Key)}
	if !slices.Equal(s.Sum, e.sum()) {
		return epoch{}, errors.New("a check sum does not fit its key")
	}
	return e, nil
}

// append adds a newer epoch. Two of one id, or one out of order, mean that the
// file was edited by hand.
func (r *Ring) append(e epoch) error {
	if slices.ContainsFunc(r.epochs, func(o epoch) bool { return o.id == e.id }) {
		return errors.New("two epochs have the same id")
	}
	if n := len(r.epochs); n > 0 && e.start.Before(r.epochs[n-1].start) {
		return errors.New("its epochs are not in order, oldest first")
	}
	r.epochs = append(r.epochs, e)
	return nil
}

func (e epoch) sum() []byte {
	b := binary.BigEndian.AppendUint32(nil, e.id)
	b = binary.BigEndian.AppendUint64(b, uint64(e.start.Unix()))
	sum := sha256.Sum256(append(b, e.key()...))
	return sum[:8]
}
