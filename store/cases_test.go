package store_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"
	"pgregory.net/rapid"

	"heard/care"
	"heard/store"
)

// pooled is a case that waits.
func pooled(k care.CaseWrite) care.CaseWrite {
	k.Pooled = true
	return k
}

func wantPool(t helper, s *store.Store, want ...care.Code) {
	t.Helper()
	got, err := s.Pool(t.Context())
	if err != nil {
		t.Fatalf("looking into the pool: %v", err)
	}
	if diff := cmp.Diff(append([]care.Code{}, want...), got); diff != "" {
		t.Fatalf("the pool:\n%s", diff)
	}
}

// commitSeveral changes several cases at once, or none.
func commitSeveral(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	commit(t, s, care.Commit{
		Update: 1, Patient: patient(1, 0, "x"), Cases: cases(kase("KRT-482", 0, "one"), kase("BCD-222", 0, "two")),
		Counts: []care.Tally{{}}, Jobs: []care.Job{job(anna, "a"), job(quality, "b")},
	}, t0, care.Kept)
	refused := care.Commit{Update: 2, Patient: patient(1, 1, "y"), Counts: []care.Tally{{}}, Jobs: []care.Job{job(anna, "no")}}
	for i, c := range []struct {
		cases []care.CaseWrite
		want  care.Outcome
	}{
		{cases(pooled(kase("GHJ-333", 0, "new")), kase("KRT-482", 0, "again")), care.CodeInUse},
		{cases(kase("KRT-482", 0, "again"), pooled(kase("GHJ-333", 0, "new"))), care.CodeInUse},
		{cases(kase("GHJ-333", 0, "new"), kase("KRT-482", 1, "changed"), kase("BCD-222", 7, "changed")), care.Conflict},
		{cases(kase("GHJ-333", 0, "new"), kase("BCD-222", 0, "again"), kase("KRT-482", 2, "changed")), care.Conflict},
		{cases(kase("KRT-482", 1, "changed"), kase("LMN-444", 1, "nobody's")), care.Conflict},
	} {
		refused.Cases = c.cases
		commit(t, s, refused, t0, c.want)
		got, err := s.LoadCases(t.Context(), []care.Code{"KRT-482", "BCD-222", "GHJ-333", "LMN-444"})
		if err != nil || string(got[0].Body) != "one" || string(got[1].Body) != "two" || got[2].Version+got[3].Version != 0 {
			t.Errorf("refused commit %d was kept in part (%v)", i, err)
		}
		wantPool(t, s)
	}
	if rec, seen := loadPatient(t, s, 2); seen || rec.Version != 1 {
		t.Errorf("a refused commit was kept in part: mark %v, version %d", seen, rec.Version)
	}
	// A code of a commit that was refused is as free as before.
	refused.Cases = cases(kase("KRT-482", 1, "changed"), pooled(kase("GHJ-333", 0, "new")), kase("BCD-222", 1, "changed"))
	commit(t, s, refused, t0, care.Kept)
	wantPool(t, s, "GHJ-333")
	drained(t, s, "a", "b", "no")
}

// poolHolds follows cases into the pool and out of it.
func poolHolds(t *testing.T, srv server) {
	s, raw := srv.open(t, t.Name()), srv.raw(t)
	commit(t, s, care.Commit{Cases: cases(
		pooled(kase("ZZZ-999", 0, "x")), pooled(kase("BCD-222", 0, "x")), kase("KRT-482", 0, "x"), pooled(kase("GHJ-333", 0, "x")),
	)}, t0, care.Kept)
	wantPool(t, s, "BCD-222", "GHJ-333", "ZZZ-999")
	commit(t, s, care.Commit{Cases: cases(pooled(kase("ZZZ-999", 1, "asked")), kase("GHJ-333", 1, "withdrawn"), kase("KRT-482", 1, "y"))}, t0, care.Kept)
	wantPool(t, s, "BCD-222", "ZZZ-999")
	commit(t, s, care.Commit{Cases: cases(kase("BCD-222", 2, "too late"))}, t0, care.Conflict)
	wantPool(t, s, "BCD-222", "ZZZ-999")
	commit(t, s, care.Commit{Cases: cases(pooled(kase("GHJ-333", 2, "back")), kase("ZZZ-999", 2, "out"))}, t0, care.Kept)
	wantPool(t, s, "BCD-222", "GHJ-333")

	// A row that went takes its place in the pool with it.
	if !raw.PExpireAt(t.Context(), "{heard:"+t.Name()+"}:case:BCD-222", time.UnixMilli(1)).Val() {
		t.Fatal("there was no case to expire")
	}
	before := s.Trips()
	wantPool(t, s, "GHJ-333")
	if n := s.Trips() - before; n > 2 { // 2 where the script was new
		t.Errorf("%d trips to the pool", n)
	}
	if left := raw.SMembers(t.Context(), "{heard:"+t.Name()+"}:pool").Val(); !slices.Equal(left, []string{"GHJ-333"}) {
		t.Errorf("what is kept of the pool: %q", left)
	}
	commit(t, s, care.Commit{Cases: cases(pooled(kase("BCD-222", 0, "another")))}, t0, care.CodeInUse)
}

