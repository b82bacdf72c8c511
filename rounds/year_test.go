package rounds_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"pgregory.net/rapid"

	"heard/care"
	"heard/privacy"
	"heard/rounds"
	"heard/store"
)

// TestAYearOfRolling: two copies of the service write, roll, and die between any
// two steps, for about a year. Whatever lives can be read by both, and whatever
// was erased cannot be two weeks later.
func TestAYearOfRolling(t *testing.T) {
	if err := flag.Set("rapid.checks", "4"); err != nil { // each is a year, on a real disk
		t.Fatal(err)
	}
	if err := flag.Set("rapid.steps", "150"); err != nil {
		t.Fatal(err)
	}
	db := miniredis.RunT(t)
	folder, run := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		h := open(t, fmt.Sprint(run), "redis://"+db.Addr(), filepath.Join(folder, fmt.Sprint(run)))
		defer func() { _ = h.db.Close() }()
		t.Repeat(map[string]func(*rapid.T){
			"arrive": h.arrive, "write": h.write, "report": h.report, "read": h.reply, "later": h.later, "ring": h.ring,
			"forget": h.forget, "minutes": h.minutes, "days": h.days, "days ": h.days, "days  ": h.days, "roll": h.byHand, "die": h.die, "": h.look,
		})
	})
}

// house is two copies over one store and one ring, and what they should know.
type house struct {
	db     *store.Store
	copies [2]*hand
	root   privacy.Root
	path   string
	now    time.Time
	looked time.Time // when the last whole pass was

	people map[care.Pseudonym]string
	cases  map[care.Code]bool
	timers map[string]time.Time
	dead   []erased
	count  int
}

// hand is one copy: its keys, and the rows that it has at hand, as a bot keeps
// them, with the wrapping that they had when they were read.
type hand struct {
	vault  *privacy.Vault
	recent map[care.Pseudonym]dated
}

type dated struct {
	rec care.PatientRecord
	at  time.Time
}

// erased is something as it stood in a backup.
type erased struct {
	owner string
	key   []byte
	at    time.Time
}

func open(t fatal, name, url, path string) *house {
	h := &house{
		root: newRoot(t), path: path, now: began, looked: began,
		people: map[care.Pseudonym]string{}, cases: map[care.Code]bool{}, timers: map[string]time.Time{},
	}
	h.db = must(store.Open(context.Background(), store.Options{URL: url, Service: name}))(t)
	for i := range h.copies {
		ring := must(privacy.OpenRing(path, h.now, rand.Reader))(t)
		h.copies[i] = &hand{must(privacy.NewVault(h.root, ring, service))(t), map[care.Pseudonym]dated{}}
	}
	return h
}

func (h *house) hand(t *rapid.T) *hand { return h.copies[rapid.IntRange(0, 1).Draw(t, "copy")] }

func (h *house) commit(t *rapid.T, c care.Commit) {
	if r := must(h.db.Commit(t.Context(), c, h.now))(t); r.Outcome != care.Kept {
		t.Fatalf("outcome %d", r.Outcome)
	}
}

func anyOf[K comparable, V any](t *rapid.T, all map[K]V, less func(a, b K) bool) K {
	if len(all) == 0 {
		t.Skip("nothing there")
	}
	keys := make([]K, 0, len(all))
	for k := range all {
		keys = append(keys, k)
	}
	for i := range keys { // a draw is repeated on the same order
		for j := range i {
			if less(keys[i], keys[j]) {
				keys[i], keys[j] = keys[j], keys[i]
			}
		}
	}
	return rapid.SampledFrom(keys).Draw(t, "which")
}

func byHex(a, b care.Pseudonym) bool { return a.Hex() < b.Hex() }
func byCode(a, b care.Code) bool     { return a < b }

const keep = 3 * 365 * day

// arrive begins a patient.
func (h *house) arrive(t *rapid.T) {
	h.count++
	v, p := h.hand(t).vault, care.NewPseudonym([16]byte{byte(h.count >> 8), byte(h.count)})
	key, wrapped, err := v.NewKey(p.Hex())
	if err != nil {
		t.Fatal(err)
	}
	rec := care.PatientRecord{
		Key: wrapped, Address: must(key.SealAddress(p, care.NewChatID(int64(h.count))))(t),
		State: must(key.Seal("state", p.Hex(), []byte("new")))(t),
	}
	h.commit(t, care.Commit{Patient: &care.PatientWrite{ID: p, Keep: keep, Record: rec}})
	h.people[p] = "new"
}

