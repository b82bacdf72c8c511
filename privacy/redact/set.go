package redact

import (
	"slices"
	"strings"
)

// set is a set of words, packed: all of them in one string, and a table that finds
// them. It is exact. A filter that is wrong once in a while would let a name pass
// as a known word.
type set struct {
	text  string
	slots []uint32 // where in text a word begins, plus one; 0 for none
}

// newSet reads words divided by white space. Lines that begin with # are comments.
func newSet(raw string) set {
	s := set{text: raw}
	n := 0
	eachWord(raw, func(int, int) { n++ })
	size := 16
	for size < 2*n {
		size *= 2
	}
	s.slots = make([]uint32, size)
	eachWord(raw, func(start, end int) {
		i := s.slot(raw[start:end])
		if s.slots[i] == 0 {
			s.slots[i] = uint32(start) + 1
		}
	})
	return s
}

func setOf(words []string) set { return newSet(strings.Join(slices.Clone(words), "\n")) }

func eachWord(raw string, found func(start, end int)) {
	for at := 0; at < len(raw); {
		switch {
		case raw[at] <= ' ':
			at++
			continue
		case raw[at] == '#' && (at == 0 || raw[at-1] == '\n'):
			for at < len(raw) && raw[at] != '\n' {
				at++
			}
			continue
		}
		start := at
		for at < len(raw) && raw[at] > ' ' {
			at++
		}
		found(start, at)
	}
}

// slot is where a word is in the table, or where it would be.
func (s set) slot(word string) int {
	h := uint32(2166136261) // FNV-1a
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	mask := uint32(len(s.slots) - 1)
	for i := (h ^ h>>15) & mask; ; i = (i + 1) & mask {
		if s.slots[i] == 0 || s.at(s.slots[i], word) {
			return int(i)
		}
	}
}

func (s set) at(slot uint32, word string) bool {
	rest := s.text[slot-1:]
	return strings.HasPrefix(rest, word) && (len(rest) == len(word) || rest[len(word)] <= ' ')
}

// has says whether a word, in lower case, is in the set.
func (s set) has(word string) bool {
	return len(s.slots) > 0 && word != "" && s.slots[s.slot(word)] != 0
}
