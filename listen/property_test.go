package listen_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heard/care"
	"heard/listen"
)

// opens lists the cards that words may open. The others answer a topic.
func opens() []care.Card {
	return []care.Card{
		"", care.Overdose, care.ChildTook, care.Suicide, care.BreathingPain, care.FaintHeart,
		care.VerySleepy, care.MissedDays, care.Mixing, care.ScriptStopped, care.Pregnant, care.Infection,
	}
}

// said is what people and machines may send: anything, or words of the trade in
// any order.
func said() *rapid.Generator[string] {
	words := rapid.SampledFrom([]string{
		"my", "dose", "methadone", "not", "breathing", "ikke", "vil", "dø", "husleie", "hyra", "4", "4days", "å",
		"dagar", "livet", "tandläkare", "Kicked", "out", "...", "don't", "\u0301", "ﬁne", "🙂", "I", "pregnant", "want",
	})
	sentence := rapid.Map(rapid.SliceOfN(words, 0, 30), func(w []string) string { return strings.Join(w, " ") })
	return rapid.OneOf(rapid.String(), sentence)
}

func TestReadHoldsForAnyText(t *testing.T) {
	l := listener(t)
	rapid.Check(t, func(t *rapid.T) {
		language := rapid.OneOf(rapid.SampledFrom(languages()), rapid.String()).Draw(t, "language")
		text := said().Draw(t, "text")
		got := l.Read(language, text)
		if len(got.Topics) > listen.MostTopics {
			t.Fatalf("%d topics", len(got.Topics))
		}
		for i, topic := range got.Topics {
			if _, ok := care.LaneOf(topic); !ok || topic == care.Unsaid || topic == "src.other" {
				t.Fatalf("%s is no topic to offer", topic)
			}
			if slices.Contains(got.Topics[:i], topic) {
				t.Fatalf("%s is offered twice", topic)
			}
		}
		if !slices.Contains(opens(), got.Card) {
			t.Fatalf("%s is no card that words open", got.Card)
		}
		if diff := cmp.Diff(got, l.Read(language, text)); diff != "" {
			t.Fatalf("the same text is read in two ways:\n%s", diff)
		}
	})
}

func TestTwoListenersReadAlike(t *testing.T) {
	one, two := listener(t), listener(t)
	rapid.Check(t, func(t *rapid.T) {
		language := rapid.SampledFrom(languages()).Draw(t, "language")
		text := said().Draw(t, "text")
		if diff := cmp.Diff(one.Read(language, text), two.Read(language, text)); diff != "" {
			t.Fatalf("%s", diff)
		}
	})
}

func TestCaseAndSpacesDoNotMatter(t *testing.T) {
	l := listener(t)
	for _, language := range languages() {
		for _, e := range examples(t, "dev", language, "danger") {
			got := l.Read(language, "  "+strings.ToUpper(strings.ReplaceAll(e.text, " ", " \t "))+" ")
			if diff := cmp.Diff(l.Read(language, e.text), got); diff != "" {
				t.Errorf("%s: %s", e.text, diff)
			}
		}
	}
}
