package flows

import "heard/care"

// Writing back in a case: words, the exact preview, send.

func showReplyWords(v *visit) Screen {
	s := Screen{
		Lines: []care.Line{care.Say("reply.words", care.With("Code", v.s.Draft.Case)), limits(v.s.Draft.Report)},
	}
	if v.s.Kept != "" {
		s.Lines = append(s.Lines, care.Say("words.kept", care.With("Words", care.Words(v.s.Kept))))
		s.Rows = append(s.Rows, []Button{v.button("button.use_kept", "use")})
	}
	s.Rows = append(s.Rows, v.foot())
	return s
}

func pressReplyWords(v *visit, token string) bool {
	if token != "use" || v.s.Kept == "" {
		return false
	}
	v.draft().setWords(v.takeKept())
	v.goTo(replyReview)
	return true
}

func takeReplyWords(v *visit, words string) { v.takeWords(words, replyReview) }

func showReplyReview(v *visit) Screen {
	d := v.s.Draft
	s := Screen{
		Lines:   []care.Line{care.Say("review.exactly")},
		Preview: &Preview{Topic: d.Report.Topic, Reply: &ReplyCase{Code: d.Case, Words: d.Report.Words}},
		Foot:    v.pointedOut(d.Report.Words),
	}
	switch {
	case d.Waits:
		s.Foot = append(s.Foot, care.Say("reply.with_case"))
	case d.Report.Signed == "":
		s.Foot = append(s.Foot, care.Say("review.speed"))
	}
	s.Rows = append(v.waysToReply(*d), v.changeRow(d.Report.Words), v.foot())
	return s
}

// waysToReply are the two ways to send words in a case, the one that the patient
// took last time first. Whoever has signed has nothing to hide by waiting, and words
// in a case that hides are hidden with it.
func (v *visit) waysToReply(d Draft) [][]Button {
	now := v.button("button.send_now", "send."+string(d.Case))
	if d.Report.Signed != "" || d.Waits {
		return [][]Button{{now}}
	}
	later := v.button(v.laterLabel(), "later."+string(d.Case))
	if v.s.Quietly {
		return [][]Button{{later}, {now}}
	}
	return [][]Button{{now}, {later}}
}

// pressReplyReview sends the reply. Its button names the case, so that the case
// is at hand.
func pressReplyReview(v *visit, token string) bool {
	switch token {
	case "words":
		v.goTo(replyWords)
	case "more":
		v.goTo(replyHide)
	case "send." + string(v.s.Draft.Case):
		v.sendReply(false)
	case "later." + string(v.s.Draft.Case):
		v.sendReply(true)
	default:
		return false
	}
	return true
}

// sendReply sends words in a case, at once or quietly later. When it was closed or
// has expired meanwhile that is said, and the patient asked where the words belong
// now.
func (v *visit) sendReply(later bool) {
	d := *v.s.Draft
	v.s.Draft, v.s.At = nil, menu
	v.s.Turn++
	if v.in.Case == nil || v.in.Case.Status.Ended() {
		v.rehome(d.Report.Words)
		v.repeat(whyEnded(v.in.Case, d.Case))
		return
	}
	if d.Report.Signed == "" && !d.Waits {
		v.s.Quietly = later
	}
	v.out = append(v.out, ReplyCase{Code: d.Case, Words: d.Report.Words, Later: later, Seen: d.Seen})
	v.sweep()
	v.tell(Screen{
		Lines: []care.Line{replied(*v.in.Case, later), howAnswered(*v.in.Case)},
		Rows:  [][]Button{{kept("button.see_case", about("case", d.Case)), kept("button.menu", "menu")}, {kept("button.crisis", "crisis")}},
	})
}

// replied says where the words are now.
func replied(c care.Case, later bool) care.Line {
	switch {
	case c.Hidden:
		return care.Say("reply.waits", care.With("Code", c.Code))
	case later:
		return care.Say("reply.later", care.With("Code", c.Code))
	}
	return care.Say("reply.sent", care.With("Code", c.Code))
}

// howAnswered says where the answer will be found.
func howAnswered(c care.Case) care.Line {
	if c.Muted {
		return care.Say("cases.muted")
	}
	return care.Say("reply.answer")
}

// whyEnded says why nothing more can be sent in a case; c is nil when it has
// expired.
func whyEnded(c *care.Case, code care.Code) care.Line {
	if c != nil && c.Status == care.Withdrawn {
		return care.Say("reply.withdrawn", care.With("Code", code))
	}
	return care.Say("reply.closed", care.With("Code", code))
}
