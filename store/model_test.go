package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/care"
	"heard/store"
)

// modelBox is one box of the model: plain slices and numbers.
type modelBox struct {
	jobs  []care.Job
	due   int64
	held  string // who holds the head: a lease's key; empty for nobody
	tries int
	sends []int64
}

// model is the outbox without Redis. It counts sends in a window one by one,
// where the script looks at the N-th last.
type model struct {
	boxes  map[string]*modelBox
	limits store.Limits
	sends  []int64
}

func (m *model) box(b care.Box) *modelBox {
	if m.boxes[b.Name] == nil {
		m.boxes[b.Name] = &modelBox{}
	}
	return m.boxes[b.Name]
}

// free is the first time from now at which cost more sends fit.
func free(sends []int64, p store.Pace, cost int, now int64) int64 {
	if p.N == 0 {
		return now
	}
	for at := now; ; at++ {
		n := min(cost, p.N)
		for _, s := range sends {
			if s > at-p.Per.Milliseconds() {
				n++
			}
		}
		if n <= p.N {
			return at
		}
	}
}

// try leases the head of a box, or says what holds it back.
func (m *model) try(b *modelBox, now int64) (own, all int64) {
	j := b.jobs[0]
	cost, pace := max(j.Cost, 1), m.limits.Patient
	switch {
	case j.Box.Timer && !j.Box.Bulk:
		b.due, b.tries = now+lease.Milliseconds(), b.tries+1
		return 0, 0
	case j.Box.Bulk:
		pace = store.Pace{}
	case j.Box.Group:
		pace = m.limits.Group
	}
	if at := free(b.sends, pace, cost, now); at > now {
		return at, 0
	}
	if at := free(m.sends, m.limits.Overall, cost, now); at > now {
		return 0, at
	}
	for range min(cost, max(pace.N, 1)) {
		b.sends = append(b.sends, now)
	}
	for range min(cost, max(m.limits.Overall.N, 1)) {
		m.sends = append(m.sends, now)
	}
	b.due, b.tries = now+lease.Milliseconds(), b.tries+1
	return 0, 0
}

// first is the box that is due first, by name where two are at once: of the bulk
// boxes, or of the others.
func (m *model) first(bulk bool) (string, *modelBox) {
	var name string
	var first *modelBox
	for n, b := range m.boxes {
		if len(b.jobs) > 0 && b.jobs[0].Box.Bulk == bulk && (first == nil || b.due < first.due || b.due == first.due && n < name) {
			name, first = n, b
		}
	}
	return name, first
}

// put returns whether the job is leased.
func (m *model) put(j care.Job, queued bool, now int64) bool {
	b := m.box(j.Box)
	if j.Box.Timer {
		b.jobs, b.due, b.held, b.tries = nil, j.Due.UnixMilli(), "", 0
		if len(j.Body) > 0 {
			b.jobs = []care.Job{j}
		}
		return false
	}
	if b.jobs = append(b.jobs, j); len(b.jobs) > 1 {
		return false
	}
	b.due = now
	if queued {
		return false
	}
	own, all := m.try(b, now)
	if own > 0 {
		b.due = own
	}
	return own == 0 && all == 0
}

// claim returns the names of the boxes leased, and the next time to look.
func (m *model) claim(n int, now int64) (leased []string, next int64) {
	leased, full := m.take(false, n, now)
	if full > 0 {
		return leased, full
	}
	more, full := m.take(true, n-len(leased), now)
	if _, b := m.first(false); b != nil {
		next = b.due
	}
	if _, b := m.first(true); b != nil {
		if full == 0 {
			full = b.due
		}
		if next == 0 || full < next {
			next = full
		}
	}
	return append(leased, more...), next
}

// take leases up to n boxes, or as many as the overall limit lets it: then it
// tells when that lets more.
func (m *model) take(bulk bool, n int, now int64) (leased []string, full int64) {
	for len(leased) < n {
		name, b := m.first(bulk)
		if b == nil || b.due > now {
			break
		}
		own, all := m.try(b, now)
		if all > 0 {
			return leased, all
		}
		if own > 0 {
			b.due = own
			continue
		}
		leased = append(leased, name)
	}
	return leased, 0
}

func leaseKey(l care.Lease) string { return fmt.Sprint(l.Box.Name, " ", l.Fence) }

