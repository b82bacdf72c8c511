package privacy_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/care"
	"heard/privacy"

	"pgregory.net/rapid"
)

// The vectors were computed by a program in another language from the definition. If
// one changes, nobody is found again.
func TestNamesUnderALookupKeyNeverChange(t *testing.T) {
	drawn := slices.Concat(make([]byte, 4), rootBytes(0x50), []byte{0, 0, 0, 7}, rootBytes(0x20))
	v := must(privacy.NewVault(newRoot(t, 0), must(privacy.NewRing(began, bytes.NewReader(drawn)))(t), service))(t)
	for what, c := range map[string]struct {
		got  care.Pseudonym
		want string
	}{
		"patient":  {v.Patient(person), "9d9962e4c4b69e591a292b0538cf6a20"},
		"reminded": {v.Reminded(person)[0], "6685cbb7ab03cd6de59af38aa09059f3"},
		"staff":    {v.Staff("keywork", care.NewStaffID(7000000001)), "ac48f78ae19c2a0019fd2257fd734c42"},
	} {
		if c.got.Hex() != c.want {
			t.Errorf("%s: got %s, want %s", what, c.got.Hex(), c.want)
		}
	}
}

// rollNames takes one step and says which.
func rollNames(t fatal, v *privacy.Vault, now time.Time, life time.Duration) privacy.NameStep {
	t.Helper()
	return must(v.RollNames(now, life, rand.Reader))(t)
}

// states are those of a vault's lookup keys, oldest first.
func states(v *privacy.Vault, now time.Time) (all []privacy.NameState) {
	for _, n := range v.Ring().Names(now) {
		all = append(all, n.State)
	}
	return all
}

func nameIDs(v *privacy.Vault) (all []uint32) {
	for _, n := range v.Ring().Names(began) {
		all = append(all, n.ID)
	}
	return all
}

// TestNamesRoll goes through the life of a lookup key, from a fresh ring and from one
// of the first version: a day before it counts it is known, the old names are known for
// as long as their key is there, and what is kept survives being read again.
func TestNamesRoll(t *testing.T) {
	old := oneEpoch(t, 0)
	old.Version, old.Names = 1, nil
	for name, path := range map[string]string{"fresh": writeFile(t, oneEpoch(t, 0)), "of the first version": writeFile(t, old)} {
		t.Run(name, func(t *testing.T) {
			v := vaultOf(t, path)
			first := v.Patients(person)
			step := func(at, life time.Duration, want privacy.NameStep, after ...privacy.NameState) {
				t.Helper()
				if got := rollNames(t, v, began.Add(at), life); got != want {
					t.Fatalf("after %v: step %d, want %d", at, got, want)
				}
				again := vaultOf(t, path)
				if !slices.Equal(states(v, began.Add(at)), after) || !slices.Equal(states(again, began.Add(at)), after) {
					t.Fatalf("after %v: %v, and in the file %v; want %v", at, states(v, began.Add(at)), states(again, began.Add(at)), after)
				}
				if !slices.Equal(v.Patients(person), again.Patients(person)) || !slices.Equal(v.Reminded(person), again.Reminded(person)) {
					t.Fatal("the file names people otherwise")
				}
			}
			const life = privacy.NameLife
			step(life-time.Second, life, privacy.NoStep, privacy.NameCurrent)
			step(life, life, privacy.Announced, privacy.NameCurrent, privacy.NameAnnounced)
			if all := v.Patients(person); len(all) != 2 || all[0] != first[0] {
				t.Fatal("a key that is only announced names somebody")
			}
			step(life+day-time.Second, 0, privacy.NoStep, privacy.NameCurrent, privacy.NameAnnounced)
			step(life+day, life, privacy.Promoted, privacy.NameBefore, privacy.NameCurrent)
			if all := v.Patients(person); len(all) != 2 || all[0] == first[0] || all[1] != first[0] {
				t.Fatal("the new key is not current, or the old one is not known")
			}
			step(life+day, life, privacy.NoStep, privacy.NameBefore, privacy.NameCurrent)
			step(life+2*day, 0, privacy.Announced, privacy.NameBefore, privacy.NameCurrent, privacy.NameAnnounced)
			step(life+3*day, 0, privacy.Promoted, privacy.NameBefore, privacy.NameBefore, privacy.NameCurrent)
			step(life+4*day, 0, privacy.NoStep, privacy.NameBefore, privacy.NameBefore, privacy.NameCurrent) // three are alive
			at := began.Add(life + 91*day)
			if n := must(v.DestroyNames(at.Add(-time.Second), nameIDs(v)...))(t); n != 0 {
				t.Fatalf("%d destroyed too early", n)
			}
			if n := must(v.DestroyNames(at))(t); n != 0 {
				t.Fatalf("%d destroyed that were not named", n)
			}
			if n := must(v.DestroyNames(at, nameIDs(v)...))(t); n != 1 || slices.Contains(v.Patients(person), first[0]) {
				t.Fatalf("%d destroyed", n)
			}
			step(life+91*day, life, privacy.NoStep, privacy.NameBefore, privacy.NameCurrent)
		})
	}
}

