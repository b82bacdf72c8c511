package rounds_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"heard/care"
	"heard/privacy"
	"heard/rounds"
	"heard/store"
	"heard/store/redistest"
)

// row is a row of Redis as a dump has it, or the jobs of a box.
type row struct {
	owner string
	field map[string]string
	jobs  []string
}

// dump copies everything that a service keeps.
func dump(t *testing.T, url string) (all []row) {
	t.Helper()
	db := redis.NewClient(must(redis.ParseURL(url))(t))
	defer func() { _ = db.Close() }()
	for _, name := range must(db.Keys(t.Context(), "*").Result())(t) {
		_, name, _ := strings.Cut(name, "}:")
		kind, owner, _ := strings.Cut(name, ":")
		full := "{heard:" + service + "}:" + name
		switch kind {
		case "p", "case":
			all = append(all, row{owner: owner, field: must(db.HGetAll(t.Context(), full).Result())(t)})
		case "box":
			all = append(all, row{jobs: must(db.LRange(t.Context(), full, 0, -1).Result())(t)})
		}
	}
	return all
}

// thief has the root key, the ring as it is now and a dump of today, and tries
// what opens of another dump.
type thief struct {
	*testing.T
	vault *privacy.Vault
	keys  []privacy.DataKey // of whoever lives today
}

func (h *thief) learn(today []row) {
	for _, r := range today {
		if key, err := h.vault.OpenKey(r.owner, []byte(r.field["key"])); err == nil {
			h.keys = append(h.keys, key)
		}
	}
}

// opens names what opens of the rows of some owners, and of all boxes.
func (h *thief) opens(dump []row, owners ...string) (opened []string) {
	tried := func(what string, err error) {
		switch {
		case err == nil:
			opened = append(opened, what)
		case !privacy.Lost(err):
			h.Errorf("%s: %v", what, err)
		}
	}
	for _, r := range dump {
		for _, job := range r.jobs {
			_, rest, _ := strings.Cut(job, ":")
			_, body, _ := strings.Cut(rest, ":")
			_, err := h.vault.OpenJob([]byte(body))
			tried("job", err)
		}
		if !strings.Contains(strings.Join(owners, " "), r.owner) || r.owner == "" {
			continue
		}
		keys := h.keys
		key, err := h.vault.OpenKey(r.owner, []byte(r.field["key"]))
		if tried("key", err); err == nil {
			keys = append(keys, key)
		}
		_, err = h.vault.OpenReturn(care.Code(r.owner), []byte(r.field["ret"]))
		tried("ret", err)
		for field, name := range map[string]string{"addr": "addr", "state": "state", "body": "case"} {
			for _, key := range keys {
				_, err := key.Open(name, r.owner, []byte(r.field[field]))
				tried(field, err)
			}
		}
	}
	return opened
}

// TestErasedIsDeadInBackups: whoever takes a dump of the moment before an
// erasure, and fourteen days later everything there is, opens nothing of it. The
// erasure falls on every day of an epoch.
func TestErasedIsDeadInBackups(t *testing.T) {
	server := redistest.Start(t)
	for offset := range 8 {
		db := redis.NewClient(must(redis.ParseURL(server.URL))(t))
		must(db.FlushAll(t.Context()).Result())(t)
		_ = db.Close()
		erasedAfter(t, server.URL, time.Duration(offset)*day)
	}
}

