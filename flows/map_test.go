package flows_test

import (
	"testing"

	"heard/flows"
)

// The map of the conversations has no hole: every way leads to a step, every
// step can be reached, and none is a dead end.
func TestMap(t *testing.T) {
	next, back := flows.Map()
	reached := map[flows.Step]bool{flows.Start: true}
	for range next {
		for at, ways := range next {
			if reached[at] {
				for _, to := range ways {
					reached[to] = true
				}
			}
		}
	}
	for at, ways := range next {
		if !reached[at] {
			t.Errorf("%s cannot be reached", at)
		}
		if len(ways) == 0 {
			t.Errorf("%s leads nowhere", at)
		}
		for _, to := range ways {
			if _, ok := next[to]; !ok {
				t.Errorf("%s leads to %s, which is no step", at, to)
			}
		}
		if to := back[at]; to != "" {
			if _, ok := next[to]; !ok {
				t.Errorf("back from %s leads to %s, which is no step", at, to)
			}
		}
	}
}
