package flows_test

import (
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"heard/care"
	"heard/clinic"
	"heard/flows"
	"heard/locales"
)

// walker is a patient who presses, writes and sends anything, in any order, old
// buttons included.
type walker struct {
	engine  *flows.Engine
	printer *locales.Printer
	state   flows.State
	buttons []flows.Data
	newest  int // buttons on the newest screen
	cases   map[care.Code]care.Case
	asked   map[care.Code]bool // answered whether it helped
	now     time.Time
	codes   int

	service  flows.Service
	changes  []clinic.Change
	reminder *flows.Reminding

	immediate bool // nothing waits in the pool
	steps     int
	spares    int // so many steps of each go without the stored form, which takes most of the time
}

func newWalker(languages ...string) *walker {
	s := service(languages...)
	return &walker{
		service: s, engine: flows.NewEngine(s, capitals{}), printer: printing(), state: flows.New(7),
		cases: map[care.Code]care.Case{}, asked: map[care.Code]bool{}, now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC),
	}
}

// hurried makes the walker's service one where nothing waits in the pool.
func (w *walker) hurried() {
	w.service.Privacy.Release.Immediate = true
	w.engine, w.immediate = flows.NewEngine(w.service, capitals{}), true
}

// crowded makes it one with several clinics.
func (w *walker) crowded() {
	w.service.Clinics = append(w.service.Clinics, hill(), harbour())
	w.engine = flows.NewEngine(w.service, capitals{})
}

// known makes the walker somebody who has agreed and has a case, so that walks
// get further.
func (w *walker) known() {
	w.state.Language, w.state.Agreed, w.state.At, w.state.Touched = "en", true, "menu.open", w.now
	w.state.Cases = []flows.Mine{{Code: "XWN-926", Topic: "need.housing"}}
	w.cases["XWN-926"] = care.Open("XWN-926", "team", care.Report{Lane: care.Help, Topic: "need.housing", Words: "words"}, "")
}

func (w *walker) input(t *rapid.T) flows.Input {
	in := w.anything(t)
	in.Phone, in.Fresh, in.News = "en", w.fresh(), newsOf(w.changes...)
	if flows.WantsReminder(in) {
		in.Reminder = w.reminder
	}
	return in
}

func (w *walker) anything(t *rapid.T) (in flows.Input) {
	if rapid.IntRange(0, 40).Draw(t, "changed") == 0 {
		in.Kind = flows.Changed
		return in
	}
	if len(w.buttons) > 0 && rapid.IntRange(0, 5).Draw(t, "press") > 0 {
		reach := 60
		if rapid.IntRange(0, 3).Draw(t, "newest") > 0 {
			reach = w.newest
		}
		in.Kind = flows.Press
		in.Button = w.buttons[len(w.buttons)-1-rapid.IntRange(0, min(len(w.buttons), reach)-1).Draw(t, "button")]
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
		in.Kind, in.Text = flows.Command, rapid.SampledFrom([]string{"start", "menu", "report", "ask", "dose", "feedback", "cases", "hours", "reminders", "language", "crisis", "privacy", "help", "forget", "nonsense"}).Draw(t, "command")
	default:
		in.Text = rapid.StringN(0, 1600, -1).Draw(t, "words")
		in.Topics = rapid.SliceOfN(rapid.SampledFrom(topics()), 0, 5).Draw(t, "topics")
		in.Card = rapid.SampledFrom(append(care.Cards(), "", "", "msg.unknown")).Draw(t, "card")
	}
	return in
}

func (w *walker) fresh() care.Code {
	w.codes++
	digits := [3]byte{byte('2' + w.codes%8), byte('2' + w.codes/8%8), byte('2' + w.codes/64%8)}
	return care.Code("BCD-" + string(digits[:]))
}

// step takes one input, and checks what must hold of every answer.
func (w *walker) step(t *rapid.T, in flows.Input) {
	var effects []flows.Effect
	if w.steps++; w.steps%(w.spares+1) == 0 {
		effects = w.stored(t, in)
	} else {
		w.state, effects = w.engine.Step(w.state, in, w.now)
	}
	w.carryOut(t, in, effects)
}

// stored takes a step from the stored form of the state, and checks that it left
// alone what it was given.
func (w *walker) stored(t *rapid.T, in flows.Input) (effects []flows.Effect) {
	stored, err := flows.Encode(w.state)
	if err != nil {
		t.Fatal(err)
	}
	state, err := w.engine.Decode(stored)
	if err != nil {
		t.Fatal(err)
	}
	w.state, effects = w.engine.Step(state, in, w.now)
	if after, _ := flows.Encode(state); string(stored) != string(after) {
		t.Fatalf("a step changed the state that it was given:\n%s\n%s", stored, after)
	}
	return effects
}

