package clinic_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"heard/care"
	"heard/clinic"
)

// file writes a clinic.toml and remembers nothing of it but the text.
type file struct {
	strings.Builder
	t *rapid.T
}

// line writes a line, now and then with noise before or after it.
func (f *file) line(format string, args ...any) {
	noise := rapid.SampledFrom([]string{"", "", "", "\n", "# [[team]] key = \"value\"\n", "\t\n"}).Draw(f.t, "noise")
	end := rapid.SampledFrom([]string{"", "", " # \"'''", "\t", "\r"}).Draw(f.t, "end")
	f.WriteString(noise + fmt.Sprintf(format, args...) + end + "\n")
}

// list writes a list on one line or over several.
func (f *file) list(entries ...string) string {
	switch rapid.IntRange(0, 2).Draw(f.t, "list") {
	case 0:
		return "[" + strings.Join(entries, ", ") + "]"
	case 1:
		return "[\n  " + strings.Join(entries, ",\n  ") + ", # ]\n]"
	}
	return "[ # [\n\n" + strings.Join(entries, "\n, ") + "]"
}

// key writes a bare key in any of the forms that TOML allows.
func (f *file) key(k string) string {
	return rapid.SampledFrom([]string{k, `"` + k + `"`, "'" + k + "'"}).Draw(f.t, "key")
}

func (f *file) text(s string) string {
	return rapid.SampledFrom([]string{`"` + s + `"`, "'" + s + "'", `"""` + s + `"""`, "'''\n" + s + "'''"}).Draw(f.t, "text")
}

// valid draws a file without a problem. at is called at several places between
// lines, for a test to write something of its own there.
func valid(t *rapid.T, at func(f *file, table string)) string {
	f := &file{t: t}
	f.line("%s = %s", f.key("service"), f.text("Some service"))
	f.line("country = %s", f.text(rapid.SampledFrom(clinic.Countries()).Draw(t, "country")))
	f.line("timezone = %s", f.text(rapid.SampledFrom([]string{"Europe/Oslo", "America/Toronto", "UTC"}).Draw(t, "zone")))
	f.line("languages = %s", f.list(rapid.SampledFrom([][]string{{`"en"`}, {`"nb"`, `"en"`}}).Draw(t, "languages")...))
	f.line("numbers.urgent = %s", f.text("020 7946 0001"))
	if rapid.Bool().Draw(t, "quiet") {
		f.line(`quiet = { from = "22:00", to = "06:15" }`)
	}
	at(f, "")
	for i := range rapid.IntRange(1, 3).Draw(t, "clinics") {
		f.clinic(i, at)
	}
	f.teams(at)
	if rapid.Bool().Draw(t, "privacy") {
		f.line("[privacy]")
		f.line("release = %q", rapid.SampledFrom([]string{"mon 07:00", "tue 00:00, fri 23:59"}).Draw(t, "release"))
		f.line("smallest_cell = %d", rapid.IntRange(5, 50).Draw(t, "cell"))
		f.line("keep_cases = \"%dd\"", rapid.IntRange(30, 9999).Draw(t, "keep"))
		at(f, "privacy")
	}
	return f.String()
}

func (f *file) clinic(i int, at func(*file, string)) {
	f.line("[[clinic]]")
	f.line(`id = "c%d"`, i)
	f.line("name = %s", f.text("A clinic"))
	f.line(`phone = "020 7946 %04d"`, i)
	at(f, fmt.Sprintf("clinic[%d]", i))
	f.line("[clinic.hours]")
	f.hours()
	for j := range rapid.IntRange(0, 2).Draw(f.t, "closures") {
		f.line("[[ clinic . %s ]]", f.key("closed"))
		f.line("from = 2026-0%d-01", j+1)
		f.line("to = 2026-0%d-0%d", j+1, rapid.IntRange(1, 9).Draw(f.t, "days"))
		at(f, fmt.Sprintf("clinic[%d].closed[%d]", i, j))
	}
	for j := range rapid.IntRange(0, 2).Draw(f.t, "changes") {
		f.line("[[ clinic . %s ]]", f.key("changed"))
		f.line("from = 2026-0%d-05", j+3)
		f.line("to = 2026-0%d-0%d", j+3, rapid.IntRange(5, 9).Draw(f.t, "days"))
		f.line("windows = %s", f.list(`"07:00-08:00"`, `"10:00-13:00"`))
		at(f, fmt.Sprintf("clinic[%d].changed[%d]", i, j))
	}
}

// hours cuts the week into runs of days and gives each of them windows that
// follow one another.
func (f *file) hours() {
	names := []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
	for day := 0; day < 7; {
		last := rapid.IntRange(day, 6).Draw(f.t, "last")
		key := names[day]
		if last > day {
			key += "-" + names[last]
		}
		var windows []string
		for minute := rapid.IntRange(0, 900).Draw(f.t, "begin"); minute < 24*60-60; {
			to := rapid.IntRange(minute+1, 24*60).Draw(f.t, "to")
			windows = append(windows, fmt.Sprintf(`"%02d:%02d-%02d:%02d"`, minute/60, minute%60, to/60, to%60))
			minute = rapid.IntRange(to, 24*60).Draw(f.t, "next")
		}
		f.line("%s = %s", f.key(key), f.list(windows...))
		day = last + 1
	}
}

// teams deals the lanes and a few single topics out.
func (f *file) teams(at func(*file, string)) {
	n := rapid.IntRange(1, 4).Draw(f.t, "teams")
	takes := make([][]string, n)
	for i, l := range care.Lanes() {
		// the first lanes go round, so that every team has one
		team := i
		if i >= n {
			team = rapid.IntRange(0, n-1).Draw(f.t, "lane")
		}
		takes[team] = append(takes[team], fmt.Sprintf("%q", l))
		topic := rapid.SampledFrom(clinic.Topics(l)).Draw(f.t, "topic")
		other := rapid.IntRange(0, n-1).Draw(f.t, "other")
		takes[other] = append(takes[other], fmt.Sprintf("%q", topic))
	}
	for i := range takes {
		f.line("[[team]]")
		f.line(`%s = "t%d"`, f.key("id"), i)
		f.line("chat = -%d", 1000+i)
		f.line("takes = %s", f.list(takes[i]...))
		at(f, fmt.Sprintf("team[%d]", i))
	}
}

func nowhere(*file, string) {}

func TestLoad_ValidFilesHaveNoProblem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := valid(t, nowhere)
		s, problems := load(text)
		if len(problems) > 0 {
			t.Fatalf("%s\nof\n%s", problems, text)
		}
		for _, l := range care.Lanes() {
			for _, topic := range clinic.Topics(l) {
				if _, ok := s.TeamFor(topic); !ok {
					t.Errorf("%s reaches nobody", topic)
				}
			}
		}
	})
}

// Wherever an unknown key is put, it is the one problem, on its own line.
func TestLoad_ProblemsStandOnTheirLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line, field, places := 0, "", 0
		chosen := rapid.IntRange(0, 3).Draw(t, "place")
		text := valid(t, func(f *file, table string) {
			if places++; places-1 != chosen {
				return
			}
			line = strings.Count(f.String(), "\n") + 1
			f.WriteString("zzzzzz.a = [1,\n 2]\n")
			field = strings.TrimPrefix(table+".zzzzzz", ".")
		})
		_, problems := load(text)
		switch {
		case line == 0 && len(problems) == 0: // the file was too short for that place
		case len(problems) != 1 || problems[0].Line != line || problems[0].Field != field:
			t.Errorf("want %s on line %d, got\n%s\nof\n%s", field, line, problems, text)
		}
	})
}
