package web_test

import (
	"encoding/json"
	"errors"
	"html"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/locales"
	"heard/web"
)

func demoOn(t *testing.T, stage *theatre) http.Handler {
	t.Helper()
	handler, err := web.Demo(stage, stage, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

func get(t *testing.T, handler http.Handler, path string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", path, nil))
	return w.Result()
}

func text(t *testing.T, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	handler := demoOn(t, newTheatre())
	for path, kind := range map[string]string{
		"/demo/":                "text/html; charset=utf-8",
		"/demo/?lang=nb":        "text/html; charset=utf-8",
		"/demo/?lang=sv":        "text/html; charset=utf-8",
		"/demo/scene":           "application/json",
		"/demo/assets/main.js":  "text/javascript; charset=utf-8",
		"/demo/assets/page.css": "text/css; charset=utf-8",
		"/demo/assets/mark.svg": "image/svg+xml",
		"/demo/assets/none.js":  "text/plain; charset=utf-8",
	} {
		r := get(t, handler, path)
		if got := r.Header.Get("Content-Type"); got != kind {
			t.Errorf("%s: content type %q, want %q", path, got, kind)
		}
		policy := r.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'self'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: policy %q lacks %q", path, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", path, r.Header)
		}
	}
}

func TestTheRootLeadsToThePage(t *testing.T) {
	for from, to := range map[string]string{"/": "/demo/", "/?lang=nb": "/demo/?lang=nb"} {
		r := get(t, demoOn(t, newTheatre()), from)
		if r.StatusCode != http.StatusFound || r.Header.Get("Location") != to {
			t.Errorf("%s: got %d to %q", from, r.StatusCode, r.Header.Get("Location"))
		}
	}
}

var (
	reference = regexp.MustCompile(`(?:href|src)="([^"#?]+)"`)
	imported  = regexp.MustCompile(`from "\./([a-z]+\.js)"`)
	foreign   = regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|https?://|<script(?: type="module" src="assets/[a-z]+\.js"| type="application/json" id="words")?>[^<{]`)
	dataBlock = regexp.MustCompile(`(?s)<script type="application/json" id="words">(.*?)</script>`)
)

func TestThePageBringsNothingFromOutside(t *testing.T) {
	handler := demoOn(t, newTheatre())
	page := text(t, get(t, handler, "/demo/"))
	if found := foreign.FindString(page); found != "" {
		t.Errorf("the page has %q", found)
	}
	missing := func(name string) bool { return get(t, handler, "/demo/"+name).StatusCode != http.StatusOK }
	for _, m := range reference.FindAllStringSubmatch(page, -1) {
		if missing(m[1]) {
			t.Errorf("the page wants %q", m[1])
			continue
		}
		for _, i := range imported.FindAllStringSubmatch(text(t, get(t, handler, "/demo/"+m[1])), -1) {
			if missing("assets/" + i[1]) {
				t.Errorf("%s wants %q", m[1], i[1])
			}
		}
	}
}

func TestThePageHasTheNamesThatOutsideTestsUse(t *testing.T) {
	page := text(t, get(t, demoOn(t, newTheatre()), "/demo/"))
	for _, name := range []string{
		"banner", "story", "story-next", "story-close", "phone", "phone-log", "phone-input", "phone-send",
		"clock-time", "clock-half-hour", "clock-next", "clock-day", "clock-release",
		"patient-a", "patient-c", "group-keywork", "acting-as-keywork", "reply-input-keywork", "reply-send-keywork",
	} {
		if strings.Count(page, `data-testid="`+name+`"`) != 1 {
			t.Errorf("%s is not on the page once", name)
		}
	}
}

func TestLanguages(t *testing.T) {
	handler := demoOn(t, newTheatre())
	for query, want := range map[string][2]string{
		"":          {`<html lang="en">`, "Not for real patients"},
		"?lang=nb":  {`<html lang="nb">`, "Ikke for virkelige pasienter"},
		"?lang=sv":  {`<html lang="sv">`, "Inte för riktiga patienter"},
		"?lang=xx":  {`<html lang="en">`, "Nurses and doctors"},
		"?lang=nb ": {`<html lang="en">`, "Nurses and doctors"},
	} {
		page := text(t, get(t, handler, "/demo/"+strings.ReplaceAll(query, " ", "%20")))
		for _, part := range want {
			if !strings.Contains(page, part) {
				t.Errorf("%q: no %q", query, part)
			}
		}
	}
}

// What the story tells the reader to press is what is written on the button.
func TestTheStoryNamesTheBotsButtons(t *testing.T) {
	printer, err := locales.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "nb", "sv"} {
		page := html.UnescapeString(text(t, get(t, demoOn(t, newTheatre()), "/demo/?lang="+lang)))
		for _, key := range []care.Key{"button.ask", "button.no_words", "button.send_now", "button.write", "button.send"} {
			if label := printer.Plain(lang, care.Say(key)); !strings.Contains(page, label) {
				t.Errorf("%s: the story does not name %q", lang, label)
			}
		}
		if found := regexp.MustCompile(`\{[a-z:]*(button|term|clock)\.`).FindString(page); found != "" {
			t.Errorf("%s: a button is named by its key", lang)
		}
	}
}

