package bot_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// said is everything that the service let out besides messages: its log at the
// finest level, in both forms, its errors and its metrics.
type said struct {
	heard func() // is told of every line

	mu     sync.Mutex
	all    bytes.Buffer
	secret map[string]bool
}

func (s *said) log() *slog.Logger {
	everything := &slog.HandlerOptions{Level: slog.LevelDebug}
	return slog.New(slog.NewMultiHandler(slog.NewTextHandler(s, everything), slog.NewJSONHandler(s, everything)))
}

func (s *said) Write(b []byte) (int, error) {
	defer s.heard()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(b)
}

func (s *said) add(text string) { _, _ = s.Write([]byte(text + "\n")) }

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.String()
}

// never names what must not be let out.
func (s *said) never(texts ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.secret == nil {
		s.secret = map[string]bool{}
	}
	for _, text := range texts {
		s.secret[text] = true
	}
}

func (s *said) neverNumber(n int64) { s.never(strconv.FormatInt(n, 10)) }

// leaks lists the secrets in what was said, in any spelling of a log.
func (s *said) leaks() (found []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.all.String()
	for secret := range s.secret {
		quoted, _ := json.Marshal(secret)
		for _, form := range []string{secret, strings.Trim(string(quoted), `"`), strings.Trim(strconv.Quote(secret), `"`)} {
			if strings.Contains(all, form) {
				found = append(found, secret)
				break
			}
		}
	}
	return found
}

// The search finds what is let out, in every spelling of a log.
func TestLeaksAreFound(t *testing.T) {
	for _, secret := range []string{"plain words", "two\nlines", `with "quotes"`, "<b>tags & signs</b>", "🏠 and å", "5000000101"} {
		for name, say := range map[string]func(*said){
			"in a message": func(s *said) { s.log().Info("x " + secret) }, //nolint:sloglint // that is the point
			"in a value":   func(s *said) { s.log().Error("x", "err", errors.New("with "+secret)) },
			"in an error":  func(s *said) { s.add(secret) },
		} {
			s := &said{heard: func() {}}
			s.never(secret, "never said at all")
			say(s)
			if found := s.leaks(); len(found) != 1 || found[0] != secret {
				t.Errorf("%q %s: found %q", secret, name, found)
			}
		}
	}
}

// searchWhatWasSaid runs when everything has ended.
func (h *house) searchWhatWasSaid() {
	for _, secret := range h.said.leaks() {
		h.Errorf("the service let out %q", secret)
	}
	if h.Failed() {
		h.Logf("what the service said:\n%.6000s", h.said.String())
	}
}
