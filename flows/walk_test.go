package flows_test

import (
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"heard/care"
	"heard/flows"
)

// walker is a patient who presses, writes and sends anything, in any order, old
// buttons included.
type walker struct {
	engine  *flows.Engine
	state   flows.State
	buttons []flows.Data
	cases   map[care.Code]care.Case
	now     time.Time
	codes   int
}

func newWalker(languages ...string) *walker {
	return &walker{
		engine: flows.NewEngine(service(languages...)), state: flows.New(7),
		cases: map[care.Code]care.Case{}, now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC),
	}
}

func (w *walker) input(t *rapid.T) flows.Input {
	in := flows.Input{Phone: "en", Fresh: w.fresh()}
	if len(w.buttons) > 0 && rapid.IntRange(0, 3).Draw(t, "press") > 0 {
		in.Kind = flows.Press
		in.Button = w.buttons[len(w.buttons)-1-rapid.IntRange(0, min(len(w.buttons)-1, 60)).Draw(t, "button")]
		if code, ok := flows.Wants(in); ok {
			if held, ok := w.cases[code]; ok {
				in.Case = &held
			}
		}
		return in
	}
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		in.Kind, in.Text = flows.Odd, rapid.SampledFrom([]string{"voice", "photo", "video", "file", "sticker", "location", "contact", "poll", "other"}).Draw(t, "odd")
	case 1:
		in.Kind, in.Text = flows.Command, rapid.SampledFrom([]string{"start", "menu", "report", "ask", "cases", "language", "crisis", "privacy", "help", "nonsense"}).Draw(t, "command")
	default:
		in.Text = rapid.StringN(0, 1600, -1).Draw(t, "words")
	}
	return in
}

func (w *walker) fresh() care.Code {
	w.codes++
	digits := [3]byte{byte('2' + w.codes%8), byte('2' + w.codes/8%8), byte('2' + w.codes/64%8)}
	return care.Code("BCD-" + string(digits[:]))
}

// step takes one input, through the stored form, and checks what must hold of
// every answer.
func (w *walker) step(t *rapid.T, in flows.Input) {
	stored, err := flows.Encode(w.state)
	if err != nil {
		t.Fatal(err)
	}
	state, err := w.engine.Decode(stored)
	if err != nil {
		t.Fatal(err)
	}
	var effects []flows.Effect
	w.state, effects = w.engine.Step(state, in, w.now)
	if len(effects) == 0 {
		t.Fatal("the patient got no answer")
	}
	shown := false
	for _, effect := range effects {
		switch e := effect.(type) {
		case flows.Show:
			shown = true
			w.screen(t, e.Screen)
		case flows.Toast:
			shown = true
		case flows.OpenCase:
			w.open(t, e)
		case flows.ReplyCase:
			if _, ok := w.cases[e.Code]; !ok {
				t.Fatalf("a reply to a case that is not the patient's: %s", e.Code)
			}
		}
	}
	if !shown {
		t.Fatal("nothing was shown to the patient")
	}
}

func (w *walker) open(t *rapid.T, e flows.OpenCase) {
	if !w.state.Agreed {
		t.Fatal("a case was opened for somebody who has not agreed")
	}
	if _, ok := care.LaneOf(e.Report.Topic); !ok {
		t.Fatalf("a report has no topic that a team takes: %q", e.Report.Topic)
	}
	if n := utf8.RuneCountInString(e.Report.Words); n > flows.MaxWords {
		t.Fatalf("%d characters went to staff", n)
	}
	w.cases[e.Code] = care.Open(e.Code, "team", e.Report)
}

// screen checks that there is always a way on, and help in a crisis, and that
// buttons fit Telegram.
func (w *walker) screen(t *rapid.T, s flows.Screen) {
	all := buttons(s)
	if len(all) == 0 || len(s.Lines) == 0 {
		t.Fatal("a screen is a dead end")
	}
	for _, b := range all {
		text := b.Data.String()
		if len(text) > 64 {
			t.Fatalf("a button's data is %d bytes long", len(text))
		}
		if got, ok := flows.ParseData(text); !ok || got != b.Data {
			t.Fatalf("a button's data does not survive its journey: %q", text)
		}
		w.buttons = append(w.buttons, b.Data)
	}
}

func TestWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWalker("en", "nb")
		for range rapid.IntRange(1, 120).Draw(t, "steps") {
			w.now = w.now.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "minutes")) * time.Minute)
			w.step(t, w.input(t))
			w.staff(t)
		}
	})
}

// staff do something with a case now and then.
func (w *walker) staff(t *rapid.T) {
	if len(w.cases) == 0 || rapid.IntRange(0, 5).Draw(t, "staff") > 0 {
		return
	}
	codes := make([]care.Code, 0, len(w.cases))
	for code := range w.cases {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	code := rapid.SampledFrom(codes).Draw(t, "case")
	owner := care.Owner{ID: care.NewStaffID(1), Sign: 1}
	var next care.Case
	var err error
	switch rapid.IntRange(0, 2).Draw(t, "act") {
	case 0:
		next, err = w.cases[code].Answer(owner, "an answer")
	case 1:
		next, err = w.cases[code].Close(owner.ID)
	default:
		delete(w.cases, code)
		return
	}
	if err == nil {
		w.cases[code] = next
	}
}

// A press on an older screen of a conversation changes nothing at all.
func TestStalePress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWalker("en")
		for range rapid.IntRange(5, 60).Draw(t, "steps") {
			w.step(t, w.input(t))
		}
		turn := w.state.Turn + 1 + uint32(rapid.IntRange(0, 5).Draw(t, "off"))
		token := rapid.SampledFrom([]string{"send", "src.family", "yes", "next", "drop"}).Draw(t, "token")
		before, _ := flows.Encode(w.state)
		after, effects := w.engine.Step(w.state, flows.Input{Kind: flows.Press, Button: flows.Data{Turn: turn, Token: token}}, w.now)
		stored, _ := flows.Encode(after)
		if string(before) != string(stored) {
			t.Fatal("a stale press changed the state")
		}
		if _, toast := effects[0].(flows.Toast); len(effects) != 1 || !toast {
			t.Fatalf("a stale press did %d things", len(effects))
		}
	})
}
