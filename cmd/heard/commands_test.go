package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"heard/clinic"
	"heard/locales"
	"heard/privacy"
	"heard/privacy/redact"
	"heard/simulator"
	"heard/store"
	"heard/store/redistest"
)

// outcome is what a command printed and its exit code.
type outcome struct {
	out, err string
	code     int
}

// command runs the program within the test.
func command(t *testing.T, env map[string]string, args ...string) outcome {
	t.Helper()
	return commandOn(t, "", env, args...)
}

// commandOn runs it with something on standard input.
func commandOn(t *testing.T, input string, env map[string]string, args ...string) outcome {
	t.Helper()
	var out, err bytes.Buffer
	w := world{in: strings.NewReader(input), out: &out, err: &err, env: func(name string) (string, bool) {
		value, ok := env[name]
		return value, ok
	}}
	code := run(t.Context(), args, w)
	return outcome{out.String(), err.String(), code}
}

func TestCommandLine(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"help":            {[]string{"--help"}, 0, "Show the whole service"},
		"version":         {[]string{"version"}, 0, "heard "},
		"no command":      {nil, 2, "expected one of"},
		"unknown command": {[]string{"sing"}, 2, "sing"},
		"unknown flag":    {[]string{"check", "--loud"}, 2, "--loud"},
		"no file":         {[]string{"serve", "--config", "none.toml"}, 1, "none.toml"},
	} {
		t.Run(name, func(t *testing.T) {
			got := command(t, nil, c.args...)
			if got.code != c.code || !strings.Contains(got.out+got.err, c.says) {
				t.Errorf("exit code %d, want %d; it should say %q:\n%s%s", got.code, c.code, c.says, got.out, got.err)
			}
		})
	}
}

func TestKeysNew(t *testing.T) {
	one, other := command(t, nil, "keys", "new"), command(t, nil, "keys", "new")
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(one.out))
	if one.code != 0 || err != nil || len(key) != 32 {
		t.Errorf("no key of 32 bytes: %v, exit code %d", err, one.code)
	}
	if one.out == other.out {
		t.Error("two keys are the same")
	}
}

// checked is everything that check looks at, in order.
type checked struct {
	dir string
	env map[string]string
}

func goodToCheck(t *testing.T) checked {
	t.Helper()
	telegram := simulator.New(simulator.Options{})
	api, err := telegram.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(telegram.Close)
	key, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := checked{dir: t.TempDir(), env: map[string]string{
		"HEARD_TELEGRAM_TOKEN": telegram.Token(), "HEARD_TELEGRAM_API": api,
		"HEARD_REDIS_URL": redistest.Start(t).URL, "HEARD_KEY": strings.TrimSpace(key),
	}}
	config, _ := clinicOf(1)
	c.write(t, "clinic.toml", config)
	return c
}

func (c checked) write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(c.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (c checked) run(t *testing.T) outcome {
	t.Helper()
	return command(t, c.env, "check", "--config", filepath.Join(c.dir, "clinic.toml"))
}

func TestCheckSound(t *testing.T) {
	c := goodToCheck(t)
	got := c.run(t)
	if got.code != 0 || !strings.Contains(got.out, "ok: the service can start") {
		t.Errorf("exit code %d:\n%s%s", got.code, got.out, got.err)
	}
}

// Each thing that is wrong is said with its cure, and no secret is ever said.
func TestCheckUnsound(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*testing.T, checked)
		says  []string
	}{
		"the file": {func(t *testing.T, c checked) {
			c.write(t, "clinic.toml", "service = \"X\"\ncountri = \"GB\"\n")
		}, []string{"clinic.toml:2", "country", "Cure"}},
		"no token": {func(_ *testing.T, c checked) { delete(c.env, "HEARD_TELEGRAM_TOKEN") }, []string{"HEARD_TELEGRAM_TOKEN", "BotFather"}},
		"another token": {func(_ *testing.T, c checked) {
			c.env["HEARD_TELEGRAM_TOKEN"] = "1000001:another-secret"
		}, []string{"HEARD_TELEGRAM_TOKEN"}},
		"a token with the end of a line": {func(_ *testing.T, c checked) {
			c.env["HEARD_TELEGRAM_TOKEN"] += "\r"
		}, []string{"HEARD_TELEGRAM_TOKEN", "BotFather"}},
		"the key":     {func(_ *testing.T, c checked) { c.env["HEARD_KEY"] = "c2VjcmV0LXNlY3JldA==" }, []string{"HEARD_KEY"}},
		"given twice": {func(_ *testing.T, c checked) { c.env["HEARD_KEY_FILE"] = "/nowhere" }, []string{"HEARD_KEY: is set both as itself and as a file"}},
		"an open key ring": {func(t *testing.T, c checked) {
			path := c.write(t, "heard.keys", "")
			if err := os.Chmod(path, 0o644); err != nil { //nolint:gosec // that is the fault
				t.Fatal(err)
			}
		}, []string{"HEARD_KEYRING", "chmod 600"}},
		"no roster where it should be": {func(t *testing.T, c checked) {
			config, _ := clinicOf(1)
			c.write(t, "clinic.toml", config+"roster = \"names.txt\"\n")
		}, []string{"privacy.roster", "names.txt", "Cure"}},
		"no redis": {func(_ *testing.T, c checked) {
			c.env["HEARD_REDIS_URL"] = "redis://user:hunter2@127.0.0.1:1"
		}, []string{"HEARD_REDIS_URL"}},
		"a redis that forgets": {func(t *testing.T, c checked) {
			c.env["HEARD_REDIS_URL"] = redistest.Start(t, "--appendonly", "no", "--maxmemory-policy", "allkeys-lru").URL
		}, []string{"keeps nothing", "throw away rows", "Cure"}},
	} {
		t.Run(name, func(t *testing.T) {
			good := goodToCheck(t)
			c.spoil(t, good)
			got := good.run(t)
			if got.code != 1 {
				t.Errorf("exit code %d, want 1", got.code)
			}
			for _, words := range c.says {
				if !strings.Contains(got.err, words) {
					t.Errorf("it does not say %q:\n%s", words, got.err)
				}
			}
			for _, secret := range []string{good.env["HEARD_KEY"], "simulated", "another-secret", "hunter2"} {
				if strings.Contains(got.out+got.err, secret) {
					t.Error("a secret was printed")
				}
			}
		})
	}
}

