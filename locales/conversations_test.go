package locales_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"heard/locales"

	"github.com/google/go-cmp/cmp"
)

// The golden transcripts of flows show each conversation as a whole. What a
// catalogue of short texts hides, they show: a hard one met again and again.

const transcripts = "../flows/testdata/"

// conversations names the transcripts of a language.
func conversations(tb testing.TB, lang string) (names []string) {
	tb.Helper()
	files, err := filepath.Glob(transcripts + "*." + lang + ".chat")
	if err != nil {
		tb.Fatal(err)
	}
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), "."+lang+".chat"))
	}
	return names
}

func TestEveryConversationInEveryLanguage(t *testing.T) {
	source := conversations(t, locales.Languages()[0])
	if len(source) < 40 {
		t.Errorf("only %d conversations", len(source))
	}
	for _, lang := range locales.Languages()[1:] {
		if diff := cmp.Diff(source, conversations(t, lang)); diff != "" {
			t.Errorf("transcripts (-%s +%s):\n%s", locales.Languages()[0], lang, diff)
		}
	}
}

// TestConversationsAreEasyToRead prints the worst of each language.
func TestConversationsAreEasyToRead(t *testing.T) {
	b, r := readBook(t), readRules(t)
	for _, lang := range locales.Languages() {
		t.Run(lang, func(t *testing.T) {
			want, worst, at := targets()[lang], -100.0, ""
			for _, name := range conversations(t, lang) {
				script, err := os.ReadFile(transcripts + name + "." + lang + ".chat")
				if err != nil {
					t.Fatal(err)
				}
				got, problem := hard(b, lang, string(script), r.allowed.known(lang))
				if problem != "" {
					t.Errorf("%s: %s", name, problem)
				}
				if sorry := b[lang]["sorry.missing"]["other"]; strings.Contains(string(script), sorry) {
					t.Errorf("%s: a text cannot be printed there: it says %q", name, sorry)
				}
				if got > worst {
					worst, at = got, name
				}
			}
			t.Logf("worst conversation: %s, %s %.1f (at most %.0f)", at, want.measure, worst, want.conversation)
		})
	}
}

// hard measures a conversation, and says what is wrong if it is too hard, or shows
// nothing to be read.
func hard(b book, lang, script string, known []string) (score float64, problem string) {
	want := targets()[lang]
	var all [][]string
	for _, text := range heard(b, lang, script) {
		all = append(all, sentences(text)...)
	}
	if len(all) == 0 {
		return 0, "it shows nothing"
	}
	score = want.score(all, known)
	if score > want.conversation {
		problem = want.measure + " is above what a conversation may have"
	}
	return score, problem
}

// heard lists what a patient reads in a transcript, in the service's own words and
// in one language: no buttons, nothing that they or staff wrote, and nothing that
// staff get.
func heard(b book, lang, script string) (texts []string) {
	written, here, speaks := wrote(script), false, true
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		text, indented := strings.CutPrefix(line, "    ")
		switch {
		case !indented:
			here = strings.HasPrefix(line, "Heard")
			if to, pressed := speaksNow(b, line); pressed {
				speaks = to == lang
			}
		case !here || !speaks || written[text] || strings.HasPrefix(text, "[") || strings.HasPrefix(text, "| "):
		default:
			texts = append(texts, text)
		}
	}
	return texts
}

// wrote is what the patient and staff wrote in a transcript.
func wrote(script string) map[string]bool {
	written := map[string]bool{}
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		for _, act := range []string{"> ", "= staff answer "} {
			if words, ok := strings.CutPrefix(line, act); ok {
				written[words] = true
			}
		}
		if topic, ok := strings.CutPrefix(line, "= sent "); ok {
			_, words, _ := strings.Cut(topic, " ")
			written[words] = true
		}
	}
	return written
}

// speaksNow is the language that an act changes to.
func speaksNow(b book, line string) (lang string, pressed bool) {
	i := slices.IndexFunc(locales.Languages(), func(l string) bool {
		return line == "> ["+b[l]["button.in."+l]["other"]+"]"
	})
	if i < 0 {
		return "", false
	}
	return locales.Languages()[i], true
}

const script = `# A comment with incomprehensible terminology.
@ sv agreed

> mina egna ord
Heard:
    Du skrev:
    mina egna ord
    Hur är det?
    | Own words:
    [En knapp]
(something is noted)

= staff answer ett svar
Staff get KRT-482:
    Help wanted
Heard, fading:
    ett svar
    Tack.

> [Norsk]
Heard:
    Hva skjedde?
> [Svenska]
Heard:
    Hej.
`

func TestHeard(t *testing.T) {
	want := []string{"Du skrev:", "Hur är det?", "Tack.", "Hej."}
	if diff := cmp.Diff(want, heard(readBook(t), "sv", script)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A conversation that is hard to read is found, in every language.
func TestHardConversations(t *testing.T) {
	b := readBook(t)
	for lang, text := range map[string]string{
		"en": "Administrative responsibilities necessitate considerable organisational deliberation.",
		"nb": "Saksbehandlingsrutinen forutsetter dokumentasjon, og klinikken vurderer ansvarlighetsprinsippet.",
		"sv": "Handläggningsrutinen förutsätter dokumentation, och mottagningen beaktar ansvarighetsprincipen.",
	} {
		if score, problem := hard(b, lang, "Heard:\n    "+text+"\n", nil); problem == "" {
			t.Errorf("%s: %.1f passes", lang, score)
		}
		if _, problem := hard(b, lang, "Staff get:\n    "+text+"\n", nil); problem != "it shows nothing" {
			t.Errorf("%s: an empty conversation is %q", lang, problem)
		}
		if _, problem := hard(b, lang, "Heard:\n    OK.\n", nil); problem != "" {
			t.Errorf("%s: an easy conversation is %q", lang, problem)
		}
	}
}
