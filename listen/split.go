package listen

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// token is one word as it was written, in lower case.
type token struct {
	text string
	last bool // a sentence ends after it
}

// longestWord is in bytes. What is longer is no word, and reading it as one
// would only cost time.
const longestWord = 48

// split cuts a text into words. Figures are words of their own even where they
// are glued to letters ("4days"), apostrophes vanish ("don't" is "dont"), and a
// letter that is held down ("sooooo") counts once.
func split(text string) []token {
	s := splitter{tokens: make([]token, 0, len(text)/5+1)}
	for _, r := range norm.NFKC.String(text) {
		s.take(unicode.ToLower(r))
	}
	s.flush()
	return s.tokens
}

type splitter struct {
	tokens []token
	word   []rune
	digits bool
}

func (s *splitter) take(r rune) {
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r):
		s.add(r, false)
	case unicode.IsDigit(r):
		s.add(r, true)
	case strings.ContainsRune("'’‘`´", r):
	default:
		s.flush()
		if strings.ContainsRune(".!?;\n…", r) && len(s.tokens) > 0 {
			s.tokens[len(s.tokens)-1].last = true
		}
	}
}

func (s *splitter) add(r rune, digit bool) {
	if len(s.word) > 0 && s.digits != digit {
		s.flush()
	}
	s.digits = digit
	n := len(s.word)
	if !digit && n >= 2 && s.word[n-1] == r && s.word[n-2] == r {
		return
	}
	s.word = append(s.word, r)
}

func (s *splitter) flush() {
	if len(s.word) == 0 {
		return
	}
	if word := string(s.word); len(word) <= longestWord {
		s.tokens = append(s.tokens, token{text: word})
	}
	s.word = s.word[:0]
}
