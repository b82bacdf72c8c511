package bot_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/locales"
	"heard/privacy/redact"
)

// The source is read rather than run, so that a key on a path which no test
// takes is found too.

// TestKeysUsedAreKeysDefined holds the program and the catalogue together, both
// ways: no text is missing, and none is left over.
func TestKeysUsedAreKeysDefined(t *testing.T) {
	used := slices.Sorted(maps.Keys(keysUsed(t)))
	for _, lang := range locales.Languages() {
		if diff := cmp.Diff(used, slices.Sorted(maps.Keys(texts(t, lang)))); diff != "" {
			t.Errorf("keys of %s (-used +defined):\n%s", lang, diff)
		}
	}
}

// TestPlaceholdersAreFilled wants every line to bring what its text asks for.
// Otherwise the reader gets an apology in its place.
func TestPlaceholdersAreFilled(t *testing.T) {
	asked := regexp.MustCompile(`\{\{\.([A-Za-z]+)\}\}`)
	used := keysUsed(t)
	for _, lang := range locales.Languages() {
		for key, text := range texts(t, lang) {
			for _, m := range asked.FindAllStringSubmatch(text, -1) {
				for _, given := range used[key] {
					if !slices.Contains(given, m[1]) {
						t.Errorf("%s: %s asks for %s, and is somewhere given only %v", lang, key, m[1], given)
					}
				}
			}
		}
	}
}

// uses holds, by key or by the beginning of a key, the names of the values given
// at every place where it is used.
type uses map[string][][]string

// keysUsed lists every key of the program with what it is given.
func keysUsed(t *testing.T) uses {
	t.Helper()
	keys, beginnings := uses{}, uses{}
	for _, file := range sources(t) {
		collect(file, keys, beginnings)
	}
	for _, term := range terms() {
		delete(keys, string(term))
	}
	ends := computed(t)
	for beginning, given := range beginnings {
		list, known := ends[beginning]
		if !known {
			t.Errorf("keys that begin with %q are put together somewhere: say in computed which there are", beginning)
		}
		for _, end := range list {
			keys[beginning+end] = append(keys[beginning+end], given...)
		}
	}
	for beginning := range ends {
		if _, ok := beginnings[beginning]; !ok {
			t.Errorf("computed: nothing begins with %q any more", beginning)
		}
	}
	// A question's key is the name of its step.
	for _, step := range []string{"report.who", "report.where", "report.what", "report.led", "dose.days"} {
		keys[step] = [][]string{{}}
	}
	fillCards(keys)
	// The printer fills in its own text.
	keys["clock.at"] = nil
	// Numbers to call name their own key.
	for key := range keys {
		if strings.HasPrefix(key, "number.") && key != "number.named" {
			keys[key] = [][]string{{"Number"}}
		}
	}
	return keys
}

// fillCards notes what the safety cards are given: all the same, and when the
// clinic opens where it is closed.
func fillCards(keys uses) {
	numbers := []string{"Emergency", "Urgent", "Crisis", "Clinic"}
	for key := range keys {
		if strings.HasPrefix(key, "msg.") {
			keys[key] = [][]string{numbers}
		}
	}
	keys["msg.closed"] = [][]string{append(numbers, "Time")}
}

// computed lists how each key goes on that the program puts together from a
// beginning and something else. Beginnings of other things have no ends.
func computed(t *testing.T) map[string][]string {
	t.Helper()
	ends := map[string][]string{
		"term.":         asStrings(terms()),
		"summary.":      asStrings([]care.Question{care.Who, care.Where, care.What, care.Led, care.Days}),
		"summary.lane.": asStrings(care.Lanes()),
		"sent.next.":    asStrings(care.Lanes()),
		"cases.status.": append(asStrings([]care.Status{care.New, care.Taken, care.Closed, care.Withdrawn, care.Waiting, care.Released, care.Counted}), "hidden", "anyway"),
		"cases.from.":   asStrings([]care.Side{care.FromPatient, care.FromStaff}),
		"toast.done.":   {"take", "back", "close"},
		"odd.":          literalsIn(t, "../bot/update.go", "kind"),
		"command.":      append(literalsIn(t, "../bot/introduce.go", "commands"), flows.ClosingWord, flows.WeDidWord),
		"role.":         roles(t),
		"sign.":         roles(t),
		"team.":         roles(t),
		"button.in.":    locales.Languages(),
		"hidden.":       asStrings(redact.Kinds()),
		"month.":        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
		"day.":          weekdays(),
		"button.day.":   weekdays(),
		"closure.":      asStrings(clinic.Reasons()),
		"button.why.":   asStrings(clinic.Reasons()),
		"remind.line.":  asStrings(flows.Discreet()),
		"remind.warn.":  asStrings([]clinic.Effect{clinic.PutOff, clinic.Swallowed, clinic.WhenOpened}),
	}
	for _, other := range []string{
		"lang.", "send.", "later.", // tokens of buttons
		"active.", // a file's name
		"first.",  // steps
	} {
		ends[other] = nil
	}
	return ends
}

func weekdays() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