func erasedAfter(t *testing.T, url string, offset time.Duration) {
	path, root := filepath.Join(t.TempDir(), "heard.keys"), newRoot(t)
	s := must(store.Open(t.Context(), store.Options{URL: url, Service: service}))(t)
	defer func() { _ = s.Close() }()
	vault := must(privacy.NewVault(root, must(privacy.OpenRing(path, began, rand.Reader))(t), service))(t)
	now := began
	daily := func(days time.Duration) {
		for end := now.Add(days); now.Before(end); {
			now = now.Add(day)
			r := &rounds.Rekey{Vault: vault, Rows: s, Turns: s, Now: func() time.Time { return now }, Random: rand.Reader}
			must(r.Roll(t.Context(), privacy.EpochLife))(t)
		}
	}
	keep := func(c care.Commit) { must(s.Commit(t.Context(), c, now))(t) }

	forgotten, stays := newPatient(t, vault, 1), newPatient(t, vault, 2)
	withdrawn := newCase(t, vault, "KRT-482")
	pooled := newCase(t, vault, "FGH-555")
	pooled.Pooled = true
	keep(care.Commit{Patient: forgotten, Cases: []care.CaseWrite{*withdrawn, *pooled}})
	keep(care.Commit{Patient: stays, Cases: []care.CaseWrite{*newCase(t, vault, "BCD-222")}})
	daily(offset)
	keep(care.Commit{Jobs: []care.Job{{Box: care.TimerBox("x"), Due: now.Add(28 * day), Body: must(vault.SealJob([]byte("words")))(t)}}})

	backup := dump(t, url)
	// /forget or an operator's order, the withdrawal of a case, the release of a report
	// from the pool, and a timer taken away.
	forgotten.Was, forgotten.Forget = 1, true
	withdrawn = newCase(t, vault, "KRT-482")
	withdrawn.Was, withdrawn.Record.Return = 1, nil
	pooled = newCase(t, vault, "FGH-555")
	pooled.Was, pooled.Record.Return = 1, nil
	keep(care.Commit{Patient: forgotten, Cases: []care.CaseWrite{*withdrawn, *pooled}, Jobs: []care.Job{{Box: care.TimerBox("x")}}})

	owners := []string{forgotten.ID.Hex(), "KRT-482", "FGH-555"}
	early := &thief{T: t, vault: vault}
	if got := early.opens(backup, owners...); len(got) != 10 {
		t.Fatalf("at once, %q open: this test finds too little", got)
	}
	daily(14 * day)
	late := &thief{T: t, vault: must(privacy.NewVault(root, must(privacy.ReadRing(path))(t), service))(t)}
	today := dump(t, url)
	late.learn(today)
	if len(late.keys) != 4 {
		t.Fatalf("%d live keys", len(late.keys))
	}
	if got := late.opens(backup, owners...); len(got) > 0 {
		t.Errorf("erased on day %v, and 14 days later %q open", offset/day, got)
	}
	// What was not erased opens out of the rows of today, and not out of the backup's key.
	if got := late.opens(today, stays.ID.Hex(), "BCD-222"); len(got) < 6 {
		t.Errorf("of what lives only %q open", got)
	}
	for _, r := range backup {
		if _, err := late.vault.OpenKey(r.owner, []byte(r.field["key"])); r.owner != "" && !errors.Is(err, privacy.ErrNoEpoch) {
			t.Errorf("a wrapped key out of the backup: %v", err)
		}
	}
}

func newPatient(t *testing.T, v *privacy.Vault, n byte) *care.PatientWrite {
	t.Helper()
	p := care.NewPseudonym([16]byte{n})
	key, wrapped, err := v.NewKey(p.Hex())
	if err != nil {
		t.Fatal(err)
	}
	return &care.PatientWrite{ID: p, Keep: keep, Record: care.PatientRecord{
		Key: wrapped, Address: must(key.SealAddress(p, care.NewChatID(int64(n))))(t),
		State: must(key.Seal("state", p.Hex(), bytes.Repeat([]byte{n}, 10)))(t),
	}}
}

func newCase(t *testing.T, v *privacy.Vault, code care.Code) *care.CaseWrite {
	t.Helper()
	key, wrapped, err := v.NewKey(string(code))
	if err != nil {
		t.Fatal(err)
	}
	return &care.CaseWrite{Code: code, Keep: keep, Record: care.CaseRecord{
		Key: wrapped, Body: must(key.Seal("case", string(code), []byte("words")))(t),
		Return: must(v.SealReturn(code, privacy.Return{Chat: care.NewChatID(1), Language: "nb"}))(t),
	}}
}
