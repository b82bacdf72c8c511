package flows

import "heard/care"

// Cards that are the same for everybody: nothing is asked, stored or sent.

// aside is the row below a card that was told beside the conversation: the way
// back into it, and help in a crisis.
func (v *visit) aside() [][]Button {
	row := v.wayBack()
	return [][]Button{append(row, kept("button.crisis", "crisis"))}
}

func (v *visit) wayBack() []Button {
	switch {
	case !v.s.Agreed:
		return []Button{here("button.go_on", "here")}
	case v.s.Draft != nil || v.s.At.pulse() || v.s.At.reminds():
		return []Button{here("button.go_on", "here"), here("button.menu", "menu")}
	}
	return []Button{here("button.menu", "menu")}
}

// crisis is the card with numbers to call. It says first what to do, then whom
// to call, then what Heard cannot do.
func (v *visit) crisis() Screen {
	return Screen{
		Lines: append(append([]care.Line{care.Say("crisis.danger", care.With("Emergency", v.e.service.Numbers.Emergency.Number))},
			v.numbers()[1:]...), care.Say("crisis.program")),
		Rows: [][]Button{v.wayBack()},
	}
}

// numbers lists the lines of the service's country, the clinic's own in their
// place, the ambulance first.
func (v *visit) numbers() []care.Line {
	all := v.e.service.Numbers.All()
	lines := make([]care.Line, len(all))
	for i, n := range all {
		lines[i] = care.Say(n.What, care.With("Number", n.Number))
		if n.Name != "" {
			lines[i] = care.Say("number.named", care.With("Line", lines[i]), care.With("Name", n.Name))
		}
	}
	return lines
}

// privacy is the honest promise, in full.
func (v *visit) privacy() Screen {
	lines := []care.Line{care.Say("privacy.staff"), care.Say("privacy.hides")}
	if !v.e.service.Privacy.Release.Immediate {
		lines = append(lines, care.Say("privacy.pool"))
	}
	return Screen{
		Lines: append(lines,
			care.Say("privacy.bot"),
			care.Say("privacy.telegram"),
			care.Say("privacy.recognise"),
			care.Say("privacy.never"),
			care.Say("privacy.sign"),
			care.Say("privacy.phone"),
		),
		Rows: v.aside(),
	}
}

// help says what Heard is for and which commands there are.
func (v *visit) help() Screen {
	return Screen{
		Lines: []care.Line{care.Say("help.what", care.With("Service", care.Name(v.e.service.Name))), care.Say("help.commands"), care.Say("help.program")},
		Rows:  v.aside(),
	}
}
