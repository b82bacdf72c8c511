package privacy_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"heard/care"
	"heard/privacy"

	"pgregory.net/rapid"
)

// kind is one way to seal, called in the same way as all others: bound to a
// field and an owner, or to an owner alone, or to neither.
type kind struct {
	name         string
	field, owner bool
	seal         func(v *privacy.Vault, k privacy.DataKey, field, owner string, plain []byte) ([]byte, error)
	open         func(v *privacy.Vault, k privacy.DataKey, field, owner string, sealed []byte) ([]byte, error)
}

func kinds() []kind {
	return []kind{
		{
			name: "field", field: true, owner: true,
			seal: func(_ *privacy.Vault, k privacy.DataKey, field, owner string, plain []byte) ([]byte, error) {
				return k.Seal(field, owner, plain)
			},
			open: func(_ *privacy.Vault, k privacy.DataKey, field, owner string, sealed []byte) ([]byte, error) {
				return k.Open(field, owner, sealed)
			},
		},
		{
			name: "return", owner: true,
			seal: func(v *privacy.Vault, _ privacy.DataKey, _, owner string, plain []byte) ([]byte, error) {
				return v.SealReturn(care.Code(owner), privacy.Return{Chat: person, Language: string(plain)})
			},
			open: func(v *privacy.Vault, _ privacy.DataKey, _, owner string, sealed []byte) ([]byte, error) {
				r, err := v.OpenReturn(care.Code(owner), sealed)
				if err == nil && r.Chat != person {
					err = errors.New("another chat came out")
				}
				return []byte(r.Language), err
			},
		},
		{
			name: "job",
			seal: func(v *privacy.Vault, _ privacy.DataKey, _, _ string, plain []byte) ([]byte, error) {
				return v.SealJob(plain)
			},
			open: func(v *privacy.Vault, _ privacy.DataKey, _, _ string, sealed []byte) ([]byte, error) {
				return v.OpenJob(sealed)
			},
		},
	}
}

// eachKind checks a property of every way to seal, with a key of its own.
func eachKind(t *testing.T, check func(t *rapid.T, c kind, v *privacy.Vault, k privacy.DataKey)) {
	t.Helper()
	for _, c := range kinds() {
		t.Run(c.name, func(t *testing.T) {
			v := newVault(t)
			k, _, err := v.NewKey("owner")
			if err != nil {
				t.Fatal(err)
			}
			rapid.Check(t, func(t *rapid.T) { check(t, c, v, k) })
		})
	}
}

func drawPlain(t *rapid.T) []byte { return rapid.SliceOfN(rapid.Byte(), 0, 1300).Draw(t, "plain") }

func drawName(t *rapid.T, label string) string {
	return rapid.StringOfN(rapid.SampledFrom([]rune("ab\x00\x01|")), 0, 3, -1).Draw(t, label)
}

func TestRoundTrip(t *testing.T) {
	eachKind(t, func(t *rapid.T, c kind, v *privacy.Vault, k privacy.DataKey) {
		field, owner, plain := drawName(t, "field"), drawName(t, "owner"), drawPlain(t)
		sealed := must(c.seal(v, k, field, owner, plain))(t)
		if got := must(c.open(v, k, field, owner, sealed))(t); !bytes.Equal(got, plain) {
			t.Fatal("what was opened is not what was sealed")
		}
		if again := must(c.seal(v, k, field, owner, plain))(t); bytes.Equal(again, sealed) {
			t.Fatal("sealing twice gave the same bytes")
		}
	})
}

func TestWrongFieldOrOwner(t *testing.T) {
	eachKind(t, func(t *rapid.T, c kind, v *privacy.Vault, k privacy.DataKey) {
		field, owner := drawName(t, "field"), drawName(t, "owner")
		field2, owner2 := drawName(t, "other field"), drawName(t, "other owner")
		right := (!c.field || field == field2) && (!c.owner || owner == owner2)
		sealed := must(c.seal(v, k, field, owner, drawPlain(t)))(t)
		_, err := c.open(v, k, field2, owner2, sealed)
		if right && err != nil {
			t.Fatal(err)
		}
		if !right && !errors.Is(err, privacy.ErrDamaged) {
			t.Fatalf("got %v", err)
		}
	})
}

