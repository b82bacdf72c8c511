package web

import (
	"encoding/json"
	"net/http"
	"slices"
)

// scene answers GET /demo/scene with the scene as JSON.
func (d *demo) scene(w http.ResponseWriter, r *http.Request) {
	body, err := encode(d.stage.Scene())
	if err != nil {
		d.log.ErrorContext(r.Context(), "the scene could not be written", "err", err)
		http.Error(w, "not available", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(body)
}

// encode writes a scene as one line of JSON. An empty list is written as one: to
// a stage nil is the same, to a script it is not.
func encode(s Scene) ([]byte, error) {
	s.Patients, s.Groups = listed(s.Patients), listed(s.Groups)
	s.Staff, s.Toasts = orEmpty(s.Staff), orEmpty(s.Toasts)
	return json.Marshal(s)
}

func listed(chats []Chat) []Chat {
	chats = orEmpty(slices.Clone(chats))
	for i := range chats {
		chats[i].Messages = orEmpty(chats[i].Messages)
	}
	return chats
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
