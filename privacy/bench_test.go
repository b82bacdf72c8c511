package privacy_test

import (
	"testing"

	"heard/privacy"
)

func BenchmarkPatient(b *testing.B) {
	v := newVault(b)
	b.ReportAllocs()
	for b.Loop() {
		_ = v.Patient(person)
	}
}

// BenchmarkLoad is what every message costs before it is decided: the patient's
// name, key and state.
func BenchmarkLoad(b *testing.B) {
	v := newVault(b)
	owner := v.Patient(person).Hex()
	key, wrapped, err := v.NewKey(owner)
	if err != nil {
		b.Fatal(err)
	}
	sealed := must(key.Seal("state", owner, make([]byte, 800)))(b)
	b.ReportAllocs()
	for b.Loop() {
		key, err := v.OpenKey(owner, wrapped)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := key.Open("state", owner, sealed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSeal(b *testing.B) {
	v := newVault(b)
	key, _, err := v.NewKey("owner")
	if err != nil {
		b.Fatal(err)
	}
	plain := make([]byte, 800)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := key.Seal("state", "owner", plain); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewKey(b *testing.B) {
	v := newVault(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := v.NewKey("owner"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSealReturn(b *testing.B) {
	v := newVault(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.SealReturn("KRT-482", privacy.Return{Chat: person, Language: "nb"}); err != nil {
			b.Fatal(err)
		}
	}
}
