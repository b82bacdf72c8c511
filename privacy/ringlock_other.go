//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package privacy

import (
	"errors"
	"os"
)

// lockRing fails: without a lock two copies of the service could each drop the
// epoch that the other has just begun.
func lockRing(string) (unlock func(), err error) {
	return nil, errors.New("privacy: keys cannot roll on this system, which has no file locks that end with their process")
}

// ownAs is never called where lockRing fails.
func ownAs(*os.File, string) error { return nil }
