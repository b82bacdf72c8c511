package flows

import "heard/care"

// Tidying the chat: the messages of the last hours go, and nothing else. The
// texts say "tidy", since the other word is said of people.

// askClean says what can be deleted and what cannot, before anything is.
func (v *visit) askClean() {
	v.tell(Screen{
		Lines: []care.Line{care.Say("clean.goes"), care.Say("clean.stays")},
		Rows:  append([][]Button{{v.button("button.clean_yes", "clean_yes")}}, v.aside()...),
	})
}

// clean empties the chat and begins it anew with the menu. What was begun is
// paused, not lost.
func (v *visit) clean() {
	v.out = append(v.out, CleanChat{})
	if v.s.Agreed {
		v.pause()
		v.dropPulse()
		v.dropSetup()
		v.s.At = menu
	}
	v.repeat(care.Say("clean.done"))
}

// sweep empties the chat after something was sent, for those who want that. It
// comes before the receipt, which stays: its code is the way back to the case.
func (v *visit) sweep() {
	if v.s.Sweep {
		v.out = append(v.out, CleanChat{})
	}
}
