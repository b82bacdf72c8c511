package privacy_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"sync"
	"testing"

	"heard/privacy"

	"pgregory.net/rapid"
)

func TestDataKeyRoundTrip(t *testing.T) {
	v := newVault(t)
	rapid.Check(t, func(t *rapid.T) {
		owner, plain := drawName(t, "owner"), drawPlain(t)
		key, wrapped, err := v.NewKey(owner)
		if err != nil {
			t.Fatal(err)
		}
		sealed := must(key.Seal("state", owner, plain))(t)
		again := must(v.OpenKey(owner, wrapped))(t)
		if got := must(again.Open("state", owner, sealed))(t); !bytes.Equal(got, plain) {
			t.Fatal("the key that came back does not open what the key sealed")
		}
		if stranger := drawName(t, "other owner"); stranger != owner {
			if _, err := v.OpenKey(stranger, wrapped); !errors.Is(err, privacy.ErrDamaged) {
				t.Fatalf("another owner: got %v", err)
			}
		}
		bit := rapid.IntRange(0, 8*len(wrapped)-1).Draw(t, "bit")
		if _, err := v.OpenKey(owner, flipped(wrapped, bit)); err == nil {
			t.Fatal("opened with a bit flipped")
		}
	})
}

// TestWrappedForm: other programs find the epoch of a key without opening it.
func TestWrappedForm(t *testing.T) {
	v := newVault(t)
	_, one, err := v.NewKey("owner")
	if err != nil {
		t.Fatal(err)
	}
	_, two, err := v.NewKey("owner")
	if err != nil {
		t.Fatal(err)
	}
	if len(one) != 1+4+12+32+16 || one[0] != 1 {
		t.Errorf("a wrapped key of %d bytes and version %d", len(one), one[0])
	}
	if !bytes.Equal(one[:5], two[:5]) || bytes.Equal(one[5:], two[5:]) {
		t.Error("two keys share more or less than version and epoch")
	}
	for _, wrapped := range [][]byte{nil, {1}, one[:4], one[:5], append([]byte{2}, one[1:]...)} {
		if _, err := v.OpenKey("owner", wrapped); !errors.Is(err, privacy.ErrDamaged) {
			t.Errorf("got %v", err)
		}
	}
}

// TestBothSecretsAreNeeded: a ring without its root, and a root without its
// ring, open nothing.
func TestBothSecretsAreNeeded(t *testing.T) {
	ring := must(privacy.NewRing(began, rand.Reader))(t)
	right := must(privacy.NewVault(newRoot(t, 0), ring, service))(t)
	otherRoot := must(privacy.NewVault(newRoot(t, 1), ring, service))(t)
	_, wrapped, err := right.NewKey("owner")
	if err != nil {
		t.Fatal(err)
	}
	job := must(right.SealJob([]byte("a letter")))(t)
	back := must(right.SealReturn("KRT-482", privacy.Return{Chat: person, Language: "nb"}))(t)
	for _, tc := range []struct {
		name string
		v    *privacy.Vault
		want error
	}{
		{"other root", otherRoot, privacy.ErrDamaged},
		{"other ring", newVault(t), privacy.ErrNoEpoch},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := tc.v.OpenKey("owner", wrapped); !errors.Is(err, tc.want) {
				t.Errorf("key: got %v", err)
			}
			if _, err := tc.v.OpenJob(job); !errors.Is(err, tc.want) {
				t.Errorf("job: got %v", err)
			}
			if _, err := tc.v.OpenReturn("KRT-482", back); !errors.Is(err, tc.want) {
				t.Errorf("return: got %v", err)
			}
		})
	}
}

// TestManyAtOnce is for the race detector.
func TestManyAtOnce(t *testing.T) {
	v := newVault(t)
	shared, _, err := v.NewKey("shared")
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				owner := v.Patient(person).Hex()
				_, wrapped, err := v.NewKey(owner)
				_, err2 := v.OpenKey(owner, wrapped)
				sealed, err3 := shared.Seal("state", owner, []byte("words"))
				_, err4 := shared.Open("state", owner, sealed)
				if err := errors.Join(err, err2, err3, err4); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
}
