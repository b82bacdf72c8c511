package flows

import "heard/care"

// A case is the patient's: they may have its answers come quietly, and may take
// it back.

// ofCase does what a standing button asks about a case. It reports false for a
// word that is nothing of the kind.
func (v *visit) ofCase(word, rest string) bool {
	switch word {
	case "mute":
		v.mute(rest, true)
	case "unmute":
		v.mute(rest, false)
	case "withdraw":
		v.askWithdraw(rest)
	default:
		return v.ofPool(word, rest) || v.helped(word, rest)
	}
	return true
}

// mute sets whether the patient is told of answers, and shows the case.
func (v *visit) mute(rest string, on bool) {
	c, ok := v.ownCase(rest)
	if ok && !c.Status.Ended() {
		v.out = append(v.out, MuteCase{Code: c.Code, On: on})
		c = c.Mute(on)
		v.in.Case = &c
	}
	v.showCase(rest)
}

// ownCase is the case that a button named, if it is the patient's own and still
// there.
func (v *visit) ownCase(rest string) (c care.Case, ok bool) {
	code, _ := care.ParseCode(rest)
	if _, own := v.s.owns(code); !own || v.in.Case == nil || v.in.Case.Code != code {
		return c, false
	}
	return *v.in.Case, true
}

// askWithdraw says plainly what taking a case back does, and what it cannot do.
func (v *visit) askWithdraw(rest string) {
	c, ok := v.ownCase(rest)
	if !ok || !c.Withdrawable() {
		v.showCase(rest)
		return
	}
	what := []care.Line{care.Say("withdraw.what", care.With("Code", c.Code)), care.Say("withdraw.read")}
	if c.Status == care.Waiting {
		what = []care.Line{care.Say("withdraw.waiting", care.With("Code", c.Code))}
	}
	v.tell(Screen{
		Lines: what,
		Rows: append([][]Button{
			{v.button("button.withdraw_yes", about("withdraw_yes", c.Code))},
			{here("button.withdraw_no", about("case", c.Code))},
		}, v.aside()...),
	})
}

// withdraw takes a case back. It stays on the list, where it shows that it was.
func (v *visit) withdraw(rest string) {
	c, ok := v.ownCase(rest)
	if !ok || !c.Withdrawable() {
		v.showCase(rest)
		return
	}
	v.out = append(v.out, WithdrawCase{Code: c.Code})
	done := care.Say("withdraw.done", care.With("Code", c.Code))
	if !c.AtTeam() {
		done = care.Say("withdraw.unseen", care.With("Code", c.Code))
	}
	v.tell(Screen{
		Lines: []care.Line{done},
		Rows:  append([][]Button{{here("button.cases", "cases")}}, v.aside()...),
	})
}
