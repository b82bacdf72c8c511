package web

import (
	"encoding/json"
	"net/http"
)

// clock answers POST /demo/clock, whose body is {"leap": one of Leaps}: 200 with what
// the clock shows then, 400 for another body, 413, 415.
func (d *demo) clock(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Leap Leap `json:"leap"`
	}
	switch {
	case !read(w, r, &asked):
	case !asked.Leap.known():
		http.Error(w, `the clock moves by "half-hour", "next", "day" or "release"`, http.StatusBadRequest)
	default:
		d.move(w, r, asked.Leap)
	}
}

func (d *demo) move(w http.ResponseWriter, r *http.Request, leap Leap) {
	if err := d.mover.Move(r.Context(), leap); err != nil {
		if r.Context().Err() == nil { // otherwise nobody waits any more
			d.log.ErrorContext(r.Context(), "the clock of the demonstration could not be moved", "err", err)
		}
		http.Error(w, "the clock could not be moved", http.StatusInternalServerError)
		return
	}
	body, err := json.Marshal(d.stage.Scene().Clock)
	if err != nil {
		http.Error(w, "the clock cannot be read", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(body)
}
