package web

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
)

// maxAct holds a text of 10,000 characters, which is more than the bot takes,
// even with every character escaped. How the bot refuses it is part of the
// demonstration.
const maxAct = 256 << 10

// act answers POST /demo/act: 204 when done, 400 for a body that is not a
// complete act, 404 for one about something that is not there, 413, 415.
func (d *demo) act(w http.ResponseWriter, r *http.Request) {
	var a Act
	switch {
	case !read(w, r, &a):
	case !a.complete():
		http.Error(w, "the act lacks something", http.StatusBadRequest)
	default:
		d.perform(w, r, a)
	}
}

// read reads a body of JSON, or answers with what is wrong with it and returns false.
func read(w http.ResponseWriter, r *http.Request, into any) bool {
	// A page of another origin cannot send this type without asking first.
	if t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || t != "application/json" {
		http.Error(w, "an act is application/json", http.StatusUnsupportedMediaType)
		return false
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxAct)).Decode(into); err != nil {
		status := http.StatusBadRequest
		if tooBig := (*http.MaxBytesError)(nil); errors.As(err, &tooBig) {
			status = http.StatusRequestEntityTooLarge
		}
		http.Error(w, "the act could not be read", status)
		return false
	}
	return true
}

func (d *demo) perform(w http.ResponseWriter, r *http.Request, a Act) {
	switch err := d.stage.Act(r.Context(), a); {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, ErrUnknown):
		http.Error(w, "no such chat, person, message or button", http.StatusNotFound)
	default:
		d.log.ErrorContext(r.Context(), "an act of the demonstration failed", "kind", string(a.Verb), "err", err)
		http.Error(w, "the act failed", http.StatusInternalServerError)
	}
}
