package listen

import "unicode/utf8"

// The lengths, in letters, from which a word may differ from the known one by
// one slip of the finger, and by two. Shorter words are too near to each other.
const (
	oneSlip  = 5
	twoSlips = 9
)

// neighbour is a known word that a misspelt one may have been meant for.
type neighbour struct {
	form string
	stem stem
}

// neighbours finds known words by likeness. Each is kept under itself and under
// every form with one letter left out; two words that are one slip apart share
// one of these.
type neighbours map[string][]neighbour

func (n neighbours) add(form string, s stem) {
	if len(form) < oneSlip || len(form) > longestWord {
		return
	}
	known := neighbour{form, s}
	n[form] = append(n[form], known)
	for i := range len(form) {
		short := form[:i] + form[i+1:]
		n[short] = append(n[short], known)
	}
}

// find returns the known word that is nearest to a bare form, and unknown where
// none is near enough. The first letter must be right: slips are rare there, and
// the sense of a word hangs on it.
func (n neighbours) find(form string) stem {
	if len(form) < oneSlip || len(form) > longestWord {
		return unknown
	}
	c := candidate{form: form, slips: 1}
	if len(form) >= twoSlips {
		c.slips = 2
	}
	c.offer(n[form])
	var short [longestWord]byte
	for i := range len(form) {
		copy(short[:], form[:i])
		copy(short[i:], form[i+1:])
		c.offer(n[string(short[:len(form)-1])])
	}
	return c.best.stem
}

type candidate struct {
	form  string
	slips int // the most that are allowed; falls as nearer words are found
	best  neighbour
}

func (c *candidate) offer(known []neighbour) {
	for _, k := range known {
		if k.form[0] != c.form[0] || !c.closer(k) {
			continue
		}
		d := slips(c.form, k.form)
		if d < c.slips || d == c.slips && (c.best.form == "" || k.form < c.best.form) {
			c.slips, c.best = d, k
		}
	}
}

// closer spares the long comparison where the lengths already rule it out.
func (c *candidate) closer(k neighbour) bool {
	d := len(k.form) - len(c.form)
	return d <= c.slips && -d <= c.slips && k.form != c.best.form
}

// slips counts the letters that are missing, spare, wrong or swapped with the
// one beside them. The words are at most longestWord bytes.
func slips(a, b string) int {
	var rows [3][longestWord + 1]int
	two, one, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			wrong := 1
			if a[i-1] == b[j-1] {
				wrong = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+wrong)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(b)]
}

// bare is a word as a foreign keyboard writes it: a for å, ä and æ, o for ö and
// ø, and these also where they are spelled aa, ae and oe.
func bare(s string) string {
	if isBare(s) {
		return s
	}
	plain := make([]rune, 0, len(s))
	for _, r := range s {
		switch r {
		case 'å', 'ä', 'æ':
			r = 'a'
		case 'ö', 'ø':
			r = 'o'
		}
		if n := len(plain); n > 0 && spelledOut(plain[n-1], r) {
			continue
		}
		plain = append(plain, r)
	}
	return string(plain)
}

// spelledOut reports a pair of letters that stands for one Nordic letter.
func spelledOut(first, second rune) bool {
	return first == 'a' && (second == 'a' || second == 'e') || first == 'o' && second == 'e'
}

func isBare(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || i > 0 && spelledOut(rune(s[i-1]), rune(s[i])) {
			return false
		}
	}
	return true
}
