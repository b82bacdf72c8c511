package privacy_test

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"heard/privacy"
)

const (
	day  = 24 * time.Hour
	week = 7 * day
)

func roll(t fatal, v *privacy.Vault, now time.Time, life time.Duration) bool {
	t.Helper()
	return must(v.Roll(now, life, rand.Reader))(t)
}

// ids are the epochs of a ring, oldest first.
func ids(r *privacy.Ring) (all []uint32) {
	for _, e := range r.Epochs(began) {
		all = append(all, e.ID)
	}
	return all
}

// filed is a vault on a ring file made at began.
func filed(t *testing.T) (v *privacy.Vault, path string) {
	t.Helper()
	path = ringPath(t)
	must(privacy.OpenRing(path, began, rand.Reader))(t)
	return vaultOf(t, path), path
}

func TestRollWhenDue(t *testing.T) {
	for name, c := range map[string]struct {
		after time.Duration
		life  time.Duration
		want  bool
	}{
		"at once":          {0, privacy.EpochLife, false},
		"a little early":   {privacy.EpochLife - time.Second, privacy.EpochLife, false},
		"in time":          {privacy.EpochLife, privacy.EpochLife, true},
		"late":             {400 * day, privacy.EpochLife, true},
		"by hand":          {0, 0, true},
		"clocks differ":    {-time.Hour, privacy.EpochLife, false},
		"clock was wrong":  {-400 * day, privacy.EpochLife, true},
		"by hand, earlier": {-time.Hour, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			v, path := filed(t)
			now := began.Add(c.after)
			if got := roll(t, v, now, c.life); got != c.want {
				t.Fatalf("began a new epoch: %v", got)
			}
			kept := must(privacy.ReadRing(path))(t) // in order, or it would not be read
			if !slices.Equal(ids(kept), ids(v.Ring())) || len(ids(kept)) > 1 != c.want {
				t.Errorf("the file has %d epochs", len(ids(kept)))
			}
			if newest := kept.Epochs(now)[len(ids(kept))-1]; c.want && !newest.Start.Equal(now) {
				t.Errorf("the new epoch began %v from now", newest.Start.Sub(now))
			}
		})
	}
}

// TestOneOfManyRolls: copies that find the same epoch due begin one new one.
func TestOneOfManyRolls(t *testing.T) {
	_, path := filed(t)
	var group sync.WaitGroup
	var mu sync.Mutex
	started := 0
	for range 8 {
		v := vaultOf(t, path)
		group.Go(func() {
			for {
				did, err := v.Roll(began.Add(week), privacy.EpochLife, rand.Reader)
				if errors.Is(err, privacy.ErrRingBusy) {
					continue
				}
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				if did {
					started++
				}
				return
			}
		})
	}
	group.Wait()
	if n := len(ids(must(privacy.ReadRing(path))(t))); started != 1 || n != 2 {
		t.Errorf("%d copies began an epoch; there are %d", started, n)
	}
}

// TestDestroySpares the two newest, what has had its successor for less than an
// hour, and what is not named.
func TestDestroySpares(t *testing.T) {
	v, path := filed(t)
	now := began
	for range 3 {
		now = now.Add(week)
		roll(t, v, now, privacy.EpochLife)
	}
	all := ids(v.Ring())
	if n := must(v.Destroy(now, all[0]))(t); n != 1 {
		t.Errorf("%d destroyed, and one was named", n)
	}
	roll(t, v, now, 0)
	roll(t, v, now, 0)
	all = ids(v.Ring())
	if n := must(v.Destroy(now.Add(59*time.Minute), all...))(t); n != 1 {
		t.Errorf("%d destroyed, and one had ended a week ago", n)
	}
	if n := must(v.Destroy(now.Add(time.Hour), all...))(t); n != 2 {
		t.Errorf("%d destroyed, and two more had ended an hour ago", n)
	}
	if left := ids(must(privacy.ReadRing(path))(t)); !slices.Equal(left, all[len(all)-2:]) {
		t.Errorf("%d epochs are left, not the two newest", len(left))
	}
	if n := must(v.Destroy(now.Add(week), all...))(t); n != 0 {
		t.Errorf("%d of the two newest destroyed", n)
	}
}

