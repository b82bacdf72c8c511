package web_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"heard/web"
)

func TestClock(t *testing.T) {
	const asJSON = "application/json"
	for name, c := range map[string]struct {
		kind, body string
		fail       error
		status     int
		says       string
	}{
		"half an hour":    {asJSON, `{"leap":"half-hour"}`, nil, http.StatusOK, "09:50"},
		"a day":           {asJSON, `{"leap":"day"}`, nil, http.StatusOK, "2026-09-08T09:20"},
		"a release":       {asJSON, `{"leap":"release"}`, nil, http.StatusOK, "2026-09-14"},
		"what comes next": {asJSON, `{"leap":"next"}`, nil, http.StatusOK, "09:50"},
		"back":            {asJSON, `{"leap":"-1 day"}`, nil, http.StatusBadRequest, `the clock moves by "half-hour", "next", "day" or "release"`},
		"nowhere":         {asJSON, `{}`, nil, http.StatusBadRequest, "the clock moves by"},
		"a number":        {asJSON, `{"leap":30}`, nil, http.StatusBadRequest, "could not be read"},
		"not JSON":        {asJSON, `half-hour`, nil, http.StatusBadRequest, "could not be read"},
		"a form":          {"application/x-www-form-urlencoded", `leap=day`, nil, http.StatusUnsupportedMediaType, "application/json"},
		"too big":         {asJSON, `{"leap":"` + strings.Repeat("x", 300<<10) + `"}`, nil, http.StatusRequestEntityTooLarge, "could not be read"},
		"a broken stage":  {asJSON, `{"leap":"day"}`, errors.New("broken"), http.StatusInternalServerError, "could not be moved"},
	} {
		t.Run(name, func(t *testing.T) {
			stage := newTheatre()
			stage.fail = c.fail
			r := httptest.NewRequestWithContext(t.Context(), "POST", "/demo/clock", strings.NewReader(c.body))
			r.Header.Set("Content-Type", c.kind)
			w := httptest.NewRecorder()
			demoOn(t, stage).ServeHTTP(w, r)
			said := w.Body.String()
			if w.Code == http.StatusOK {
				said = shown(t, w)
			}
			if w.Code != c.status || !strings.Contains(said, c.says) {
				t.Errorf("got %d %s, want %d %s", w.Code, said, c.status, c.says)
			}
			if moved := len(stage.leaps) == 1; moved != (c.status == http.StatusOK) {
				t.Errorf("moves: %v", stage.leaps)
			}
		})
	}
}

// shown is what an answer's clock shows, at the clinic.
func shown(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var c web.Clock
	if err := json.Unmarshal(w.Body.Bytes(), &c); err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return c.Now.In(zone).Format(time.RFC3339)
}

// Every leap has a button, and no other word is one.
func TestLeapsAreOnThePage(t *testing.T) {
	page := text(t, get(t, demoOn(t, newTheatre()), "/demo/"))
	for _, leap := range web.Leaps() {
		if strings.Count(page, `data-leap="`+string(leap)+`"`) != 1 {
			t.Errorf("%s has no button", leap)
		}
	}
	if n := strings.Count(page, "data-leap="); n != len(slices.Compact(web.Leaps())) {
		t.Errorf("%d buttons", n)
	}
}
