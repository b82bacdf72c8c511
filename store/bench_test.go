package store_test

import (
	"sync/atomic"
	"testing"
	"time"

	"heard/care"
	"heard/store"
)

// BenchmarkCommitSettle is one step of a conversation: a patient's row and a
// message out in one commit, and the settlement of that message, on a Redis that
// has each on disk before it answers.
func BenchmarkCommitSettle(b *testing.B) {
	wide := store.Pace{N: 1_000_000, Per: time.Second}
	for _, bench := range []struct {
		name   string
		limits store.Limits
	}{
		{"unlimited", store.Limits{}},
		{"limited", store.Limits{Patient: wide, Group: wide, Overall: wide}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			s, err := store.Open(b.Context(), store.Options{URL: startRedis(b).url, Service: "x", Limits: bench.limits})
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			commitSettle(b, s)
		})
	}
}

func commitSettle(b *testing.B, s *store.Store) {
	var people, updates atomic.Int64
	state, body := make([]byte, 300), make([]byte, 400)
	b.SetParallelism(32)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		p := somebody(int(people.Add(1)), 0)
		for was := int64(0); pb.Next(); was++ {
			r, err := s.Commit(b.Context(), care.Commit{
				Update:  care.UpdateID(updates.Add(1)),
				Patient: &care.PatientWrite{ID: p, Was: was, Keep: day, Record: care.PatientRecord{Key: state[:60], Address: state[:40], State: state}},
				Jobs:    []care.Job{{Box: care.PatientBox(p), Body: body}},
			}, t0)
			if err != nil || r.Outcome != care.Kept || r.Leases[0].Job == "" {
				b.Errorf("commit: %v, %v", r.Outcome, err)
				return
			}
			if late, err := s.Settle(b.Context(), []care.Settlement{done(r.Leases[0])}, t0); late != 0 || err != nil {
				b.Errorf("settle: %d late, %v", late, err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "steps/s")
}
