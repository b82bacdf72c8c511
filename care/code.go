package care

import (
	"fmt"
	"io"
	"regexp"
)

// Code names a case to patients and staff alike, such as KRT-482. It is random,
// never a counter, and says nothing about who wrote or when. It has no vowels,
// so that no code is a word, and no 0 or 1, which are read as letters.
type Code string

const (
	codeLetters = "BCDFGHJKLMNPQRSTVWXZ"
	codeDigits  = "23456789"
)

var (
	codeWhole  = regexp.MustCompile(`^[B-DF-HJ-NP-TV-XZ]{3}-[2-9]{3}$`)
	codeInText = regexp.MustCompile(`\b[B-DF-HJ-NP-TV-XZ]{3}-[2-9]{3}\b`)
)

// NewCode draws a code from random, which must be a cryptographic source in the
// service and may be a seeded one in tests. There are 20³·8³, about four million
// codes: the store refuses one that is in use, and the caller draws again.
func NewCode(random io.Reader) (Code, error) {
	var b [6]byte
	out := make([]byte, 0, 7)
	for i := range b {
		alphabet := codeLetters
		if i >= 3 {
			alphabet = codeDigits
		}
		c, err := draw(random, alphabet)
		if err != nil {
			return "", fmt.Errorf("care: drawing a case code: %w", err)
		}
		out = append(out, c)
		if i == 2 {
			out = append(out, '-')
		}
	}
	return Code(out), nil
}

// draw picks one letter without bias, by throwing away bytes beyond the last
// whole multiple of the alphabet's length.
func draw(random io.Reader, alphabet string) (byte, error) {
	limit := 256 - 256%len(alphabet)
	var b [1]byte
	for {
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return 0, err
		}
		if int(b[0]) < limit {
			return alphabet[int(b[0])%len(alphabet)], nil
		}
	}
}

// ParseCode reads a whole code. ok is false when s is anything else.
func ParseCode(s string) (c Code, ok bool) {
	if !codeWhole.MatchString(s) {
		return "", false
	}
	return Code(s), true
}

// FindCode returns the first code in a text, as in the first line of a card.
func FindCode(s string) (c Code, ok bool) {
	found := codeInText.FindString(s)
	return Code(found), found != ""
}
