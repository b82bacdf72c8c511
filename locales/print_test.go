package locales_test

import (
	"html"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/care"
	"heard/locales"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPrint(t *testing.T) {
	p := newPrinter(t)
	// The text for own words is a frame that shows any value.
	words := func(v care.Value) care.Line { return care.Say("summary.words", care.With("Words", v)) }
	quoted := func(s string) string { return "Own words:\n<blockquote>" + s + "</blockquote>" }
	sitert := func(s string) string { return "Egne ord:\n<blockquote>" + s + "</blockquote>" }
	for name, c := range map[string]struct {
		lang string
		line care.Line
		want string
	}{
		"words are escaped":     {"en", words(care.Words(`<b>"A" & B's</b>`)), quoted("&lt;b&gt;&#34;A&#34; &amp; B&#39;s&lt;/b&gt;")},
		"no words":              {"en", words(care.Words("")), quoted("")},
		"template code is text": {"en", words(care.Words("{{.Words}}")), quoted("{{.Words}}")},
		"name is escaped":       {"en", words(care.Name("Hill & Dale")), quoted("Hill &amp; Dale")},
		"code":                  {"en", words(care.Code("KRT-482")), quoted("KRT-482")},
		"number":                {"en", words(care.Number(-1234)), quoted("-1234")},
		"phone":                 {"nb", words(care.Phone(" 22 59\n13 00 ")), sitert("22 59 13 00")},
		"clock":                 {"en", words(care.Clock(monday)), quoted("Mon 24 Nov 09:00")},
		"clock nb":              {"nb", words(care.Clock(monday)), sitert("man. 24. nov. kl. 09:00")},
		"clock in its own zone": {"en", words(care.Clock(monday.In(time.UTC))), quoted("Mon 24 Nov 08:00")},
		"label":                 {"nb", words(care.Label("term.need.money")), sitert("Penger og ytelser")},
		"label with an entity":  {"en", words(care.Label("term.set.hospital")), quoted("Hospital or A&amp;E")},
		"labels":                {"en", words(care.Labels{"term.src.gp", "term.src.other"}), quoted("Doctor's surgery (GP); Someone else")},
		"one label":             {"nb", words(care.Labels{"term.src.other"}), sitert("Noen andre")},
		"a year is no quantity": {
			"nb", care.Say("digest.head", care.With("Week", care.Number(47)), care.With("Year", care.Number(2026))),
			"<b>Meldinger, uke 47 i 2026</b>\nSamlet fra dem som har skrevet, i tilfeldig rekkefølge. De kan ikke besvares.",
		},
		"counted by people": {
			"en", care.Say("pool.when", care.With("Time", care.Clock(monday)), care.With("People", care.Number(1))),
			"It goes to the team together with what others wrote, Mon 24 Nov 09:00 at the earliest. " +
				"At least 1 person must have written first. No way back to you goes with it, so they cannot answer.",
		},
		"too many arguments": {"nb", care.Say("role.nurse", care.With("X", care.Number(1))), "En sykepleier"},
	} {
		if diff := cmp.Diff(c.want, p.Print(c.lang, c.line)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestSummary(t *testing.T) {
	p := newPrinter(t)
	report := care.Report{
		Lane: care.Stigma, Topic: "src.pharmacy", Words: "She said \"you people\" & laughed",
		Answers: []care.Answer{
			{Question: care.Where, Picked: []care.Term{"set.pharmacy", "set.hospital"}},
			{Question: care.What, Picked: []care.Term{"mech.othering"}},
			{Question: care.Led, Picked: []care.Term{"con.avoided_care", "con.hid_things"}},
		},
	}
	for lang, want := range map[string]string{
		"en": `<b>Stigma report: Pharmacy staff</b>
Where: Pharmacy counter; Hospital or A&amp;E
What happened: Treated differently
What it led to: I stayed away; I kept things to myself
Own words:
<blockquote>She said &#34;you people&#34; &amp; laughed</blockquote>`,
		"nb": `<b>Melding om stigma: Ansatte på apoteket</b>
Hvor: Disken på apoteket; Sykehus eller legevakt
Hva som skjedde: Behandlet annerledes
Hva det førte til: Jeg holdt meg unna; Jeg fortalte mindre
Egne ord:
<blockquote>She said &#34;you people&#34; &amp; laughed</blockquote>`,
	} {
		var lines []string
		for _, line := range report.Summary() {
			lines = append(lines, p.Print(lang, line))
		}
		if diff := cmp.Diff(want, strings.Join(lines, "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}

// TestPlainSaysTheSame: whatever people write, the printed HTML is well formed
// and reads exactly as the plain text does.
func TestPlainSaysTheSame(t *testing.T) {
	p := newPrinter(t)
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom(locales.Languages()).Draw(t, "lang")
		value := rapid.OneOf(
			rapid.Map(rapid.String(), func(s string) care.Value { return care.Words(s) }),
			rapid.Map(rapid.StringMatching(`[<>&;"'b/ a-z#0-9]*`), func(s string) care.Value { return care.Name(s) }),
			rapid.Map(rapid.SampledFrom(care.Settings()), func(t care.Term) care.Value { return care.Label(t.Label()) }),
			rapid.Map(rapid.Int(), func(n int) care.Value { return care.Number(n) }),
		).Draw(t, "value")
		line := care.Say("summary.words", care.With("Words", value))
		printed := p.Print(lang, line)
		if problem := malformed(printed); problem != "" {
			t.Fatalf("%s in %q", problem, printed)
		}
		read := html.UnescapeString(markup.ReplaceAllString(printed, ""))
		if diff := cmp.Diff(p.Plain(lang, line), read); diff != "" {
			t.Fatalf("(-plain +read):\n%s", diff)
		}
	})
}

func TestPrinterIsSafeForManyGoroutines(t *testing.T) {
	p := newPrinter(t)
	line := care.Say("summary.lane.help", care.With("Topic", care.Label("term.need.debt")))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, lang := range locales.Languages() {
				if p.Print(lang, line) == "" || p.Plain(lang, line) == "" {
					t.Error("nothing was printed")
				}
			}
		})
	}
	wg.Wait()
}