// settle returns whether the settlement came too late.
func (m *model) settle(s care.Settlement, now int64) bool {
	b := m.box(s.Lease.Box)
	switch {
	case b.held != leaseKey(s.Lease):
		return true
	case s.Keep:
		b.due = now + lease.Milliseconds()
	case !s.Again.IsZero():
		b.held, b.due = "", s.Again.UnixMilli()
		if s.Body != nil {
			b.jobs[0].Body, b.tries = s.Body, 0
		}
	default:
		b.jobs, b.held, b.due, b.tries = b.jobs[1:], "", now, 0
	}
	return false
}

// machine runs the store and the model side by side.
type machine struct {
	s      *store.Store
	model  model
	now    time.Time
	leases []care.Lease // every lease ever given, also those long over
	bodies int
}

func (m *machine) took(rt *rapid.T, l care.Lease) {
	b := m.model.box(l.Box)
	want := care.Lease{Job: l.Job, Box: b.jobs[0].Box, Fence: l.Fence, Tries: b.tries - 1, Body: b.jobs[0].Body}
	if diff := cmp.Diff(want, l); diff != "" {
		rt.Fatalf("lease:\n%s", diff)
	}
	b.held = leaseKey(l)
	m.leases = append(m.leases, l)
}

func (m *machine) commit(rt *rapid.T) {
	jobs := make([]care.Job, rapid.IntRange(1, 3).Draw(rt, "jobs"))
	for i := range jobs {
		m.bodies++
		jobs[i] = care.Job{
			Box:  rapid.SampledFrom([]care.Box{anna, bo, quality, modelTimer, early, late, early, late}).Draw(rt, "box"),
			Cost: rapid.IntRange(0, 2).Draw(rt, "cost"), Body: fmt.Append(nil, m.bodies),
		}
		if jobs[i].Box.Timer {
			m.timer(rt, &jobs[i])
		}
	}
	if slices.ContainsFunc(jobs, m.conflicts) {
		commit(rt, m.s, care.Commit{Jobs: jobs}, m.now, care.Conflict)
		return
	}
	r := commit(rt, m.s, care.Commit{Jobs: jobs}, m.now, care.Kept)
	_, first := m.model.first(false)
	queued := m.model.limits.Overall.N > 0 && first != nil && first.due <= m.now.UnixMilli()
	for i, j := range jobs {
		leased := m.model.put(j, queued, m.now.UnixMilli())
		if leased != (r.Leases[i].Job != "") {
			rt.Fatalf("job %d of a commit: leased %v, want %v", i, !leased, leased)
		}
		if leased {
			m.took(rt, r.Leases[i])
		}
	}
}

var modelTimer, early, late = care.TimerBox("t"), care.BulkBox("a"), care.BulkBox("z")

// timer draws what only a timer's job has: its time, what its box is to hold, and
// sometimes that the box is to be emptied.
func (m *machine) timer(rt *rapid.T, j *care.Job) {
	j.Due = m.now.Add(time.Duration(rapid.IntRange(-2_000, 2_000).Draw(rt, "due")) * time.Millisecond)
	switch rapid.IntRange(0, 6).Draw(rt, "was") {
	case 0:
		j.Was = []byte{}
	case 1:
		j.Was = []byte("another")
	case 2, 3:
		j.Was = m.held(j.Box)
	}
	if rapid.IntRange(0, 5).Draw(rt, "emptied") == 0 {
		j.Due, j.Body = time.Time{}, nil
	}
}

// held is what a timer's box holds, empty for nothing.
func (m *machine) held(box care.Box) []byte {
	if b := m.model.box(box); len(b.jobs) > 0 {
		return b.jobs[0].Body
	}
	return []byte{}
}

// conflicts reports whether a job wants to find something else in its box, or what a
// bulk box holds while that is being sent.
func (m *machine) conflicts(j care.Job) bool {
	b := m.model.box(j.Box)
	sent := j.Box.Bulk && b.held != "" && b.due > m.now.UnixMilli()
	return j.Was != nil && (sent || string(j.Was) != string(m.held(j.Box)))
}

