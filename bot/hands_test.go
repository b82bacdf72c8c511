package bot_test

import (
	"sync"
	"testing"
	"testing/synctest"

	"heard/bot"
)

// TestHands gives more tasks than there may be hands at rest: each is done once and
// beside the others, later ones by those at rest, and nobody is left in the end.
func TestHands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		do, resting, home := bot.Hands()
		const crowd, most = 300, 128
		for range 3 {
			var all sync.WaitGroup
			all.Add(crowd)
			for range crowd {
				do(func() {
					all.Done()
					all.Wait() // ends only when everybody has begun
				})
			}
			all.Wait()
			synctest.Wait()
			if n := resting(); n != most {
				t.Fatalf("%d rest, want %d", n, most)
			}
		}
		home()
		synctest.Wait()
		done := make(chan struct{})
		do(func() { close(done) })
		<-done
		synctest.Wait()
		if n := resting(); n != 0 {
			t.Errorf("%d rest when all have been sent home", n)
		}
	})
}
