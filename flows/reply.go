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
	takeReplyWords(v, v.takeKept())
	return true
}

func takeReplyWords(v *visit, words string) {
	v.draft().Report.Words = words
	v.goTo(replyReview)
}

func showReplyReview(v *visit) Screen {
	d := v.s.Draft
	return Screen{
		Lines:   []care.Line{care.Say("review.exactly")},
		Preview: &Preview{Topic: d.Report.Topic, Reply: &ReplyCase{Code: d.Case, Words: d.Report.Words}},
		Rows: [][]Button{
			{v.button("button.send", "send."+string(d.Case))},
			{v.button("button.change_words", "words")},
			v.foot(),
		},
	}
}

// pressReplyReview sends the reply. Its button names the case, so that the case
// is at hand. When it was closed or has expired meanwhile that is said, and the
// patient asked where the words belong now.
func pressReplyReview(v *visit, token string) bool {
	d := *v.s.Draft
	switch token {
	case "words":
		v.goTo(replyWords)
		return true
	case "send." + string(d.Case):
	default:
		return false
	}
	v.s.Draft, v.s.At = nil, menu
	v.s.Turn++
	if v.in.Case == nil || v.in.Case.Status.Ended() {
		v.rehome(d.Report.Words)
		v.repeat(whyEnded(v.in.Case, d.Case))
		return true
	}
	v.out = append(v.out, ReplyCase{Code: d.Case, Words: d.Report.Words})
	v.sweep()
	v.tell(Screen{
		Lines: []care.Line{replied(*v.in.Case), howAnswered(*v.in.Case)},
		Rows:  [][]Button{{kept("button.see_case", about("case", d.Case)), kept("button.menu", "menu")}, {kept("button.crisis", "crisis")}},
	})
	return true
}

// replied says where the words are now.
func replied(c care.Case) care.Line {
	if c.Hidden {
		return care.Say("reply.waits", care.With("Code", c.Code))
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
