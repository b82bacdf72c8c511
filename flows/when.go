package flows

import (
	"time"

	"heard/care"
	"heard/clinic"
)

// When somebody reads it, and whom to call until then.

// team returns the team that gets a topic. ok is false when none takes it.
func (s Service) team(topic care.Term) (clinic.Team, bool) {
	return clinic.Service{Teams: s.Teams}.TeamFor(topic)
}

// opening tells whether one of the clinics is open at a moment, and if not, when
// the first of them opens. ok is false when none ever does.
func (v *visit) opening(at time.Time) (open bool, next time.Time, ok bool) {
	for _, c := range v.clinics() {
		if c.OpenAt(at) {
			return true, at, true
		}
		if opens, will := c.NextOpening(at); will && (!ok || opens.Before(next)) {
			next, ok = opens, true
		}
	}
	return false, next, ok
}

// hidesToday reports whether what is hidden among others comes out on the same
// day, so that "later today" is true.
func (v *visit) hidesToday() bool { return clinic.HidingIn(v.clinics(), v.now).Today }

// whenClosed says when somebody reads what is sent while the clinic is closed.
// There is nothing to say while it is open, or where no clinic is known.
func (v *visit) whenClosed(lane care.Lane) []care.Line {
	if len(v.e.service.Clinics) == 0 {
		return nil
	}
	open, next, ok := v.opening(v.now)
	switch urgent := care.With("Urgent", v.e.service.Numbers.Urgent.Number); {
	case open:
		return nil
	case !ok:
		return []care.Line{care.Say("closed.never", urgent, care.With("Emergency", v.e.service.Numbers.Emergency.Number))}
	case lane == care.Dosing:
		return []care.Line{care.Say("msg.closed", append(v.numbersOfCards(), care.With("Time", care.Clock(next)))...)}
	default:
		return []care.Line{care.Say("closed.ask", care.With("Time", care.Clock(next)), urgent)}
	}
}

// answerTime says how soon the team of a topic means to answer.
func (v *visit) answerTime(topic care.Term) care.Line {
	t, ok := v.e.service.team(topic)
	within := t.AnswerWithin
	switch {
	case !ok || within == clinic.Within{}:
		return care.Say("answer.unknown")
	case within.Days > 0:
		return care.Say("answer.days", care.With("Count", care.Number(within.Days)))
	case within.Open%time.Hour == 0:
		return care.Say("answer.hours", care.With("Count", care.Number(within.Open/time.Hour)))
	default:
		return care.Say("answer.minutes", care.With("Count", care.Number(within.Open/time.Minute)))
	}
}