// TestNamesAfterAWrongClock: a key that a clock years ahead announced, or made current,
// does not hold up the next for years.
func TestNamesAfterAWrongClock(t *testing.T) {
	const years = 3 * 365 * day
	v, _ := filed(t)
	rollNames(t, v, began.Add(years), 0)
	ahead := nameIDs(v)[1]
	if rollNames(t, v, began, privacy.NameLife) != privacy.Announced || slices.Contains(nameIDs(v), ahead) || len(nameIDs(v)) != 2 {
		t.Errorf("announced three years ahead: %v", states(v, began))
	}
	rollNames(t, v, began.Add(years), 0) // current
	if rollNames(t, v, began, privacy.NameLife) != privacy.Announced || rollNames(t, v, began.Add(day), privacy.NameLife) != privacy.Promoted {
		t.Errorf("current three years ahead: %v", states(v, began))
	}
}

// TestNamesOfOtherCopies: one step is taken by one copy, and a copy that looks later
// knows all names that the other gives.
func TestNamesOfOtherCopies(t *testing.T) {
	one, path := filed(t)
	other := vaultOf(t, path)
	var group sync.WaitGroup
	var mu sync.Mutex
	steps := map[privacy.NameStep]int{}
	for range 6 {
		v := vaultOf(t, path)
		group.Go(func() {
			for {
				step, err := v.RollNames(began.Add(privacy.NameLife), privacy.NameLife, rand.Reader)
				if errors.Is(err, privacy.ErrRingBusy) {
					continue
				}
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				steps[step]++
				return
			}
		})
	}
	group.Wait()
	if steps[privacy.Announced] != 1 || steps[privacy.NoStep] != 5 {
		t.Errorf("steps: %v", steps)
	}
	if err := other.Reload(); err != nil {
		t.Fatal(err)
	}
	rollNames(t, one, began.Add(privacy.NameLife+day), privacy.NameLife)
	if one.Patient(person) == other.Patient(person) || !slices.Contains(other.Patients(person), one.Patient(person)) || !slices.Contains(one.Patients(person), other.Patient(person)) {
		t.Error("they do not look under each other's names")
	}
	now, others := one.StaffNames("keywork", care.NewStaffID(1))
	if theirs, rest := other.StaffNames("keywork", care.NewStaffID(1)); !slices.Equal(others, []care.Pseudonym{theirs}) || !slices.Equal(rest, []care.Pseudonym{now}) {
		t.Error("staff: they do not know each other's names")
	}
}

