package flows_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/care"
	"heard/flows"
)

// plainWords are words that no redactor hides or points out, and labels.
var plainWords = []string{
	"the", "coat", "was", "wet,", "and", "they", "said", "nothing.", "again", "(or", "so)", "I", "know", "it", "[name]", "[place].", "cold\n", "60", "mg",
}

// hiding is a patient at the numbered words of an ask.
func hiding(t *testing.T, redactor flows.Redactor, words string) *presser {
	t.Helper()
	p := newPresser(t, "en")
	p.engine = flows.NewEngine(service("en", "nb", "sv"), redactor)
	p.press("button.ask")
	p.press("term.need.housing")
	p.step(flows.Input{Text: words})
	if p.offers("button.hide_more") {
		p.press("button.hide_more")
	}
	return p
}

// number presses the number of a word of the page.
func (p *presser) number(n int) {
	p.Helper()
	p.step(flows.Input{Kind: flows.Press, Button: flows.Data{Turn: p.state.Turn, Token: strconv.Itoa(n)}})
}

// numbers are those that can be pressed now.
func (p *presser) numbers() (all []int) {
	for _, b := range buttons(p.screen) {
		if n, err := strconv.Atoi(b.Data.Token); err == nil {
			all = append(all, n)
		}
	}
	return all
}

// remain are the words that still show.
func remain(r flows.Redactor, text string) (all []string) {
	for _, p := range r.Pieces("en", text) {
		if p.Word {
			all = append(all, p.Text)
		}
	}
	return all
}

// Hiding chosen words changes nothing else of a text, whatever is turned and ticked
// on the way: the words that were not ticked in the end are there, in their order,
// and the others are not.
func TestHideChangesNothingElse(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(plainWords), 1, 90).Draw(r, "words"), " ")
		p := hiding(t, redacting(), text)
		before := remain(redacting(), p.state.Draft.Report.Words)
		ticked := map[int]bool{}
		for range rapid.IntRange(1, 40).Draw(r, "taps") {
			switch on := p.numbers(); {
			case p.offers("button.page_after") && rapid.IntRange(0, 4).Draw(r, "after") == 0:
				p.press("button.page_after")
			case p.offers("button.page_before") && rapid.IntRange(0, 4).Draw(r, "before") == 0:
				p.press("button.page_before")
			case len(on) > 0:
				n := rapid.SampledFrom(on).Draw(r, "number")
				ticked[n-1] = !ticked[n-1]
				p.number(n)
			}
		}
		var want []string
		for i, w := range before {
			if !ticked[i] {
				want = append(want, w)
			}
		}
		if len(want) == len(before) {
			if p.offers("button.hide_these") {
				r.Fatal("there is nothing to hide, and a button for it")
			}
			return
		}
		p.press("button.hide_these")
		if diff := cmp.Diff(want, remain(redacting(), p.state.Draft.Report.Words)); diff != "" {
			r.Fatalf("the words that should be left (-) and that are (+):\n%s", diff)
		}
	})
}

// Every word has one number on one page, and the pages together are the whole text.
func TestPagesAreTheWholeText(t *testing.T) {
	bare := strings.NewReplacer("⁰", "", "¹", "", "²", "", "³", "", "⁴", "", "⁵", "", "⁶", "", "⁷", "", "⁸", "", "⁹", "", " ", "", "\n", "")
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(plainWords), 1, 110).Draw(r, "words"), " ")
		p := hiding(t, redacting(), text)
		words := p.state.Draft.Report.Words
		if len(remain(redacting(), words)) == 0 {
			return
		}
		var numbers []int
		read := ""
		for {
			numbers = append(numbers, p.numbers()...)
			read += p.shownWords()
			if !p.offers("button.page_after") {
				break
			}
			p.press("button.page_after")
		}
		if got, want := bare.Replace(read), bare.Replace(words); got != want {
			r.Fatalf("the pages read\n%s\nwant\n%s", got, want)
		}
		for i, n := range numbers {
			if n != i+1 {
				r.Fatalf("the numbers are %v", numbers)
			}
		}
		if len(numbers) != len(remain(redacting(), words)) {
			r.Fatalf("%d numbers for %q", len(numbers), words)
		}
	})
}

