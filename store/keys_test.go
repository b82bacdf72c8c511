package store_test

import (
	"bufio"
	"fmt"
	"net"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/store"
)

// everything calls every method, and every branch of a script that touches a key
// of its own.
func everything(t *testing.T, s *store.Store) {
	t.Helper()
	loadPatient(t, s, 1)
	r := commit(t, s, care.Commit{
		Update: 1, Patient: patient(1, 0, "x"), Cases: cases(kase("KRT-482", 0, "x")),
		Jobs: []care.Job{job(anna, "1"), job(anna, "2"), job(quality, "card")},
	}, t0, care.Kept)
	loadCase(t, s, "KRT-482")
	settle(t, s, t0,
		care.Settlement{Lease: r.Leases[2], Case: "KRT-482", Card: inGroup(1), Shown: 1, Keep: true},
		care.Settlement{Lease: r.Leases[2], Again: after(time.Second)}, done(r.Leases[0]))
	if err := s.Wait(t.Context(), time.Time{}); err != nil {
		t.Error(err)
	}
	for _, l := range wantClaim(t, s, after(2*time.Second), "2", "card") {
		settle(t, s, after(2*time.Second), done(l))
	}
	if _, _, _, err := s.LoadForStaff(t.Context(), 2, "KRT-482", "quality", person(9)); err != nil {
		t.Error(err)
	}
	if err := s.SetMoved(t.Context(), -1, -2); err != nil {
		t.Error(err)
	}
	if _, err := s.Moved(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.Depth(t.Context(), t0); err != nil {
		t.Error(err)
	}
	pooling(t, s)
	bulking(t, s)
	walking(t, s)
}

// bulking has bulk boxes set, shown, sent, put off and set anew.
func bulking(t *testing.T, s *store.Store) {
	put(t, s, t0, seen(bulk("a", after(time.Hour), "a"), ""), seen(bulk("b", after(time.Hour), "b"), ""))
	if got := each(t, s); len(got) != 2 {
		t.Errorf("%d bulk boxes", len(got))
	}
	held := wantClaim(t, s, after(time.Hour), "a", "b")
	settle(t, s, after(time.Hour), anew(held[0], after(day), "c"), care.Settlement{Lease: held[1], Again: after(day)})
	put(t, s, t0, seen(bulk("a", time.Time{}, ""), "c"))
	peek(t, s, care.BulkBox("b"))
}

// pooling has a case wait, and wait no more.
func pooling(t *testing.T, s *store.Store) {
	commit(t, s, care.Commit{Cases: cases(pooled(kase("BCD-222", 0, "x")), kase("BCD-223", 0, "x"))}, t0, care.Kept)
	wantPool(t, s, "BCD-222")
	commit(t, s, care.Commit{Cases: cases(kase("BCD-222", 1, "x"))}, t0, care.Kept)
	wantPool(t, s)
	if _, err := s.LoadCases(t.Context(), []care.Code{"BCD-222", "KRT-482"}); err != nil {
		t.Error(err)
	}
}

// walking goes through all rows in every way there is.
func walking(t *testing.T, s *store.Store) {
	seen := 0
	rewrap(t, s, again)
	if err := s.CasesUntil(t.Context(), after(9*day), func(care.Code) error { seen++; return nil }); err != nil {
		t.Error(err)
	}
	see := func(care.Pseudonym, care.PatientRecord, time.Time) error { seen++; return nil }
	if err := s.PatientsUntil(t.Context(), t0, after(9*day), see); err != nil {
		t.Error(err)
	}
	if seen < 4 {
		t.Errorf("%d rows were met", seen)
	}
}

// TestKeysShareTheirTag watches a server and wants the hash tag on every key
// that any command touches, those inside scripts too.
func TestKeysShareTheirTag(t *testing.T) {
	p := startRedis(t)
	watch, err := net.Dial("tcp", strings.TrimPrefix(p.url, "redis://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = watch.Close() }()
	if _, err := fmt.Fprint(watch, "MONITOR\r\n"); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(watch)
	lines.Scan() // +OK

	everything(t, p.open(t, "Riverside OMT", limited(store.DefaultLimits())))
	if err := p.raw(t).Echo(t.Context(), "that was all").Err(); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for lines.Scan() && !strings.Contains(lines.Text(), "that was all") {
		for _, key := range touched(t, lines.Text()) {
			seen++
			if !strings.HasPrefix(key, "{heard:Riverside OMT}:") {
				t.Errorf("a key without the tag in %.60s", lines.Text())
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d keys were seen", seen)
	}
}

var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// touched reads the keys out of a line of MONITOR.
func touched(t *testing.T, line string) []string {
	var words []string
	for _, q := range quoted.FindAllString(line, -1) {
		word, err := strconv.Unquote(q)
		if err != nil {
			t.Fatalf("reading %q: %v", q, err)
		}
		words = append(words, word)
	}
	if len(words) == 0 {
		return nil
	}
	switch strings.ToLower(words[0]) {
	case "hello", "ping", "echo", "client", "monitor", "command", "info", "script", "multi", "exec":
		return nil
	case "scan":
		return words[3:4] // the pattern
	case "eval", "evalsha":
		n, err := strconv.Atoi(words[2])
		if err != nil {
			t.Fatal(err)
		}
		return words[3 : 3+n]
	default:
		return words[1:2]
	}
}
