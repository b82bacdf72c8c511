package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"heard/web"
)

func TestHealth(t *testing.T) {
	ready := func(context.Context) error { return nil }
	down := func(context.Context) error { return errors.New("store at 10.0.0.7 refuses") }
	for name, c := range map[string]struct {
		ready  func(context.Context) error
		method string
		path   string
		status int
		body   string
	}{
		"ready":        {ready, "GET", "/healthz", http.StatusOK, "ok\n"},
		"not ready":    {down, "GET", "/healthz", http.StatusServiceUnavailable, "not ready\n"},
		"other method": {ready, "POST", "/healthz", http.StatusMethodNotAllowed, "Method Not Allowed\n"},
		"other path":   {ready, "GET", "/health", http.StatusNotFound, "404 page not found\n"},
	} {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			web.Health(c.ready).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), c.method, c.path, nil))
			if w.Code != c.status || w.Body.String() != c.body {
				t.Errorf("got %d %q, want %d %q", w.Code, w.Body, c.status, c.body)
			}
			if kind := w.Header().Get("Content-Type"); !strings.HasPrefix(kind, "text/plain") {
				t.Errorf("content type %q", kind)
			}
		})
	}
}

func TestHealthGivesTheProbeALimit(t *testing.T) {
	limited := false
	handler := web.Health(func(ctx context.Context) error {
		_, limited = ctx.Deadline()
		return nil
	})
	handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(t.Context(), "GET", "/healthz", nil))
	if !limited {
		t.Error("a check that hangs would hang the probe")
	}
}
