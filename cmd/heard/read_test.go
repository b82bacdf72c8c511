package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// reads runs the command on some input.
func reads(t *testing.T, input string, args ...string) outcome {
	t.Helper()
	c := checked{dir: t.TempDir()}
	config, _ := clinicOf(1)
	path := c.write(t, "clinic.toml", config)
	return commandOn(t, input, nil, append([]string{"read", "--config", path}, args...)...)
}

// Every line is answered by one, in its shape to the letter.
func TestRead(t *testing.T) {
	got := reads(t, "I look for a job\r\n\n  <b>hei</b> \nI want to kill myself", "--lang", "en")
	want := `{"shown":"I look for a job","hidden":[],"topics":["need.job"],"safety":""}
{"shown":"","hidden":[],"topics":[],"safety":""}
{"shown":"  <b>hei</b> ","hidden":[],"topics":[],"safety":""}
`
	if got.code != 0 || !strings.HasPrefix(got.out, want) {
		t.Errorf("exit code %d, %s:\n%s", got.code, got.err, cmp.Diff(want, got.out))
	}
	if last := strings.TrimPrefix(got.out, want); !strings.Contains(last, `"safety":"msg.suicide"`) {
		t.Errorf("words of danger in a last line without an end: %s", last)
	}
}

// What is hidden is given in runes of the line, and what is shown is the line with a
// label in its place. Names of the roster are hidden as staff, whatever their form.
func TestReadHides(t *testing.T) {
	c := checked{dir: t.TempDir()}
	config, _ := clinicOf(1)
	path := c.write(t, "clinic.toml", config+"roster = \"names.txt\"\n")
	c.write(t, "names.txt", "\n# staff\n  Grace Okonkwo  \r\n")
	lines := []string{
		"😀 Grace was rude to me, ring 020 7946 0123",
		"okonkwo's colleague said so, mail me at some.one@example.org",
		"I was late for my dose at 10:30",
	}
	got := commandOn(t, strings.Join(lines, "\n"), nil, "read", "--lang", "en", "--config", path)
	kinds := map[int][]string{0: {"staff", "phone"}, 1: {"staff", "email"}}
	for i, answer := range strings.Split(strings.TrimSpace(got.out), "\n") {
		var read reading
		if err := json.Unmarshal([]byte(answer), &read); err != nil {
			t.Fatalf("%v: %s%s", err, got.out, got.err)
		}
		want, at, runes, found := "", 0, []rune(lines[i]), []string{}
		for _, h := range read.Hidden {
			label := map[string]string{"staff": "staff member"}[string(h.Kind)]
			if label == "" {
				label = string(h.Kind)
			}
			want += string(runes[at:h.Start]) + "[" + label + "]"
			at = h.End
			found = append(found, string(h.Kind))
		}
		if want += string(runes[at:]); read.Shown != want {
			t.Errorf("shown %q, and by what is hidden it is %q", read.Shown, want)
		}
		if diff := cmp.Diff(append([]string{}, kinds[i]...), found); diff != "" {
			t.Errorf("line %d, kinds wanted (-) and hidden (+):\n%s\n%s", i, diff, answer)
		}
	}
}

func TestReadWithoutRoster(t *testing.T) {
	c := checked{dir: t.TempDir()}
	config, _ := clinicOf(1)
	path := c.write(t, "clinic.toml", config+"roster = \"names.txt\"\n")
	got := commandOn(t, "hello\n", nil, "read", "--config", path)
	if got.code != 1 || got.out != "" || !strings.Contains(got.err, "privacy.roster") || !strings.Contains(got.err, "Cure") {
		t.Errorf("exit code %d:\n%s%s", got.code, got.out, got.err)
	}
}

func TestReadInTheLanguage(t *testing.T) {
	for lang, words := range map[string]string{"nb": "jeg trenger et sted å bo", "sv": "jag behöver någonstans att bo"} {
		if got := reads(t, words+"\n", "--lang", lang); !strings.Contains(got.out, `"need.housing"`) {
			t.Errorf("%s: %s%s", lang, got.out, got.err)
		}
	}
}

func TestReadAnyLength(t *testing.T) {
	long := strings.Repeat("they talk about me ", 1<<20/19)
	got := reads(t, long+"\nI look for a job\n")
	lines := strings.Split(got.out, "\n")
	var first reading
	if err := json.Unmarshal([]byte(lines[0]), &first); err != nil || first.Shown != long || len(lines) != 3 {
		t.Errorf("%d lines, %d of %d bytes shown: %v", len(lines), len(first.Shown), len(long), err)
	}
	if !strings.Contains(lines[1], "need.job") {
		t.Error("what comes after a long line is lost")
	}
}

func TestReadUnknownLanguage(t *testing.T) {
	got := reads(t, "hello\n", "--lang", "xx")
	if got.code != 1 || got.out != "" || !strings.Contains(got.err, "there are en, nb, sv") {
		t.Errorf("exit code %d:\n%s%s", got.code, got.out, got.err)
	}
}
