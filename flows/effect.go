package flows

import "heard/care"

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
}

// ReplyCase adds the patient's words to a case's thread.
type ReplyCase struct {
	Code  care.Code
	Words string
}

func (Show) effect()      {}
func (Toast) effect()     {}
func (OpenCase) effect()  {}
func (ReplyCase) effect() {}

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
