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
	if got := command(t, env, "keys", "show"); got.code != 0 || !regexp.MustCompile(`\n[0-9a-f]{8} +\S+ +0 +1 +newest\n$`).MatchString(got.out) {
		t.Errorf("show: %+v", got)
	}
	if got := command(t, env, "keys", "roll"); got.code != 0 || !strings.Contains(got.out, "a new epoch; 1 values sealed anew") {
		t.Errorf("roll: %+v", got)
	}
	if got := command(t, env, "keys", "show"); got.code != 0 || !regexp.MustCompile(` 1 +newest\n[0-9a-f]{8} +\S+ +0 +0 *\n$`).MatchString(got.out) {
		t.Errorf("show after rolling: %+v", got)
	}
}
