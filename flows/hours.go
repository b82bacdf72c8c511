package flows

import (
	"slices"
	"strings"

	"heard/care"
	"heard/clinic"
)

// Opening hours, told beside the conversation to whoever asks.

const (
	// sideBySide is how many clinics are told of in one message; of more, one at a
	// time.
	sideBySide = 2
	// lookAhead is how many days ahead a day unlike other weeks is pointed out, and
	// maxAhead how many such days.
	lookAhead = 14
	maxAhead  = 3
)

// clinics are the service's, with what staff have changed laid over. Whatever
// has to do with hours asks here.
func (v *visit) clinics() []clinic.Clinic {
	return clinic.Service{Clinics: v.e.service.Clinics}.With(clinic.Changes(v.in.News)).Clinics
}

// clinic is the one with an id of the file. ok is false when there is none.
func (v *visit) clinic(id string) (c clinic.Clinic, ok bool) {
	return clinic.Service{Clinics: v.clinics()}.ClinicByID(id)
}

// hours tells of each clinic, or, where there are many, of the one that was asked
// for. Of that one a certain day may be asked for too.
func (v *visit) hours(rest string) Screen {
	id, day, _ := strings.Cut(rest, ".")
	s := Screen{Rows: v.aside()}
	all := v.clinics()
	if len(all) > sideBySide {
		s.Options = clinicButtons(all, id)
		all = slices.DeleteFunc(all, func(c clinic.Clinic) bool { return c.ID != id })
	}
	for _, c := range all {
		if c.ID == id {
			s.Lines = append(s.Lines, v.hoursOn(c, day)...)
		}
		s.Lines = append(s.Lines, v.hoursOf(c)...)
	}
	switch {
	case len(s.Lines) > 0:
	case len(s.Options) > 0:
		s.Lines = []care.Line{care.Say("hours.which")}
	default:
		s.Lines = []care.Line{care.Say("hours.unknown")}
	}
	if v.s.Agreed {
		s.Rows = append([][]Button{{here("button.reminders", "reminders")}}, s.Rows...)
	}
	return s
}

func clinicButtons(all []clinic.Clinic, chosen string) []Button {
	buttons := make([]Button, len(all))
	for i, c := range all {
		buttons[i] = clinicButton(c, Data{Token: about("hours", c.ID)})
		buttons[i].Ticked = c.ID == chosen
	}
	return buttons
}

// hoursOn says when a clinic is open on a day that is written as in the file, unless
// it is past.
func (v *visit) hoursOn(c clinic.Clinic, day string) []care.Line {
	var d clinic.Date
	if d.UnmarshalText([]byte(day)) != nil || d.Compare(clinic.DateOf(v.now.In(c.Zone))) < 0 {
		return nil
	}
	return []care.Line{care.Say("hours.about", care.With("Name", care.Name(c.Name)), care.With("Day", date(d)), care.With("Windows", dayOf(c, d)))}
}

// clinicButton is a button with the name of a clinic.
func clinicButton(c clinic.Clinic, d Data) Button {
	return Button{Label: care.Say("button.clinic", care.With("Name", care.Name(c.Name))), Data: d}
}

// hoursOf is a clinic's block, and below it the days to come that are unlike other
// weeks.
func (v *visit) hoursOf(c clinic.Clinic) []care.Line {
	today := clinic.DateOf(v.now.In(c.Zone))
	lines := []care.Line{care.Say("hours.clinic",
		care.With("Now", v.hoursNow(c)),
		care.With("Today", dayOf(c, today)),
		care.With("Tomorrow", dayOf(c, today.Plus(1))),
		care.With("Number", c.Phone))}
	for days := 2; days < lookAhead && len(lines) <= maxAhead; days++ {
		d := today.Plus(days)
		if _, unlike := unlike(c, d); unlike {
			lines = append(lines, care.Say("hours.soon", care.With("Day", date(d)), care.With("Windows", dayOf(c, d))))
		}
	}
	return lines
}

// hoursNow says whether a clinic is open, and when that changes next.
func (v *visit) hoursNow(c clinic.Clinic) care.Line {
	name := care.With("Name", care.Name(c.Name))
	at, opens, ok := c.NextChange(v.now)
	at = at.In(c.Zone)
	today := clinic.DateOf(at) == clinic.DateOf(v.now.In(c.Zone))
	switch {
	case !ok && c.OpenAt(v.now):
		return care.Say("hours.always", name)
	case !ok:
		return care.Say("hours.closed", name)
	case opens && today:
		return care.Say("hours.opens_today", name, care.With("Time", clockOf(at)))
	case opens:
		return care.Say("hours.opens", name, care.With("Time", care.Clock(at)))
	case today:
		return care.Say("hours.open", name, care.With("Time", clockOf(at)))
	}
	return care.Say("hours.open", name, care.With("Time", care.Clock(at)))
}

// dayOf is when a clinic is open on a day, and why so where other weeks are not
// like it.
func dayOf(c clinic.Clinic, d clinic.Date) care.Value {
	windows := spans(open(c, d))
	if why, unlike := unlike(c, d); unlike {
		return care.Say("hours.because", care.With("Windows", windows), care.With("Why", why))
	}
	return windows
}

// unlike reports whether a day differs from the same day of other weeks, and why.
func unlike(c clinic.Clinic, d clinic.Date) (why care.Label, ok bool) {
	day := c.Day(d)
	ok = !slices.Equal(day.Windows, c.Hours[d.Weekday()])
	switch day.Rule {
	case clinic.ByWeek:
	case clinic.ByHoliday:
		why = "hours.holiday"
	case clinic.ByClosure:
		why = "hours.closure"
	case clinic.ByChange:
		why = "hours.changed"
		if told(day.Reason) {
			why = care.Label(day.Reason.Label())
		}
	}
	return why, ok
}

// told reports whether a reason tells anything.
func told(r clinic.Reason) bool { return r != "" && r != clinic.Unstated }
