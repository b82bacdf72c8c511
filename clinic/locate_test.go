package clinic_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heard/clinic"
)

func TestLocate(t *testing.T) {
	text := "\ufeff# a = 1\n" + `a = 1
b.c = "x # not a comment" # b.d = 1
"d e" = '''
f = 1
''' # closes three lines on
g = """\
h = 1 \""" i = 2
""""
[j]
k = [ # a list
  "]", # first

  [ 'x', "y" ],
  { l = 1, m.n = [ 2,
    3 ] },
]
[[o]]
p = 1979-05-27 07:32:00
[[o.q]]
[o.q.r]
s = true
[[o]]
[[o.q]]
[ "t.u" . v ]
w = 1`
	want := map[string]int{
		"a": 2, "b": 3, "b.c": 3, `"d e"`: 4, "g": 7, "j": 10, "j.k": 11,
		"j.k[0]": 12, "j.k[1]": 14, "j.k[1][0]": 14, "j.k[1][1]": 14,
		"j.k[2]": 15, "j.k[2].l": 15, "j.k[2].m": 15, "j.k[2].m.n": 15,
		"j.k[2].m.n[0]": 15, "j.k[2].m.n[1]": 16,
		"o": 18, "o[0]": 18, "o[0].p": 19, "o[0].q": 20, "o[0].q[0]": 20,
		"o[0].q[0].r": 21, "o[0].q[0].r.s": 22,
		"o[1]": 23, "o[1].q": 24, "o[1].q[0]": 24,
		`"t.u"`: 25, `"t.u".v`: 25, `"t.u".v.w`: 26,
	}
	if diff := cmp.Diff(want, clinic.Locate(text)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, clinic.Locate(strings.ReplaceAll(text, "\n", "\r\n"))); diff != "" {
		t.Errorf("lines of a file from Windows (-want +got):\n%s", diff)
	}
}

// A hostile nesting is read past without a path for each level.
func TestLocate_Deep(t *testing.T) {
	const levels = 50_000
	text := "a = " + strings.Repeat("[", levels) + strings.Repeat("]", levels) +
		"\nb = 1\n" + strings.Repeat("c.", levels) + "c = 1\nd = 1\n"
	lines := clinic.Locate(text)
	if lines["b"] != 2 || lines["d"] != 4 || len(lines) > 30 {
		t.Errorf("b on line %d, d on line %d, %d paths", lines["b"], lines["d"], len(lines))
	}
}

func TestSlips(t *testing.T) {
	cases := []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"timezone", "timezone", 0},
		{"timezne", "timezone", 1},
		{"timezonee", "timezone", 1},
		{"timezobe", "timezone", 1},
		{"tiemzone", "timezone", 1},
		{"æøå", "æåø", 1},
		{"colour", "country", 4},
	}
	for _, c := range cases {
		if got := clinic.Slips(c.a, c.b); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
		if got := clinic.Slips(c.b, c.a); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.b, c.a, got, c.want)
		}
	}
}
