package flows

import "heard/care"

// The menu, and the question where loose words belong.

func showMenu(v *visit) Screen {
	s := Screen{
		Lines:   []care.Line{care.Say("menu.what")},
		Options: []Button{here("button.report", "report"), here("button.ask", "ask")},
	}
	if len(v.s.Paused) > 0 {
		s.Lines = append(s.Lines, care.Say("menu.paused"))
		s.Rows = append(s.Rows, []Button{here("button.resume", "resume")})
	}
	if v.s.Kept != "" {
		s.Lines = append(s.Lines, care.Say("menu.kept"))
		s.Rows = append(s.Rows, []Button{here("button.kept", "kept")})
	}
	if len(v.s.Cases) > 0 {
		s.Rows = append(s.Rows, []Button{here("button.cases", "cases")})
	}
	s.Rows = append(s.Rows,
		[]Button{here("button.privacy", "privacy"), here("button.language", "language")},
		[]Button{here("button.help", "help"), kept("button.crisis", "crisis")},
	)
	return s
}

func showKept(v *visit) Screen {
	return Screen{
		Lines: []care.Line{care.Say("kept.where", care.With("Words", care.Words(v.s.Kept)))},
		Options: []Button{
			v.button("button.kept_report", "report"),
			v.button("button.kept_ask", "ask"),
			v.button("button.kept_drop", "drop"),
		},
		Rows: [][]Button{v.foot()},
	}
}

func pressKept(v *visit, token string) bool {
	switch token {
	case "report", "ask":
		v.standing(token)
	case "drop":
		v.s.Kept = ""
		v.goTo(menu)
	default:
		return false
	}
	return true
}
