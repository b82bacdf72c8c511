package care_test

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"heard/care"
)

var pattern = regexp.MustCompile(`^[B-DF-HJ-NP-TV-XZ]{3}-[2-9]{3}$`)

// Any code is of the pattern that patients and staff know it by, is read back,
// and is found in a text.
func TestNewCode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, err := care.NewCode(rand.NewChaCha8([32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "seed"))))
		if err != nil || !pattern.MatchString(string(c)) {
			t.Fatalf("%q: %v", c, err)
		}
		if got, ok := care.ParseCode(string(c)); !ok || got != c {
			t.Fatalf("%s is not read back", c)
		}
		before := rapid.SampledFrom([]string{"", "Case ", "«", "\n", "(", "x ", "12-", "é "}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", ".", " is open", "\n", ")", "»", " BBB-222"}).Draw(t, "after")
		if got, ok := care.FindCode(before + string(c) + after); !ok || got != c {
			t.Fatalf("%q is not found between %q and %q", c, before, after)
		}
	})
}

// Every sign of a code is as likely as every other: of all bytes that may come in
// its place, each is drawn from the same number, and the rest are thrown away.
func TestNewCodeIsFair(t *testing.T) {
	for place, alphabet := range map[int]string{0: "BCDFGHJKLMNPQRSTVWXZ", 1: "BCDFGHJKLMNPQRSTVWXZ", 4: "23456789", 6: "23456789"} {
		drawn := map[byte]int{}
		for b := range 256 {
			source := bytes.Repeat([]byte{0}, 16)
			index := place
			if place > 3 {
				index-- // the hyphen is not drawn
			}
			source[index] = byte(b)
			c, err := care.NewCode(bytes.NewReader(source))
			if err != nil {
				t.Fatal(err)
			}
			drawn[c[place]]++
		}
		first := drawn[alphabet[1]] // alphabet[0] also stands for bytes thrown away
		for _, sign := range []byte(alphabet[1:]) {
			if drawn[sign] != first {
				t.Errorf("place %d: %c comes of %d bytes, %c of %d", place, sign, drawn[sign], alphabet[1], first)
			}
		}
		thrown := 256 % len(alphabet)
		if drawn[alphabet[0]] != first+thrown || len(drawn) != len(alphabet) {
			t.Errorf("place %d: %v", place, drawn)
		}
	}
}

func TestNewCodeWithoutRandomness(t *testing.T) {
	for n := range 6 {
		if c, err := care.NewCode(bytes.NewReader(make([]byte, n))); err == nil || c != "" {
			t.Errorf("a code of %d bytes: %q", n, c)
		}
	}
	// A source that gives only bytes that are thrown away ends too.
	if _, err := care.NewCode(bytes.NewReader(bytes.Repeat([]byte{0xff}, 100))); err == nil {
		t.Error("a code of nothing")
	}
}

func TestParseCode(t *testing.T) {
	for s, ok := range map[string]bool{
		"KRT-482": true, "": false, "krt-482": false, "KRT-482 ": false, " KRT-482": false, "KRT482": false, "KRT-48": false,
		"KRT-4822": false, "KRT-480": false, "KRT-481": false, "KAT-482": false, "KRT\u2011482": false, "КRT-482": false, "KRT-482\n": false,
	} {
		c, got := care.ParseCode(s)
		if got != ok || got && string(c) != s || !got && c != "" {
			t.Errorf("%q: %q, %v", s, c, got)
		}
	}
}

func TestFindCode(t *testing.T) {
	for text, want := range map[string]care.Code{
		"KRT-482": "KRT-482", "KRT-482\nHelp wanted": "KRT-482", "first KRT-482 then BBB-222": "KRT-482",
		"Case KRT-482 is closed.": "KRT-482", "KRT-482 · The patient wrote": "KRT-482",
		"": "", "no code": "", "krt-482": "", "XKRT-482": "", "KRT-4823": "", "KRT-482X": "", "KRT_482": "", strings.Repeat("KRT-48", 9): "",
	} {
		if got, ok := care.FindCode(text); got != want || ok != (want != "") {
			t.Errorf("%q: %q", text, got)
		}
	}
}
