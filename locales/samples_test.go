package locales_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"heard/care"
	"heard/locales"
)

// samples holds values of every kind, some of them hostile.
func samples() []care.Value {
	return []care.Value{
		care.Words("<b> & </blockquote> <no value>\n{{.X}}"), care.Words(""),
		care.Name("Hill & <Dale>"), care.Code("KRT-482"), care.Phone("22 59 13 00"), care.Clock(monday),
		care.Label("term.set.hospital"), care.Say("term.set.hospital"),
		care.Labels{"term.src.gp", "term.set.hospital"},
		care.Number(0), care.Number(1), care.Number(2), care.Number(5), care.Number(21),
	}
}

// TestSamplesHoldEveryKind reads the kinds from care's source, so that a new one
// cannot be forgotten here or in the printer.
func TestSamplesHoldEveryKind(t *testing.T) {
	have := map[string]bool{}
	for _, v := range samples() {
		have[reflect.TypeOf(v).Name()] = true
	}
	notTests := func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }
	packages, err := parser.ParseDir(token.NewFileSet(), "../care", notTests, parser.SkipObjectResolution) //nolint:staticcheck // one package, no build tags
	if err != nil {
		t.Fatal(err)
	}
	kinds := 0
	for _, file := range packages["care"].Files {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "value" {
				continue
			}
			kinds++
			if name := f.Recv.List[0].Type.(*ast.Ident).Name; !have[name] {
				t.Errorf("no sample of care.%s", name)
			}
		}
	}
	if kinds < 8 {
		t.Errorf("found %d kinds of care.Value, want 8 or more", kinds)
	}
}

// printing fills every text with every kind of value, as the printer does it.
func printing() gate {
	return gate{
		check: func(b book, _ rules) (p problems) {
			files, err := b.files()
			if err != nil {
				return problems{err.Error()}
			}
			printer, err := locales.Load(files, locales.Languages())
			if err != nil {
				return problems{err.Error()}
			}
			printer.OnMissing = func(lang string, key care.Key) { p.add("%s: %s cannot be printed", lang, key) }
			b.each(func(lang, key, _, _ string) {
				for _, v := range samples() {
					line := care.Line{Key: care.Key(key)}
					for _, name := range placeholders(b.source()[key]["other"]) {
						line.Args = append(line.Args, care.With(name, v))
					}
					printed := printer.Print(lang, line)
					if problem := malformed(printed); printed == "" || problem != "" {
						p.add("%s: %s with %T prints %q: %s", lang, key, v, printed, problem)
					}
					if printer.Plain(lang, line) == "" {
						p.add("%s: %s with %T prints nothing plain", lang, key, v)
					}
				}
			})
			return p
		},
		bad: []spoiled{
			{"sv", "sent.code", "", "{{.Code", "sent.code"},
			{"sv", "sent.code", "", "{{.Code | upper}}", "sent.code"},
			{"sv", "sent.code", "", "{{.Kod}}", "sv: sent.code cannot be printed"},
			{"sv", "answer.days", "one", "{{.Dag}} dag", "sv: answer.days cannot be printed"},
			{"nb", "sent.code", "", "<b>{{.Code}}", "unclosed <b>"},
		},
	}
}
