package privacy

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// replaceRing puts a new ring in the place of the file: whoever reads it gets
// the old one or the new one, whole, also after a death or a power cut in the
// middle. The caller holds the lock.
//
// The old file is then overwritten, and so is what a writer that died left
// behind: they hold keys that are, or will be, destroyed. That empties the place
// on a disk that writes where it wrote before, such as ext4 on a hard disk. It
// does not on a file system that never overwrites (btrfs, ZFS, snapshots of a
// volume) nor, in all cases, on flash, which moves what it writes. Against
// somebody who reads the bare disk there, only encryption of the disk helps. A
// death between the two writes leaves the old bytes where they were.
func replaceRing(path string, ring *Ring) error {
	b, err := encodeRing(ring)
	if err != nil {
		return err
	}
	old, err := os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // the operator names the file
	if err != nil {
		return err
	}
	defer func() { _ = old.Close() }()
	next := path + ".next"
	if err := clearAway(next); err != nil {
		return err
	}
	file, err := os.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // as above
	if err != nil {
		return err
	}
	if err := errors.Join(ownAs(file, path), writeThrough(file, b)); err != nil {
		return err
	}
	if err := os.Rename(next, path); err != nil {
		return err
	}
	// The new ring counts from here on, but only once its name is on the disk may
	// the old one go.
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return err
	}
	return overwrite(old)
}

// clearAway removes what a writer that died has left.
func clearAway(path string) error {
	left, err := os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // named after the ring
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return errors.Join(overwrite(left), left.Close(), os.Remove(path))
}

// overwrite fills a file with zeros.
func overwrite(file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	_, err = file.WriteAt(make([]byte, info.Size()), 0)
	return errors.Join(err, file.Sync())
}
