package web

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
)

//go:embed page
var pageFiles embed.FS

// The page's languages. The first is the default.
const (
	english = "en"
	bokmal  = "nb"
	swedish = "sv"
)

// words are the page's own words in one language, by name.
type words map[string]string

// pages is the template and its words in every language.
type pages struct {
	page  *template.Template
	words map[string]words
}

// loadPages reads the embedded page. A word that the template asks for and the
// table does not have is an error when the page is written.
func loadPages() (pages, error) {
	t, err := template.New("").Option("missingkey=error").ParseFS(pageFiles, "page/*.html")
	if err != nil {
		return pages{}, fmt.Errorf("web: the page's template: %w", err)
	}
	p := pages{page: t, words: map[string]words{}}
	for _, lang := range []string{english, bokmal, swedish} {
		if p.words[lang], err = loadWords(lang); err != nil {
			return pages{}, err
		}
	}
	return p, nameButtons(p.words)
}

func loadWords(lang string) (words, error) {
	b, err := fs.ReadFile(pageFiles, "page/"+lang+".json")
	if err != nil {
		return nil, fmt.Errorf("web: the page's words: %w", err)
	}
	var w words
	if err := json.Unmarshal(b, &w); err != nil {
		return nil, fmt.Errorf("web: the page's words in %s: %w", lang, err)
	}
	return w, nil
}

// page answers GET /demo/, in the language of ?lang=.
func (d *demo) page(w http.ResponseWriter, r *http.Request) {
	lang := r.URL.Query().Get("lang")
	if _, ok := d.pages.words[lang]; !ok {
		lang = english
	}
	var out bytes.Buffer
	view := newPageView(d.stage.Scene(), lang, d.pages.words[lang])
	if err := d.pages.page.ExecuteTemplate(&out, "demo.html", view); err != nil {
		d.log.ErrorContext(r.Context(), "the page could not be written", "err", err)
		http.Error(w, "not available", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = out.WriteTo(w)
}
