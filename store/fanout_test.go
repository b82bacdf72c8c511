package store_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"heard/care"
	"heard/store"
)

const (
	crowd   = 10_000                // bulk boxes that are due in the same minute
	presses = 90                    // patients who press a button meanwhile
	flight  = 70 * time.Millisecond // how long a message is on its way
)

// fanOut is the minute of a clinic in which everybody is reminded, under a clock
// that the test moves: copies of the service that claim, and patients who press
// buttons.
type fanOut struct {
	t      *testing.T
	copies []*store.Store
	rand   *rand.Rand
	now    time.Time
	look   []time.Time // when each copy claims next

	sends   []time.Time
	order   []string // the bulk boxes as they went out
	flying  []flying
	pressed map[string]time.Time // who waits for an answer, since when
	waited  time.Duration        // the longest that anybody did
}

// flying are messages that arrive together.
type flying struct {
	at  time.Time
	all []care.Settlement
}

// took sends what was leased.
func (f *fanOut) took(leases ...care.Lease) {
	over := make([]care.Settlement, len(leases))
	for i, l := range leases {
		f.sends = append(f.sends, f.now)
		if over[i] = done(l); l.Box.Bulk {
			f.order = append(f.order, l.Box.Name)
			over[i] = anew(l, f.now.Add(day), "tomorrow")
			continue
		}
		f.waited = max(f.waited, f.now.Sub(f.pressed[l.Box.Name]))
		delete(f.pressed, l.Box.Name)
	}
	f.flying = append(f.flying, flying{f.now.Add(flight), over})
}

// claim has a copy take what it can get, until it is told to wait.
func (f *fanOut) claim(i int) {
	for {
		leases, next := claim(f.t, f.copies[i], 16, f.now)
		if len(leases) == 0 {
			f.look[i] = next
			if next.IsZero() || !next.After(f.now) {
				f.t.Fatalf("nothing to be had, and the next look is at %v", next.Sub(t0))
			}
			return
		}
		f.took(leases...)
	}
}

// wake lets any copy look at once, as a commit or settlement does.
func (f *fanOut) wake() { f.look[f.rand.IntN(len(f.look))] = f.now }

// press is a patient who wants an answer.
func (f *fanOut) press(n int) {
	box := care.PatientBox(somebody(9, n))
	f.pressed[box.Name] = f.now
	s := f.copies[f.rand.IntN(len(f.copies))]
	if l := commit(f.t, s, care.Commit{Jobs: []care.Job{job(box, "answer")}}, f.now, care.Kept).Leases[0]; l.Job != "" {
		f.took(l)
		return
	}
	f.wake()
}

// land settles what has arrived.
func (f *fanOut) land() {
	one := f.flying[0]
	f.flying = f.flying[1:]
	if late := settle(f.t, f.copies[f.rand.IntN(len(f.copies))], f.now, one.all...); late > 0 {
		f.t.Fatalf("%d settlements came late", late)
	}
	f.wake()
}

// run moves the clock from one thing that happens to the next, until everything
// went out.
func (f *fanOut) run(press []time.Time) {
	pressed := 0
	for len(f.order) < crowd || len(f.flying) > 0 || len(f.pressed) > 0 || pressed < len(press) {
		first := slices.IndexFunc(f.look, func(at time.Time) bool { return at.Equal(slices.MinFunc(f.look, time.Time.Compare)) })
		f.now = f.look[first]
		do := func() { f.claim(first) }
		if len(f.flying) > 0 && !f.flying[0].at.After(f.now) {
			f.now, do = f.flying[0].at, f.land
		}
		if pressed < len(press) && !press[pressed].After(f.now) {
			f.now, do = press[pressed], func() { f.press(pressed); pressed++ }
		}
		do()
	}
}

// TestFanOut reminds 10,000 people who are due in the same minute, those whose
// clinic closes first before the others.
func TestFanOut(t *testing.T) {
	for name, pace := range map[string]store.Pace{"30 a second": {N: 30, Per: time.Second}, "the default": store.DefaultLimits().Overall} {
		t.Run(name, func(t *testing.T) {
			p, source := startRedis(t), rand.New(rand.NewPCG(1, 2))
			limits := store.DefaultLimits()
			limits.Overall = pace
			f := &fanOut{t: t, rand: source, pressed: map[string]time.Time{}, now: t0}
			for range 3 {
				f.copies = append(f.copies, p.open(t, "x", limited(limits)))
				f.look = append(f.look, after(time.Minute))
			}
			want := f.fill()
			own := pace.Per * crowd / time.Duration(pace.N)
			var press []time.Time
			for range presses {
				press = append(press, after(time.Minute+time.Duration(source.Int64N(int64(own)))).Truncate(time.Millisecond))
			}
			slices.SortFunc(press, time.Time.Compare)
			f.run(press)
			f.verify(pace, want, own)
		})
	}
}

// fill sets the boxes and returns their names in the order in which they are to
// go: by the time by which they count, and by name where that is the same.
func (f *fanOut) fill() (want []string) {
	jobs := make([]care.Job, crowd)
	for i := range jobs {
		due := after(time.Duration(f.rand.IntN(60_000)) * time.Millisecond)
		jobs[i] = bulk("remind:"+somebody(f.rand.Int(), i).Hex(), due, "today")
	}
	for some := range slices.Chunk(jobs, 500) {
		put(f.t, f.copies[0], f.now, some...)
	}
	slices.SortFunc(jobs, func(a, b care.Job) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Box.Name, b.Box.Name))
	})
	for _, j := range jobs {
		want = append(want, j.Box.Name)
	}
	return want
}

func (f *fanOut) verify(pace store.Pace, want []string, own time.Duration) {
	if !slices.Equal(f.order, want) {
		f.t.Error("the order is not that of their times")
	}
	for i := pace.N; i < len(f.sends); i++ {
		if f.sends[i].Sub(f.sends[i-pace.N]) < pace.Per {
			f.t.Fatalf("more than %d sends in %v", pace.N, pace.Per)
		}
	}
	if f.waited > pace.Per {
		f.t.Errorf("somebody who pressed a button waited for %v", f.waited)
	}
	took := f.sends[len(f.sends)-1].Sub(f.sends[0])
	off := 100 * (took.Seconds()/own.Seconds() - 1)
	if off < -2 || off > 2 {
		f.t.Errorf("took %v, the limit's own time is %v", took, own)
	}
	for name, body := range each(f.t, f.copies[0]) {
		if body != "tomorrow" {
			f.t.Fatalf("%s holds %q", name, body)
		}
	}
	f.t.Logf("%d reminders and %d answers in %v of simulated time; the limit's own for the reminders is %v (%s), off by %+.1f %%; the longest wait for an answer was %v",
		crowd, presses, took, own, fmt.Sprintf("%d in %v", pace.N, pace.Per), off, f.waited)
}
