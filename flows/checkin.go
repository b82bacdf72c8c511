package flows

import (
	"time"

	"heard/care"
)

// The check-in: for those who want it, a few questions about once a month. It is
// off until somebody turns it on in the settings, and any invitation can turn it
// off again.

const (
	// MonthApart is from one check-in to the next: as long as the blocks in
	// which answers are counted, so that nobody is counted twice in one.
	MonthApart = 28 // days
	// InviteFrom is the hour of the day from which somebody is invited.
	InviteFrom = 10
	// InviteTo is the hour from which they are not invited any more.
	InviteTo = 18
	// tooSoon is how long after a check-in another is not taken, by somebody who
	// presses an older invitation.
	tooSoon = 25 * 24 * time.Hour
)

// Monthly is what is held of the check-in, for those who want it.
type Monthly struct {
	On    bool         `json:"on,omitempty"`
	Last  time.Time    `json:"last,omitzero"`  // the day of the last one that was finished
	Given [3]care.Term `json:"given,omitzero"` // answers of the one under way, by question
}

// CheckInPrompt invites to the check-in. Its first line says nothing of a clinic
// or a medicine: it may come up on a locked screen.
func CheckInPrompt() Screen {
	return Screen{
		Lines: []care.Line{care.Say("checkin.prompt")},
		Rows: [][]Button{
			{kept("button.checkin_start", "checkin_start")},
			{kept("button.checkin_later", "checkin_later"), kept("button.checkin_stop", "checkin_stop")},
			{kept("button.crisis", "crisis")},
		},
	}
}

// checkIn does what the invitation offers. It reports false for a word that is
// none of that.
func (v *visit) checkIn(word string) bool {
	switch word {
	case "checkin_start":
		v.beginCheckIn()
	case "checkin_later":
		v.later()
	case "checkin_stop":
		v.stopMonthly()
		v.note("checkin.stopped")
	default:
		return false
	}
	return true
}

// later passes this time. To somebody who has opted out since the invitation no
// other is promised.
func (v *visit) later() {
	if !v.s.Monthly.On {
		v.note("checkin.stopped")
		return
	}
	v.nextMonth()
	v.note("checkin.later")
}

// note tells one line beside the conversation.
func (v *visit) note(text care.Key) {
	v.tell(Screen{Lines: []care.Line{care.Say(text)}, Rows: v.aside()})
}

// askMonthly opts in; the first invitation comes in a month.
func (v *visit) askMonthly() {
	v.s.Monthly.On = true
	v.nextMonth()
}

// stopMonthly opts out.
func (v *visit) stopMonthly() {
	v.s.Monthly.On = false
	v.out = append(v.out, CheckIn{})
}

// nextMonth sets the next invitation, unless the patient has opted out. Its hour
// is not that of this press, which would tell when somebody was here; it is
// spread from ten to six by the turn, which began at random, so that not
// everybody is invited at once. The clock is to be read as the service's own:
// whoever carries this out knows its zone.
func (v *visit) nextMonth() {
	if !v.s.Monthly.On {
		return
	}
	spread := time.Duration(v.s.Turn%((InviteTo-InviteFrom)*60)) * time.Minute
	v.out = append(v.out, CheckIn{At: day(v.now).AddDate(0, 0, MonthApart).Add(InviteFrom*time.Hour + spread)})
}

func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

func (v *visit) beginCheckIn() {
	if v.now.Sub(v.s.Monthly.Last) < tooSoon || care.BlockOf(v.now) == care.BlockOf(v.s.Monthly.Last) {
		v.note("checkin.soon")
		return
	}
	v.nextMonth()
	v.pause()
	v.s.Monthly.Given = [3]care.Term{}
	v.goTo(pulseLasts)
}