func (m *machine) claim(rt *rapid.T) {
	n := rapid.IntRange(1, 4).Draw(rt, "n")
	leases, next := claim(rt, m.s, n, m.now)
	want, wantNext := m.model.claim(n, m.now.UnixMilli())
	got := make([]string, len(leases))
	for i, l := range leases {
		got[i] = l.Box.Name
	}
	if !slices.Equal(got, want) {
		rt.Fatalf("claimed boxes %q, want %q", got, want)
	}
	if wantNext == 0 != next.IsZero() || wantNext != 0 && next.UnixMilli() != wantNext {
		rt.Fatalf("next in %v, want %v", next.Sub(t0), time.UnixMilli(wantNext).Sub(t0))
	}
	for _, l := range leases {
		m.took(rt, l)
	}
}

// settle ends any leases ever given, so that many are over already.
func (m *machine) settle(rt *rapid.T) {
	if len(m.leases) == 0 {
		rt.Skip("no lease yet")
	}
	all := make([]care.Settlement, rapid.IntRange(1, 3).Draw(rt, "settlements"))
	want := 0
	for i := range all {
		from := max(0, len(m.leases)-4)
		all[i].Lease = rapid.SampledFrom(m.leases[from:]).Draw(rt, "lease")
		all[i].Keep = rapid.IntRange(0, 4).Draw(rt, "keep") == 0
		if rapid.IntRange(0, 2).Draw(rt, "again") == 0 {
			all[i].Again = m.now.Add(time.Duration(rapid.IntRange(1, 30_000).Draw(rt, "ms")) * time.Millisecond)
			if !all[i].Keep && rapid.Bool().Draw(rt, "anew") {
				m.bodies++
				all[i].Body = fmt.Append(nil, m.bodies)
			}
		}
		if m.model.settle(all[i], m.now.UnixMilli()) {
			want++
		}
	}
	if late := settle(rt, m.s, m.now, all...); late != want {
		rt.Fatalf("%d late, want %d", late, want)
	}
}

// look compares how full the outbox is.
func (m *machine) look(rt *rapid.T) {
	var want store.Depth
	for _, b := range m.model.boxes {
		if len(b.jobs) > 0 && b.jobs[0].Box.Bulk {
			if b.due <= m.now.UnixMilli() {
				want.Bulk++
			}
			continue
		}
		if late := m.now.UnixMilli() - b.due; len(b.jobs) > 0 {
			want.Boxes++
			if late >= 0 {
				want.Due++
				want.Oldest = max(want.Oldest, time.Duration(late)*time.Millisecond)
			}
		}
	}
	got, err := m.s.Depth(rt.Context(), m.now)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		rt.Fatalf("depth (%v):\n%s", err, diff)
	}
}

// peek looks into the boxes of timers.
func (m *machine) peek(rt *rapid.T) {
	want := map[string]string{}
	for _, box := range []care.Box{modelTimer, early, late} {
		held, due := m.held(box), time.Time{}
		if len(held) > 0 {
			due = time.UnixMilli(m.model.box(box).due)
			if box.Bulk {
				want[box.Name] = string(held)
			}
		}
		if body, at := peek(rt, m.s, box); body != string(held) || !at.Equal(due) {
			rt.Fatalf("%s holds %q, due at %v; want %q, %v", box.Name, body, at, held, due)
		}
	}
	if diff := cmp.Diff(want, each(rt, m.s)); diff != "" {
		rt.Fatalf("bulk boxes:\n%s", diff)
	}
}

func (m *machine) pass(rt *rapid.T) {
	ms := rapid.OneOf(rapid.IntRange(1, 200), rapid.IntRange(1, 20_000)).Draw(rt, "ms")
	m.now = m.now.Add(time.Duration(ms) * time.Millisecond)
}

func outboxModel(t *testing.T, srv server) {
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		limits := store.Limits{Patient: drawPace(rt, "patient"), Group: drawPace(rt, "group"), Overall: drawPace(rt, "overall")}
		m := &machine{
			s:     srv.open(rt, fmt.Sprint(t.Name(), run), limited(limits)),
			model: model{boxes: map[string]*modelBox{}, limits: limits}, now: t0,
		}
		rt.Repeat(map[string]func(*rapid.T){"commit": m.commit, "claim": m.claim, "settle": m.settle, "pass": m.pass, "peek": m.peek, "": m.look})
	})
}
