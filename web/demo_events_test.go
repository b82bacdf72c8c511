package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"heard/web"
)

// nextScene reads events up to the next scene.
func nextScene(t *testing.T, lines *bufio.Scanner) web.Scene {
	t.Helper()
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			var s web.Scene
			if err := json.Unmarshal([]byte(data), &s); err != nil {
				t.Fatal(err)
			}
			return s
		}
	}
	t.Fatal("the stream ended:", lines.Err())
	return web.Scene{}
}

func TestEventsFollowTheStage(t *testing.T) {
	stage := newTheatre()
	server := httptest.NewServer(demoOn(t, stage))
	defer server.Close() // waits for the stream, which must end with its request
	ctx, leave := context.WithCancel(t.Context())
	defer leave()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/demo/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = answer.Body.Close() })
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Errorf("content type %q", kind)
	}
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 1<<20)

	if s := nextScene(t, lines); len(s.Patients) != 3 || len(s.Patients[0].Messages) != 0 {
		t.Errorf("the scene at the start: %+v", s)
	}
	for _, words := range []string{"one", "two"} {
		if err := stage.Act(ctx, web.Act{Verb: web.Write, Actor: "a", Chat: "a", Text: words}); err != nil {
			t.Fatal(err)
		}
		messages := nextScene(t, lines).Patients[0].Messages
		if n := len(messages); n < 2 || messages[n-2].Text != words {
			t.Errorf("after %q: %+v", words, messages)
		}
	}
}

// pipe is a response that is read while it is written.
type pipe struct {
	http.ResponseWriter
	io.Writer
}

func (p pipe) Write(b []byte) (int, error) { return p.Writer.Write(b) }
func (pipe) Flush()                        {}

func TestAQuietStreamBeatsAndEndsWithItsRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out, in := io.Pipe()
		ctx, leave := context.WithCancel(t.Context())
		go func() {
			r := httptest.NewRequestWithContext(ctx, "GET", "/demo/events", nil)
			demoOn(t, newTheatre()).ServeHTTP(pipe{httptest.NewRecorder(), in}, r)
			_ = in.Close()
		}()
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 1<<20)
		nextScene(t, lines)
		began := time.Now() // of the bubble's own clock, which stands still while anything runs
		for lines.Scan() && !strings.HasPrefix(lines.Text(), ":") {
			continue
		}
		if quiet := time.Since(began); quiet == 0 || quiet > time.Minute {
			t.Errorf("the first beat came after %v", quiet)
		}
		leave()
		for lines.Scan() {
			continue
		}
		if err := lines.Err(); err != nil {
			t.Error(err)
		}
	})
}