// carryOut does what the service would do, and checks what must hold of it.
func (w *walker) carryOut(t *rapid.T, in flows.Input, effects []flows.Effect) {
	shown, forgotten := false, false
	for _, effect := range effects {
		switch e := effect.(type) {
		case flows.Show:
			shown = true
			w.screen(t, e.Screen)
		case flows.Toast:
			shown = true
		case flows.CleanChat:
			shown = false // what was shown before is gone
		case flows.Forget:
			forgotten = true
			w.forget(t, e)
		case flows.OpenCase:
			w.open(t, e)
		case flows.ReplyCase:
			w.change(t, e.Code, func(c care.Case) (care.Case, error) { return c.Reply(e.Words, "") })
		case flows.SendAnyway:
			w.change(t, e.Code, func(c care.Case) (care.Case, error) { return c.Anyway(), nil })
		case flows.CountOnly:
			w.change(t, e.Code, func(c care.Case) (care.Case, error) { return c.CountOnly(), nil })
		case flows.MuteCase:
			w.change(t, e.Code, func(c care.Case) (care.Case, error) { return c.Mute(e.On), nil })
		case flows.WithdrawCase:
			w.change(t, e.Code, care.Case.Withdraw)
		case flows.Count:
			w.count(t, in, e.Tally)
		case flows.SetReminder:
			w.setReminder(t, in, e.Reminder)
		case flows.CheckIn:
			if days := e.At.Sub(w.now).Hours() / 24; !e.At.IsZero() && (days < 27 || days > 30 || e.At.Hour() < 10 || e.At.Hour() >= 18) {
				t.Fatalf("an invitation in %.1f days, at %s", days, e.At.Format("15:04"))
			}
		case flows.DropInput:
			if in.Kind != flows.Odd {
				t.Fatal("words were deleted from the chat")
			}
		}
	}
	if !shown {
		t.Fatal("nothing is shown to the patient")
	}
	if forgotten {
		w.state, w.reminder = flows.New(uint32(w.codes)), nil
	}
}

// change does what the patient wants with a case, which must be their own.
func (w *walker) change(t *rapid.T, code care.Code, act func(care.Case) (care.Case, error)) {
	held, ok := w.cases[code]
	if !ok {
		t.Fatalf("something was done with a case that is not the patient's: %s", code)
	}
	next, err := act(held)
	if err != nil {
		t.Fatalf("something was done with a case that cannot be done: %v", err)
	}
	w.cases[code] = next
}

// forget checks that nothing is left, and takes the cases away.
func (w *walker) forget(t *rapid.T, e flows.Forget) {
	empty := flows.State{V: w.state.V, Language: w.state.Language, Turn: w.state.Turn, At: flows.Start}
	want, _ := flows.Encode(empty)
	if got, _ := flows.Encode(w.state); string(got) != string(want) {
		t.Fatalf("this is left after all was forgotten: %s", got)
	}
	for code := range w.cases {
		if !slices.Contains(e.Cases, code) && len(e.Cases) < 20 {
			t.Fatalf("a case was left: %s", code)
		}
	}
	w.cases = map[care.Code]care.Case{}
}

// count checks that an answer is one of a list, and that no case is counted
// twice.
func (w *walker) count(t *rapid.T, in flows.Input, tally care.Tally) {
	if tally.Question == "" || tally.Answer == "" || in.Kind != flows.Press {
		t.Fatalf("this is counted: %s", tally.Key())
	}
	if code, ok := flows.Wants(in); ok {
		if w.asked[code] || tally.Question != "helped" && tally.Question != "pool" {
			t.Fatalf("this is counted again: %s", tally.Key())
		}
		w.asked[code] = true
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
	held := care.Open(e.Code, "team", e.Report, "")
	if pooled := e.Report.Lane.Voice() && !w.immediate; pooled != (e.When == flows.InPool) {
		t.Fatal("a report goes to staff by another way than its lane's")
	}
	if e.When == flows.InPool {
		held = held.Wait(care.NewPooled(w.now))
		w.screen(t, flows.PoolPrompt(e.Code))
	}
	held.Hidden = e.When == flows.AmongOthers
	w.cases[e.Code] = held
}

// screen checks that there is always a way on, and help in a crisis, and that
// buttons fit Telegram.
func (w *walker) screen(t *rapid.T, s flows.Screen) {
	all := buttons(s)
	if len(all) == 0 || len(s.Lines) == 0 {
		t.Fatal("a screen is a dead end")
	}
	if !slices.ContainsFunc(all, func(b flows.Button) bool { return b.Data.Token == "crisis" }) && s.Lines[0].Key != "crisis.danger" {
		t.Fatalf("a screen has no way to help in a crisis: %s", s.Lines[0].Key)
	}
	w.fits(t, s)
	w.newest = len(all)
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
	rapid.Check(t, func(t *rapid.T) { walk(t, 120, 0) })
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
	act := rapid.IntRange(0, 2).Draw(t, "act")
	if held := w.cases[code]; !held.AtTeam() && act < 2 { // staff do not have it: all they can do is to get it
		if held.Hidden = false; held.Status == care.Waiting {
			held = held.Release()
		}
		w.cases[code] = held
		return
	}
	switch act {
	case 0:
		next, err = w.cases[code].Answer(owner, "an answer")
	case 1:
		if next, err = w.cases[code].Close(owner.ID); err == nil {
			w.screen(t, flows.Closed(code))
		}
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
