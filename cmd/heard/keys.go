package main

import (
	"crypto/rand"
	"fmt"

	"heard/privacy"
)

type keysCommand struct {
	Roll keysRollCommand `cmd:"" help:"Begin a new epoch now, and destroy what nothing needs any more; or roll the lookup keys."`
	Show keysShowCommand `cmd:"" help:"Print the epochs of the key ring, how much is sealed under each, and the lookup keys."`
	New  keysNewCommand  `cmd:"" help:"Make a root key and print it. Keep it as HEARD_KEY or in the file HEARD_KEY_FILE names."`
}

type keysNewCommand struct{}

// Run prints a new root key, and nothing else, so that it can go into a file.
func (keysNewCommand) Run(w world) error {
	key, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w.out, key)
	return err
}
