package flows

import (
	"slices"

	"heard/care"
)

// First contact: a language, what staff see and do not see, 18 or over, and a
// yes. Nothing else opens before it, but the crisis card, the promise and help
// are always there.

func showLanguages(v *visit) Screen {
	s := v.languages()
	s.Rows = [][]Button{v.foot()}
	return s
}

// languages offers every language of the service, each in its own name.
func (v *visit) languages() Screen {
	s := Screen{Lines: []care.Line{care.Say("language.which")}}
	for _, tag := range v.e.service.Languages {
		s.Options = append(s.Options, here(care.Key("button.in."+tag), "lang."+tag))
	}
	return s
}

// setLanguage speaks the chosen language from here on.
func (v *visit) setLanguage(tag string) {
	if !slices.Contains(v.e.service.Languages, tag) {
		v.toast("toast.old")
		return
	}
	v.s.Language = tag
	v.remindingInLanguage()
	if v.s.At == firstLanguage {
		v.s.At = firstPromise
	}
	v.goTo(v.s.At)
}

func showPromise(v *visit) Screen {
	return Screen{
		Lines: []care.Line{
			care.Say("first.hello", care.With("Service", care.Name(v.e.service.Name))),
			care.Say("privacy.staff"),
			care.Say("privacy.bot"),
			care.Say("privacy.telegram"),
		},
		Rows: [][]Button{{v.button("button.next", tokenNext)}, v.foot()},
	}
}

func showAge(v *visit) Screen {
	return Screen{
		Lines: []care.Line{care.Say("first.age")},
		Rows:  [][]Button{{v.button("button.adult", "adult"), v.button("button.minor", "minor")}, v.foot()},
	}
}

func pressAge(v *visit, token string) bool {
	switch token {
	case "adult":
		v.goTo(firstYes)
	case "minor":
		v.takeKept()
		v.goTo(firstYoung)
	default:
		return false
	}
	return true
}

func showYoung(v *visit) Screen {
	return Screen{
		Lines: append([]care.Line{care.Say("first.young")}, v.numbers()...),
		Rows:  [][]Button{{v.button("button.mistake", "again")}, v.foot()},
	}
}

func showYes(v *visit) Screen {
	return Screen{
		Lines: []care.Line{care.Say("first.program"), care.Say("first.free"), care.Say("first.ask")},
		Rows:  [][]Button{{v.button("button.agree", "yes"), v.button("button.decline", "no")}, v.foot()},
	}
}

func pressYes(v *visit, token string) bool {
	switch token {
	case "yes":
		v.s.Agreed = true
		v.loose()
	case "no":
		v.takeKept()
		v.goTo(firstNo)
	default:
		return false
	}
	return true
}

func showNo(v *visit) Screen {
	return Screen{
		Lines: []care.Line{care.Say("first.no")},
		Rows:  [][]Button{{v.button("button.after_all", "again")}, v.foot()},
	}
}