// TestOlderNamesAreRefused: a ring out of yesterday's backup would call people by names
// that are out of use; whoever runs does not take it.
func TestOlderNamesAreRefused(t *testing.T) {
	v, path := filed(t)
	at := began
	for range 3 {
		before := must(os.ReadFile(path))(t)
		at = at.Add(day)
		if rollNames(t, v, at, 0) == privacy.NoStep {
			t.Fatal("nothing changed")
		}
		after := must(os.ReadFile(path))(t)
		replace := func(b []byte) {
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		replace(before)
		if err := v.Reload(); err == nil || !strings.Contains(err.Error(), "replaced") {
			t.Errorf("got %v", err)
		}
		replace(after)
		if err := v.Reload(); err != nil {
			t.Error(err)
		}
	}
}

// TestRingBitsWithSeveralNames is TestRingBits with a lookup key of each kind.
func TestRingBitsWithSeveralNames(t *testing.T) {
	old := oneEpoch(t, 0)
	old.Version, old.Names = 1, nil
	path := writeFile(t, old)
	v := vaultOf(t, path)
	for i := range 3 {
		rollNames(t, v, began.Add(time.Duration(i)*day), 0)
	}
	whole, names := must(os.ReadFile(path))(t), v.Patients(person)
	if len(names) != 3 {
		t.Fatalf("%d names", len(names))
	}
	rapid.Check(t, func(t *rapid.T) {
		if err := os.WriteFile(path, flipped(whole, rapid.IntRange(0, 8*len(whole)-1).Draw(t, "bit")), 0o600); err != nil {
			t.Fatal(err)
		}
		ring, err := privacy.ReadRing(path)
		if err != nil {
			if !errors.Is(err, privacy.ErrRingDamaged) {
				t.Fatal(err)
			}
			return
		}
		damaged, err := privacy.NewVault(newRoot(t, 0), ring, service)
		if errors.Is(err, privacy.ErrRingOther) {
			return
		}
		if got := must(damaged, err)(t).Patients(person); !slices.Equal(got, names) {
			t.Fatal("a damaged lookup key was taken")
		}
	})
}

// TestRenamed: a row goes to the name under the current key and says what it said; the
// old key opens nothing of it, nor the new one of what was left behind.
func TestRenamed(t *testing.T) {
	v, path := filed(t)
	from := v.Patient(person)
	key, wrapped, err := v.NewKey(from.Hex())
	if err != nil {
		t.Fatal(err)
	}
	row := care.PatientRecord{
		Version: 7, Key: wrapped, Address: must(key.SealAddress(from, person))(t), State: must(key.Seal("state", from.Hex(), []byte("a state")))(t),
	}
	rename := func() (care.Pseudonym, care.PatientRecord) {
		t.Helper()
		to, moved, err := v.Renamed(from, row)
		if err != nil {
			t.Fatal(err)
		}
		return to, moved
	}
	rollNames(t, v, began, 0)
	if to, same := rename(); to != from || !bytes.Equal(same.Key, row.Key) {
		t.Error("a row that has its name was renamed")
	}
	rollNames(t, v, began.Add(day), 0)
	to, moved := rename()
	if to != v.Patient(person) || moved.Version != 7 {
		t.Fatal("another name or version")
	}
	again := vaultOf(t, path)
	fresh := must(again.OpenKey(to.Hex(), moved.Key))(t)
	if must(fresh.OpenAddress(to, moved.Address))(t) != person || string(must(fresh.Open("state", to.Hex(), moved.State))(t)) != "a state" {
		t.Error("it says something else")
	}
	if _, err := fresh.OpenAddress(from, row.Address); !errors.Is(err, privacy.ErrDamaged) {
		t.Errorf("the new key on the old row: %v", err)
	}
	if _, err := key.OpenAddress(to, moved.Address); !errors.Is(err, privacy.ErrDamaged) {
		t.Errorf("the old key on the new row: %v", err)
	}
	for name, spoil := range map[string]func(*care.PatientRecord){
		"key": func(r *care.PatientRecord) { r.Key = moved.Key }, "address": func(r *care.PatientRecord) { r.Address = moved.Address },
		"state": func(r *care.PatientRecord) { r.State = moved.State }, "nothing": func(r *care.PatientRecord) { *r = care.PatientRecord{} },
	} {
		spoiled := row
		spoil(&spoiled)
		if to, _, err := v.Renamed(from, spoiled); !errors.Is(err, privacy.ErrDamaged) || to != from {
			t.Errorf("%s of another row: %v", name, err)
		}
	}
}