// sources are the files in which keys are written: whole packages, and those files
// of clinic that have any.
func sources(t *testing.T) []*ast.File {
	t.Helper()
	var files []*ast.File
	for _, pattern := range []string{"../flows/*.go", "../bot/*.go", "../care/*.go", "../locales/*.go", "../clinic/number.go", "../clinic/team.go", "../clinic/change.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no source at %s: %v", pattern, err)
		}
		for _, name := range names {
			// One lists beginnings of keys that others write.
			if !strings.HasSuffix(name, "_test.go") && name != "../locales/review.go" {
				files = append(files, parse(t, name))
			}
		}
	}
	return files
}

func parse(t *testing.T, name string) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

var (
	wholeKey  = regexp.MustCompile(`^[a-z]+(\.[a-z][a-z0-9_]*)+$`)
	beginning = regexp.MustCompile(`^[a-z]+(\.[a-z][a-z0-9_]*)*\.$`)
)

// collect notes every literal of a file that looks like a key or the beginning
// of one. Names of steps look alike and are left out.
func collect(file *ast.File, keys, beginnings uses) {
	given := map[*ast.BasicLit][]string{}
	held := map[string]string{} // what variables hold that were made by With
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			return n.Tok != token.CONST || !ofType(n, "Step")
		case *ast.AssignStmt:
			if id, ok := n.Lhs[0].(*ast.Ident); ok && len(n.Rhs) == 1 {
				held[id.Name] = with(n.Rhs[0])
			}
		case *ast.CallExpr:
			if lit := leftmost(n); lit != nil {
				given[lit] = names(n.Args[1:], held)
			}
		case *ast.BasicLit:
			text, err := strconv.Unquote(n.Value)
			switch {
			case n.Kind != token.STRING || err != nil:
			case wholeKey.MatchString(text):
				keys[text] = append(keys[text], given[n])
			case beginning.MatchString(text):
				beginnings[text] = append(beginnings[text], given[n])
			}
		}
		return true
	})
}

// ofType reports whether the first constant of a declaration has the type.
func ofType(d *ast.GenDecl, name string) bool {
	spec, ok := d.Specs[0].(*ast.ValueSpec)
	if !ok {
		return false
	}
	id, ok := spec.Type.(*ast.Ident)
	return ok && id.Name == name
}

// leftmost is the literal that a call's first argument is or begins with.
func leftmost(call *ast.CallExpr) *ast.BasicLit {
	if len(call.Args) == 0 {
		return nil
	}
	e := call.Args[0]
	for {
		sum, ok := e.(*ast.BinaryExpr)
		if !ok {
			break
		}
		e = sum.X
	}
	lit, _ := e.(*ast.BasicLit)
	return lit
}

// names lists what calls of With among some arguments name, and variables that
// hold one.
func names(args []ast.Expr, held map[string]string) []string {
	list := []string{}
	for _, arg := range args {
		name := with(arg)
		if id, ok := arg.(*ast.Ident); ok {
			name = held[id.Name]
		}
		if name != "" {
			list = append(list, name)
		}
	}
	return list
}

// with is what a call of With names, empty for anything else.
func with(e ast.Expr) string {
	call, ok := e.(*ast.CallExpr)
	if !ok || len(call.Args) != 2 {
		return ""
	}
	lit, ok := call.Args[0].(*ast.BasicLit)
	if !ok {
		return ""
	}
	name, _ := strconv.Unquote(lit.Value)
	return name
}

// literalsIn lists the strings in one function of a file.
func literalsIn(t *testing.T, name, function string) []string {
	t.Helper()
	var list []string
	for _, d := range parse(t, name).Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != function {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				text, _ := strconv.Unquote(lit.Value)
				list = append(list, text)
			}
			return true
		})
	}
	if len(list) == 0 {
		t.Errorf("there are no strings in %s of %s", function, name)
	}
	return list
}

// roles lists the constants of type Role in clinic.
func roles(t *testing.T) []string {
	t.Helper()
	var list []string
	for _, d := range parse(t, "../clinic/team.go").Decls {
		group, ok := d.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST || !ofType(group, "Role") {
			continue
		}
		for _, spec := range group.Specs {
			lit, _ := spec.(*ast.ValueSpec).Values[0].(*ast.BasicLit)
			text, _ := strconv.Unquote(lit.Value)
			list = append(list, text)
		}
	}
	if len(list) == 0 {
		t.Error("clinic has no roles any more")
	}
	return list
}

func terms() []care.Term {
	return slices.Concat(
		care.Sources(), care.Settings(), care.Mechanisms(), care.Consequences(), care.Needs(),
		care.Concerns(), care.DaysMissed(), care.Rules(), care.Praises(),
	)
}

func asStrings[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// texts reads a language's file. Of a text with plural forms, all are joined.
func texts(t *testing.T, lang string) map[string]string {
	t.Helper()
	raw := map[string]any{}
	if _, err := toml.DecodeFile("../locales/active."+lang+".toml", &raw); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for key, value := range raw {
		switch v := value.(type) {
		case string:
			out[key] = v
		case map[string]any:
			for _, form := range v {
				s, _ := form.(string)
				out[key] += s
			}
		}
	}
	return out
}
