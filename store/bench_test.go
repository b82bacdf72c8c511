package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

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

// BenchmarkCommitCase is a case that is opened by a patient, and one that is
// changed by staff.
func BenchmarkCommitCase(b *testing.B) {
	s, err := store.Open(b.Context(), store.Options{URL: startRedis(b).url, Service: "x"})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	var updates atomic.Int64
	sealed := make([]byte, 400)
	write := func(c care.Commit) error {
		c.Update = care.UpdateID(updates.Add(1))
		r, err := s.Commit(b.Context(), c, t0)
		if err == nil && r.Outcome != care.Kept {
			err = fmt.Errorf("outcome %d", r.Outcome)
		}
		return err
	}
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		p := somebody(int(updates.Add(1)), 0)
		for was := int64(0); pb.Next(); was++ {
			k := care.CaseWrite{
				Code: care.Code(fmt.Sprint("C-", updates.Add(1))), Keep: day,
				Record: care.CaseRecord{Key: sealed[:60], Body: sealed, Return: sealed[:60]},
			}
			opens := care.Commit{
				Patient: &care.PatientWrite{ID: p, Was: was, Keep: day, Record: care.PatientRecord{State: sealed}},
				Cases:   cases(k),
			}
			err1 := write(opens)
			k.Was = 1
			if err := errors.Join(err1, write(care.Commit{Cases: cases(k)})); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(2*float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

// BenchmarkClaimBulk is the tick of a minute in which 100 bulk boxes are due, among
// as many as are stored: one claim, in a Redis that writes no file, so that its own
// work is what is measured. It also tells the memory that a box takes.
func BenchmarkClaimBulk(b *testing.B) {
	for _, boxes := range []int{1_000, 1_000_000} {
		b.Run(fmt.Sprint(boxes), func(b *testing.B) {
			p := startRedis(b, "--appendonly", "no")
			s, err := store.Open(b.Context(), store.Options{
				URL: p.url, Service: "x", Limits: store.Limits{Overall: store.Pace{N: 1000, Per: time.Second}},
			})
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			before := usedMemory(b, p)
			fillBulk(b, s, boxes)
			each := float64(usedMemory(b, p)-before) / float64(boxes)
			claimBulk(b, s, boxes)
			b.ReportMetric(each, "B/box")
			b.ReportMetric(each*1e6/(1<<20), "MiB/million")
		})
	}
}

// usedMemory is what Redis's data takes, in bytes.
func usedMemory(b *testing.B, p *process) (bytes int64) {
	raw := redis.NewClient(&redis.Options{Addr: p.URL[len("redis://"):]})
	defer func() { _ = raw.Close() }()
	info, err := raw.Info(b.Context(), "memory").Result()
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := strings.Cut(info, "used_memory:")
	if _, err := fmt.Sscan(rest, &bytes); err != nil {
		b.Fatal(err)
	}
	return bytes
}

// bulkDue is how many are due in each minute.
const bulkDue = 100

// fillBulk sets boxes as subscriptions are, with names and bodies as long as
// theirs.
func fillBulk(b *testing.B, s *store.Store, boxes int) {
	body := make([]byte, 285)
	for first := 0; first < boxes; first += 500 {
		jobs := make([]care.Job, 500)
		for i := range jobs {
			jobs[i] = bulk("remind:"+somebody(1, first+i).Hex(), after(time.Duration((first+i)/bulkDue)*time.Minute), "")
			jobs[i].Body = body
		}
		if r, err := s.Commit(b.Context(), care.Commit{Jobs: jobs}, t0); err != nil || r.Outcome != care.Kept {
			b.Fatalf("outcome %d, %v", r.Outcome, err)
		}
	}
}

// claimBulk claims what is due in one minute after the other. What went out is set
// for when all others have been.
func claimBulk(b *testing.B, s *store.Store, boxes int) {
	now, body := t0, make([]byte, 285)
	for b.Loop() {
		leases, _, err := s.Claim(b.Context(), 2*bulkDue, now)
		if err != nil || len(leases) != bulkDue {
			b.Fatalf("%d leases, %v", len(leases), err)
		}
		b.StopTimer()
		over := make([]care.Settlement, len(leases))
		for i, l := range leases {
			over[i] = care.Settlement{Lease: l, Again: now.Add(time.Duration(boxes/bulkDue) * time.Minute), Body: body}
		}
		if late, err := s.Settle(b.Context(), over, now); late > 0 || err != nil {
			b.Fatalf("%d late, %v", late, err)
		}
		now = now.Add(time.Minute)
		b.StartTimer()
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
