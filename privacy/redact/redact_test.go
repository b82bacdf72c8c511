package redact_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"heard/privacy/redact"
)

func TestShown(t *testing.T) {
	tests := map[string]struct{ language, text, want string }{
		"several kinds":            {"en", "I'm Kari, ring 07700 900123", "I'm [name], ring [phone]"},
		"one label for a name":     {"en", "nurse Mary Jane Smith was there", "nurse [name] was there"},
		"the same however long":    {"en", "nurse Bo was there", "nurse [name] was there"},
		"nothing to hide":          {"en", "80 mg is too much, i feel sick", "80 mg is too much, i feel sick"},
		"nothing at all":           {"en", "", ""},
		"the language is mixed up": {"en", "jeg fikk ikke dosen min i dag", "jeg fikk ikke dosen min i dag"},
		"a word that is a name":    {"en", "I told Mark it left a mark", "I told [name] it left a mark"},
		"a surname that is a word": {"nb", "det sa Strand til meg på en strand", "det sa [name] til meg på en strand"},
		"capitals say nothing":     {"en", "My Key Worker Told Me To Wait Outside Again", "My Key Worker Told Me To Wait Outside Again"},
		"look-alikes":              {"en", "i saw Каri today", "i saw [name] today"},
		"full width":               {"en", "ring ０７７００ ９００１２３", "ring [phone]"},
		"nothing between letters":  {"en", "it was S\u200bi\u200bo\u200bb\u200bh\u200ba\u200bn", "it was [staff member]"},
		"letter by letter":         {"en", "it was s i o b h a n", "it was [staff member]"},
		"digits for letters":       {"en", "it was s10bhan", "it was [staff member]"},
		"genitive":                 {"nb", "det var Kristians skyld", "det var [staff member] skyld"},
		"a nickname":               {"sv", "maggan var snäll", "[staff member] var snäll"},
		"another alphabet":         {"en", "my friend Жанна said", "my friend [hidden] said"},
		"a label stays":            {"en", "i said [phone] and [name] to them", "i said [phone] and [name] to them"},
		"a slip of a common word":  {"en", "my apointment was canceled becuse of the wether", "my apointment was canceled becuse of the wether"},
		"dialect":                  {"nb", "æ e ikkje nøgd med dæm", "æ e ikkje nøgd med dæm"},
	}
	r := redactor(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := r.Hide(tt.language, tt.text).Shown; got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

func TestLabelsAreTheCallers(t *testing.T) {
	r, err := redact.New(redact.Options{Label: func(language string, k redact.Kind) string { return language + " " + string(k) }})
	if err != nil {
		t.Fatal(err)
	}
	got := r.Hide("nb", "jeg heter Ragnvald").Shown
	if want := "jeg heter [nb name]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if again := r.Hide("nb", got).Shown; again != got {
		t.Errorf("again %q", again)
	}
}

// TestLabelsOfEveryLanguage: people change their language between two messages.
func TestLabelsOfEveryLanguage(t *testing.T) {
	r, err := redact.New(redact.Options{Label: func(language string, k redact.Kind) string { return language + " " + string(k) + " Ragnvald" }})
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{"en", "nb", "sv"} {
		for _, k := range redact.Kinds() {
			text := "i rang [" + of + " " + string(k) + " Ragnvald] twice"
			for _, language := range append(languages(), "pl") {
				if got := r.Hide(language, text).Shown; got != text {
					t.Errorf("%s: %q is shown as %q", language, text, got)
				}
				if words := wordsOf(r.Pieces(language, text)); len(words) != 3 {
					t.Errorf("%s: the words of %q are %q", language, text, words)
				}
			}
		}
	}
	if got := r.Without("sv", "[nb word Ragnvald] one two", []int{0}); got != "[nb word Ragnvald] two" {
		t.Errorf("what was hidden in another language counts twice: %q", got)
	}
}

func TestEveryLabelIsReadAsOne(t *testing.T) {
	r, err := redact.New(redact.Options{Label: func(_ string, k redact.Kind) string { return "xq" + string(k) + " 55555 Ragnvald" }})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range redact.Kinds() {
		text := "i rang [xq" + string(k) + " 55555 Ragnvald] twice"
		if got := r.Hide("en", text).Shown; got != text {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}

func TestOffsetsAreOfTheInput(t *testing.T) {
	text := "e\u0301n 🔥\u200b ﬁre, ring 07700 900123 nå"
	got := redactor(t).Hide("en", text)
	runes := []rune(text)
	var phones []string
	for _, h := range got.Hidden {
		if h.Kind == redact.Phone {
			phones = append(phones, string(runes[h.Start:h.End]))
		}
	}
	if diff := cmp.Diff([]string{"07700 900123"}, phones); diff != "" {
		t.Error(diff)
	}
}

func TestRare(t *testing.T) {
	tests := map[string]struct {
		language, text string
		want           []string
	}{
		"the only one":  {"en", "i am the only one here in a wheelchair", []string{"only", "body"}},
		"court":         {"en", "i have court next week and i am pregnant", []string{"law", "birth"}},
		"an animal":     {"en", "my dog Rex was ill", []string{"animal"}},
		"work":          {"nb", "jobber som fisker og er fra polen", []string{"work", "origin"}},
		"a death":       {"sv", "min bror dog i fängelse", []string{"family", "law"}},
		"nothing rare":  {"en", "the queue was long and i was late", nil},
		"not in a word": {"nb", "jeg er same syk som i går", []string{"origin"}},
	}
	r := redactor(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range r.Hide(tt.language, tt.text).Rare {
				if !slices.Contains(redact.Facts(), f.Fact) {
					t.Errorf("fact %q is in no list", f.Fact)
				}
				got = append(got, f.Fact)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSystem(t *testing.T) {
	root := fstest.MapFS{"usr/share/dict/swedish": {Data: []byte("klabbig\ngr\xf6ngelig\nGr\xe4ngesberg\n")}}
	found, missing := redact.System(root, []string{"en", "nb", "sv", "pl"})
	if diff := cmp.Diff([]redact.Missing{{Language: "nb", Package: "wnorwegian"}}, missing); diff != "" {
		t.Error(diff)
	}
	r, err := redact.New(redact.Options{Dictionaries: found})
	if err != nil {
		t.Fatal(err)
	}
	const text = "det var klabbigt och gröngelig mat, klabbig mat"
	if got := r.Hide("sv", text).Shown; !strings.Contains(got, "gröngelig") || !strings.Contains(got, "klabbig mat") {
		t.Errorf("hides the words of the dictionary: %q", got)
	}
	if got := redactor(t).Hide("sv", text).Shown; strings.Contains(got, "gröngelig") {
		t.Errorf("knows the word without the dictionary: %q", got)
	}
}

func TestRoster(t *testing.T) {
	r, err := redact.New(redact.Options{Roster: []string{"", "# a comment", "Will Mark Stone", "Old Mill Lane Pharmacy", "D'Souza"}})
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{
		"will you be there":                   "will you be there",
		"i saw Will there":                    "i saw [staff member] there",
		"the old mill is on a lane":           "the old mill is on a lane",
		"at the old mill lane pharmacy today": "at the [place] today",
		"d'souza and DSOUZA said so":          "[staff member] and [staff member] said so",
	}
	for text, want := range tests {
		if got := r.Hide("en", text).Shown; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