// What hides words is looked at: the roster, and the dictionaries of the clinic's
// languages that the machine lacks.
func TestCheckRedactor(t *testing.T) {
	c := goodToCheck(t)
	const warning = "there is no roster"
	got := c.run(t)
	if got.code != 0 || !strings.Contains(got.err, warning) {
		t.Errorf("without a roster: exit code %d:\n%s", got.code, got.err)
	}
	lacks := map[string]bool{}
	_, missing := redact.System(os.DirFS(dictionaryRoot), []string{"en", "nb", "sv"})
	for _, m := range missing {
		lacks[m.Language] = true
		if !strings.Contains(got.err, "install the package "+m.Package) {
			t.Errorf("it does not say that %s is missing:\n%s", m.Package, got.err)
		}
	}
	for _, lang := range locales.Languages() {
		if says := strings.Contains(got.err, "no dictionary of "+lang); says != lacks[lang] {
			t.Errorf("of the dictionary of %s it says %v", lang, says)
		}
	}
	config, _ := clinicOf(1)
	c.write(t, "clinic.toml", config+"roster = \"names.txt\"\n")
	c.write(t, "names.txt", "# staff\nGrace Okonkwo\n")
	if got := c.run(t); got.code != 0 || strings.Contains(got.err, warning) {
		t.Errorf("with a roster: exit code %d:\n%s", got.code, got.err)
	}
}

// Reports that go out at once are for trials only, and check says so. Of a pool
// there is nothing to say.
func TestCheckRelease(t *testing.T) {
	c := goodToCheck(t)
	if got := c.run(t); got.code != 0 || !strings.Contains(got.err, "release") || !strings.Contains(got.err, "trial") {
		t.Errorf("at once: exit code %d:\n%s", got.code, got.err)
	}
	config, _ := clinicOf(1)
	c.write(t, "clinic.toml", pooled(config, 5, 4))
	if got := c.run(t); got.code != 0 || strings.Contains(got.err+got.out, "release") {
		t.Errorf("from a pool: exit code %d:\n%s%s", got.code, got.out, got.err)
	}
}

// A key ring that nobody has rolled for longer than a week is warned of.
func TestCheckOldEpoch(t *testing.T) {
	for days, warns := range map[int]bool{0: false, 7: false, 9: true, 30: true} {
		c := goodToCheck(t)
		if _, err := privacy.OpenRing(filepath.Join(c.dir, "heard.keys"), time.Now().Add(-time.Duration(days)*24*time.Hour), rand.Reader); err != nil {
			t.Fatal(err)
		}
		got := c.run(t)
		says := strings.Contains(got.err, fmt.Sprintf("the newest epoch of the key ring is %d days old", days)) && strings.Contains(got.err, "heard keys roll")
		if got.code != 0 || says != warns {
			t.Errorf("an epoch of %d days, exit code %d:\n%s", days, got.code, got.err)
		}
	}
}

