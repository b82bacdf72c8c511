package care

// Card names a static safety card. A card is the same for everybody who sees it:
// it shows all its thresholds, asks nothing, and never depends on an answer.
type Card string

// The safety cards, by the names that the catalogue and the reviewers use.
const (
	Overdose      Card = "msg.overdose"
	BreathingPain Card = "msg.breathing_chest"
	FaintHeart    Card = "msg.faint_heart"
	VerySleepy    Card = "msg.very_sleepy"
	Mixing        Card = "msg.mixing"
	MissedDays    Card = "msg.missed_3plus" // shows the advice for one and two days too
	NotEnough     Card = "msg.not_enough"
	NoDosing      Card = "msg.no_dosing"
	Pregnant      Card = "msg.pregnant"
	Suicide       Card = "msg.suicide"
	ChildTook     Card = "msg.child_took"
	Infection     Card = "msg.infection"
	ScriptStopped Card = "msg.script_stopped"
	Tolerance     Card = "msg.tolerance"
	ChildSafety   Card = "msg.child_safety"
)

// Cards lists every safety card, the most urgent first: where several fit, the
// first is shown.
func Cards() []Card {
	return []Card{
		Overdose, ChildTook, Suicide, BreathingPain, FaintHeart, VerySleepy, MissedDays, Mixing,
		ScriptStopped, Pregnant, Infection, Tolerance, ChildSafety, NotEnough, NoDosing,
	}
}

// FirstCards are what somebody reads before they say more about a topic; none
// for most topics.
func FirstCards(t Term) []Card {
	switch t {
	case "dose.too_much":
		return []Card{VerySleepy}
	case "dose.side_effects":
		return []Card{BreathingPain, FaintHeart}
	case "dose.missed":
		return []Card{MissedDays}
	case "dose.cannot_get_there", "dose.script_stopped":
		return []Card{ScriptStopped}
	case "dose.not_enough", "dose.night":
		return []Card{NotEnough}
	case "dose.want_reduce":
		return []Card{Tolerance}
	case "dose.vomited_lost", "dose.depot_late":
		return []Card{NoDosing}
	case "need.family":
		return []Card{ChildSafety}
	}
	return nil
}
