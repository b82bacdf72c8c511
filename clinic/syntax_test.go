package clinic_test

import (
	"strings"
	"testing"
)

// Every text follows a sound first line. What the library calls the break is
// its own; the line and the cure are ours.
func TestLoad_Syntax(t *testing.T) {
	const stops = "; the rest of the file is checked after that"
	cases := map[string]struct {
		text string
		line string
		cure string
	}{
		"text without quotes":  {"country = GB", "2", `put text in double quotes, as in name = "Riverside"`},
		"quotes not closed":    {"country = \"GB", "2", "close the text with a double quote on the same line"},
		"no equals sign":       {"country \"GB\"", "2", `write key = value, as in country = "GB"`},
		"quotes of a letter":   {"country = “GB”", "2", `use straight quotes, as in name = "Riverside"`},
		"twice":                {"country = \"GB\"\ncountry = \"GB\"", "3", "keep one of the two"},
		"no such day":          {"from = 2026-02-30", "2", "write a date of the calendar, as in from = 2026-12-24"},
		"escape":               {`country = "\q"`, "2", "mend this line"},
		"list not closed":      {"languages = [\"en\"\ncountry = \"GB\"", "3", "close the list with ] and put a comma between its entries" + stops},
		"list of bare words":   {"languages = [\n en,\n nb,\n]", "3", `put text in double quotes, as in name = "Riverside"`},
		"header not closed":    {"[privacy\nenrolled = 5", "2", "close the brackets, as in [privacy] or [[team]]" + stops},
		"table twice":          {"[quiet]\n[quiet]", "3", "keep one of the two" + stops},
		"table and list":       {"[team]\n[[team]]", "3", "keep one of the two" + stops},
		"long text not closed": {"country = \"\"\"GB\n\n", "", stops},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s, problems := load("service = \"S\"\n" + c.text + "\n")
			if s != nil || len(problems) == 0 {
				t.Fatal("no problem was found")
			}
			first := problems[0].String()
			if !strings.HasPrefix(first, "clinic.toml:"+c.line) || !strings.HasSuffix(first, c.cure) || !strings.Contains(first, ": is not TOML: ") {
				t.Error(first)
			}
			if stopped := strings.HasSuffix(first, stops); stopped && len(problems) > 1 {
				t.Errorf("it says that it stops, and goes on:\n%s", problems)
			}
			if strings.Contains(problems.String(), "missing") {
				t.Errorf("what is missing may stand on the broken line:\n%s", problems)
			}
		})
	}
}

// A file of broken lines ends, and says so once for each line it looked at.
func TestLoad_ManyBrokenLines(t *testing.T) {
	_, problems := load(strings.Repeat("a line of prose\n", 100))
	if len(problems) != 20 {
		t.Errorf("%d problems", len(problems))
	}
}