// write changes a patient's state, on the row at hand if it is there still, as
// long as other changes have kept it there.
func (h *house) write(t *rapid.T) {
	copy, p := h.hand(t), anyOf(t, h.people, byHex)
	h.count++
	at, ok := copy.recent[p]
	if !ok || h.now.Sub(at.at) > 10*time.Minute || rapid.Bool().Draw(t, "reads") {
		at.rec, _, _, _ = h.db.Load(t.Context(), 0, p, "")
	}
	rec := at.rec
	key := must(copy.vault.OpenKey(p.Hex(), rec.Key))(t)
	text := fmt.Sprint("state ", h.count)
	rec.State = must(key.Seal("state", p.Hex(), []byte(text)))(t)
	r := must(h.db.Commit(t.Context(), care.Commit{Patient: &care.PatientWrite{ID: p, Was: rec.Version, Keep: keep, Record: rec}}, h.now))(t)
	if r.Outcome == care.Conflict { // the other copy was there
		delete(copy.recent, p)
		return
	}
	rec.Version++
	copy.recent[p], h.people[p] = dated{rec, h.now}, text
}

// report opens a case.
func (h *house) report(t *rapid.T) {
	h.count++
	v, code := h.hand(t).vault, care.Code(fmt.Sprintf("KRT-%03d", h.count))
	key, wrapped, err := v.NewKey(string(code))
	if err != nil {
		t.Fatal(err)
	}
	h.commit(t, care.Commit{Cases: []care.CaseWrite{{Code: code, Keep: keep, Record: care.CaseRecord{
		Key: wrapped, Body: must(key.Seal("case", string(code), []byte("words")))(t),
		Return: must(v.SealReturn(code, privacy.Return{Chat: care.NewChatID(1), Language: "nb"}))(t),
	}}}})
	h.cases[code] = true
}

// reply writes a case back as it was read.
func (h *house) reply(t *rapid.T) {
	code := anyOf(t, h.cases, byCode)
	rec := must(h.db.LoadCase(t.Context(), code))(t)
	h.commit(t, care.Commit{Cases: []care.CaseWrite{{Code: code, Was: rec.Version, Keep: keep, Record: rec}}})
}

// later sets a timer, for up to four weeks.
func (h *house) later(t *rapid.T) {
	h.count++
	name, due := fmt.Sprint(h.count), h.now.Add(time.Duration(rapid.IntRange(1, 28).Draw(t, "days"))*day)
	h.commit(t, care.Commit{Jobs: []care.Job{{Box: care.TimerBox(name), Due: due, Body: must(h.hand(t).vault.SealJob([]byte(name)))(t)}}})
	h.timers[name] = due
}

// ring takes the timers that are due.
func (h *house) ring(t *rapid.T) {
	v := h.hand(t).vault
	leases, _, err := h.db.Claim(t.Context(), 5, h.now)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range leases {
		name := string(must(v.OpenJob(l.Body))(t))
		if due, ok := h.timers[name]; !ok || due.After(h.now) {
			t.Fatal("a timer that is not due")
		}
		delete(h.timers, name)
		must(h.db.Settle(t.Context(), []care.Settlement{{Lease: l}}, h.now))(t)
	}
}

// forget erases a patient, of whom a backup was made a moment ago.
func (h *house) forget(t *rapid.T) {
	p := anyOf(t, h.people, byHex)
	rec, _, _, err := h.db.Load(t.Context(), 0, p, "")
	if err != nil {
		t.Fatal(err)
	}
	h.commit(t, care.Commit{Patient: &care.PatientWrite{ID: p, Was: rec.Version, Forget: true, Keep: keep}})
	h.dead = append(h.dead, erased{p.Hex(), rec.Key, h.now})
	delete(h.people, p)
	for _, c := range h.copies {
		delete(c.recent, p)
	}
}

func (h *house) pass(d time.Duration, t *rapid.T) {
	h.now = h.now.Add(d)
	for _, c := range h.copies { // each looks every minute
		if err := c.vault.Reload(); err != nil {
			t.Fatal(err)
		}
	}
}