// TestRollInMemory is the demo's.
func TestRollInMemory(t *testing.T) {
	v := newVault(t)
	old := sealAll(t, v)
	for i := range 2 {
		old.check(t, v, nil)
		now := began.Add(time.Duration(i+1) * week)
		roll(t, v, now, privacy.EpochLife)
		must(v.Destroy(now, ids(v.Ring())...))(t)
	}
	old.check(t, v, privacy.ErrNoEpoch)
	sealAll(t, v).check(t, v, nil)
}

// TestOtherCopies: what one copy seals under an epoch that it has just begun,
// another opens at once, and after its next look it seals under it too.
func TestOtherCopies(t *testing.T) {
	one, path := filed(t)
	other := vaultOf(t, path)
	roll(t, one, began.Add(week), privacy.EpochLife)
	stale := sealAll(t, other) // it has not looked yet
	sealAll(t, one).check(t, other, nil)
	stale.check(t, one, nil)

	roll(t, one, began.Add(2*week), privacy.EpochLife)
	if err := other.Reload(); err != nil {
		t.Fatal(err)
	}
	newest := ids(one.Ring())[2]
	if id := must(privacy.EpochOf(sealAll(t, other).job))(t); id != newest {
		t.Error("it still seals under the older epoch")
	}
	must(one.Destroy(began.Add(2*week), ids(one.Ring())...))(t)
	if err := other.Reload(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(ids(other.Ring()), ids(one.Ring())) {
		t.Error("the copies have different epochs")
	}
}

// TestUnreadableIsNotErased: where the ring cannot be asked, nobody may take what
// is sealed under an unknown epoch for erased, and write over it.
func TestUnreadableIsNotErased(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"gone":    os.Remove,
		"exposed": func(path string) error { return os.Chmod(path, 0o644) },
		"damaged": func(path string) error { return os.WriteFile(path, []byte("{"), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			one, path := filed(t)
			other := vaultOf(t, path)
			known := sealAll(t, other)
			roll(t, one, began.Add(week), privacy.EpochLife)
			unknown := sealAll(t, one)
			if err := spoil(path); err != nil {
				t.Fatal(err)
			}
			if _, err := other.OpenKey("owner", unknown.key); !errors.Is(err, privacy.ErrKeysAway) || privacy.Lost(err) {
				t.Errorf("got %v", err)
			}
			if other.Reload() == nil {
				t.Error("the ring was read")
			}
			known.check(t, other, nil) // what is in memory still serves
			if _, err := other.Roll(began.Add(2*week), 0, rand.Reader); err == nil {
				t.Error("a ring that cannot be read was rolled")
			}
		})
	}
}

