package privacy_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/privacy"

	"pgregory.net/rapid"
)

func TestRingIsMadeOnce(t *testing.T) {
	path := ringPath(t)
	first := must(privacy.OpenRing(path, began, rand.Reader))(t)
	info := must(os.Stat(path))(t)
	if info.Mode() != 0o600 {
		t.Errorf("made with mode %v", info.Mode())
	}
	again := must(privacy.OpenRing(path, began.Add(time.Hour), rand.Reader))(t)
	if !first.Fresh() || again.Fresh() {
		t.Errorf("fresh: first %v, again %v", first.Fresh(), again.Fresh())
	}
	left := must(os.ReadDir(filepath.Dir(path)))(t)
	if len(left) != 1 {
		t.Errorf("%d files are left in the folder", len(left))
	}
	sealed := must(must(privacy.NewVault(newRoot(t, 0), first, service))(t).SealJob([]byte("words")))(t)
	if _, err := vaultOf(t, path).OpenJob(sealed); err != nil {
		t.Error(err)
	}
}

func TestReadRingMakesNothing(t *testing.T) {
	path := ringPath(t)
	if _, err := privacy.ReadRing(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the file is there now")
	}
}

func TestRingNeedsItsFolder(t *testing.T) {
	_, err := privacy.OpenRing(filepath.Join(t.TempDir(), "missing", "heard.keys"), began, rand.Reader)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// TestCopiesAgree: many copies that start at once all end with the same keys.
func TestCopiesAgree(t *testing.T) {
	for range 20 {
		path := ringPath(t)
		rings := make([]*privacy.Ring, 8)
		var group sync.WaitGroup
		start := make(chan struct{})
		for i := range rings {
			group.Go(func() {
				<-start
				ring, err := privacy.OpenRing(path, began, rand.Reader)
				if err != nil {
					t.Error(err)
				}
				rings[i] = ring
			})
		}
		close(start)
		group.Wait()
		agree(t, rings)
		if left := must(os.ReadDir(filepath.Dir(path)))(t); len(left) != 1 {
			t.Fatalf("%d files are left in the folder", len(left))
		}
	}
}

// agree checks that what any ring seals all others open, and that one made it.
func agree(t *testing.T, rings []*privacy.Ring) {
	t.Helper()
	fresh := 0
	for _, one := range rings {
		if one.Fresh() {
			fresh++
		}
		sealed := must(must(privacy.NewVault(newRoot(t, 0), one, service))(t).SealJob([]byte("words")))(t)
		name := must(privacy.NewVault(newRoot(t, 0), one, service))(t).Patient(person)
		for _, other := range rings {
			if must(privacy.NewVault(newRoot(t, 0), other, service))(t).Patient(person) != name {
				t.Fatal("two copies call one person by two names")
			}
			if _, err := must(privacy.NewVault(newRoot(t, 0), other, service))(t).OpenJob(sealed); err != nil {
				t.Fatal(err)
			}
		}
	}
	if fresh != 1 {
		t.Errorf("%d copies say that they made the ring", fresh)
	}
}

func TestRingOpenToOthers(t *testing.T) {
	path := ringPath(t)
	must(privacy.OpenRing(path, began, rand.Reader))(t)
	for mode, ok := range map[fs.FileMode]bool{
		0o600: true, 0o400: true, 0o640: false, 0o604: false, 0o620: false, 0o602: false, 0o660: false, 0o644: false,
	} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := privacy.OpenRing(path, began, rand.Reader)
		if ok && err != nil {
			t.Errorf("%#o: %v", mode, err)
		}
		if !ok && (!errors.Is(err, privacy.ErrRingExposed) || !strings.Contains(err.Error(), "chmod 600 "+path)) {
			t.Errorf("%#o: got %v", mode, err)
		}
	}
}

// file is the stored ring, as a test may change it.
type file struct {
	About   string           `json:"about"`
	Version int              `json:"version"`
	Epochs  []map[string]any `json:"epochs"`
	Names   []map[string]any `json:"names,omitempty"`
}

