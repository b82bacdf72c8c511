//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package privacy

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lockRing lets one process at a time change the ring. The lock lies on a file
// of its own, since the ring's file is replaced; it ends with the process, also
// with one that dies. It does not wait: it returns ErrRingBusy.
func lockRing(path string) (unlock func(), err error) {
	file, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("privacy: locking the key ring: %w", err)
	}
	if err := ownAs(file, path); err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("privacy: locking the key ring: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return func() { _ = file.Close() }, nil
	}
	_ = file.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, ErrRingBusy
	}
	return nil, fmt.Errorf("privacy: locking the key ring: %w", err)
}

// ownAs gives a file to the owner of another: an operator who rolls keys as root
// must not leave files that the service cannot read.
func ownAs(file *os.File, like string) error {
	info, err := os.Stat(like)
	if err != nil {
		return err
	}
	mine, err := file.Stat()
	if err != nil {
		return err
	}
	want, ok1 := info.Sys().(*syscall.Stat_t)
	has, ok2 := mine.Sys().(*syscall.Stat_t)
	if !ok1 || !ok2 || want.Uid == has.Uid && want.Gid == has.Gid {
		return nil
	}
	return file.Chown(int(want.Uid), int(want.Gid))
}
