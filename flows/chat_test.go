package flows_test

import (
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
//	@ sv agreed immediate   and a service where nothing waits in the pool
//	@ nb agreed two         and a service with two clinics; or three
//	@ nb agreed oslo        and a clinic in Oslo, where the clock is changed
//
// Then come the patient's acts, each followed by what Heard does:
//
//	> words, or a /command
//	> [Label]         presses the newest button of that label
//	> [Label] below X presses it on the newest screen whose first line holds X
//	> (voice)         sends something that is not text
//	? topics, a card  what the listener makes of the words that come next
//	= staff take | answer WORDS | close   what staff do with the newest case
//	= days N          time goes by
//	= at 18:30        the clock shows this, on the same day; the clinic is
//	                  open on weekdays, 08:00-12:00 and 14:00-17:00
//	= on 2026-12-24 18:30   or this, on another day, at the clinic
//	= remind          what is due of the reminders comes
//	= closure 2026-12-24 08:00-12:00 weather   staff have closed the clinic, also
//	                  for whole days, or open it instead: open 10:00-12:00
//	= taken back      the newest closure is taken back
//	= notice WORDS    the leads have news
//	! /closure, ! /wedid WORDS, ! [Label]   the same as staff do it in their group
//	= check-in        the monthly invitation comes
//	= out             the newest case goes to its team, from among others
//	= release         the newest report goes out of the pool
//	= lonely          the newest report has waited there too long
//	= upgrade         what staff would see is written otherwise than it was shown
//	= sent TOPIC WORDS   what the patient sent some time ago
//
// What is done besides answering stands in brackets.
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
	c := &chat{t: t, printer: printing(), now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
			c.out.WriteString(line + "\n")
		case strings.HasPrefix(line, "@ "):
			c.out.WriteString(line + "\n")
			c.begin(strings.Fields(line)[1:])
		case strings.HasPrefix(line, "? "):
			c.out.WriteString("\n" + line)
			c.listen(strings.Fields(line)[1:])
		case strings.HasPrefix(line, "> "):
			c.out.WriteString("\n" + line + "\n")
			c.act(line[2:])
		case strings.HasPrefix(line, "! "):
			c.out.WriteString("\n" + line + "\n")
			c.staff(line[2:])
		case strings.HasPrefix(line, "= "):
			c.out.WriteString("\n" + line + "\n")
			c.around(line[2:])
		}
	}
	return c.out.String()
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
	topics  []care.Term // of the words that come next
	card    care.Card
	out     strings.Builder

	service  flows.Service
	news     []clinic.News // that staff have posted
	desk     flows.Screen  // the newest in the staff's group
	reminder *flows.Reminding
}

func (c *chat) begin(words []string) {
	c.phone = words[0]
	c.service = service(locales.Languages()...)
	c.service.Privacy.Release.Immediate = slices.Contains(words, "immediate")
	switch {
	case slices.Contains(words, "oslo"):
		c.service.Clinics[0].Zone = oslo(c.t)
		c.now = c.now.In(oslo(c.t))
	case slices.Contains(words, "two"):
		c.service.Clinics = append(c.service.Clinics, hill())
	case slices.Contains(words, "three"):
		c.service.Clinics = append(c.service.Clinics, hill(), harbour())
	}
	c.engine = flows.NewEngine(c.service, redacting())
	c.state = flows.New(0)
	c.cases = map[care.Code]care.Case{}
	if words[1] == "agreed" {
		c.state.Language, c.state.Agreed, c.state.At, c.state.Touched = words[0], true, "menu.open", c.now
	}
}

