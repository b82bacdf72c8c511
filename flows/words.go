package flows

import "heard/care"

// Own words: a second, separate choice after the buttons, and never needed.

// wordsNode is the step that takes own words for a report.
func wordsNode(back, review Step) node {
	return node{
		show:  showWords,
		press: func(v *visit, token string) bool { return v.pressWords(token, review) },
		text: func(v *visit, words string) {
			v.draft().Report.Words = words
			v.goTo(review)
		},
		back:   back,
		next:   []Step{review},
		drafts: true,
	}
}

func showWords(v *visit) Screen {
	r := v.s.Draft.Report
	var s Screen
	if note, ok := needNote(r.Topic); ok {
		s.Lines = append(s.Lines, note)
	}
	s.Lines = append(s.Lines, care.Say("words.own"), care.Say("words.limits"))
	if v.s.Kept != "" {
		s.Lines = append(s.Lines, care.Say("words.kept", care.With("Words", care.Words(v.s.Kept))))
		s.Rows = append(s.Rows, []Button{v.button("button.use_kept", "use")})
	}
	if r.Words != "" {
		s.Lines = append(s.Lines, care.Say("words.now", care.With("Words", care.Words(r.Words))))
		s.Rows = append(s.Rows, []Button{v.button("button.as_before", "as_before")})
	}
	s.Rows = append(s.Rows, []Button{v.button("button.no_words", "none")}, v.foot())
	return s
}

func (v *visit) pressWords(token string, review Step) bool {
	d := v.draft()
	switch token {
	case "none":
		d.Report.Words = ""
	case "use":
		if v.s.Kept == "" {
			return false
		}
		d.Report.Words, v.s.Kept = v.s.Kept, ""
	case "as_before":
	default:
		return false
	}
	v.goTo(review)
	return true
}
