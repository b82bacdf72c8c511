package clinic

import "heard/care"

// Topics lists every topic of a lane.
func Topics(l care.Lane) []care.Term {
	switch l {
	case care.Help:
		return care.Needs()
	case care.Stigma:
		return care.Sources()
	case care.Dosing:
		return dosing()
	case care.Feedback:
		return append(organisation(), praise()...)
	}
	return nil
}

func dosing() []care.Term {
	return []care.Term{
		"dose.not_enough", "dose.night", "dose.slow_adjust", "dose.side_effects",
		"dose.reduced_sanction", "dose.script_stopped", "dose.missed",
		"dose.cannot_get_there", "dose.travel", "dose.other_medicine", "dose.form",
		"dose.too_much", "dose.no_say", "dose.want_reduce", "dose.vomited_lost",
		"dose.depot_late",
	}
}

func organisation() []care.Term {
	return []care.Term{
		"org.late_arrival", "org.opening_hours", "org.frequency", "org.waiting",
		"org.injection_limits", "org.observation_time", "org.screening",
		"org.urine_control", "org.rule_reason", "org.rule_enforcement",
		"org.flexibility", "org.appointments", "org.continuity", "org.info",
		"org.privacy", "org.crowding", "org.activities", "org.future",
		"org.staffing", "org.teamwork", "org.location", "org.knowledge",
	}
}

func praise() []care.Term {
	return []care.Term{
		"pos.respect", "pos.heard", "pos.normal", "pos.warm", "pos.practical_help",
		"pos.above_beyond", "pos.knows_me", "pos.knowledge", "pos.safe",
		"pos.dose_right", "pos.routine", "pos.flexible", "pos.honest_ok",
		"pos.private",
	}
}
