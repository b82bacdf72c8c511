package locales_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"heard/care"
	"heard/locales"

	"github.com/google/go-cmp/cmp"
)

// needed is what every language must have, in a language of x.
const needed = `
"sorry.missing" = "Sorry <b>x</b>"
"clock.at" = "{{.Day}} {{.Date}} {{.Month}} {{.Time}}"
"clock.days" = "a b c d e f g"
"clock.months" = "a b c d e f g h i j k l"
`

func testFiles(en, nb string) fstest.MapFS {
	return fstest.MapFS{
		"active.en.toml": {Data: []byte(en)},
		"active.nb.toml": {Data: []byte(nb)},
	}
}

// TestFallback: a gap in the catalogue is reported, and never printed.
func TestFallback(t *testing.T) {
	p, err := locales.Load(testFiles(needed+`
"a.both" = "both {{.X}}"
"a.english" = "english {{.X}}"
"a.label" = "label"
"a.formless" = {one = "{{.X}} thing", other = "{{.X}} things"}
"a.renamed" = "english {{.X}}"
`, strings.ReplaceAll(needed, "Sorry", "Beklager")+`
"a.both" = "begge {{.X}}"
"a.formless" = {other = "{{.X}} ting", few = "x"}
"a.renamed" = "norsk {{.Y}}"
`), []string{"en", "nb"})
	if err != nil {
		t.Fatal(err)
	}
	var reported []string
	p.OnMissing = func(lang string, key care.Key) { reported = append(reported, lang+" "+string(key)) }
	x := func(key care.Key, v care.Value) care.Line { return care.Say(key, care.With("X", v)) }
	for name, c := range map[string]struct {
		lang string
		line care.Line
		want string
		miss []string
	}{
		"all there":             {"nb", x("a.both", care.Name("x")), "begge x", nil},
		"not translated":        {"nb", x("a.english", care.Name("x")), "english x", []string{"nb a.english"}},
		"fixed, not translated": {"nb", care.Say("a.label"), "label", []string{"nb a.label"}},
		"label not translated":  {"nb", x("a.both", care.Label("a.label")), "begge label", []string{"nb a.label"}},
		"renamed placeholder":   {"nb", x("a.renamed", care.Name("x")), "english x", []string{"nb a.renamed"}},
		"unknown language":      {"fi", x("a.both", care.Name("x")), "both x", []string{"fi a.both"}},
		"no such key":           {"nb", care.Say("a.nowhere"), "Beklager <b>x</b>", []string{"nb a.nowhere", "en a.nowhere"}},
		"no argument":           {"nb", care.Say("a.both"), "Beklager <b>x</b>", []string{"nb a.both", "en a.both"}},
		"empty value":           {"en", x("a.both", nil), "Sorry <b>x</b>", []string{"en a.both"}},
		"no labels":             {"en", x("a.both", care.Labels{}), "Sorry <b>x</b>", []string{"en a.both"}},
		"no such label": {
			"nb", x("a.both", care.Labels{"a.label", "a.nowhere"}), "Beklager <b>x</b>",
			[]string{"nb a.label", "nb a.nowhere", "nb a.both", "en a.nowhere", "en a.both"},
		},
		"a plural form is missing": {"nb", x("a.formless", care.Number(1)), "1 ting", []string{"nb a.formless"}},
		"one":                      {"en", x("a.formless", care.Number(1)), "1 thing", nil},
		"several":                  {"en", x("a.formless", care.Number(3)), "3 things", nil},
	} {
		reported = nil
		if got := p.Print(c.lang, c.line); got != c.want {
			t.Errorf("%s: printed %q, want %q", name, got, c.want)
		}
		if diff := cmp.Diff(c.miss, reported); diff != "" {
			t.Errorf("%s: reported (-want +got):\n%s", name, diff)
		}
	}
	if got := p.Plain("nb", care.Say("a.nowhere")); got != "Beklager x" {
		t.Errorf("plain apology is %q", got)
	}
	p.OnMissing = nil
	p.Print("nb", care.Say("a.nowhere")) // nobody has to listen
}

func TestLoadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ en, want string }{
		"broken file":        {`x`, "active.en.toml"},
		"broken template":    {needed + `"a.b" = "{{.X"`, "a.b"},
		"broken plural form": {needed + `"a.b" = {one = "{{x}}", other = "x"}`, "a.b"},
		"empty text":         {needed + `"a.b" = ""`, "a.b"},
		"no apology":         {strings.ReplaceAll(needed, "sorry.missing", "sorry.other1"), "sorry.missing is missing"},
		"a day too few":      {strings.ReplaceAll(needed, "f g\"", "f\""), "clock.days has 6"},
		"a month too few":    {strings.ReplaceAll(needed, "k l\"", "k\""), "clock.months has 11"},
	} {
		_, err := locales.Load(testFiles(c.en, needed), []string{"en", "nb"})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want one with %q", name, err, c.want)
		}
	}
	if _, err := locales.Load(testFiles(needed, needed), []string{"en", "sv"}); err == nil {
		t.Error("a language without a file was accepted")
	}
}
