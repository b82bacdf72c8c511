package web

import (
	"fmt"
	"net/http"
	"time"
)

// heartbeat keeps proxies from closing a quiet stream, and tells a browser that
// the program is still there. Many proxies wait 60 seconds.
const heartbeat = 20 * time.Second

// again is how soon a browser asks anew when the line is lost, in milliseconds.
const again = 1000

// events answers GET /demo/events with server-sent events: the whole scene at
// once, and again after every change, until the request ends.
func (d *demo) events(w http.ResponseWriter, r *http.Request) {
	// The subscription comes before the first scene: what changes in between is
	// sent twice rather than not at all.
	changed := d.stage.Changed(r.Context())
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{}) // the server's own would cut the stream; not every writer has one
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()

	_, _ = fmt.Fprintf(w, "retry: %d\n\n", again)
	err := d.sendScene(w)
	for err == nil {
		if err = out.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case _, open := <-changed:
			if !open {
				return
			}
			err = d.sendScene(w)
		case <-beat.C:
			_, err = fmt.Fprint(w, ": still here\n\n")
		}
	}
}

// sendScene writes one event.
func (d *demo) sendScene(w http.ResponseWriter) error {
	body, err := encode(d.stage.Scene())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "event: scene\ndata: %s\n\n", body)
	return err
}
