package privacy_test

import (
	"bytes"
	"errors"
	"testing"

	"heard/privacy"
)

// TestRewrap: what is sealed anew opens to the same, and outlives the old epoch.
func TestRewrap(t *testing.T) {
	v := newVault(t)
	key, wrapped, err := v.NewKey("owner")
	if err != nil {
		t.Fatal(err)
	}
	words := must(key.Seal("state", "owner", []byte("words")))(t)
	old := sealAll(t, v)
	if fresh := must(v.RewrapKey("owner", wrapped))(t); fresh != nil {
		t.Error("a key under the newest epoch was wrapped anew")
	}
	roll(t, v, began.Add(week), privacy.EpochLife)
	fresh := must(v.RewrapKey("owner", wrapped))(t)
	next := all{
		key: must(v.RewrapKey("owner", old.key))(t), back: must(v.RewrapReturn("KRT-482", old.back))(t),
		job: must(v.RewrapJob(old.job))(t),
	}
	for _, pair := range [][2][]byte{{old.key, next.key}, {old.back, next.back}, {old.job, next.job}} {
		if len(pair[0]) != len(pair[1]) || bytes.Equal(pair[0], pair[1]) {
			t.Error("a value has another size, or is the same")
		}
	}
	roll(t, v, began.Add(2*week), privacy.EpochLife)
	must(v.Destroy(began.Add(2*week), ids(v.Ring())...))(t)
	old.check(t, v, privacy.ErrNoEpoch)
	next.check(t, v, nil)
	again := must(v.OpenKey("owner", fresh))(t)
	if got := must(again.Open("state", "owner", words))(t); string(got) != "words" {
		t.Error("the data key is another one")
	}
}

// TestRewrapRefuses: what does not open is not sealed anew, and says why.
func TestRewrapRefuses(t *testing.T) {
	v := newVault(t)
	old := sealAll(t, v)
	roll(t, v, began.Add(week), privacy.EpochLife)
	newer := append([]byte{2}, old.key[1:]...)
	for name, c := range map[string]struct {
		wrapped []byte
		want    error
		lost    bool
	}{
		"nothing":       {nil, privacy.ErrDamaged, true},
		"short":         {old.key[:4], privacy.ErrDamaged, true},
		"changed":       {flipped(old.key, 300), privacy.ErrDamaged, true},
		"another epoch": {flipped(old.key, 9), privacy.ErrNoEpoch, true},
		"a newer form":  {newer, privacy.ErrUnknownForm, false},
	} {
		fresh, err := v.RewrapKey("owner", c.wrapped)
		if fresh != nil || !errors.Is(err, c.want) || privacy.Lost(err) != c.lost {
			t.Errorf("%s: got %v, lost %v", name, err, privacy.Lost(err))
		}
	}
	if _, err := v.RewrapKey("another", old.key); !errors.Is(err, privacy.ErrDamaged) {
		t.Errorf("another owner: got %v", err)
	}
	if privacy.Lost(nil) || privacy.Lost(errors.New("something else")) {
		t.Error("lost without a reason")
	}
}
