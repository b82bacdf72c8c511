package simulator

import (
	"encoding/json"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxBody bounds a request: no method here takes files.
const maxBody = 1 << 20

// params are the arguments of a call. Objects stay JSON text, whichever way they
// came.
type params url.Values

func readParams(w http.ResponseWriter, r *http.Request) (params, error) {
	p := params(r.URL.Query())
	body := http.MaxBytesReader(w, r.Body, maxBody)
	kind, args, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		return p, p.readMultipart(body, args["boundary"])
	}
	b, err := io.ReadAll(body)
	if err != nil || len(b) == 0 {
		return p, err
	}
	if kind == "application/json" {
		return p, p.readJSON(b)
	}
	form, err := url.ParseQuery(string(b))
	maps.Copy(p, params(form))
	return p, err
}

func (p params) readJSON(b []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return err
	}
	for k, raw := range fields {
		v := string(raw)
		if v == "null" {
			continue
		}
		if strings.HasPrefix(v, `"`) {
			if err := json.Unmarshal(raw, &v); err != nil {
				return err
			}
		}
		p[k] = []string{v}
	}
	return nil
}

func (p params) str(name string) string { return url.Values(p).Get(name) }

func (p params) has(name string) bool { return len(p[name]) > 0 }

// flag reads a truth value the way Telegram does.
func (p params) flag(name string) bool {
	switch strings.ToLower(p.str(name)) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// number reads an integer, 0 where there is none.
func (p params) number(name string) int64 {
	n, _ := strconv.ParseInt(p.str(name), 10, 64)
	return n
}

// within reads an integer and moves it into a range, as Telegram does.
func (p params) within(name string, otherwise, low, high int) int {
	n, err := strconv.Atoi(p.str(name))
	if err != nil {
		n = otherwise
	}
	return min(max(n, low), high)
}