// listen sets what the next words are taken to be about.
func (c *chat) listen(found []string) {
	for _, id := range found {
		if strings.HasPrefix(id, "msg.") {
			c.card = care.Card(id)
		} else {
			c.topics = append(c.topics, care.Term(id))
		}
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
	in.Topics, in.Card = c.topics, c.card
	c.topics, c.card = nil, ""
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
	in.Fresh = c.fresh()
	if code, ok := flows.Wants(in); ok {
		if held, ok := c.cases[code]; ok {
			in.Case = &held
		}
	}
	in.News = c.news
	if flows.WantsReminder(in) {
		in.Reminder = c.reminder
	}
	c.carryOut(c.decide(state, in))
}

// decide takes the step, and checks that it left alone what it was given.
func (c *chat) decide(state flows.State, in flows.Input) []flows.Effect {
	before, _ := flows.Encode(state)
	next, effects := c.engine.Step(state, in, c.now)
	if after, _ := flows.Encode(state); string(before) != string(after) {
		c.t.Errorf("a step changed the state that it was given:\n%s\n%s", before, after)
	}
	if len(effects) == 0 {
		c.t.Error("nothing answered the patient")
	}
	c.state = next
	return effects
}

func (c *chat) carryOut(effects []flows.Effect) {
	forgotten := false
	for _, effect := range effects {
		c.carryOutOne(effect)
		_, forgets := effect.(flows.Forget)
		forgotten = forgotten || forgets
	}
	if forgotten {
		c.state, c.reminder = flows.New(1), nil
	}
}

func (c *chat) carryOutOne(effect flows.Effect) {
	switch e := effect.(type) {
	case flows.Show:
		c.shown(e.Screen)
	case flows.Toast:
		c.write("Heard, fading", c.printer.Plain(c.lang(), e.Line))
	case flows.OpenCase:
		c.open(e)
	case flows.ReplyCase:
		c.reply(e)
	case flows.SendAnyway:
		c.cases[e.Code] = c.cases[e.Code].Anyway()
		c.note("goes out at the next set time, even alone: " + string(e.Code))
	case flows.CountOnly:
		c.cases[e.Code] = c.cases[e.Code].CountOnly()
		c.note("nobody gets " + string(e.Code) + ", which holds no words any more")
	case flows.MuteCase:
		c.cases[e.Code] = c.cases[e.Code].Mute(e.On)
	case flows.WithdrawCase:
		c.withdraw(e.Code)
	case flows.Count:
		c.note("counted: " + e.Tally.Key())
	case flows.DropInput:
		c.note("deleted from the chat: that message")
	case flows.CleanChat:
		c.note("deleted from the chat: every message of the last 48 hours")
		c.screens = nil
	case flows.Forget:
		for _, code := range e.Cases {
			c.withdraw(code)
		}
		c.note("deleted: everything that is held on the patient")
	case flows.SetReminder:
		c.setReminder(e.Reminder)
	case flows.CheckIn:
		if e.At.IsZero() {
			c.note("no invitation will come")
			break
		}
		c.note("the next invitation comes on " + e.At.Format("2 January 2006, 15:04"))
	}
}

func (c *chat) open(e flows.OpenCase) {
	c.codes++
	c.newest = e.Code
	held := care.Open(e.Code, "team", e.Report, "")
	when := ""
	switch e.When {
	case flows.AmongOthers:
		held.Hidden = true
		when = " later today, or on the next day that the clinic opens, among others"
	case flows.InPool:
		held = held.Wait(care.NewPooled(c.now))
		when = " under a new code, with what other people wrote, at a set time"
	case flows.AtOnce:
	}
	c.cases[e.Code] = held
	c.write("Staff get "+string(e.Code)+when, c.lines("en", e.Report.Summary()))
}

func (c *chat) reply(e flows.ReplyCase) {
	next, err := c.cases[e.Code].Reply(e.Words, "")
	if err != nil {
		c.t.Fatal(err)
	}
	c.cases[e.Code] = next
	when := ""
	switch {
	case next.Hidden:
		when = " with the case"
	case e.Later:
		when = " later today, or on the next day that the clinic opens"
	}
	c.write("Staff get"+when, c.printer.Plain("en", care.Say("staff.reply", care.With("Code", e.Code), care.With("Words", care.Words(e.Words)))))
}

// withdraw takes a case back, and says what staff have left.
func (c *chat) withdraw(code care.Code) {
	next, err := c.cases[code].Withdraw()
	if err != nil {
		return // it was withdrawn before
	}
	c.cases[code] = next
	c.note("withdrawn by the patient: " + string(code) + ", which holds no words any more")
}

func (c *chat) shown(s flows.Screen) {
	c.screens = append(c.screens, s)
	c.write("Heard", c.screen(s))
}

// note writes what was done besides answering.
func (c *chat) note(what string) { c.out.WriteString("(" + what + ")\n") }

func (c *chat) fresh() care.Code {
	return care.Code([]string{"KRT-482", "BDF-357", "XWN-926"}[c.codes%3])
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
