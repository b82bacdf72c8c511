package flows

import (
	"slices"

	"heard/care"
)

// Leaving for good. It is asked twice, on buttons that go stale, since it cannot
// be undone; and it can be had before agreeing to anything.

// askForget says exactly what goes and what cannot be removed.
func (v *visit) askForget() {
	s := Screen{Lines: []care.Line{care.Say("forget.goes")}}
	if len(v.s.Cases) > 0 {
		s.Lines = append(s.Lines, care.Say("forget.cases"))
	}
	s.Lines = append(s.Lines, care.Say("forget.stays"))
	s.Rows = append([][]Button{{v.button("button.forget", "forget_sure")}}, v.aside()...)
	v.tell(s)
}

// askForgetAgain is the second time.
func (v *visit) askForgetAgain() {
	v.tell(Screen{
		Lines: []care.Line{care.Say("forget.sure")},
		Rows:  append([][]Button{{v.button("button.forget_yes", "forget_yes")}}, v.aside()...),
	})
}

// forgetAll leaves nothing. The chat is emptied first, while it is still known
// which messages there were. What is returned as the state holds only the
// language of the last words, and is not kept.
func (v *visit) forgetAll() {
	v.out = append(v.out, v.s.Leave()...)
	v.s = State{V: stateVersion, Language: v.s.Language, Turn: v.s.Turn + 1, At: firstLanguage}
	v.tell(Screen{
		Lines: []care.Line{care.Say("forget.done")},
		Rows:  [][]Button{{kept("button.begin", "start"), kept("button.crisis", "crisis")}},
	})
}

// Leave is what leaves nothing of a patient, nor of cases that are not on their list
// any more.
func (s State) Leave(also ...care.Code) []Effect {
	codes := also
	for _, m := range s.Cases {
		if !slices.Contains(codes, m.Code) {
			codes = append(codes, m.Code)
		}
	}
	return []Effect{CleanChat{}, Forget{Cases: codes}}
}

// confirmed does what was asked once more on a button of this turn. It reports
// false for a token that belongs to the step itself.
func (v *visit) confirmed(word, rest string) bool {
	switch word {
	case "forget_sure":
		v.askForgetAgain()
	case "forget_yes":
		v.forgetAll()
	case "clean_yes":
		v.clean()
	case "withdraw_yes":
		v.withdraw(rest)
	default:
		return false
	}
	return true
}
