package locales_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// The program and the catalogue are held together both ways. The source is read
// rather than run, so that a key on a path that no test takes is found too.

// mentions are the strings of the program that look like keys, and those that look
// like the beginning of keys, such as "cases.status.".
type mentions struct {
	keys       map[string]bool // true: it is said where it can only be a key
	beginnings map[string]bool
}

var (
	wholeKey  = regexp.MustCompile(`^[a-z]+(\.[a-z][a-z0-9_]*)+$`)
	beginning = regexp.MustCompile(`^[a-z]+(\.[a-z][a-z0-9_]*)*\.$`)
)

// readSource reads the packages whose strings are keys.
func readSource(tb testing.TB) mentions {
	tb.Helper()
	found := mentions{map[string]bool{}, map[string]bool{}}
	for _, pattern := range []string{"*.go", "../flows/*.go", "../bot/*.go", "../care/*.go", "../clinic/number.go", "../clinic/team.go", "../clinic/change.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			tb.Fatalf("no source at %s: %v", pattern, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || name == "review.go" { // says who reads texts, prints none
				continue
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				tb.Fatal(err)
			}
			found.read(file)
		}
	}
	return found
}

// read notes the strings of a file. Names of steps look like keys: a step
// that asks a question is the key of its text too, so they are noted, but nothing
// has to bear their name.
func (m mentions) read(file *ast.File) {
	steps := map[ast.Node]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			if of, ok := n.Type.(*ast.Ident); ok && of.Name == "Step" {
				for _, v := range n.Values {
					steps[v] = true
				}
			}
		case *ast.BasicLit:
			text, err := strconv.Unquote(n.Value)
			switch {
			case n.Kind != token.STRING || err != nil:
			case beginning.MatchString(text):
				m.beginnings[text] = true
			case wholeKey.MatchString(text):
				m.keys[text] = m.keys[text] || !steps[n]
			}
		}
		return true
	})
}

// uses reports whether the program can come to a key.
func (m mentions) uses(key string) bool {
	_, whole := m.keys[key]
	if whole || strings.HasPrefix(key, "number.") {
		return true
	}
	for i, r := range key {
		if r == '.' && m.beginnings[key[:i+1]] {
			return true
		}
	}
	return false
}

// computed lists the keys that the program puts together from a beginning and
// something that it can list.
func computed() (keys []string) {
	add := func(beginning string, ends ...string) {
		for _, end := range ends {
			keys = append(keys, beginning+end)
		}
	}
	for _, lane := range care.Lanes() {
		add("sent.next.", string(lane))
	}
	add("summary.", string(care.Who), string(care.Where), string(care.What), string(care.Led), string(care.Days))
	add("cases.status.", "hidden")
	for _, s := range []care.Status{care.New, care.Taken, care.Closed, care.Withdrawn, care.Waiting, care.Released, care.Counted} {
		add("cases.status.", string(s))
	}
	for _, reason := range clinic.Reasons() {
		keys = append(keys, string(reason.Label()))
	}
	for _, wording := range flows.Discreet() {
		add("remind.line.", string(wording))
	}
	for _, effect := range []clinic.Effect{clinic.PutOff, clinic.Swallowed, clinic.WhenOpened} {
		add("remind.warn.", string(effect))
	}
	for _, beginning := range []string{"day.", "button.day."} {
		add(beginning, "mon", "tue", "wed", "thu", "fri", "sat", "sun")
	}
	add("month.", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
	add("cases.from.", string(care.FromPatient), string(care.FromStaff))
	add("toast.done.", "take", "back", "close")
	for _, card := range care.Cards() {
		add("", string(card))
	}
	return keys
}

// usedKeys wants a text for every key of the program, and no text that it cannot
// come to.
func usedKeys() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			texts := b.source()
			groups := map[string]bool{}
			for _, key := range keysOf(texts) {
				group, _, _ := strings.Cut(key, ".")
				groups[group] = true
				if !r.source.uses(key) {
					p.add("%s is spare: nothing in the program says it", key)
				}
			}
			want := computed()
			for key, certain := range r.source.keys {
				group, _, _ := strings.Cut(key, ".")
				_, term := texts["term."+key]
				if certain && groups[group] && !term && !strings.HasSuffix(key, ".toml") {
					want = append(want, key)
				}
			}
			slices.Sort(want)
			for _, key := range slices.Compact(want) {
				if _, ok := texts[key]; !ok {
					p.add("%s is missing: the program says it", key)
				}
			}
			return p
		},
		bad: []spoiled{
			{"en", "button.menu", "", removed, "button.menu is missing"},
			{"en", "msg.infection", "", removed, "msg.infection is missing"},
			{"en", "cases.status.withdrawn", "", removed, "cases.status.withdrawn is missing"},
			{"en", "closure.weather", "", removed, "closure.weather is missing"},
			{"en", "remind.line.out", "", removed, "remind.line.out is missing"},
			{"en", "button.unheard_of", "", "Press", "button.unheard_of is spare"},
		},
	}
}