func TestDamage(t *testing.T) {
	eachKind(t, func(t *rapid.T, c kind, v *privacy.Vault, k privacy.DataKey) {
		sealed := must(c.seal(v, k, "field", "owner", drawPlain(t)))(t)
		bit := rapid.IntRange(0, 8*len(sealed)-1).Draw(t, "bit")
		if _, err := c.open(v, k, "field", "owner", flipped(sealed, bit)); err == nil {
			t.Fatal("opened with a bit flipped")
		}
		cut := rapid.IntRange(0, len(sealed)-1).Draw(t, "cut")
		if _, err := c.open(v, k, "field", "owner", sealed[:cut]); !errors.Is(err, privacy.ErrDamaged) {
			t.Fatalf("cut short: got %v", err)
		}
		if _, err := c.open(v, k, "field", "owner", append(sealed, 0)); !errors.Is(err, privacy.ErrDamaged) {
			t.Fatalf("drawn out: got %v", err)
		}
	})
}

// TestOtherKey: neither another patient's data key nor another service's vault
// opens anything, and one kind of sealed bytes is not taken for another.
func TestOtherKey(t *testing.T) {
	eachKind(t, func(t *rapid.T, c kind, v *privacy.Vault, k privacy.DataKey) {
		sealed := must(c.seal(v, k, "field", "owner", drawPlain(t)))(t)
		other := newVault(t)
		key, _, err := other.NewKey("owner")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.open(other, key, "field", "owner", sealed); err == nil {
			t.Fatal("opened with other keys")
		}
		for _, d := range kinds() {
			if _, err := d.open(v, k, "field", "owner", sealed); (err == nil) != (d.name == c.name) {
				t.Fatalf("%s opened as %s: %v", c.name, d.name, err)
			}
		}
		if _, err := v.OpenKey("owner", sealed); err == nil {
			t.Fatal("opened as a data key")
		}
	})
}

// TestLengthTellsLittle: the sealed length depends on the bucket alone.
func TestLengthTellsLittle(t *testing.T) {
	seen := map[int]bool{}
	eachKind(t, func(t *rapid.T, c kind, v *privacy.Vault, k privacy.DataKey) {
		plain := make([]byte, rapid.IntRange(0, 20000).Draw(t, "length"))
		sealed := must(c.seal(v, k, "field", "owner", plain))(t)
		overhead := 28 + 1
		if c.name != "field" {
			overhead += 4 // the epoch
		}
		bucket := len(sealed) - overhead
		if !slices.Contains([]int{256, 1024, 4096, 16384, 65536}, bucket) {
			t.Fatalf("a length of %d is no bucket", bucket)
		}
		if bucket > 256 && bucket/4 >= len(plain)+16 {
			t.Fatalf("%d bytes are in a bucket of %d", len(plain), bucket)
		}
		seen[bucket] = true
	})
	if len(seen) < 4 {
		t.Errorf("the test saw too few buckets: %v", seen)
	}
}

func TestBucketEdges(t *testing.T) {
	v := newVault(t)
	for length, want := range map[int]int{
		0: 256, 252: 256, 253: 1024, 1020: 1024, 1021: 4096, 4<<20 - 4: 4 << 20,
	} {
		if got := len(must(v.SealJob(make([]byte, length)))(t)) - 33; got != want {
			t.Errorf("%d bytes: got %d, want %d", length, got, want)
		}
	}
	if _, err := v.SealJob(make([]byte, 4<<20-3)); !errors.Is(err, privacy.ErrTooLong) {
		t.Errorf("got %v", err)
	}
}

func TestAddress(t *testing.T) {
	v := newVault(t)
	mine, other := v.Patient(person), v.Patient(care.NewChatID(7000000002))
	k, _, err := v.NewKey(mine.Hex())
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		chat := care.NewChatID(rapid.Int64().Draw(t, "chat"))
		sealed := must(k.SealAddress(mine, chat))(t)
		if got := must(k.OpenAddress(mine, sealed))(t); got != chat {
			t.Fatal("another chat came out")
		}
		if _, err := k.OpenAddress(other, sealed); !errors.Is(err, privacy.ErrDamaged) {
			t.Fatalf("opened for another patient: %v", err)
		}
	})
}

// TestAddressOfWrongLength: what fits the seal but is no chat is damage.
func TestAddressOfWrongLength(t *testing.T) {
	v := newVault(t)
	mine := v.Patient(person)
	k, _, err := v.NewKey(mine.Hex())
	if err != nil {
		t.Fatal(err)
	}
	for _, length := range []int{0, 7, 9} {
		sealed := must(k.Seal("addr", mine.Hex(), make([]byte, length)))(t)
		if _, err := k.OpenAddress(mine, sealed); !errors.Is(err, privacy.ErrDamaged) {
			t.Errorf("%d bytes: got %v", length, err)
		}
	}
}
