package flows

import "heard/care"

// Settings are told beside the conversation, with buttons that say what they
// will do, so that pressing one twice does no harm.

func (v *visit) settings() Screen {
	checkIn, sweep := "settings.checkin_off", "settings.sweep_off"
	options := []Button{
		here("button.language", "language"),
		here("button.checkin_on", "checkin_on"), here("button.sweep_on", "sweep_on"),
		here("button.reminders", "reminders"), here("button.clean", "clean"), here("button.forget", "forget"),
	}
	if v.s.Monthly.On {
		checkIn, options[1] = "settings.checkin_on", here("button.checkin_off", "checkin_off")
	}
	if v.s.Sweep {
		sweep, options[2] = "settings.sweep_on", here("button.sweep_off", "sweep_off")
	}
	return Screen{
		Lines:   []care.Line{care.Say("settings.what"), care.Say(care.Key(checkIn)), care.Say(care.Key(sweep))},
		Options: options,
		Rows:    v.aside(),
	}
}

// setting changes one setting and shows them all. It reports false for a word
// that is none.
func (v *visit) setting(word string) bool {
	switch word {
	case "settings":
	case "checkin_on":
		v.askMonthly()
	case "checkin_off":
		v.stopMonthly()
	case "sweep_on":
		v.s.Sweep = true
	case "sweep_off":
		v.s.Sweep = false
	default:
		return false
	}
	v.tell(v.settings())
	return true
}
