package redact_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// texts draws what patients might send: words, names, numbers, labels, and runes
// from anywhere.
func texts() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"i", "my dose", "is", "80 mg", "jeg", "heter", "på", "the", "King", "Mark", "Rose", "will", "Will", "nurse", "told", "said", "in",
			"Siobhan", "SIOBHAN", "s i o b h a n", "Siobahn", "k4tarzyna", "anne bergs", "Haugen", "Wright's", "maggan", "Millfield Pharmacy", "storgata apotek",
			"Ahmed", "kari", "Strandberg", "O'Neill", "Kelly-Anne", "St Helens", "New York", "Oslo", "Bath", "xqzt", "Ærlig", "МАРИЯ", "аnnе", "\u200b", "é", "e\u0301", "４２", "٤١٢", "🔥", "👩‍👩‍👧",
			"[name]", "[phone]", "[staff member]", "[", "]", "[hidden]", "\U000F5003", ".", "!", ",", "-", "\n", "  ", "12.03.1987", "412 34 567", "07700 900123", "a@b.no", "t.me/x", "@abc",
			"Storgata 5", "12 Mill Lane", "SW1A 1AA", "KRT-482", "im 43", "er 43 år", "one two three four five six", "10-12", "08.30-12.00", "£40",
		}),
		rapid.StringMatching(`[0-9 .\-/()]{1,14}`),
		rapid.StringMatching(`[A-Za-zæøåäö]{1,12}`),
		rapid.StringN(0, 6, -1),
	)
	return rapid.Custom(func(t *rapid.T) string {
		glue := rapid.SampledFrom([]string{" ", " ", " ", "", "-"}).Draw(t, "glue")
		return strings.Join(rapid.SliceOfN(piece, 0, 14).Draw(t, "pieces"), glue)
	})
}

// rows are five digits or more with no more between them than may divide a number.
var rows = regexp.MustCompile(`\d(?:[ .\-/()]{0,1}\d){4,}`)

func TestHide(t *testing.T) {
	r := redactor(t)
	rapid.Check(t, func(t *rapid.T) {
		language := rapid.SampledFrom([]string{"en", "nb", "sv", "pl", ""}).Draw(t, "language")
		text := texts().Draw(t, "text")
		got := r.Hide(language, text)

		runes := []rune(text)
		end := 0
		for _, h := range got.Hidden {
			if h.Start < end || h.End <= h.Start || h.End > len(runes) || h.Kind == "" {
				t.Fatalf("hidden %v in %d runes, after %d", h, len(runes), end)
			}
			end = h.End
		}
		for _, f := range got.Rare {
			if f.Start < 0 || f.End <= f.Start || f.End > len(runes) {
				t.Fatalf("rare %v in %d runes", f, len(runes))
			}
		}
		again := r.Hide(language, got.Shown)
		if again.Shown != got.Shown {
			t.Fatalf("%q once is %q, twice %q", text, got.Shown, again.Shown)
		}
		if diff := cmp.Diff(got, r.Hide(language, text)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestShownHoldsNoNumberOrRosterName(t *testing.T) {
	r := redactor(t)
	rapid.Check(t, func(t *rapid.T) {
		text := texts().Draw(t, "text")
		got := r.Hide("en", text).Shown
		for _, row := range rows.FindAllString(got, -1) {
			if !figure.MatchString(got) {
				t.Fatalf("%q shows %q of %q", got, row, text)
			}
		}
		for _, name := range []string{"siobhan", "haugen", "wright", "millfield", "katarzyna"} {
			if regexp.MustCompile(`(?i)(?:^|[^\pL\d_'])` + name + `(?:[^\pL\d_']|$)`).MatchString(got) {
				t.Fatalf("%q shows %q of %q", got, name, text)
			}
		}
	})
}

// figure is what may hold five digits: times of day, money, round sums, a dose between two.
var figure = regexp.MustCompile(`\d[.:]\d\d|£|\d ?(?:mg|kr|ml|g|%|x|min)|\d[-/]\d|\d (?:i|of|av|days?)\b|[1-9]\d{0,2}[ .]000\b`)

func FuzzHide(f *testing.F) {
	r := redactor(f)
	f.Add("en", "my name is Kari, 07700 900123")
	f.Fuzz(func(t *testing.T, language, text string) {
		got := r.Hide(language, text)
		if again := r.Hide(language, got.Shown); again.Shown != got.Shown {
			t.Errorf("%q once is %q, twice %q", text, got.Shown, again.Shown)
		}
	})
}
