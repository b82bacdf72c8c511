package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"heard/care"
	"heard/privacy"
	"heard/simulator"
	"heard/store/redistest"
)

// program is the real service in a process of its own: over a real Redis that
// keeps every write, and a simulated Telegram.
type program struct {
	t        testing.TB
	telegram *simulator.Server
	redis    *redistest.Server
	dir      string
	env      []string
	log      *logged
	cmd      *exec.Cmd
}

// logged is everything that the program wrote, of all its lives.
type logged struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *logged) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(b)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

// newProgram sets everything up and starts nothing yet.
func newProgram(t testing.TB, o simulator.Options, config string) *program {
	t.Helper()
	o.KeepLog = true
	p := &program{t: t, telegram: simulator.New(o), redis: redistest.Start(t), dir: t.TempDir(), log: &logged{}}
	api, err := p.telegram.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.telegram.Close)
	key, err := privacy.NewRoot(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.dir, "clinic.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	p.env = append(os.Environ(), asHeard+"=1", "HEARD_TELEGRAM_TOKEN="+p.telegram.Token(), "HEARD_TELEGRAM_API="+api,
		"HEARD_REDIS_URL="+p.redis.URL, "HEARD_KEY="+key, "HEARD_LISTEN=127.0.0.1:0", "HEARD_LOG=debug")
	t.Cleanup(func() {
		if p.cmd != nil {
			p.kill()
		}
		if t.Failed() {
			t.Logf("the end of the program's log:\n%s", tail(p.log.String(), 4000))
		}
	})
	return p
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// start runs the program.
func (p *program) start() {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	p.cmd = exec.Command(self, "serve", "--config", filepath.Join(p.dir, "clinic.toml"))
	p.cmd.Env, p.cmd.Stdout, p.cmd.Stderr = p.env, p.log, p.log
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
}

// kill ends the program without warning.
func (p *program) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	p.cmd = nil
}

// stop asks the program to end, and returns its error.
func (p *program) stop() error {
	_ = p.cmd.Process.Signal(os.Interrupt)
	err := p.cmd.Wait()
	p.cmd = nil
	return err
}

// clinicOf writes a clinic.toml with a team for every so many needs, so that no
// group gets more than Telegram lets through, and one for reports.
func clinicOf(teams int) (config string, groups []int64) {
	var b strings.Builder
	b.WriteString("service = \"Test OMT\"\ncountry = \"GB\"\ntimezone = \"Europe/London\"\nlanguages = [\"en\", \"nb\", \"sv\"]\n" +
		"[[clinic]]\nid = \"one\"\nname = \"One\"\nphone = \"020 7946 0000\"\n[clinic.hours]\nmon-sun = [\"08:00-12:00\"]\n")
	needs := care.Needs()
	for i := range teams {
		takes := []string{}
		for j := i; j < len(needs); j += teams {
			takes = append(takes, fmt.Sprintf("%q", needs[j]))
		}
		if i == 0 {
			takes = append(takes, `"help"`, `"dosing"`)
		}
		groups = append(groups, -1001000000001-int64(i))
		fmt.Fprintf(&b, "[[team]]\nid = \"team%d\"\nchat = %d\nrole = \"key_worker\"\ntakes = [%s]\n", i, groups[i], strings.Join(takes, ", "))
	}
	groups = append(groups, -1001000000001-int64(teams))
	fmt.Fprintf(&b, "[[team]]\nid = \"quality\"\nchat = %d\ntakes = [\"stigma\", \"feedback\"]\n[privacy]\nrelease = \"immediate\"\n", groups[teams])
	return b.String(), groups
}

// pooled is a clinic whose reports wait in the pool for company.
func pooled(config string, reports, people int) string {
	return strings.ReplaceAll(config, "release = \"immediate\"\n",
		fmt.Sprintf("release = \"mon 07:00\"\nrelease_reports = %d\nrelease_people = %d\n", reports, people))
}
