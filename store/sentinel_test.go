package store_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"heard/store"
)

// TestSentinel finds the master through a real Sentinel.
func TestSentinel(t *testing.T) {
	p := startRedis(t)
	port := freePort(t)
	conf := filepath.Join(t.TempDir(), "sentinel.conf")
	text := fmt.Sprintf("port %d\nbind 127.0.0.1\nsentinel monitor heard 127.0.0.1 %d 1\n", port, p.Port)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("redis-server", conf, "--sentinel")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.Contains(lines.Text(), "+monitor master heard") {
			break
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()

	s := server{url: fmt.Sprintf("redis://127.0.0.1:%d?master_name=heard", port)}.open(t, "x", limited(store.DefaultLimits()))
	everything(t, s)
}
