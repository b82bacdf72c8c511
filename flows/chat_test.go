package flows_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/locales"
)

// Golden transcripts, testdata/*.chat. A file begins with what it shows, in
// lines that start with #, and the patient it is about, in one that starts
// with @:
//
//	@ en new      a patient never seen, with a phone in English
//	@ nb agreed   a patient who said yes before
//
// Then come the patient's acts, each followed by what Heard does:
//
//	> words, or a /command
//	> [Label]         presses the newest button of that label
//	> [Label] below X presses it on the newest screen whose first line holds X
//	> (voice)         sends something that is not text
//	= staff take | answer WORDS | close   what staff do with the newest case
//	= days N          time goes by
//
// make golden writes the rest anew; read the difference before you commit it.

var update = flag.Bool("update", false, "write the golden transcripts anew")

func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.chat")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts found: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".chat"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := play(t, string(raw))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(raw), got); diff != "" {
				t.Errorf("the conversation is not as in %s; read this, and run make golden if it is as it should be:\n%s", file, diff)
			}
		})
	}
}

// play keeps the acts of a transcript and writes what comes of them anew.
func play(t *testing.T, script string) string {
	t.Helper()
	c := &chat{t: t, printer: printer(t), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
			c.out.WriteString(line + "\n")
		case strings.HasPrefix(line, "@ "):
			c.out.WriteString(line + "\n")
			c.begin(strings.Fields(line)[1:])
		case strings.HasPrefix(line, "> "):
			c.out.WriteString("\n" + line + "\n")
			c.act(line[2:])
		case strings.HasPrefix(line, "= "):
			c.out.WriteString("\n" + line + "\n")
			c.around(line[2:])
		}
	}
	return c.out.String()
}