func (h *house) minutes(t *rapid.T) {
	h.now = h.now.Add(time.Duration(rapid.IntRange(1, 59).Draw(t, "seconds")) * time.Second)
	if rapid.Bool().Draw(t, "long") {
		h.pass(time.Duration(rapid.IntRange(1, 90).Draw(t, "minutes"))*time.Minute, t)
	}
}

// days pass, and on each the work is done by one of the copies.
func (h *house) days(t *rapid.T) {
	for range rapid.IntRange(1, 14).Draw(t, "days") {
		h.pass(day, t)
		h.roll(t, h.db, privacy.EpochLife)
	}
}

// byHand rolls more often than anybody should, and the other copy may write
// before it has noticed.
func (h *house) byHand(t *rapid.T) {
	for range rapid.IntRange(1, 4).Draw(t, "times") {
		h.roll(t, h.db, 0)
	}
	if rapid.Bool().Draw(t, "then") {
		h.arrive(t)
	}
}

func (h *house) roll(t *rapid.T, rows rounds.Sealed, life time.Duration) {
	r := &rounds.Rekey{Vault: h.hand(t).vault, Rows: rows, Turns: h.db, Now: func() time.Time { return h.now }, Random: rand.Reader}
	done, err := r.Roll(t.Context(), life)
	switch {
	case errors.Is(err, errDied):
	case err != nil:
		t.Fatal(err)
	case done.Gone+done.Damaged > 0:
		t.Fatalf("something that lives does not open: %v", done)
	case done.Kept == 0:
		h.looked = h.now
	}
}

var errDied = errors.New("died")

// dying is a store whose copy dies in the middle of a pass, or after it.
type dying struct {
	*store.Store
	after int
}

func (d dying) Rewrap(ctx context.Context, fresh func(string, string, []byte) []byte) (int, int, error) {
	left := d.after
	_, _, err := d.Store.Rewrap(ctx, func(field, owner string, sealed []byte) []byte {
		if left--; left < 0 {
			return nil
		}
		return fresh(field, owner, sealed)
	})
	return 0, 0, errors.Join(err, errDied)
}

// die ends a copy after the new epoch, in the pass, or after it, and starts it
// again with nothing at hand.
func (h *house) die(t *rapid.T) {
	life := rapid.SampledFrom([]time.Duration{0, privacy.EpochLife}).Draw(t, "life")
	h.roll(t, dying{h.db, rapid.SampledFrom([]int{0, 1, 3, 10, 1000}).Draw(t, "after")}, life)
	ring := must(privacy.ReadRing(h.path))(t)
	h.copies[rapid.IntRange(0, 1).Draw(t, "which")] = &hand{must(privacy.NewVault(h.root, ring, service))(t), map[care.Pseudonym]dated{}}
}

// look reads everything, and tries the backups. It does so as a copy that has just
// started, and often leaves the others as they are: looking is learning.
func (h *house) look(t *rapid.T) {
	started := must(privacy.NewVault(h.root, must(privacy.ReadRing(h.path))(t), service))(t)
	vaults := []*privacy.Vault{started}
	if rapid.IntRange(0, 9).Draw(t, "all copies") == 0 {
		vaults = append(vaults, h.copies[0].vault, h.copies[1].vault)
	}
	for _, v := range vaults {
		for p, want := range h.people {
			rec, _, _, err := h.db.Load(t.Context(), 0, p, "")
			if err != nil {
				t.Fatal(err)
			}
			key := must(v.OpenKey(p.Hex(), rec.Key))(t)
			if got := must(key.Open("state", p.Hex(), rec.State))(t); !bytes.Equal(got, []byte(want)) {
				t.Fatalf("state %q, want %q", got, want)
			}
			must(key.OpenAddress(p, rec.Address))(t)
		}
		for code := range h.cases {
			rec := must(h.db.LoadCase(t.Context(), code))(t)
			key := must(v.OpenKey(string(code), rec.Key))(t)
			must(key.Open("case", string(code), rec.Body))(t)
			must(v.OpenReturn(code, rec.Return))(t)
		}
	}
	for _, e := range h.dead {
		if h.looked.Sub(e.at) < 2*week {
			continue
		}
		if _, err := started.OpenKey(e.owner, e.key); !errors.Is(err, privacy.ErrNoEpoch) {
			t.Fatalf("erased %v ago, and it opens: %v", h.now.Sub(e.at), err)
		}
	}
}