// A word that one language has, the others have too, and it is not the English
// word by oversight.
func TestWordsAreInEveryLanguage(t *testing.T) {
	handler := demoOn(t, newTheatre())
	in := func(lang string) map[string]string {
		block := dataBlock.FindStringSubmatch(text(t, get(t, handler, "/demo/?lang="+lang)))
		var words map[string]string
		if err := json.Unmarshal([]byte(html.UnescapeString(block[1])), &words); err != nil {
			t.Fatal(err)
		}
		return words
	}
	en := in("en")
	for lang, same := range map[string][]string{
		"nb": {"bot", "start", "send", "clock.half-hour"}, "sv": {"bot", "patient", "clock.half-hour"},
	} {
		words := in(lang)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(en)), slices.Sorted(maps.Keys(words))); diff != "" {
			t.Errorf("%s: %s", lang, diff)
		}
		for key := range en {
			if words[key] == "" || (en[key] == words[key] && !slices.Contains(same, key)) {
				t.Errorf("%s: %s is not translated", lang, key)
			}
		}
	}
}

func TestAnEmptySceneHasListsAndNotNull(t *testing.T) {
	stage := newTheatre()
	if scene := text(t, get(t, demoOn(t, stage), "/demo/scene")); strings.Contains(scene, "null") {
		t.Error(scene)
	}
	stage.scene = web.Scene{}
	want := `{"patients":[],"groups":[],"staff":[],"toasts":[],"clock":{"now":"0001-01-01T00:00:00Z","zone":""}}`
	if got := text(t, get(t, demoOn(t, stage), "/demo/scene")); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if r := get(t, demoOn(t, stage), "/demo/"); r.StatusCode != http.StatusOK {
		t.Errorf("the page of an empty stage: %d", r.StatusCode)
	}
}

func TestAct(t *testing.T) {
	const asJSON = "application/json"
	wrote := `{"verb":"write","actor":"a","chat":"a","text":"hello"}`
	for name, c := range map[string]struct {
		kind, body string
		fail       error
		status     int
	}{
		"write":            {asJSON, wrote, nil, http.StatusNoContent},
		"with a charset":   {asJSON + "; charset=utf-8", wrote, nil, http.StatusNoContent},
		"send":             {asJSON, `{"verb":"send","actor":"a","chat":"a","kind":"voice"}`, nil, http.StatusNoContent},
		"ten thousand":     {asJSON, `{"verb":"write","actor":"a","chat":"a","text":"` + strings.Repeat(`\ud83d\ude00`, 10_000) + `"}`, nil, http.StatusNoContent},
		"a form":           {"application/x-www-form-urlencoded", wrote, nil, http.StatusUnsupportedMediaType},
		"no type":          {"", wrote, nil, http.StatusUnsupportedMediaType},
		"not JSON":         {asJSON, `{`, nil, http.StatusBadRequest},
		"unknown verb":     {asJSON, `{"verb":"shout","actor":"a","chat":"a","text":"x"}`, nil, http.StatusBadRequest},
		"no actor":         {asJSON, `{"verb":"write","chat":"a","text":"x"}`, nil, http.StatusBadRequest},
		"no chat":          {asJSON, `{"verb":"write","actor":"a","text":"x"}`, nil, http.StatusBadRequest},
		"blank":            {asJSON, `{"verb":"write","actor":"a","chat":"a","text":" \n"}`, nil, http.StatusBadRequest},
		"reply to nothing": {asJSON, `{"verb":"reply","actor":"a","chat":"a","text":"x"}`, nil, http.StatusBadRequest},
		"press of nothing": {asJSON, `{"verb":"press","actor":"a","chat":"a","message":1}`, nil, http.StatusBadRequest},
		"unknown kind":     {asJSON, `{"verb":"send","actor":"a","chat":"a","kind":"virus"}`, nil, http.StatusBadRequest},
		"too big":          {asJSON, `{"text":"` + strings.Repeat("x", 300<<10) + `"}`, nil, http.StatusRequestEntityTooLarge},
		"unknown chat":     {asJSON, `{"verb":"write","actor":"a","chat":"z","text":"x"}`, nil, http.StatusNotFound},
		"broken stage":     {asJSON, wrote, errors.New("broken"), http.StatusInternalServerError},
	} {
		t.Run(name, func(t *testing.T) {
			stage := newTheatre()
			stage.fail = c.fail
			r := httptest.NewRequestWithContext(t.Context(), "POST", "/demo/act", strings.NewReader(c.body))
			r.Header.Set("Content-Type", c.kind)
			w := httptest.NewRecorder()
			demoOn(t, stage).ServeHTTP(w, r)
			if w.Code != c.status {
				t.Errorf("got %d %s, want %d", w.Code, w.Body, c.status)
			}
			if done := len(stage.acts) == 1; done != (c.status == http.StatusNoContent) {
				t.Errorf("acts on the stage: %d", len(stage.acts))
			}
		})
	}
}

func TestActsOfOtherOriginsAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		header, value string
		status        int
	}{
		"this page":        {"Sec-Fetch-Site", "same-origin", http.StatusNoContent},
		"another site":     {"Sec-Fetch-Site", "cross-site", http.StatusForbidden},
		"another port":     {"Sec-Fetch-Site", "same-site", http.StatusForbidden},
		"an older browser": {"Origin", "https://elsewhere.example", http.StatusForbidden},
		"a file":           {"Origin", "null", http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			stage := newTheatre()
			r := httptest.NewRequestWithContext(t.Context(), "POST", "/demo/act",
				strings.NewReader(`{"verb":"write","actor":"a","chat":"a","text":"hello"}`))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set(c.header, c.value)
			w := httptest.NewRecorder()
			demoOn(t, stage).ServeHTTP(w, r)
			if w.Code != c.status || len(stage.acts) != map[bool]int{true: 1}[c.status == http.StatusNoContent] {
				t.Errorf("got %d with %d acts, want %d", w.Code, len(stage.acts), c.status)
			}
		})
	}
}
