package bot_test

import (
	"encoding/json"
	"net/http"
	"path"
	"sync"
)

// front stands before the simulated Telegram and gives, once, an answer that the
// simulator never would.
type front struct {
	next http.Handler

	mu      sync.Mutex
	answers map[string][]answer // by method, each given once
}

type answer struct {
	Code        int    `json:"error_code"`
	Description string `json:"description"`
}

// refuse makes the next call of a method fail.
func (f *front) refuse(method string, code int, description string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.answers == nil {
		f.answers = map[string][]answer{}
	}
	f.answers[method] = append(f.answers[method], answer{code, description})
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a, ok := f.take(path.Base(r.URL.Path))
	if !ok {
		f.next.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.Code)
	_ = json.NewEncoder(w).Encode(struct {
		OK bool `json:"ok"`
		answer
	}{false, a})
}

func (f *front) take(method string) (answer, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	waiting := f.answers[method]
	if len(waiting) == 0 {
		return answer{}, false
	}
	f.answers[method] = waiting[1:]
	return waiting[0], true
}