func readFile(t *testing.T, path string) file {
	t.Helper()
	var f file
	if err := json.Unmarshal(must(os.ReadFile(path))(t), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func writeFile(t *testing.T, f file) string {
	t.Helper()
	path := ringPath(t)
	if err := os.WriteFile(path, must(json.Marshal(f))(t), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// oneEpoch is a stored ring that began so long after the first.
func oneEpoch(t *testing.T, after time.Duration) file {
	t.Helper()
	path := ringPath(t)
	must(privacy.OpenRing(path, began.Add(after), rand.Reader))(t)
	return readFile(t, path)
}

func TestRingDamage(t *testing.T) {
	other := oneEpoch(t, time.Hour)
	later, laterName := other.Epochs[0], other.Names[0]
	announced := map[string]any{}
	maps.Copy(announced, laterName)
	delete(announced, "current")
	for name, change := range map[string]func(f *file){
		"no version":              func(f *file) { f.Version = 0 },
		"next version":            func(f *file) { f.Version = 3 },
		"no lookup keys":          func(f *file) { f.Names = nil },
		"no lookup key":           func(f *file) { delete(f.Names[0], "key") },
		"the root key alone":      func(f *file) { delete(f.Names[0], "key"); f.Names[0]["id"] = 0 },
		"short lookup key":        func(f *file) { f.Names[0]["key"] = "AAAA" },
		"other lookup key":        func(f *file) { f.Names[0]["key"] = laterName["key"] },
		"other lookup id":         func(f *file) { f.Names[0]["id"] = laterName["id"] },
		"other lookup start":      func(f *file) { f.Names[0]["start"] = laterName["start"] },
		"other lookup promotion":  func(f *file) { f.Names[0]["current"] = laterName["current"] },
		"no promotion":            func(f *file) { delete(f.Names[0], "current") },
		"no lookup sum":           func(f *file) { delete(f.Names[0], "sum") },
		"lookup key twice":        func(f *file) { f.Names = append(f.Names, f.Names[0]) },
		"newest lookup key first": func(f *file) { f.Names = append([]map[string]any{laterName}, f.Names...) },
		"a promotion taken back":  func(f *file) { f.Names = append(f.Names, announced) },
		"no epochs":               func(f *file) { f.Epochs = nil },
		"no key":                  func(f *file) { delete(f.Epochs[0], "key") },
		"short key":               func(f *file) { f.Epochs[0]["key"] = "AAAA" },
		"other key":               func(f *file) { f.Epochs[0]["key"] = later["key"] },
		"other id":                func(f *file) { f.Epochs[0]["id"] = later["id"] },
		"other start":             func(f *file) { f.Epochs[0]["start"] = later["start"] },
		"no sum":                  func(f *file) { delete(f.Epochs[0], "sum") },
		"twice":                   func(f *file) { f.Epochs = append(f.Epochs, f.Epochs[0]) },
		"newest first":            func(f *file) { f.Epochs = append([]map[string]any{later}, f.Epochs...) },
	} {
		t.Run(name, func(t *testing.T) {
			f := oneEpoch(t, 0)
			key, nameKey := f.Epochs[0]["key"].(string), f.Names[0]["key"].(string)
			change(&f)
			_, err := privacy.OpenRing(writeFile(t, f), began, rand.Reader)
			if !errors.Is(err, privacy.ErrRingDamaged) {
				t.Fatalf("got %v", err)
			}
			if strings.Contains(err.Error(), key) || strings.Contains(err.Error(), nameKey) {
				t.Error("the error quotes a key")
			}
		})
	}
	if _, err := privacy.ReadRing(t.TempDir()); !errors.Is(err, privacy.ErrRingDamaged) {
		t.Errorf("a folder: got %v", err)
	}
}

// TestRingBits: a file with any bit flipped, or cut anywhere, is refused or
// still holds the right key. It is never replaced.
func TestRingBits(t *testing.T) {
	path := ringPath(t)
	must(privacy.OpenRing(path, began, rand.Reader))(t)
	whole := must(os.ReadFile(path))(t)
	sealed, name := must(vaultOf(t, path).SealJob([]byte("words")))(t), vaultOf(t, path).Patient(person)
	rapid.Check(t, func(t *rapid.T) {
		broken := flipped(whole, rapid.IntRange(0, 8*len(whole)-1).Draw(t, "bit"))
		if rapid.Bool().Draw(t, "cut") {
			broken = whole[:rapid.IntRange(0, len(whole)-2).Draw(t, "length")]
		}
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		ring, err := privacy.OpenRing(path, began, rand.Reader)
		if now := must(os.ReadFile(path))(t); !bytes.Equal(now, broken) {
			t.Fatal("the file was replaced")
		}
		if err != nil {
			if !errors.Is(err, privacy.ErrRingDamaged) {
				t.Fatal(err)
			}
			return
		}
		v := must(privacy.NewVault(newRoot(t, 0), ring, service))(t)
		if _, err := v.OpenJob(sealed); err != nil {
			t.Fatal("a damaged key was taken")
		}
		if v.Patient(person) != name {
			t.Fatal("a damaged lookup key was taken")
		}
	})
}

// TestTwoEpochs: the newest seals, the older still opens, and once its key is
// destroyed what it sealed is gone and says so.
func TestTwoEpochs(t *testing.T) {
	older, newer := oneEpoch(t, 0), oneEpoch(t, 7*24*time.Hour)
	both := older
	both.Epochs = append(both.Epochs[:1:1], newer.Epochs...)
	before, during, after := vaultOf(t, writeFile(t, older)), vaultOf(t, writeFile(t, both)), vaultOf(t, writeFile(t, newer))

	old := sealAll(t, before)
	old.check(t, during, nil)
	old.check(t, after, privacy.ErrNoEpoch)
	fresh := sealAll(t, during)
	fresh.check(t, after, nil)
	fresh.check(t, before, privacy.ErrNoEpoch)

	// The epoch in front of the bytes is itself sealed: it cannot be renamed.
	for _, b := range [][]byte{old.key, old.back, old.job} {
		copy(b[1:5], fresh.key[1:5])
	}
	old.check(t, during, privacy.ErrDamaged)
}

// all is one of everything that dies with an epoch.
type all struct{ key, back, job []byte }

func sealAll(t *testing.T, v *privacy.Vault) all {
	t.Helper()
	_, key, err := v.NewKey("owner")
	if err != nil {
		t.Fatal(err)
	}
	return all{
		key:  key,
		back: must(v.SealReturn("KRT-482", privacy.Return{Chat: person, Language: "nb"}))(t),
		job:  must(v.SealJob([]byte("words")))(t),
	}
}

func (a all) check(t *testing.T, v *privacy.Vault, want error) {
	t.Helper()
	if _, err := v.OpenKey("owner", a.key); !errors.Is(err, want) {
		t.Errorf("key: got %v, want %v", err, want)
	}
	if _, err := v.OpenReturn("KRT-482", a.back); !errors.Is(err, want) {
		t.Errorf("return: got %v, want %v", err, want)
	}
	if _, err := v.OpenJob(a.job); !errors.Is(err, want) {
		t.Errorf("job: got %v, want %v", err, want)
	}
}
