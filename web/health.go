package web

import (
	"context"
	"io"
	"net/http"
	"time"
)

// probePatience is less than the ten seconds after which most orchestrators
// give up on a probe, so that they read "not ready" and not a broken line.
const probePatience = 3 * time.Second

// Health answers GET /healthz: 200 "ok" while ready returns nil, otherwise 503
// "not ready". Why not is for the log of whoever passes ready: a probe has no
// password, so it is told nothing more.
func Health(ready func(context.Context) error) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), probePatience)
		defer cancel()
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		if ready(ctx) != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, "not ready\n")
			return
		}
		_, _ = io.WriteString(w, "ok\n")
	})
	return mux
}
