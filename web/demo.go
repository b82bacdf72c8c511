package web

import (
	"log/slog"
	"net/http"
	"net/url"
)

// demo serves the demonstration.
type demo struct {
	stage Stage
	mover Mover
	log   *slog.Logger
	pages pages
}

// Demo serves the demonstration under /demo/ and sends / there. Every path asks
// nothing and trusts nothing: it is meant for a loopback address. The events end
// with their request, so a server that is to stop gracefully should cancel its
// base context first. The error is of the embedded page and cannot be mended by
// the caller.
func Demo(stage Stage, mover Mover, log *slog.Logger) (http.Handler, error) {
	p, err := loadPages()
	if err != nil {
		return nil, err
	}
	d := &demo{stage: stage, mover: mover, log: log, pages: p}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", toDemo)
	mux.HandleFunc("GET /demo/{$}", d.page)
	mux.HandleFunc("GET /demo/assets/{name}", serveAsset)
	mux.HandleFunc("GET /demo/scene", d.scene)
	mux.HandleFunc("GET /demo/events", d.events)
	mux.HandleFunc("POST /demo/act", d.act)
	mux.HandleFunc("POST /demo/clock", d.clock)
	return guarded(http.NewCrossOriginProtection().Handler(mux)), nil
}

// toDemo sends on to the page, in the language that was asked for.
func toDemo(w http.ResponseWriter, r *http.Request) {
	to := url.URL{Path: "/demo/", RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), http.StatusFound)
}

// guarded adds the headers that keep everything of another origin out.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self'; "+
			"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}
