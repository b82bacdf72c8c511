package care

import "strings"

// Term is one code of the taxonomy, such as need.housing. Terms carry the
// meaning of a report; words in any language are printed from them.
type Term string

// Label is the catalogue key of a term's name.
func (t Term) Label() Key { return Key("term." + string(t)) }

// Lane is the way a report takes through the service: who gets it, and how.
type Lane string

// The lanes that a team in clinic.toml can take.
const (
	Help     Lane = "help"
	Dosing   Lane = "dosing"
	Stigma   Lane = "stigma"
	Feedback Lane = "feedback"
)

// Lanes lists every lane.
func Lanes() []Lane { return []Lane{Help, Dosing, Stigma, Feedback} }

// Voice reports whether the lane's reports need no answer, and so can wait for
// those of others.
func (l Lane) Voice() bool { return l == Stigma || l == Feedback }

// LaneOf tells the lane of a term that can be a topic, by its prefix. ok is
// false for terms that only describe, such as a setting.
func LaneOf(t Term) (lane Lane, ok bool) {
	prefix, _, _ := strings.Cut(string(t), ".")
	switch prefix {
	case "need":
		return Help, true
	case "dose":
		return Dosing, true
	case "src":
		return Stigma, true
	case "org", "pos":
		return Feedback, true
	}
	return "", false
}

// Unsaid is the answer of somebody who would rather not say who it was.
const Unsaid = "src.unsaid"

// Sources lists who stigma came from. Rather not say is always among them: not
// telling is a protective strategy, and it is respected.
func Sources() []Term {
	return []Term{
		"src.family", "src.friends", "src.public", "src.pharmacy",
		"src.omt_staff", "src.gp", "src.hospital", "src.social_services",
		"src.employer", "src.police", "src.other_patients", "src.self",
		"src.system", "src.housing", "src.other", Unsaid,
	}
}

// Settings lists where it happened.
func Settings() []Term {
	return []Term{
		"set.pickup_queue", "set.pharmacy", "set.waiting_room", "set.screening_room",
		"set.injection_room", "set.observation_room", "set.outside_clinic",
		"set.consultation", "set.gp_surgery", "set.hospital", "set.benefits_office",
		"set.work", "set.home", "set.public_place", "set.phone_online", "set.urine_test",
	}
}

// Mechanisms lists what happened: the five components of stigma of Link and
// Phelan.
func Mechanisms() []Term {
	return []Term{
		"mech.labelling", "mech.stereotype", "mech.othering", "mech.disparity", "mech.power",
	}
}

// Consequences lists what it led to.
func Consequences() []Term {
	return []Term{
		"con.avoided_care", "con.hid_things", "con.thinking_of_leaving", "con.used_more",
	}
}

// Needs lists what a patient can ask help with.
func Needs() []Term {
	return []Term{
		"need.housing", "need.money", "need.debt", "need.job", "need.education",
		"need.physical_health", "need.mental_health", "need.dentist",
		"need.hospital_appt", "need.family", "need.lonely", "need.activity",
		"need.driving", "need.documents", "need.legal", "need.naloxone",
		"need.travel", "need.normal_life", "need.peer", "need.advocate",
	}
}

// Concerns lists what can be raised about the medicine.
func Concerns() []Term {
	return []Term{
		"dose.not_enough", "dose.night", "dose.slow_adjust", "dose.side_effects",
		"dose.reduced_sanction", "dose.script_stopped", "dose.missed",
		"dose.cannot_get_there", "dose.travel", "dose.other_medicine", "dose.form",
		"dose.too_much", "dose.no_say", "dose.want_reduce", "dose.vomited_lost",
		"dose.depot_late",
	}
}

// DaysMissed lists how many days without medicine can be told to staff: never
// more exactly, and never a dose.
func DaysMissed() []Term { return []Term{"day.one", "day.two", "day.more"} }

// Rules lists what can be said about rules and how the clinic is run.
func Rules() []Term {
	return []Term{
		"org.late_arrival", "org.opening_hours", "org.frequency", "org.waiting",
		"org.injection_limits", "org.observation_time", "org.screening",
		"org.urine_control", "org.rule_reason", "org.rule_enforcement",
		"org.flexibility", "org.appointments", "org.continuity", "org.info",
		"org.privacy", "org.crowding", "org.activities", "org.future",
		"org.staffing", "org.teamwork", "org.location", "org.knowledge",
	}
}

// Praises lists what can be praised.
func Praises() []Term {
	return []Term{
		"pos.respect", "pos.heard", "pos.normal", "pos.warm", "pos.practical_help",
		"pos.above_beyond", "pos.knows_me", "pos.knowledge", "pos.safe",
		"pos.dose_right", "pos.routine", "pos.flexible", "pos.honest_ok",
		"pos.private",
	}
}
