package flows

import (
	"time"

	"heard/care"
)

// Effect is something for the caller to do. The set is closed; a linter checks
// that every switch over it is complete.
//
//sumtype:decl
type Effect interface{ effect() }

// Show puts a screen before the patient. Where the input was a press whose
// button Replaces, that message becomes the screen; otherwise it is a new one.
type Show struct{ Screen Screen }

// Toast answers a press with a few words that fade. Nothing else happens.
type Toast struct{ Line care.Line }

// OpenCase hands a report to the team that takes its topic.
type OpenCase struct {
	Code   care.Code
	Report care.Report
	When   When
	Seen   []byte // the mark of the preview: see Saw
}

// When says how soon staff get a report.
type When int

// At once; at a random time later on the same opening day, among others; or from
// the pool, together with reports of other people.
const (
	AtOnce When = iota
	AmongOthers
	InPool
)

// ReplyCase adds the patient's words to a case's thread.
type ReplyCase struct {
	Code  care.Code
	Words string
	Later bool   // at a random time later on the same opening day
	Seen  []byte // the mark of the preview: see Saw
}

// SendAnyway has a report leave the pool at the next release, even alone.
type SendAnyway struct{ Code care.Code }

// CountOnly takes a report out of the pool for good: nobody reads it, and it is
// counted.
type CountOnly struct{ Code care.Code }

// MuteCase sets whether the patient is told of answers in a case.
type MuteCase struct {
	Code care.Code
	On   bool
}

// WithdrawCase takes a case back: its card says so, and its words are gone.
type WithdrawCase struct{ Code care.Code }

// Count adds one to a tally, and keeps nothing else.
type Count struct{ Tally care.Tally }

// DropInput deletes the message that came in, which may tell who somebody is.
type DropInput struct{}

// CleanChat deletes what Telegram lets a bot delete of the chat so far: the
// messages of the last 48 hours, of both sides.
type CleanChat struct{}

// Forget removes everything that is held on the patient, their reminders too. Their
// cases are withdrawn. The state that Step returned is not kept.
type Forget struct{ Cases []care.Code }

// CheckIn sets when the patient is next asked how things are; the zero time is
// never.
type CheckIn struct{ At time.Time }

// SetReminder has what is stored of the patient's reminders and notices replaced;
// nil is nothing any more. It is stored apart from the state, under a name that
// cannot be told from the patient's.
type SetReminder struct{ Reminder *Reminding }

func (Show) effect()      {}
func (Toast) effect()     {}
func (OpenCase) effect()  {}
func (ReplyCase) effect() {}

func (SendAnyway) effect()   {}
func (CountOnly) effect()    {}
func (MuteCase) effect()     {}
func (WithdrawCase) effect() {}
func (Count) effect()        {}
func (DropInput) effect()    {}
func (CleanChat) effect()    {}
func (Forget) effect()       {}
func (CheckIn) effect()      {}
func (SetReminder) effect()  {}

// Screen is what a patient sees in one message.
type Screen struct {
	Lines []care.Line
	// Preview, when set, comes after Lines exactly as staff will get it.
	Preview *Preview
	// Foot comes after the preview.
	Foot []care.Line
	// Options are packed into rows as the width of their labels allows.
	Options []Button
	// Rows come below the options, as they are.
	Rows [][]Button
}

// Preview is what staff would see: a whole report, or words added to a case.
// One of the two is set. Topic tells which team it is for.
type Preview struct {
	Topic  care.Term
	Report *care.Report
	Reply  *ReplyCase
}
