package flows

import (
	"slices"

	"heard/care"
)

// "Did this help?", asked once of every case that staff close. The answer is a
// count by topic; no case and no person goes with it.

// Closed tells the patient that staff have closed a case, and asks whether it
// helped. The message stays in the chat, and so do its buttons.
func Closed(code care.Code) Screen {
	return Screen{
		Lines: []care.Line{care.Say("case.closed", care.With("Code", code)), care.Say("helped.ask")},
		Rows: append(helpedRows(code, kept),
			[]Button{kept("button.see_case", about("case", code)), kept("button.menu", "menu")},
			[]Button{kept("button.crisis", "crisis")}),
	}
}

// helpedRows are the answers, on standing buttons of one kind.
func helpedRows(code care.Code, button func(care.Key, string) Button) [][]Button {
	return [][]Button{
		{
			button("button.yes", about("helped_yes", code)),
			button("button.partly", about("helped_partly", code)),
			button("button.no", about("helped_no", code)),
		},
		{button("button.skip", about("helped_skip", code))},
	}
}

// about is a token that names a case or a clinic.
func about[ID ~string](word string, id ID) string { return word + "." + string(id) }

// helped takes the answer, once a case. It reports false for a word that is no
// answer.
func (v *visit) helped(word, rest string) bool {
	thanks, answer := care.Key(""), care.Term("")
	switch word {
	case "helped_yes":
		thanks, answer = "helped.yes", "yes"
	case "helped_partly":
		thanks, answer = "helped.partly", "partly"
	case "helped_no":
		thanks, answer = "helped.no", "no"
	case "helped_skip":
		thanks = "helped.skip"
	default:
		return false
	}
	code, _ := care.ParseCode(rest)
	mine, own := v.s.owns(code)
	switch {
	case !own:
		v.toast("toast.old")
	case mine.Helped:
		v.toast("toast.helped")
	default:
		v.noteHelped(code)
		if answer != "" {
			v.out = append(v.out, Count{Tally: care.Tally{Question: "helped", About: mine.Topic, Answer: answer}})
		}
		v.tell(v.thanks(thanks, code))
	}
	return true
}

// noteHelped remembers that a case was asked about, not what was answered.
func (v *visit) noteHelped(code care.Code) {
	v.s.Cases = slices.Clone(v.s.Cases)
	for i := range v.s.Cases {
		if v.s.Cases[i].Code == code {
			v.s.Cases[i].Helped = true
		}
	}
}

// thanks answers kindly; whoever was not helped is shown the way on.
func (v *visit) thanks(text care.Key, code care.Code) Screen {
	s := Screen{Lines: []care.Line{care.Say(text)}, Rows: v.aside()}
	if text == "helped.partly" || text == "helped.no" {
		s.Options = []Button{here("button.ask", "ask"), here("button.see_case", about("case", code))}
	}
	return s
}
