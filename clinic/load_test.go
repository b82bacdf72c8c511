package clinic_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"heard/care"
	"heard/clinic"
)

var update = flag.Bool("update", false, "write the golden files anew")

func speaks() []string { return []string{"en", "nb"} }

func load(text string) (*clinic.Service, clinic.Problems) {
	return clinic.Load("clinic.toml", []byte(text), speaks())
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// example is the file that is shipped; tests break it one line at a time.
func example(t *testing.T) string {
	t.Helper()
	return read(t, filepath.Join("..", "deploy", "clinic.toml"))
}

func TestLoad_Example(t *testing.T) {
	s, problems := load(example(t))
	if len(problems) > 0 {
		t.Fatalf("the example has problems:\n%s", problems)
	}
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	day := []clinic.Window{{From: 8 * 60, To: 12 * 60}, {From: 14 * 60, To: 17 * 60}}
	weekend := []clinic.Window{{From: 9 * 60, To: 11 * 60}}
	numbers, _ := clinic.NumbersOf("GB")
	numbers.Urgent = clinic.Number{Number: "111", What: "number.urgent", Source: "clinic.toml", Confirmed: true}
	want := &clinic.Service{
		Name: "Riverside OMT", Country: "GB", Zone: zone, Languages: []string{"en", "nb"},
		Clinics: []clinic.Clinic{{
			ID: "riverside", Name: "Riverside", Phone: "020 7946 0000", Zone: zone,
			Hours:    clinic.Week{weekend, day, day, day, day, day, weekend},
			Holidays: clinic.Holidays{Days: clinic.PublicHolidays("GB")},
			Closed:   []clinic.Closure{{From: clinic.Date{2026, 12, 24}, To: clinic.Date{2026, 12, 26}}},
			Changed: []clinic.Change{{
				From: clinic.Date{2026, 12, 31}, To: clinic.Date{2026, 12, 31},
				Windows: []clinic.Window{{From: 10 * 60, To: 13 * 60}},
			}},
		}},
		Teams: []clinic.Team{
			{
				ID: "keywork", Chat: care.NewChatID(-1001000000001), Takes: clinic.Takes{Lanes: []care.Lane{care.Help}},
				AnswerWithin: clinic.Within{Days: 1}, Role: clinic.KeyWorker, Language: "en",
			},
			{
				ID: "clinical", Chat: care.NewChatID(-1001000000002), Takes: clinic.Takes{Lanes: []care.Lane{care.Dosing}},
				AnswerWithin: clinic.Within{Open: 4 * time.Hour}, Role: clinic.Nurse, Language: "en",
			},
			{
				ID: "quality", Chat: care.NewChatID(-1001000000003), Takes: clinic.Takes{Lanes: []care.Lane{care.Stigma, care.Feedback}},
				AnswerWithin: clinic.Within{Days: 1}, Role: clinic.Quality, Language: "en",
			},
		},
		Leads: &clinic.Leads{Chat: care.NewChatID(-1001000000004), Digest: "0 9 * * 1"},
		Privacy: clinic.Privacy{
			Release:        clinic.Release{Slots: []clinic.Slot{{Day: time.Monday, Minute: 7 * 60}}},
			ReleaseReports: 5, ReleasePeople: 4, ReleaseAge: 24 * time.Hour,
			SmallestCell: 8, Enrolled: 120, KeepCases: 90 * 24 * time.Hour, Roster: "roster.txt",
		},
		Quiet:   clinic.Quiet{From: 21*60 + 30, To: 7*60 + 30},
		Numbers: numbers,
	}
	same := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
	if diff := cmp.Diff(want, s, same, cmp.Comparer(func(a, b care.ChatID) bool { return a == b })); diff != "" {
		t.Errorf("service (-want +got):\n%s", diff)
	}
}

// The example is the reference of the file, so it shows every key.
func TestLoad_ExampleShowsEveryKey(t *testing.T) {
	text := example(t)
	for _, key := range clinic.KeyNames() {
		if !strings.Contains(text, key) {
			t.Errorf("the example does not show %s", key)
		}
	}
}

// What the example calls a default is one.
func TestLoad_Defaults(t *testing.T) {
	whole, _ := load(example(t))
	top, _, _ := strings.Cut(example(t), "[leads]")
	bare := strings.NewReplacer("answer_within = \"1 day\"", "", "language = \"en\"", "", "role  = \"key_worker\"", "").Replace(top)
	s, problems := load(bare)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := whole.Privacy
	want.Enrolled, want.Roster = 0, ""
	if diff := cmp.Diff(want, s.Privacy); diff != "" {
		t.Errorf("privacy (-want +got):\n%s", diff)
	}
	if s.Quiet != whole.Quiet || s.Leads != nil {
		t.Errorf("quiet %v, leads %v", s.Quiet, s.Leads)
	}
	if diff := cmp.Diff(whole.Teams, s.Teams, cmpopts.IgnoreFields(clinic.Team{}, "Chat")); diff != "" {
		t.Errorf("teams (-want +got):\n%s", diff)
	}
}

func TestLoad_EverythingWrongAtOnce(t *testing.T) {
	s, problems := load(read(t, "testdata/terrible.toml"))
	if s != nil {
		t.Error("a service was made of it")
	}
	golden(t, "testdata/terrible.golden", problems.String()+"\n")
}

func TestLoad_BrokenLinesDoNotHideTheRest(t *testing.T) {
	_, problems := load(read(t, "testdata/broken.toml"))
	golden(t, "testdata/broken.golden", problems.String()+"\n")
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(strings.Split(read(t, path), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func FuzzLoad(f *testing.F) {
	for _, path := range []string{"testdata/terrible.toml", "testdata/broken.toml", "../deploy/clinic.toml"} {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, s := range []string{"[", "[[", "a.\"b.c\"='''x\n'''", "\xef\xbb\xbfservice=1", "clinic=[[[[1]]]]", "x={a={b={c={d={e={f={g={h={i=1}}}}}}}}}", "[leads]\ndigest='CRON_TZ=0'", "a=\"\"\"\\\"\"\"\"\"", "\r\n\x00", "a = \"\\\x00\""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := clinic.Load("clinic.toml", data, speaks())
		if problems.Fatal() != (s == nil) {
			t.Errorf("service %v, problems:\n%s", s != nil, problems)
		}
		lines := strings.Count(string(data), "\n") + 1
		for _, p := range problems {
			if p.Line < 1 || p.Line > lines || p.Reason == "" || p.Cure == "" || strings.ContainsAny(p.String(), "\n\r\x00\x1b") {
				t.Errorf("of %d lines: %q", lines, p.String())
			}
		}
		if !slices.IsSortedFunc(problems, func(a, b clinic.Problem) int { return a.Line - b.Line }) {
			t.Errorf("not in order:\n%s", problems)
		}
	})
}
