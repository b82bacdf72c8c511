package main

import (
	"crypto/rand"
	"regexp"
	"strings"
	"testing"
	"time"

	"heard/care"
	"heard/privacy"
	"heard/store"
	"heard/store/redistest"
)

// TestKeysRollAndShow rolls over a store with a row in it, which moves on.
func TestKeysRollAndShow(t *testing.T) {
	server, path := redistest.Start(t), t.TempDir()+"/heard.keys"
	key := strings.TrimSpace(command(t, nil, "keys", "new").out)
	env := map[string]string{"HEARD_TELEGRAM_TOKEN": "7:secret", "HEARD_REDIS_URL": server.URL, "HEARD_KEY": key, "HEARD_KEYRING": path}
	if got := command(t, env, "keys", "roll"); got.code != 1 || !strings.Contains(got.err, "HEARD_KEYRING") {
		t.Errorf("without a ring: %+v", got)
	}
	root, err := privacy.ParseRoot(key)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := privacy.OpenRing(path, time.Now(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	vault, err := privacy.NewVault(root, ring, "7")
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Options{URL: server.URL, Service: "7"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	p := vault.Patient(care.NewChatID(5))
	_, wrapped, err := vault.NewKey(p.Hex())
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Commit(t.Context(), care.Commit{Patient: &care.PatientWrite{ID: p, Keep: 24 * time.Hour, Record: care.PatientRecord{Key: wrapped}}}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if got := command(t, env, "keys", "show"); got.code != 0 || !regexp.MustCompile(`\n[0-9a-f]{8} +\S+ +0 +1 +newest\n\n[^\n]*\n[0-9a-f]{8} +\S+ +0 +in use\n$`).MatchString(got.out) {
		t.Errorf("show: %+v", got)
	}
	if got := command(t, env, "keys", "roll"); got.code != 0 || !strings.Contains(got.out, "a new epoch; 1 values sealed anew") {
		t.Errorf("roll: %+v", got)
	}
	if got := command(t, env, "keys", "show"); got.code != 0 || !regexp.MustCompile(` 1 +newest\n[0-9a-f]{8} +\S+ +0 +0 *\n\n`).MatchString(got.out) {
		t.Errorf("show after rolling: %+v", got)
	}
	for _, want := range []string{"a new lookup key is announced", "no new lookup key"} { // the second time one is on its way
		announced := regexp.MustCompile(`\n[0-9a-f]{8} +\S+ +0 +announced: [^\n]*\n[0-9a-f]{8} +\S+ +0 +in use\n$`)
		if got := command(t, env, "keys", "roll", "--names"); got.code != 0 || !strings.Contains(got.out, want) || !announced.MatchString(got.out) {
			t.Errorf("roll --names: %+v", got)
		}
	}
	if got := command(t, env, "keys", "show"); got.code != 0 || strings.Contains(got.out, key) || !strings.Contains(got.out, "announced") {
		t.Errorf("show after announcing: %+v", got)
	}
}

// TestCheckNames: check says nothing of lookup keys that roll, and warns of one that is in
// use for too long and of one that should be gone.
func TestCheckNames(t *testing.T) {
	const day = 24 * time.Hour
	began := time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)
	root, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := privacy.ParseRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := privacy.NewRing(began, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	vault, err := privacy.NewVault(parsed, ring, "7")
	if err != nil {
		t.Fatal(err)
	}
	warned := func(after time.Duration) string {
		var out strings.Builder
		f := findings{w: world{err: &out}}
		now := began.Add(after)
		f.checkNames(vault.Ring().Names(now), vault.Ring().Names(now.Add(-oldSpent)), now)
		return out.String()
	}
	for _, days := range []time.Duration{180, 181} {
		if _, err := vault.RollNames(began.Add(days*day), privacy.NameLife, rand.Reader); err != nil {
			t.Fatal(err)
		}
		if got := warned(days * day); got != "" {
			t.Errorf("after %d days: %s", days, got)
		}
	}
	for days, want := range map[time.Duration]string{
		272: "", 290: "", 292: "came into use 292 days ago is not destroyed", 380: "not destroyed", 382: "people are named is 201 days old",
	} {
		if got := warned(days * day); !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("after %d days: %q, want %q", days, got, want)
		}
	}
}
