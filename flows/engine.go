package flows

import (
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
)

// Service is what the conversations need to know of the clinic.
type Service struct {
	Name      string
	Languages []string // the first is the default
	Numbers   clinic.Numbers
	Clinics   []clinic.Clinic // for when somebody reads, and the phones to call
	Teams     []clinic.Team   // for who would see a signature, and how soon they answer
	Privacy   clinic.Privacy  // for what goes through the pool, and when
	News      bool            // the leads can post news, to those who want them
	Zone      *time.Location  // in which the pool's slots are; nil is UTC
	Quiet     clinic.Quiet    // in which no reminder comes
}

// Engine moves conversations. It is safe for concurrent use: nothing in it
// changes.
type Engine struct {
	service  Service
	redactor Redactor
	nodes    map[Step]node
}

// NewEngine makes the engine of a service.
func NewEngine(service Service, redactor Redactor) *Engine {
	return &Engine{service: service, redactor: redactor, nodes: nodes()}
}

// Step advances one patient by one input. It performs no I/O and never fails:
// an input that the step does not take yields a gentle repeat. A press on a
// stale button changes nothing; the state comes back equal.
func (e *Engine) Step(s State, in Input, now time.Time) (State, []Effect) {
	v := &visit{e: e, s: s, in: in, now: now}
	if in.Kind == Press && in.Button.Turn != 0 && in.Button.Turn != s.Turn {
		v.toast("toast.old")
		return s, v.out
	}
	v.danger()
	expired := v.tidy()
	switch in.Kind {
	case Press:
		if expired && in.Button.Turn != 0 {
			v.repeat(care.Say("draft.gone"))
			break
		}
		v.press(in.Button)
	case Command:
		v.command(commandWord(in.Text))
	case Text:
		v.text(strings.TrimSpace(in.Text))
	case Odd:
		v.odd(in.Text)
	case Changed:
		v.repeat(care.Say("review.changed"))
	}
	if v.onlyToasts() {
		return s, v.out
	}
	return v.s, v.out
}

// onlyToasts reports whether nothing came of the input but words that fade, so
// that there is nothing to keep.
func (v *visit) onlyToasts() bool {
	for _, effect := range v.out {
		if _, toast := effect.(Toast); !toast {
			return false
		}
	}
	return true
}

// visit is one call of Step: the state as it changes, and the effects so far.
type visit struct {
	e   *Engine
	s   State
	in  Input
	now time.Time
	out []Effect
}

// Rest is the state of somebody who has not been here for a while, without what has
// become too old to pick up; changed is false where there is nothing of that.
func (e *Engine) Rest(s State, now time.Time) (rested State, changed bool) {
	if now.Sub(s.Touched) <= draftAge || s.Draft == nil && len(s.Paused) == 0 && s.Kept == "" && s.Remind == nil && !s.At.pulse() {
		return s, false
	}
	v := &visit{e: e, s: s, now: now}
	v.tidy()
	v.s.Touched = s.Touched
	return v.s, true
}

// tidy drops what has become too old to pick up, and mends a place that cannot
// be: a draft's step without a draft, or anything before a yes. It reports
// whether the patient is no longer where they were.
func (v *visit) tidy() bool {
	was := v.s.At
	if v.now.Sub(v.s.Touched) > draftAge {
		v.s.Draft, v.s.Paused = nil, nil
		v.takeKept()
		v.dropPulse()
		v.dropSetup()
	}
	v.s.Touched = v.now.UTC().Truncate(time.Hour)
	if n := v.e.nodes[v.s.At]; v.s.Draft == nil && n.drafts || v.s.Remind == nil && n.reminds {
		v.s.At = menu
	}
	if !v.s.Agreed && !v.s.At.first() {
		v.s.At, v.s.Draft, v.s.Remind = firstLanguage, nil, nil
	}
	if v.s.At == firstLanguage && len(v.e.service.Languages) == 1 {
		v.s.Language, v.s.At = v.e.service.Languages[0], firstPromise
	}
	if v.s.At == keptWhere && v.s.Kept == "" {
		v.s.At = menu
	}
	return v.s.At != was
}

// press handles a button that is not stale.
func (v *visit) press(d Data) {
	if d.Turn == 0 {
		v.standing(d.Token)
		return
	}
	if d.Token == tokenBack {
		v.back()
		return
	}
	if word, rest, _ := strings.Cut(d.Token, "."); v.confirmed(word, rest) {
		return
	}
	if !v.e.nodes[v.s.At].press(v, d.Token) {
		v.toast("toast.old")
	}
}

// commandWord is a command in small letters, without the bot's own name, which
// Telegram may add after an @.
func commandWord(text string) string {
	word, _, _ := strings.Cut(strings.ToLower(text), "@")
	return word
}

// command handles /word.
func (v *visit) command(word string) {
	switch word {
	case "start", "menu", "report", "ask", "dose", "feedback", "cases", "hours", "reminders", "language", "crisis", "privacy", "help", "forget":
		v.standing(word)
	default:
		v.repeat(care.Say("odd.command"))
	}
}

// text handles a message in the patient's own words. Where the step does not
// take words they are kept until the patient says where they belong.
func (v *visit) text(words string) {
	n := v.e.nodes[v.s.At]
	switch {
	case words == "":
		v.repeat(care.Say("odd.other"))
	case length(words) > MaxWords:
		v.repeat(care.Say("words.long", care.With("Max", care.Number(MaxWords))))
	case n.text != nil:
		n.text(v, words)
	default:
		v.keep(words)
	}
}

// goTo moves to a step and shows it on a new turn.
func (v *visit) goTo(at Step) {
	v.s.At = at
	if !at.pulse() {
		v.dropPulse()
	}
	if !at.reminds() {
		v.s.Remind = nil
	}
	v.s.Turn++
	v.show()
}

// show puts the present step's screen before the patient, on the present turn.
func (v *visit) show() {
	v.out = append(v.out, Show{Screen: v.e.nodes[v.s.At].show(v)})
}

// repeat shows the present step again below a notice, on a new turn.
func (v *visit) repeat(notice care.Line) {
	v.s.Turn++
	screen := v.e.nodes[v.s.At].show(v)
	screen.Lines = append([]care.Line{notice}, screen.Lines...)
	v.out = append(v.out, Show{Screen: screen})
}

// tell shows a screen that is no step: the conversation stays where it is.
func (v *visit) tell(screen Screen) { v.out = append(v.out, Show{Screen: screen}) }

// toast answers a press and changes nothing.
func (v *visit) toast(key care.Key) { v.out = append(v.out, Toast{Line: care.Say(key)}) }

// button makes a button of the present turn.
func (v *visit) button(label care.Key, token string) Button {
	return Button{Label: care.Say(label), Data: Data{Turn: v.s.Turn, Token: token}}
}
