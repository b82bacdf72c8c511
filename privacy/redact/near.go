package redact

// near says whether two words differ by one slip: a letter too many, too few,
// another one, or two that changed places.
func near(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) < len(b):
		return same(a[i:], b[i+1:])
	case i >= len(a)-1:
		return true
	case same(a[i+1:], b[i+1:]):
		return true
	}
	return a[i] == b[i+1] && a[i+1] == b[i] && same(a[i+2:], b[i+2:])
}

func same(a, b []rune) bool { return string(a) == string(b) }

// slips calls found with every word that w may be a slip of, until it says true.
// Replaced letters are tried in long words only: in short ones nearly any name is
// one letter from a word.
func slips(w []rune, found func(string) bool) bool {
	for i := range w { // a letter too many
		if found(string(w[:i]) + string(w[i+1:])) {
			return true
		}
	}
	for i := range len(w) - 1 { // two changed places
		if found(string(w[:i]) + string(w[i+1]) + string(w[i]) + string(w[i+2:])) {
			return true
		}
	}
	const letters = "abcdefghijklmnopqrstuvwxyzæøåäö"
	for i := range len(w) + 1 {
		for _, l := range letters {
			if found(string(w[:i]) + string(l) + string(w[i:])) { // one too few
				return true
			}
			if i < len(w) && len(w) >= longSlip && found(string(w[:i])+string(l)+string(w[i+1:])) {
				return true
			}
		}
	}
	return false
}

// longSlip is how many letters a word needs for a replaced one to be a slip.
const longSlip = 6
