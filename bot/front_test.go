package bot_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"sync"
)

// front stands before the simulated Telegram. It gives, once, an answer that the
// simulator never would, and notes what was to be shown, to the byte.
type front struct {
	next http.Handler

	mu      sync.Mutex
	answers map[string][]answer // by method, each given once
	wire    []shown
	watch   func(shown)
}

// shown is a text as it was sent to Telegram, whether or not it was taken.
type shown struct {
	method, text string
	chat         int64
	protected    bool
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
	method := path.Base(r.URL.Path)
	f.note(method, r)
	a, ok := f.take(method)
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

// note keeps what a call shows, and leaves the request as it was.
func (f *front) note(method string, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	form, failed := url.ParseQuery(string(body))
	if err != nil || failed != nil || !form.Has("text") || !form.Has("chat_id") {
		return
	}
	chat, _ := strconv.ParseInt(form.Get("chat_id"), 10, 64)
	one := shown{method, form.Get("text"), chat, form.Get("protect_content") == "true"}
	f.mu.Lock()
	f.wire = append(f.wire, one)
	watch := f.watch
	f.mu.Unlock()
	if watch != nil {
		watch(one)
	}
}

// on does something when a method is called for a chat, before anything comes of it.
func (f *front) on(chat int64, method string, do func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.watch = func(one shown) {
		if one.chat == chat && one.method == method {
			do()
		}
	}
}

// from are the texts that were sent since there were n of them.
func (f *front) from(n int) []shown {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.wire[n:])
}

// sentTo are the texts that were sent to a chat, in the order in which they came.
func (f *front) sentTo(chat int64) (all []shown) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, one := range f.wire {
		if one.chat == chat {
			all = append(all, one)
		}
	}
	return all
}
