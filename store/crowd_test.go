package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"heard/care"
)

// crowdCommits lets many commit at once while Redis forgets its scripts again and
// again: each is kept, once, and told of its own outcome.
func crowdCommits(t *testing.T, srv server) {
	const people, turns = 40, 12
	s, raw := srv.open(t, "crowd"), srv.raw(t)
	ctx, stop := context.WithCancel(t.Context())
	var forgetting, all sync.WaitGroup
	forgetting.Go(func() {
		for ctx.Err() == nil {
			_ = raw.ScriptFlush(ctx).Err()
		}
	})
	for n := range byte(people) {
		all.Go(func() {
			for turn := range int64(turns) {
				got, err := s.Commit(t.Context(), care.Commit{
					Update:  care.UpdateID(int64(n)*turns + turn + 1),
					Patient: patient(n, turn, "s"),
				}, t0)
				if err != nil || got.Outcome != care.Kept {
					t.Errorf("person %d, turn %d: outcome %d, %v", n, turn, got.Outcome, err)
					return
				}
			}
		})
	}
	all.Wait()
	stop()
	forgetting.Wait()
	for n := range byte(people) {
		rec, _, _, err := s.Load(t.Context(), 999_999, person(n), "")
		if err != nil || rec.Version != turns {
			t.Errorf("person %d is at version %d, want %d (%v)", n, rec.Version, turns, err)
		}
	}
}

// crowdLeft goes away before a commit: that is said at once, and the others are
// carried out.
func crowdLeft(t *testing.T, srv server) {
	s := srv.open(t, "left")
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := s.Commit(gone, care.Commit{Update: 1, Patient: patient(1, 0, "x")}, t0); !errors.Is(err, context.Canceled) {
		t.Errorf("the commit of somebody who left gives %v, want %v", err, context.Canceled)
	}
	commit(t, s, care.Commit{Update: 2, Patient: patient(2, 0, "x")}, t0, care.Kept)
}
