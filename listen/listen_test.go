package listen_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"heard/care"
	"heard/listen"
)

func languages() []string { return []string{"en", "nb", "sv"} }

func listener(t testing.TB) *listen.Listener {
	t.Helper()
	l, err := listen.New()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// example is a message of a test set. Any of want is a right answer; none means
// that nothing should be found.
type example struct {
	want []string
	text string
}

func examples(t testing.TB, set, language, name string) []example {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", set, language, name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	for text := range strings.Lines(string(raw)) {
		text = strings.TrimSpace(text)
		want, said, ok := strings.Cut(text, " | ")
		switch {
		case text == "":
		case !ok || want == "none":
			all = append(all, example{text: strings.TrimPrefix(text, "none | ")})
		default:
			all = append(all, example{strings.Fields(want), said})
		}
	}
	return all
}

// share counts in percent and keeps what went wrong.
type share struct {
	hits, all int
	wrong     []string
}

func (s *share) count(ok bool, wrong string) {
	s.all++
	if ok {
		s.hits++
		return
	}
	s.wrong = append(s.wrong, wrong)
}

func (s *share) percent() float64 { return 100 * float64(s.hits) / float64(s.all) }

// check prints the figure and holds it to a floor. What went wrong is shown of
// the dev set alone: nobody should tune on the lines of the held-out set.
func (s *share) check(t *testing.T, set, what string, floor float64) {
	t.Helper()
	t.Logf("%s: %s %d of %d, %.0f %%", set, what, s.hits, s.all, s.percent())
	if set == "dev" {
		for _, w := range s.wrong {
			t.Log("  ", w)
		}
	}
	if s.percent() < floor {
		t.Errorf("%s: %s is %.1f %%, less than %.1f %%", set, what, s.percent(), floor)
	}
}

func terms(topics []care.Term) string {
	var all []string
	for _, topic := range topics {
		all = append(all, string(topic))
	}
	return strings.Join(all, " ")
}

// floors are what is reached, less a small margin, in percent.
type floors struct {
	best, three, recall, quiet float64
}

func TestFigures(t *testing.T) {
	// The dev set is what the data files were tuned on, so its figures flatter. Only
	// the held-out set says how well a message is read that nobody has seen; once its
	// lines are used for tuning, they belong in dev, and new ones are to be written.
	tests := map[string]map[string]floors{
		"dev": {
			"en": {93, 97, 96, 97}, "nb": {94, 97, 97, 97}, "sv": {93, 97, 96, 97},
		},
		"heldout": {
			"en": {69, 85, 76, 90}, "nb": {81, 92, 64, 90}, "sv": {83, 95, 60, 93},
		},
	}
	l := listener(t)
	for set, byLanguage := range tests {
		for language, floor := range byLanguage {
			t.Run(set+"/"+language, func(t *testing.T) {
				topics(t, l, set, language, floor)
				danger(t, l, set, language, floor)
			})
		}
	}
}

func topics(t *testing.T, l *listen.Listener, set, language string, floor floors) {
	var best, three share
	for _, e := range examples(t, set, language, "topics") {
		got := l.Read(language, e.text).Topics
		wrong := e.text + " -> " + terms(got) + ", want " + strings.Join(e.want, " or ")
		in := func(topic care.Term) bool { return slices.Contains(e.want, string(topic)) }
		if len(e.want) == 0 {
			if len(got) > 0 {
				t.Errorf("%q is offered %v", e.text, got)
			}
			continue
		}
		best.count(len(got) > 0 && in(got[0]), wrong)
		three.count(slices.ContainsFunc(got, in), wrong)
	}
	best.check(t, set, "best topic", floor.best)
	three.check(t, set, "topic among three", floor.three)
}

func danger(t *testing.T, l *listen.Listener, set, language string, floor floors) {
	var recall, quiet share
	for _, e := range examples(t, set, language, "danger") {
		got := string(l.Read(language, e.text).Card)
		recall.count(slices.Contains(e.want, got), e.text+" -> "+got+", want "+strings.Join(e.want, " or "))
	}
	for _, e := range examples(t, set, language, "harmless") {
		got := string(l.Read(language, e.text).Card)
		quiet.count(got == "", e.text+" -> "+got)
	}
	recall.check(t, set, "danger seen", floor.recall)
	quiet.check(t, set, "harmless left alone", floor.quiet)
}
