package redact_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"heard/privacy/redact"
)

func languages() []string { return []string{"en", "nb", "sv"} }

func redactor(t testing.TB) *redact.Redactor {
	t.Helper()
	r, err := redact.New(redact.Options{Countries: []string{"GB", "NO", "SE", "US"}, Roster: roster(t)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func roster(t testing.TB) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "roster.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

// message is one of the test set: its text, and the passages that must go.
type message struct {
	text  string
	marks []redact.Hidden // the kind with ~ for a name of the roster with a slip
}

var markup = regexp.MustCompile(`\{([a-z]+~?):([^}]*)\}`)

// read takes the marks out of a line of the test set.
func read(line string) message {
	var m message
	rest := line
	for {
		at := markup.FindStringSubmatchIndex(rest)
		if at == nil {
			m.text += rest
			return m
		}
		m.text += rest[:at[0]]
		start := len([]rune(m.text))
		m.text += rest[at[4]:at[5]]
		m.marks = append(m.marks, redact.Hidden{Start: start, End: len([]rune(m.text)), Kind: redact.Kind(rest[at[2]:at[3]])})
		rest = rest[at[1]:]
	}
}

func messages(t testing.TB, set, language string) []message {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", set, language+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var all []message
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			all = append(all, read(line))
		}
	}
	return all
}

// share counts, and keeps what went wrong.
type share struct {
	hits, all int
	wrong     []string
}

func (s *share) count(ok bool, wrong string) {
	s.all++
	if ok {
		s.hits++
		return
	}
	s.wrong = append(s.wrong, wrong)
}

func (s *share) percent() float64 { return 100 * float64(s.hits) / float64(max(s.all, 1)) }

// table has the figures of one set and language: what was hidden of what had to
// be, by group, and how many harmless words went too.
type table map[string]*share

func (t table) of(group string) *share {
	if t[group] == nil {
		t[group] = &share{}
	}
	return t[group]
}

// group is the row of the table that a mark counts in.
func group(k redact.Kind, text string) string {
	switch k {
	case "staff":
		return "roster"
	case "staff~":
		return "roster, one slip"
	case "name":
		if strings.ToLower(text) == text {
			return "name, lower case"
		}
		return "name"
	case "place":
		return "place"
	case "date", "age":
		return "date or age"
	}
	return "structured"
}

const harmless = "harmless words hidden"

func measure(r *redact.Redactor, language string, all []message) table {
	figures := table{}
	for _, m := range all {
		runes := []rune(m.text)
		got := r.Hide(language, m.text)
		for _, mark := range m.marks {
			text := string(runes[mark.Start:mark.End])
			figures.of(group(mark.Kind, text)).count(gone(runes, mark, got.Hidden), text+" | "+got.Shown)
		}
		for _, w := range harmlessWords(r, language, m) {
			text := string(runes[w.Start:w.End])
			hidden := slices.ContainsFunc(got.Hidden, func(h redact.Hidden) bool { return h.Start < w.End && w.Start < h.End })
			figures.of(harmless).count(hidden, "")
			if hidden {
				figures.of(harmless).wrong = append(figures.of(harmless).wrong, text+" | "+got.Shown)
			}
		}
	}
	return figures
}

// harmlessWords are the words of a message that need not go.
func harmlessWords(r *redact.Redactor, language string, m message) []redact.Hidden {
	var words []redact.Hidden
	at := 0
	for _, p := range r.Pieces(language, m.text) {
		w := redact.Hidden{Start: at, End: at + len([]rune(p.Text))}
		at = w.End
		marked := func(h redact.Hidden) bool { return h.Start < w.End && w.Start < h.End }
		if p.Word && !slices.ContainsFunc(m.marks, marked) {
			words = append(words, w)
		}
	}
	return words
}

// gone says whether every letter and digit of a passage is hidden.
func gone(runes []rune, mark redact.Hidden, hidden []redact.Hidden) bool {
	for i := mark.Start; i < mark.End; i++ {
		inside := func(h redact.Hidden) bool { return h.Start <= i && i < h.End }
		if (unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i])) && !slices.ContainsFunc(hidden, inside) {
			return false
		}
	}
	return true
}

// floors are what is reached, less a margin, in percent; of harmless words it is
// the most that may go.
func floors() map[string]float64 {
	return map[string]float64{
		"structured": 98, "date or age": 85, "roster": 98, "roster, one slip": 95, "name": 95, "name, lower case": 90, "place": 90, harmless: 2,
	}
}

// TestFigures prints what is hidden of what must be, and holds it to floors. The
// word lists and rules were tuned on dev, whose figures flatter; heldout was
// written after them; see testdata/README.md. Only what went wrong in dev is shown.
func TestFigures(t *testing.T) {
	r := redactor(t)
	for _, set := range []string{"dev", "heldout", "second", "third", "fourth", "fifth"} {
		total := table{}
		for _, language := range languages() {
			figures := measure(r, language, messages(t, set, language))
			report(t, set+" "+language, figures, set == "dev")
			for group, s := range figures {
				total.of(group).hits += s.hits
				total.of(group).all += s.all
			}
		}
		report(t, set+" all", total, false)
		for group, floor := range floors() {
			got := total.of(group).percent()
			if group == harmless && got > floor || group != harmless && got < floor {
				t.Errorf("%s, %s: %.1f %%, the floor is %.0f %%", set, group, got, floor)
			}
		}
	}
}

func report(t *testing.T, title string, figures table, wrong bool) {
	t.Helper()
	var out strings.Builder
	for _, group := range []string{"structured", "date or age", "roster", "roster, one slip", "name", "name, lower case", "place", harmless} {
		s := figures.of(group)
		fmt.Fprintf(&out, "\n  %-24s %4d of %4d  %5.1f %%", group, s.hits, s.all, s.percent())
		if wrong {
			for _, w := range s.wrong {
				if w != "" {
					out.WriteString("\n      " + w)
				}
			}
		}
	}
	t.Log(title, out.String())
}
