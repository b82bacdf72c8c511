package flows

import (
	"strings"

	"heard/care"
	"heard/clinic"
)

// Kind tells what a patient did.
type Kind int

// The kinds of input. Odd is anything a phone can send that Heard does not
// take, such as a voice message. Changed is no act of the patient's: what they have
// just sent is not what they were shown, and they are to look once more.
const (
	Text Kind = iota
	Command
	Press
	Odd
	Changed
)

// Input is one thing that a patient did, with what the engine may need to
// decide on it. It holds nothing that says who the patient is.
type Input struct {
	Kind Kind
	// Text is the message, the command without its slash, or the kind of odd
	// thing: "voice", "photo", "video", "file", "sticker", "location",
	// "contact", "poll" or "other".
	Text string
	// Button is what a pressed button carried.
	Button Data
	// Topics are what Text is about as far as its words tell, best first, at
	// most three.
	Topics []care.Term
	// Card is the safety card that what was written asks for by words of danger,
	// also behind a command or beside a photo; or empty. It is shown; nothing is kept or sent because of it.
	Card care.Card
	// Phone is the language of the patient's phone if Heard speaks it, else "".
	Phone string
	// Fresh is an unused case code, should this step open a case.
	Fresh care.Code
	// Case is the one that Wants named, if the store still has it.
	Case *care.Case
	// News are what staff have posted, the earliest first: changes of the clinics'
	// hours, and notices.
	News []clinic.News
	// Reminder is what is stored of reminders and notices, where WantsReminder says
	// that it may be needed; nil for none.
	Reminder *Reminding
}

// Wants names the case that a step on this input may need to read. It depends
// on the input alone, so that the case can be loaded in the same trip as the
// patient.
func Wants(in Input) (care.Code, bool) {
	if in.Kind != Press {
		return "", false
	}
	_, rest, _ := strings.Cut(in.Button.Token, ".")
	return care.ParseCode(rest)
}
