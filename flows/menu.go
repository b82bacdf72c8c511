package flows

import "heard/care"

// The menu.

func showMenu(v *visit) Screen {
	s := Screen{
		Lines:   []care.Line{care.Say("menu.what")},
		Options: []Button{here("button.report", "report"), here("button.ask", "ask"), here("button.dose", "dose"), here("button.feedback", "feedback")},
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
		[]Button{here("button.hours", "hours"), here("button.reminders", "reminders")},
		[]Button{here("button.privacy", "privacy"), here("button.settings", "settings")},
		[]Button{here("button.help", "help"), kept("button.crisis", "crisis")},
	)
	return s
}
