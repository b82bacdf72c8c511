// Package redistest starts real redis-servers for tests: one that has every
// write on disk before it says so, in a directory that goes with the test. It is
// imported by tests alone.
package redistest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Server is a redis-server of one test.
type Server struct {
	URL  string // redis://127.0.0.1:port
	Dir  string // with its append-only files
	Port int

	args []string
	cmd  *exec.Cmd
}

// Start runs a redis-server with the extra arguments and returns when it takes
// connections. It ends with the test. A test that needs one fails without.
func Start(t testing.TB, more ...string) *Server {
	t.Helper()
	s := &Server{Dir: t.TempDir(), args: more}
	var err error
	for range 5 { // somebody else may take the free port before Redis does
		if s.Port, err = freePort(); err != nil {
			break
		}
		if err = s.Run(); err == nil {
			s.URL = fmt.Sprintf("redis://127.0.0.1:%d", s.Port)
			t.Cleanup(s.Kill)
			return s
		}
	}
	t.Fatalf("redis-server does not start; this test needs one (make tools, or apt-get install redis-server): %v", err)
	return nil
}

// Run starts the server, or starts it again after Kill, with what it kept.
func (s *Server) Run() error {
	args := append([]string{
		"--port", strconv.Itoa(s.Port), "--bind", "127.0.0.1", "--dir", s.Dir, "--save", "",
		"--appendonly", "yes", "--appendfsync", "always",
	}, s.args...)
	s.cmd = exec.CommandContext(context.Background(), "redis-server", args...) //nolint:gosec // a test's own server
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := s.cmd.Start(); err != nil {
		return err
	}
	lines, last := bufio.NewScanner(out), ""
	for lines.Scan() {
		last = lines.Text()
		if strings.Contains(last, "Ready to accept connections") {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return nil
		}
	}
	return errors.Join(errors.New(last), s.cmd.Wait())
}

// Stop ends the server without warning, and without waiting for its end.
func (s *Server) Stop() { _ = s.cmd.Process.Kill() }

// Kill ends the server without warning.
func (s *Server) Kill() {
	s.Stop()
	_ = s.cmd.Wait()
}

// Files returns the bytes of everything the server keeps on disk.
func (s *Server) Files() ([]byte, error) {
	var all []byte
	err := filepath.WalkDir(s.Dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path) //nolint:gosec // a test's own directory
		all = append(all, b...)
		return err
	})
	return all, err
}

// CPU is the processor time that a server has used when it was killed.
func (s *Server) CPU() time.Duration {
	if s.cmd.ProcessState == nil {
		return 0
	}
	return s.cmd.ProcessState.SystemTime() + s.cmd.ProcessState.UserTime()
}

// freePort returns a port that nobody has at the moment.
func freePort() (int, error) {
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}