// Each number to call is named with its source, until the clinic has its own.
// Texts that nobody has read are named by language.
func TestCheckNumbersAndTexts(t *testing.T) {
	c := goodToCheck(t)
	config, _ := clinicOf(1)
	got := c.run(t)
	for _, words := range []string{
		"0300 123 6600 (drugs) is not confirmed; source: Wikipedia. Cure: ring it", `[numbers], and below it drugs = "0300 123 6600"`,
		"116 123 (suicide) is of 2016 and may be older than a year; source: Samaritans, 2016",
	} {
		if !strings.Contains(got.err, words) {
			t.Errorf("it does not say %q:\n%s", words, got.err)
		}
	}
	for _, lang := range locales.Languages() {
		open, err := locales.Unreviewed(lang)
		if err != nil {
			t.Fatal(err)
		}
		if said := strings.Contains(got.err, fmt.Sprintf("%d safety texts in %s", len(open), lang)); said != (len(open) > 0) {
			t.Errorf("%d texts in %s are unread, and check says:\n%s", len(open), lang, got.err)
		}
	}
	c.write(t, "clinic.toml", config+"[numbers]\ndrugs = \"0300 123 6600\"\nsuicide = \"116 123\"\n")
	if got := c.run(t); got.code != 0 || strings.Contains(got.err, "(drugs)") || strings.Contains(got.err, "(suicide)") {
		t.Errorf("exit code %d:\n%s", got.code, got.err)
	}
}

// A number is in doubt when it is old, without a date, or not confirmed.
func TestDoubt(t *testing.T) {
	now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		number clinic.Number
		sure   bool
	}{
		"of this year":     {clinic.Number{Source: "a page", Year: 2026, Confirmed: true}, true},
		"of last year":     {clinic.Number{Source: "a page", Year: 2025, Confirmed: true}, false},
		"without a date":   {clinic.Number{Source: "a page", Confirmed: true}, false},
		"not confirmed":    {clinic.Number{Source: "a page", Year: 2026}, false},
		"the clinic's own": {clinic.Number{Source: "clinic.toml", Confirmed: true}, true},
	} {
		if got := doubt(c.number, now); (got == "") != c.sure {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// The new number of a group that became a supergroup is printed, the newest of
// several, out of what the service itself has noted.
func TestCheckMoved(t *testing.T) {
	c := goodToCheck(t)
	id, _, _ := strings.Cut(c.env["HEARD_TELEGRAM_TOKEN"], ":")
	s, err := store.Open(t.Context(), store.Options{URL: c.env["HEARD_REDIS_URL"], Service: id})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	_, groups := clinicOf(1)
	for from, to := range map[int64]int64{groups[0]: -77, -77: -1009876543210, -5: -6} {
		if err := s.SetMoved(t.Context(), from, to); err != nil {
			t.Fatal(err)
		}
	}
	got := c.run(t)
	if got.code != 0 || !strings.Contains(got.out, "team team0: chat = -1009876543210\n") || !strings.Contains(got.out, "Cure") || strings.Count(got.out, "chat =") != 1 {
		t.Errorf("exit code %d:\n%s%s", got.code, got.out, got.err)
	}
}

// The service does not start without the roster that its file names: names would go
// to staff that are to be hidden.
func TestServeWithoutRoster(t *testing.T) {
	c := goodToCheck(t)
	config, _ := clinicOf(1)
	path := c.write(t, "clinic.toml", config+"roster = \"names.txt\"\n")
	if got := command(t, c.env, "serve", "--config", path); got.code != 1 || !strings.Contains(got.err, "privacy.roster") || !strings.Contains(got.err, "Cure") {
		t.Errorf("exit code %d:\n%s", got.code, got.err)
	}
}

// Everything that is wrong is said at once.
func TestCheckAllAtOnce(t *testing.T) {
	c := checked{dir: t.TempDir(), env: map[string]string{"HEARD_REDIS_URL": "redis://127.0.0.1:1", "HEARD_LOG": "loud"}}
	c.write(t, "clinic.toml", "service = 3\n")
	got := c.run(t)
	for _, words := range []string{"clinic.toml:1", "HEARD_TELEGRAM_TOKEN", "HEARD_KEY", "HEARD_REDIS_URL", "HEARD_LOG"} {
		if !strings.Contains(got.err, words) {
			t.Errorf("it does not say %s:\n%s", words, got.err)
		}
	}
}

// The service refuses a Redis that was written with another root key: every
// patient would look new.
func TestServeAnotherKey(t *testing.T) {
	c := goodToCheck(t)
	serve := func() outcome {
		return command(t, c.env, "serve", "--config", filepath.Join(c.dir, "clinic.toml"))
	}
	c.env["HEARD_LISTEN"] = "256.0.0.1:0" // it ends here, having left its mark
	if got := serve(); got.code != 1 || !strings.Contains(got.err, "HEARD_LISTEN") {
		t.Fatalf("exit code %d:\n%s", got.code, got.err)
	}
	key, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c.env["HEARD_KEY"] = strings.TrimSpace(key)
	if got := serve(); got.code != 1 || !strings.Contains(got.err, "not the key that this Redis was written with") {
		t.Errorf("exit code %d:\n%s", got.code, got.err)
	}
}
