package privacy_test

import (
	"bufio"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"heard/privacy"
)

// rollsEnv tells the test binary to be the process that is killed.
const rollsEnv = "HEARD_TEST_ROLLS"

// TestRollsForEver is not a test by itself: TestKilledWhileRolling runs it.
func TestRollsForEver(t *testing.T) {
	path := os.Getenv(rollsEnv)
	if path == "" {
		return
	}
	v := vaultOf(t, path)
	epochs := v.Ring().Epochs(began)
	for now := epochs[len(epochs)-1].Start; ; {
		now = now.Add(week)
		roll(t, v, now, privacy.EpochLife)
		must(v.Destroy(now, ids(v.Ring())...))(t)
		rollNames(t, v, now, privacy.NameLife/6)
		must(v.DestroyNames(now, nameIDs(v)...))(t)
		fmt.Println("rolled")
	}
}

// TestKilledWhileRolling kills a process in the middle of rolling, many times:
// the ring is always whole and never loses what it had before the last two rolls, nor
// the lookup key in use.
func TestKilledWhileRolling(t *testing.T) {
	_, path := filed(t)
	for kill := range 15 {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestRollsForEver$")
		child.Env = append(os.Environ(), rollsEnv+"="+path)
		out := must(child.StdoutPipe())(t)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 1 + kill%4 {
			if !lines.Scan() {
				t.Fatal("the process ended by itself")
			}
		}
		_ = child.Process.Kill()
		for lines.Scan() { // until it is gone
		}
		_ = child.Wait()
		ring := must(privacy.ReadRing(path))(t)
		if n := len(ids(ring)); n < 2 || n > 3 {
			t.Fatalf("%d epochs are left", n)
		}
		if n := len(ring.Names(began)); n < 1 || n > 3 {
			t.Fatalf("%d lookup keys are left", n)
		}
	}
	v := vaultOf(t, path)
	mine := sealAll(t, v)
	newest := v.Ring().Epochs(began)
	if did, err := v.Roll(newest[len(newest)-1].Start.Add(week), privacy.EpochLife, rand.Reader); !did || err != nil {
		t.Fatalf("rolling after the deaths: %v, %v", did, err)
	}
	mine.check(t, v, nil)
	if _, err := os.Stat(path + ".next"); err == nil {
		t.Error("half a ring was left behind")
	}
}
