package flows

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
	"unicode/utf16"

	"heard/care"
)

// Limits of what a state holds, so that one row stays small.
const (
	// MaxWords bounds a patient's own words, in the UTF-16 units that Telegram
	// counts, one for most letters: as much as a hurried key worker reads in a
	// minute or two, and a card with it stays under 4096 of them.
	MaxWords = 1500
	// shownCases is how many own cases are listed; maxCases is how many are held,
	// so that all that staff still have can be taken back by whoever is forgotten.
	shownCases = 20
	maxCases   = 500
	// draftAge is how long an unfinished draft can be picked up again. An older
	// one is dropped at the next thing the patient does.
	draftAge = 24 * time.Hour
	// maxPaused is how many unfinished drafts wait to be picked up.
	maxPaused = 3
)

// length is how long a text is, in the units of MaxWords.
func length(s string) int { return len(utf16.Encode([]rune(s))) }

// stateVersion is the version of the stored form.
const stateVersion = 1

// State is where one patient is.
type State struct {
	V        int         `json:"v"`
	Language string      `json:"lang,omitempty"`
	Agreed   bool        `json:"agreed,omitempty"` // 18 or over, and yes
	Turn     uint32      `json:"turn"`             // of the newest screen
	At       Step        `json:"at"`
	Draft    *Draft      `json:"draft,omitempty"`   // of the conversation now
	Paused   []Draft     `json:"paused,omitempty"`  // left unfinished, newest first
	Kept     string      `json:"kept,omitempty"`    // words that belong nowhere yet
	Topics   []care.Term `json:"topics,omitempty"`  // that Kept may be about, best first
	Cases    []Mine      `json:"cases,omitempty"`   // newest first
	Sweep    bool        `json:"sweep,omitempty"`   // the chat is emptied when something was sent
	Quietly  bool        `json:"quietly,omitempty"` // the last words in a case were sent later, not at once
	Monthly  Monthly     `json:"monthly,omitzero"`
	Remind   *Setup      `json:"remind,omitempty"` // of reminders being set up; once they are, nothing of them is here
	Touched  time.Time   `json:"touched"`
}

// Draft is an unfinished report, or a reply to a case where Case is set.
type Draft struct {
	At      Step        `json:"at,omitempty"` // where it was left, when paused
	Report  care.Report `json:"report"`
	Several bool        `json:"several,omitempty"` // more than one may be picked
	Case    care.Code   `json:"case,omitempty"`
	Waits   bool        `json:"waits,omitempty"`  // of a reply: the case hid among others when it was begun
	Praise  bool        `json:"praise,omitempty"` // of feedback: something that was good
	Sign    string      `json:"sign,omitempty"`   // a name to sign with, not yet confirmed
	Chosen  []int       `json:"chosen,omitempty"` // numbers of words to be hidden, from 0
	Page    int         `json:"page,omitempty"`   // of the numbered words
	Seen    []byte      `json:"seen,omitempty"`   // the mark of the preview that was shown last
}

// Saw notes the mark of a preview, such as a hash of its text, that the patient was
// just shown. Whatever is sent of it carries the mark, so that what is sent can be
// held against what was shown, to the byte.
func (s State) Saw(mark []byte) State {
	if s.Draft != nil {
		d := *s.Draft
		d.Seen = mark
		s.Draft = &d
	}
	return s
}

// Mine is one of the patient's own cases. The list is theirs alone: nothing
// that staff see ties two cases together.
type Mine struct {
	Code  care.Code `json:"code"`
	Topic care.Term `json:"topic"`
	// Helped says that the patient was asked whether the case helped, and
	// answered or passed. What they answered is not kept.
	Helped bool `json:"helped,omitempty"`
}

// New is the state of a patient seen for the first time. The turn starts at a
// random seed, so that buttons from before an erasure are not taken for new
// ones.
func New(seed uint32) State {
	return State{V: stateVersion, Turn: seed%1_000_000 + 1, At: firstLanguage}
}

// Encode writes a state in its stored form, to be sealed.
func Encode(s State) ([]byte, error) { return json.Marshal(s) }

// Decode reads what Encode wrote. It returns an error for a version that it
// does not know, and never quotes its input. A place that no longer exists
// becomes the menu, so that an upgrade strands nobody.
func (e *Engine) Decode(b []byte) (State, error) {
	var s State
	if err := json.Unmarshal(b, &s); err != nil {
		return State{}, fmt.Errorf("flows: a stored state is not readable: %T", err)
	}
	if s.V != stateVersion {
		return State{}, fmt.Errorf("flows: a stored state has version %d, this program knows %d", s.V, stateVersion)
	}
	if _, ok := e.nodes[s.At]; !ok {
		s.At, s.Draft = menu, nil
	}
	s.Paused = slices.DeleteFunc(s.Paused, func(d Draft) bool { return e.nodes[d.At].show == nil })
	return s, nil
}

// owns reports whether a case is the patient's own. Every way to a case asks
// it: a code alone opens nothing.
func (s State) owns(c care.Code) (Mine, bool) {
	for _, m := range s.Cases {
		if m.Code == c {
			return m, true
		}
	}
	return Mine{}, false
}