func loadManyCases(t *testing.T, srv server) {
	s := srv.open(t, t.Name())
	if got, err := s.LoadCases(t.Context(), nil); len(got) > 0 || err != nil {
		t.Errorf("of no codes: %d, %v", len(got), err)
	}
	var codes []care.Code
	var all []care.CaseWrite
	var want []care.CaseRecord
	for i := range 600 {
		code := care.Code(fmt.Sprint("C-", i))
		codes = append(codes, code)
		if i%5 == 3 { // is not there
			want = append(want, care.CaseRecord{})
			continue
		}
		all = append(all, kase(code, 0, fmt.Sprint(i)))
		want = append(want, care.CaseRecord{Version: 1, Key: []byte("k"), Body: fmt.Append(nil, i), Return: []byte("r")})
	}
	commit(t, s, care.Commit{Cases: all}, t0, care.Kept)
	slices.Reverse(codes)
	slices.Reverse(want)
	before := s.Trips()
	got, err := s.LoadCases(t.Context(), codes)
	if diff := cmp.Diff(want, got, byID()); diff != "" || err != nil {
		t.Errorf("%v:\n%s", err, diff)
	}
	if n := s.Trips() - before; n != 3 {
		t.Errorf("%d trips for 600 cases", n)
	}
	if err := srv.raw(t).HSet(t.Context(), "{heard:"+t.Name()+"}:case:C-7", "v", "one").Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.LoadCases(t.Context(), codes); err == nil {
		t.Error("what is no case is read as one")
	}
}

// casesMachine runs the store and a model of its cases side by side.
type casesMachine struct {
	s      *store.Store
	raw    redis.UniversalClient
	prefix string

	rows    map[care.Code]care.CaseWrite // by its code, with Was the version that it has
	used    map[string]bool
	patient int64
	update  care.UpdateID
}

var fewCodes = []care.Code{"BCD-222", "BCD-223", "BCD-224", "BCD-225", "BCD-226", "BCD-227"}

// commit writes some cases, most with the version that they have.
func (m *casesMachine) commit(rt *rapid.T) {
	some := rapid.SliceOfNDistinct(rapid.SampledFrom(fewCodes), 0, 4, func(c care.Code) care.Code { return c }).Draw(rt, "codes")
	m.update++
	c := care.Commit{Update: m.update, Patient: patient(1, m.patient, "x")}
	conflict, inUse := false, false
	for _, code := range some {
		k := kase(code, m.rows[code].Was, fmt.Sprint("body ", m.update))
		k.Pooled = rapid.Bool().Draw(rt, "pooled")
		switch rapid.IntRange(0, 5).Draw(rt, "was") {
		case 0:
			k.Was = 0
		case 1:
			k.Was++
		}
		conflict = conflict || k.Was > 0 && k.Was != m.rows[code].Was
		inUse = inUse || k.Was == 0 && m.used[string(code)]
		c.Cases = append(c.Cases, k)
	}
	switch {
	case conflict:
		commit(rt, m.s, c, t0, care.Conflict)
	case inUse:
		commit(rt, m.s, c, t0, care.CodeInUse)
	default:
		commit(rt, m.s, c, t0, care.Kept)
		m.patient++
		for _, k := range c.Cases {
			m.used[string(k.Code)] = true
			k.Was++
			m.rows[k.Code] = k
		}
	}
}

// expire ends the time of a case.
func (m *casesMachine) expire(rt *rapid.T) {
	code := rapid.SampledFrom(fewCodes).Draw(rt, "code")
	m.raw.PExpireAt(rt.Context(), m.prefix+"case:"+string(code), time.UnixMilli(1))
	delete(m.rows, code)
}

// look compares every row, the pool, and the codes that are used up.
func (m *casesMachine) look(rt *rapid.T) {
	got, err := m.s.LoadCases(rt.Context(), fewCodes)
	if err != nil {
		rt.Fatalf("loading: %v", err)
	}
	var waiting []care.Code
	for i, code := range fewCodes {
		row := m.rows[code]
		if got[i].Version != row.Was || string(got[i].Body) != string(row.Record.Body) {
			rt.Fatalf("case %d: version %d, want %d", i, got[i].Version, row.Was)
		}
		if row.Pooled {
			waiting = append(waiting, code)
		}
	}
	wantPool(rt, m.s, waiting...)
	used := m.raw.SMembers(rt.Context(), m.prefix+"codes").Val()
	slices.Sort(used)
	if want := slices.Sorted(maps.Keys(m.used)); !slices.Equal(used, want) {
		rt.Fatalf("codes used up: %q, want %q", used, want)
	}
	if rec, _ := loadPatient(rt, m.s, 0); rec.Version != m.patient {
		rt.Fatalf("the patient is at version %d, want %d", rec.Version, m.patient)
	}
}

func casesModel(t *testing.T, srv server) {
	run, raw := 0, srv.raw(t)
	rapid.Check(t, func(rt *rapid.T) {
		run++
		name := fmt.Sprint(t.Name(), run)
		m := &casesMachine{
			s: srv.open(rt, name), raw: raw, prefix: "{heard:" + name + "}:",
			rows: map[care.Code]care.CaseWrite{}, used: map[string]bool{},
		}
		rt.Repeat(map[string]func(*rapid.T){"commit": m.commit, "commit ": m.commit, "expire": m.expire, "": m.look})
	})
}
