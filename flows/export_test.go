package flows

// Map gives tests the steps, where each leads, and where back leads.
func Map() (next map[Step][]Step, back map[Step]Step) {
	next, back = map[Step][]Step{}, map[Step]Step{}
	for at, n := range nodes() {
		next[at], back[at] = n.next, n.back
	}
	return next, back
}

// Start is where a patient never seen begins.
const Start = firstLanguage
