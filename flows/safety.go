package flows

import (
	"slices"

	"heard/care"
)

// Safety cards: fixed texts that a clinician has read, filled with the numbers
// of the service and with nothing else.

// danger shows the card that a message asks for by words of danger, before
// anything else is done with it. Nothing more comes of those words: not what is
// kept, not what staff get.
func (v *visit) danger() {
	if v.in.Kind != Press && slices.Contains(care.Cards(), v.in.Card) {
		row := []Button{kept("button.crisis", "crisis")}
		if offersToTell(v.in.Card) {
			row = append(row, kept("button.dose", "dose"))
		}
		v.tell(Screen{Lines: v.cards(v.in.Card), Rows: [][]Button{row}})
	}
}

// offersToTell reports whether a card offers to tell the clinic, so that there
// is a button to take it up.
func offersToTell(c care.Card) bool {
	return c == care.ScriptStopped || c == care.NotEnough || c == care.NoDosing
}

// cards is the text of some cards, and at their end that nobody is reading, when
// one of them says to call at once.
func (v *visit) cards(cards ...care.Card) []care.Line {
	var lines []care.Line
	for _, c := range cards {
		if c == care.MissedDays {
			lines = append(lines, care.Say("msg.missed_1_2"))
		}
		lines = append(lines, care.Say(care.Key(c), v.numbersOfCards()...))
	}
	if slices.ContainsFunc(cards, callsNow) {
		lines = append(lines, care.Say("safety.unread"))
	}
	return lines
}

// callsNow reports whether a card sends its reader to the phone at once, and
// does not say itself that nobody is reading.
func callsNow(c care.Card) bool {
	switch c {
	case care.Overdose, care.ChildTook, care.BreathingPain, care.FaintHeart, care.VerySleepy:
		return true
	case care.Suicide, care.MissedDays, care.Mixing, care.ScriptStopped, care.Pregnant, care.Infection,
		care.Tolerance, care.ChildSafety, care.NotEnough, care.NoDosing:
	}
	return false
}

// numbersOfCards fills the places that cards have.
func (v *visit) numbersOfCards() []care.Arg {
	n := v.e.service.Numbers
	return []care.Arg{
		care.With("Emergency", n.Emergency.Number),
		care.With("Urgent", n.Urgent.Number),
		care.With("Crisis", n.Suicide.Number),
		care.With("Clinic", v.clinicPhone()),
	}
}

// clinicPhone is the number of the clinic, or of each by its name where there
// are several: which of them is the patient's own is not known.
func (v *visit) clinicPhone() care.Value {
	clinics := v.e.service.Clinics
	if len(clinics) == 0 {
		return v.e.service.Numbers.Urgent.Number
	}
	if len(clinics) == 1 {
		return clinics[0].Phone
	}
	var all care.Value
	for _, c := range clinics {
		one := care.Say("number.named", care.With("Line", c.Phone), care.With("Name", care.Name(c.Name)))
		if all == nil {
			all = one
			continue
		}
		all = care.Say("call.either", care.With("Line", all), care.With("Next", one))
	}
	return all
}
