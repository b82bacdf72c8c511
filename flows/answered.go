package flows

import "heard/care"

// Answered brings a staff answer to the patient of a case, who can write back
// from it. The message stays in the chat, and so do its buttons.
func Answered(role care.Label, code care.Code, words string) Screen {
	return Screen{
		Lines: []care.Line{care.Say("case.answered", care.With("Role", role), care.With("Code", code), care.With("Words", care.Words(words)))},
		Rows: [][]Button{
			{kept("button.write", about("reply", code)), kept("button.see_case", about("case", code))},
			{kept("button.crisis", "crisis")},
		},
	}
}
