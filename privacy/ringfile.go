package privacy

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// maxRing bounds what is read of a ring file, in bytes: thousands of epochs.
const maxRing = 1 << 20

// readTries bounds how often a ring is read again because it was replaced
// meanwhile, which happens once a week.
const readTries = 3

// Why a ring file is refused.
var (
	// ErrRingExposed: somebody besides the service's own user may read or
	// change the file.
	ErrRingExposed = errors.New("privacy: the key ring is open to other users")
	// ErrRingDamaged: the file is not what the service wrote.
	ErrRingDamaged = errors.New("privacy: the key ring is damaged")
	// ErrRingBusy: another process is changing the file. Try again.
	ErrRingBusy = errors.New("privacy: another process is changing the key ring")
)

// OpenRing reads the ring file, and makes it first where it is missing, with
// mode 0600. Copies that start at the same moment agree on one file. random
// must be a cryptographic source. It returns ErrRingExposed or ErrRingDamaged,
// with the cure, or the error of the file system.
func OpenRing(path string, now time.Time, random io.Reader) (*Ring, error) {
	ring, err := ReadRing(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return ring, err
	}
	ring, err = NewRing(now, random)
	if err != nil {
		return nil, err
	}
	err = createRing(path, ring)
	if errors.Is(err, fs.ErrExist) {
		return ReadRing(path) // another copy was first
	}
	if err != nil {
		return nil, fmt.Errorf("privacy: making the key ring: %w", err)
	}
	ring.path = path
	return ring, nil
}

// ReadRing reads the ring file and makes nothing. It returns fs.ErrNotExist
// where the file is missing, and otherwise what OpenRing returns.
func ReadRing(path string) (*Ring, error) {
	for try := 1; ; try++ {
		ring, current, err := readRing(path)
		if errors.Is(err, ErrRingDamaged) && !current && try < readTries {
			continue // it was replaced, and its keys overwritten, while it was read
		}
		return ring, err
	}
}

// readRing reads the file once. current is false when the file that was read no
// longer has the name.
func readRing(path string) (ring *Ring, current bool, err error) {
	file, err := os.Open(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, true, fmt.Errorf("privacy: reading the key ring: %w", err)
	}
	defer func() { _ = file.Close() }()
	if err := guarded(file); err != nil {
		return nil, true, err
	}
	b, err := io.ReadAll(io.LimitReader(file, maxRing))
	if err != nil {
		return nil, true, fmt.Errorf("privacy: reading the key ring: %w", err)
	}
	ring, err = decodeRing(b)
	if err != nil {
		return nil, named(path, file), fmt.Errorf("%w: %s: %w: put back the file that the other copies use; "+
			"without it, what was sealed under it is lost", ErrRingDamaged, path, err)
	}
	ring.path = path
	return ring, true, nil
}

// named reports whether a name still stands for an open file.
func named(path string, file *os.File) bool {
	is, err1 := file.Stat()
	at, err2 := os.Stat(path)
	return err1 == nil && err2 == nil && os.SameFile(is, at)
}

// guarded asks the open file, not its name, which may by now be another's.
func guarded(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("privacy: reading the key ring: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: %s is not a file", ErrRingDamaged, file.Name())
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return fmt.Errorf("%w (mode %#o): run chmod 600 %s", ErrRingExposed, mode, file.Name())
	}
	return nil
}

// createRing writes the whole ring to a file of its own and then gives it its
// name with a link, which, unlike a rename, fails with fs.ErrExist where the
// name is taken. So nobody reads half a ring, and nobody's ring is replaced.
func createRing(path string, ring *Ring) error {
	b, err := encodeRing(ring)
	if err != nil {
		return err
	}
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, filepath.Base(path)+".*.new") // mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(file.Name()) }()
	if err := writeThrough(file, b); err != nil {
		return err
	}
	if err := os.Link(file.Name(), path); err != nil {
		return err
	}
	return syncFolder(folder)
}

// writeThrough returns once the bytes are on the disk: a ring that is lost with
// the power takes everything sealed since with it.
func writeThrough(file *os.File, b []byte) error {
	_, err := file.Write(b)
	return errors.Join(err, file.Sync(), file.Close())
}

// syncFolder does the same for the file's name.
func syncFolder(path string) error {
	folder, err := os.Open(path) //nolint:gosec // the operator names the file
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