// TestSwappedRing: a file that is not what became of the ring in use is refused
// by a copy that runs.
func TestSwappedRing(t *testing.T) {
	v, path := filed(t)
	backup := must(os.ReadFile(path))(t)
	roll(t, v, began.Add(week), privacy.EpochLife)
	right := must(os.ReadFile(path))(t)
	mine := sealAll(t, v)
	made := oneEpoch(t, 2*week)
	for name, wrong := range map[string][]byte{"made anew": must(os.ReadFile(writeFile(t, made)))(t), "out of a backup": backup} {
		if err := os.WriteFile(path, wrong, 0o600); err != nil {
			t.Fatal(err)
		}
		if v.Reload() == nil {
			t.Errorf("%s: taken", name)
		}
		if _, err := v.Roll(began.Add(3*week), 0, rand.Reader); err == nil {
			t.Errorf("%s: rolled", name)
		}
		mine.check(t, v, nil)
	}
	if err := os.WriteFile(path, right, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := v.Reload(); err != nil {
		t.Error(err)
	}
}

// TestRingOfAnotherService: whoever rolls a ring first has it.
func TestRingOfAnotherService(t *testing.T) {
	one, path := filed(t)
	other := must(privacy.NewVault(newRoot(t, 0), must(privacy.ReadRing(path))(t), "another"))(t)
	if roll(t, one, began, privacy.EpochLife) {
		t.Fatal("it was not due")
	}
	if _, err := other.Roll(began.Add(week), privacy.EpochLife, rand.Reader); !errors.Is(err, privacy.ErrRingOther) {
		t.Errorf("roll: %v", err)
	}
	if err := other.Reload(); !errors.Is(err, privacy.ErrRingOther) {
		t.Errorf("reload: %v", err)
	}
	if _, err := privacy.NewVault(newRoot(t, 0), must(privacy.ReadRing(path))(t), "another"); !errors.Is(err, privacy.ErrRingOther) {
		t.Errorf("start: %v", err)
	}
	vaultOf(t, path)
}

// TestRingFileAfterRolling: mode, lock, and what is left behind.
func TestRingFileAfterRolling(t *testing.T) {
	v, path := filed(t)
	first := readFile(t, path).Epochs[0]["key"].(string)
	// A writer died in the middle.
	if err := os.WriteFile(path+".next", []byte(`{"epochs":[`), 0o600); err != nil {
		t.Fatal(err)
	}
	left, old := must(os.Open(path+".next"))(t), must(os.Open(path))(t)
	for i := range 3 {
		now := began.Add(time.Duration(i+1) * week)
		roll(t, v, now, privacy.EpochLife)
		must(v.Destroy(now, ids(v.Ring())...))(t)
	}
	for what, file := range map[string]*os.File{"the half ring": left, "the old ring": old} {
		b := make([]byte, 4096)
		n, _ := file.Read(b)
		if n == 0 || strings.Trim(string(b[:n]), "\x00") != "" {
			t.Errorf("%s was not overwritten", what)
		}
		_ = file.Close()
	}
	var names []string
	for _, e := range must(os.ReadDir(filepath.Dir(path)))(t) {
		names = append(names, e.Name())
		info := must(e.Info())(t)
		if info.Mode() != 0o600 {
			t.Errorf("%s has mode %v", e.Name(), info.Mode())
		}
		if strings.Contains(string(must(os.ReadFile(filepath.Join(filepath.Dir(path), e.Name())))(t)), first) {
			t.Errorf("%s holds a key that was destroyed", e.Name())
		}
	}
	if !slices.Equal(names, []string{"heard.keys", "heard.keys.lock"}) {
		t.Errorf("in the folder: %q", names)
	}
}

func TestRollWaitsForNobody(t *testing.T) {
	v, path := filed(t)
	lock := must(os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600))(t)
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Roll(began.Add(week), 0, rand.Reader); !errors.Is(err, privacy.ErrRingBusy) {
		t.Errorf("got %v", err)
	}
	_ = lock.Close()
	roll(t, v, began.Add(week), 0)
}

// TestRollUnderLoad is for the race detector, and for what is sealed and opened
// while keys roll: two copies open each other's at any moment.
func TestRollUnderLoad(t *testing.T) {
	one, path := filed(t)
	copies := []*privacy.Vault{one, vaultOf(t, path), vaultOf(t, path)}
	values := make(chan all, 64)
	stop := make(chan struct{})
	var work sync.WaitGroup
	for _, v := range copies {
		work.Go(func() {
			for {
				select {
				case <-stop:
					return
				case values <- sealAll(t, v):
				case other := <-values:
					other.check(t, v, nil)
				}
			}
		})
	}
	for i := range 12 {
		now := began.Add(time.Duration(i+1) * week)
		roll(t, one, now, privacy.EpochLife)
		for _, v := range copies {
			if err := v.Reload(); err != nil {
				t.Error(err)
			}
		}
	}
	close(stop)
	work.Wait()
}

// TestRollKeepsTheOwner: what root rolls the service can still read.
func TestRollKeepsTheOwner(t *testing.T) {
	v, path := filed(t)
	owner := os.Geteuid()
	if owner == 0 {
		owner = 12345
	}
	if err := os.Chown(path, owner, -1); err != nil {
		t.Fatal(err)
	}
	roll(t, v, began.Add(week), 0)
	for _, name := range []string{path, path + ".lock"} {
		if has := must(os.Stat(name))(t).Sys().(*syscall.Stat_t).Uid; int(has) != owner {
			t.Errorf("%s has another owner than the ring had", filepath.Base(name))
		}
	}
}