// shownWords is the numbered text of the page.
func (p *presser) shownWords() string {
	for _, line := range p.screen.Lines {
		if line.Key == "hide.words" {
			return string(line.Args[0].Value.(care.Words))
		}
	}
	return ""
}

// What was ticked belongs to the words that were there: others are not hidden by it.
func TestTicksDoNotOutliveTheirWords(t *testing.T) {
	p := hiding(t, capitals{}, "one two three")
	p.number(1)
	p.press("button.back")
	p.press("button.change_words")
	p.step(flows.Input{Text: "four five six"})
	p.press("button.hide_more")
	if p.offers("button.hide_these") {
		t.Error("words are ticked that nobody has ticked")
	}
	p.number(2)
	p.press("button.hide_these")
	if got, want := p.state.Draft.Report.Words, "four [hidden] six"; got != want {
		t.Errorf("the words are %q, want %q", got, want)
	}
}

// Words of which none are left to hide can only be changed or taken away, and it is
// said that nobody reads them.
func TestNothingLeftToHide(t *testing.T) {
	p := hiding(t, capitals{}, "Anna Berit")
	if p.offers("button.hide_more") || !strings.Contains(p.reads(), p.says(care.Say("review.all_hidden"))) {
		t.Errorf("the review reads\n%s", p.reads())
	}
}

// No more is pointed out than is read: what is too long for that is left out, not
// cut.
func TestPointedOut(t *testing.T) {
	long := "x" + strings.Repeat("y", 198)
	for text, want := range map[string]string{
		"a xray of xylem":           "xray · xylem",
		long + " and xray":          long,
		"xray and " + long:          "xray",
		"nothing here":              "",
		"xx" + long + " and a xyst": "xyst",
	} {
		p := hiding(t, capitals{}, text)
		p.press("button.back")
		got := ""
		for _, line := range p.screen.Foot {
			if line.Key == "review.rare" {
				got = string(line.Args[0].Value.(care.Words))
			}
		}
		if got != want {
			t.Errorf("pointed out is %q, want %q", got, want)
		}
	}
}

// marked is a word that the walkers' redactor hides.
const marked = "Xanadu"

// Raw words never stay: whatever is pressed and written, neither what is held of a
// patient nor what is sent holds a word that was to be hidden. How somebody signs is
// theirs to say, and stands as they wrote it.
func TestRawWordsNeverStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWalker("en", "nb", "sv")
		if rapid.Bool().Draw(t, "known") {
			w.known()
		}
		for range rapid.IntRange(1, 120).Draw(t, "steps") {
			in := w.input(t)
			if in.Kind == flows.Text {
				in.Text = "so " + marked + " " + in.Text
			}
			w.step(t, in)
			if held, _ := flows.Encode(unsigned(w.state)); strings.Contains(string(held), marked) {
				t.Fatalf("raw words are held: %s", held)
			}
			for _, c := range w.cases {
				if strings.Contains(c.Report.Words, marked) || slices.ContainsFunc(c.Thread, func(m care.Message) bool { return strings.Contains(m.Words, marked) }) {
					t.Fatal("raw words were sent")
				}
			}
		}
	})
}

// unsigned is a state without how its patient signs.
func unsigned(s flows.State) flows.State {
	bare := func(d flows.Draft) flows.Draft {
		d.Sign, d.Report.Signed = "", ""
		return d
	}
	if s.Draft != nil {
		d := bare(*s.Draft)
		s.Draft = &d
	}
	s.Paused = slices.Clone(s.Paused)
	for i, d := range s.Paused {
		s.Paused[i] = bare(d)
	}
	return s
}