func printer(t testing.TB) *locales.Printer {
	t.Helper()
	p, err := locales.New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func service(languages ...string) flows.Service {
	return flows.Service{
		Name: "Riverside OMT", Languages: languages,
		Numbers: clinic.Numbers{
			Emergency: clinic.Number{Number: "999", What: "number.emergency"},
			Urgent:    clinic.Number{Number: "111", What: "number.urgent"},
			Suicide:   clinic.Number{Number: "116 123", What: "number.suicide", Name: "Samaritans"},
			Drugs:     clinic.Number{Number: "0300 123 6600", What: "number.drugs", Name: "FRANK"},
			Poison:    clinic.Number{Number: "111", What: "number.poison"},
		},
	}
}

// chat is one patient's conversation as it is played.
type chat struct {
	t       *testing.T
	printer *locales.Printer
	engine  *flows.Engine
	state   flows.State
	phone   string
	now     time.Time
	screens []flows.Screen
	cases   map[care.Code]care.Case
	newest  care.Code
	codes   int
	out     strings.Builder
}

func (c *chat) begin(words []string) {
	c.phone = words[0]
	c.engine = flows.NewEngine(service("en", "nb"))
	c.state = flows.New(0)
	c.cases = map[care.Code]care.Case{}
	if words[1] == "agreed" {
		c.state.Language, c.state.Agreed, c.state.At, c.state.Touched = words[0], true, "menu.open", c.now
	}
}

// act plays one act of the patient.
func (c *chat) act(what string) {
	in := flows.Input{Kind: flows.Text, Text: what}
	switch {
	case strings.HasPrefix(what, "/"):
		in = flows.Input{Kind: flows.Command, Text: what[1:]}
	case strings.HasPrefix(what, "("):
		in = flows.Input{Kind: flows.Odd, Text: strings.Trim(what, "()")}
	case strings.HasPrefix(what, "["):
		in = flows.Input{Kind: flows.Press, Button: c.find(what)}
	case strings.HasPrefix(what, "*"):
		// *10000 æ: as many of it
		var n int
		var s string
		if _, err := fmt.Sscanf(what, "*%d %s", &n, &s); err != nil {
			c.t.Fatal(err)
		}
		in.Text = strings.Repeat(s, n)
	}
	c.step(in)
}

// step advances by one input. The state goes through its stored form first.
func (c *chat) step(in flows.Input) {
	stored, err := flows.Encode(c.state)
	if err != nil {
		c.t.Fatal(err)
	}
	state, err := c.engine.Decode(stored)
	if err != nil {
		c.t.Fatal(err)
	}
	in.Phone = c.phone
	in.Fresh = care.Code([]string{"KRT-482", "BDF-357", "XWN-926"}[c.codes%3])
	if code, ok := flows.Wants(in); ok {
		if held, ok := c.cases[code]; ok {
			in.Case = &held
		}
	}
	var effects []flows.Effect
	c.state, effects = c.engine.Step(state, in, c.now)
	if len(effects) == 0 {
		c.t.Error("nothing answered the patient")
	}
	for _, effect := range effects {
		c.carryOut(effect)
	}
}

func (c *chat) carryOut(effect flows.Effect) {
	switch e := effect.(type) {
	case flows.Show:
		c.screens = append(c.screens, e.Screen)
		c.write("Heard", c.screen(e.Screen))
	case flows.Toast:
		c.write("Heard, fading", c.printer.Plain(c.lang(), e.Line))
	case flows.OpenCase:
		c.codes++
		c.newest = e.Code
		c.cases[e.Code] = care.Open(e.Code, "team", e.Report)
		c.write("Staff get "+string(e.Code), c.lines("en", e.Report.Summary()))
	case flows.ReplyCase:
		next, err := c.cases[e.Code].Reply(e.Words)
		if err != nil {
			c.t.Fatal(err)
		}
		c.cases[e.Code] = next
		c.write("Staff get", c.printer.Plain("en", care.Say("staff.reply", care.With("Code", e.Code), care.With("Words", care.Words(e.Words)))))
	}
}

// around plays what others do.
func (c *chat) around(what string) {
	words := strings.Fields(what)
	held := c.cases[c.newest]
	owner := care.Owner{ID: care.NewStaffID(1), Sign: 1}
	var err error
	switch {
	case words[0] == "days":
		var n int
		_, err = fmt.Sscanf(words[1], "%d", &n)
		c.now = c.now.AddDate(0, 0, n)
	case words[1] == "take":
		held, err = held.Take(owner)
	case words[1] == "answer":
		text := strings.Join(words[2:], " ")
		held, err = held.Answer(owner, text)
		c.write("Heard", c.printer.Plain(c.lang(), care.Say("case.answered", care.With("Role", care.Label("role.key_worker")),
			care.With("Code", c.newest), care.With("Words", care.Words(text)))))
		c.screens = append(c.screens, flows.Screen{Rows: [][]flows.Button{{
			{Label: care.Say("button.write"), Data: flows.Data{Token: "reply." + string(c.newest), Stays: true}},
			{Label: care.Say("button.see_case"), Data: flows.Data{Token: "case." + string(c.newest), Stays: true}},
		}}})
	case words[1] == "close":
		held, err = held.Close(owner.ID)
	case words[1] == "expire":
		delete(c.cases, c.newest)
		return
	default:
		err = errors.New("unknown act: " + what)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	c.cases[c.newest] = held
}

func (c *chat) lang() string {
	if c.state.Language != "" {
		return c.state.Language
	}
	return c.phone
}

// find looks a button up by its label, newest screen first.
func (c *chat) find(what string) flows.Data {
	label, below, _ := strings.Cut(strings.TrimPrefix(what, "["), "]")
	below = strings.TrimPrefix(below, " below ")
	for _, s := range slices.Backward(c.screens) {
		if below != "" && (len(s.Lines) == 0 || !strings.Contains(c.printer.Plain(c.lang(), s.Lines[0]), below)) {
			continue
		}
		for _, b := range buttons(s) {
			if c.printer.Plain(c.lang(), b.Label) == label {
				data, ok := flows.ParseData(b.Data.String())
				if !ok {
					c.t.Fatalf("the button %q does not survive its journey", label)
				}
				return data
			}
		}
	}
	c.t.Fatalf("there is no button %q on any screen", label)
	return flows.Data{}
}

func buttons(s flows.Screen) []flows.Button {
	all := append([]flows.Button(nil), s.Options...)
	for _, row := range s.Rows {
		all = append(all, row...)
	}
	return all
}

func (c *chat) screen(s flows.Screen) string {
	parts := []string{c.paragraphs(s.Lines)}
	if p := s.Preview; p != nil {
		switch {
		case p.Report != nil:
			parts = append(parts, "| "+strings.ReplaceAll(c.lines("en", p.Report.Summary()), "\n", "\n| "))
		case p.Reply != nil:
			parts = append(parts, "| "+c.printer.Plain("en", care.Say("staff.reply", care.With("Code", p.Reply.Code), care.With("Words", care.Words(p.Reply.Words)))))
		}
	}
	if len(s.Foot) > 0 {
		parts = append(parts, c.paragraphs(s.Foot))
	}
	for _, row := range append([][]flows.Button{s.Options}, s.Rows...) {
		var keys []string
		for _, b := range row {
			label := c.printer.Plain(c.lang(), b.Label)
			if b.Ticked {
				label = "✓ " + label
			}
			keys = append(keys, "["+label+"]")
		}
		if len(keys) > 0 {
			parts = append(parts, strings.Join(keys, " "))
		}
	}
	return strings.Join(parts, "\n")
}

func (c *chat) paragraphs(lines []care.Line) string { return c.lines(c.lang(), lines) }

func (c *chat) lines(lang string, lines []care.Line) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = c.printer.Plain(lang, l)
	}
	return strings.Join(out, "\n")
}

// write puts a speaker before a text, the text indented. Very long texts are
// cut in the middle: nobody reads ten thousand letters.
func (c *chat) write(who, text string) {
	c.out.WriteString(who + ":\n")
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if runes := []rune(line); len(runes) > 400 {
			line = fmt.Sprintf("%s … %d characters … %s", string(runes[:60]), len(runes), string(runes[len(runes)-20:]))
		}
		c.out.WriteString("    " + line + "\n")
	}
}
