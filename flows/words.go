package flows

import "heard/care"

// Own words: a second, separate choice after the buttons, and never needed.

// wordsNode is the step that takes own words for a report.
func wordsNode(back, review Step) node {
	return node{
		show:   showWords,
		press:  func(v *visit, token string) bool { return v.pressWords(token, review) },
		text:   func(v *visit, words string) { v.takeWords(words, review) },
		asked:  wordsAsked,
		back:   back,
		next:   []Step{review},
		drafts: true,
	}
}

// takeWords puts words into the draft, as staff may see them.
func (v *visit) takeWords(words string, then Step) {
	if shown, ok := v.hidden(words); ok {
		v.draft().setWords(shown)
		v.goTo(then)
	}
}

// setWords puts words that may be shown into a draft. What was chosen of those before
// them means nothing any more.
func (d *Draft) setWords(shown string) {
	d.Report.Words, d.Chosen, d.Page = shown, nil, 0
}

// wordsAsked reports whether own words are still to be asked for. Those that
// came first are there already, and are changed from the review; but what Heard
// gives no advice on is said in any case.
func wordsAsked(v *visit) bool {
	r := v.s.Draft.Report
	return r.Words == "" || r.Topic == driving
}

// driving is the need that a note goes with before any words are written.
const driving care.Term = "need.driving"

func showWords(v *visit) Screen {
	r := v.s.Draft.Report
	var s Screen
	if r.Topic == driving {
		s.Lines = append(s.Lines, care.Say("ask.note.driving"))
	}
	s.Lines = append(s.Lines, care.Say("words.own"), limits(r))
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

// limits says, before anything is written, what words cannot do and what is
// better left out of them.
func limits(r care.Report) care.Line {
	if r.Signed != "" {
		return care.Say("words.signed")
	}
	return care.Say("words.limits")
}

func (v *visit) pressWords(token string, review Step) bool {
	d := v.draft()
	switch token {
	case "none":
		d.setWords("")
	case "use":
		if v.s.Kept == "" {
			return false
		}
		d.setWords(v.takeKept())
	case "as_before":
	default:
		return false
	}
	v.goTo(review)
	return true
}

// addWords adds a message to the words that are there already: many people write
// in several short ones.
func (v *visit) addWords(words string) {
	if before := v.s.Draft.Report.Words; before != "" {
		words = before + "\n" + words
	}
	if length(words) > MaxWords {
		v.repeat(care.Say("kept.full", care.With("Max", care.Number(MaxWords))))
		return
	}
	v.takeWords(words, v.s.At)
}
