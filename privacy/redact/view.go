package redact

import "strings"

// need is a piece of text to look for, with the hashes of its first and last three
// bytes.
type need struct {
	piece       string
	first, last uint16
}

// needed reads needs that are divided by |.
func needed(pieces string) []need {
	var needs []need
	for piece := range strings.SplitSeq(pieces, "|") {
		n := need{piece: piece}
		if end := len(piece); end > 2 {
			n.first, n.last = triple(piece), triple(piece[end-3:])
		}
		needs = append(needs, n)
	}
	return needs
}

// view is a text to look for pieces in. It knows which triples of bytes it has: most
// of the hundreds of pieces are in no text, and to see that is quick.
type view struct {
	s       string
	triples [triples / 64]uint64
}

// triples is how many are told apart. A longest text has some 1,000.
const triples = 8192

func triple(s string) uint16 {
	return uint16((uint32(s[0])*31*31 + uint32(s[1])*31 + uint32(s[2])) % triples)
}

func newView(s string) view {
	v := view{s: s}
	for i := range max(len(s)-2, 0) {
		t := triple(s[i:])
		v.triples[t/64] |= 1 << (t % 64)
	}
	return v
}

func (v *view) has(t uint16) bool { return v.triples[t/64]&(1<<(t%64)) != 0 }

// find is where a piece is, from a byte on; -1 for nowhere.
func (v *view) find(n need, from int) int {
	if from >= len(v.s) || len(n.piece) > 2 && (!v.has(n.first) || !v.has(n.last)) {
		return -1
	}
	if i := strings.Index(v.s[from:], n.piece); i >= 0 {
		return from + i
	}
	return -1
}

// within says whether a piece is in a part of the text.
func (v *view) within(n need, w passage) bool {
	return strings.Contains(v.s[w.Start:w.End], n.piece)
}
