package privacy_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"path/filepath"
	"testing"
	"time"

	"heard/care"
	"heard/privacy"
)

const service = "Riverside OMT"

var (
	began  = time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	person = care.NewChatID(7000000001)
)

// must is for steps whose failure is not what a test is about.
func must[T any](v T, err error) func(fatal) T {
	return func(t fatal) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// fatal is what *testing.T, *testing.B and *rapid.T share.
type fatal interface {
	Helper()
	Fatal(args ...any)
}

// rootBytes are 0, 1, 2 ... 31 from first on.
func rootBytes(first byte) []byte {
	b := make([]byte, 32)
	for i := range b {
		b[i] = first + byte(i)
	}
	return b
}

func newRoot(t fatal, first byte) privacy.Root {
	t.Helper()
	return must(privacy.ParseRoot(base64.StdEncoding.EncodeToString(rootBytes(first))))(t)
}

func newVault(t fatal) *privacy.Vault {
	t.Helper()
	ring := must(privacy.NewRing(began, rand.Reader))(t)
	return must(privacy.NewVault(newRoot(t, 0), ring, service))(t)
}

func vaultOf(t fatal, path string) *privacy.Vault {
	t.Helper()
	return must(privacy.NewVault(newRoot(t, 0), must(privacy.ReadRing(path))(t), service))(t)
}

func ringPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "heard.keys")
}

// flipped returns b with one bit changed.
func flipped(b []byte, bit int) []byte {
	out := bytes.Clone(b)
	out[bit/8] ^= 1 << (bit % 8)
	return out
}
