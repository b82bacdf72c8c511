package locales_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

var (
	sentenceEnd = regexp.MustCompile(`[.!?…]+[”»"’]?(\s+([^\p{Ll}\p{N}\s])|$)|\n`)
	wordInText  = regexp.MustCompile(`[\p{L}\p{N}][\p{L}\p{N}'’-]*`)
)

// sentences splits a text into the words of its sentences. A new line ends one
// too: it does so for the eye. What goes on with a small letter or a figure has
// not ended, as in "mån 23 nov. kl. 14:00".
func sentences(text string) [][]string {
	var out [][]string
	for s := range strings.SplitSeq(sentenceEnd.ReplaceAllString(text, "\n$2"), "\n") {
		if words := wordInText.FindAllString(s, -1); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// count adds up sentences, words, and what weigh says of each word.
func count(ss [][]string, weigh func(word string) int) (sentences, words, weight float64) {
	for _, s := range ss {
		words += float64(len(s))
		for _, w := range s {
			weight += float64(weigh(w))
		}
	}
	return float64(len(ss)), words, weight
}

// fleschKincaid is the school grade that can read English sentences.
func fleschKincaid(ss [][]string) float64 {
	sentences, words, syllables := count(ss, syllables)
	return 0.39*words/sentences + 11.8*syllables/words - 15.59
}

// lix measures sentences in the Nordic languages: below 30 is very easy. Words
// that begin as one of known are not counted as long.
func lix(ss [][]string, known []string) float64 {
	sentences, words, long := count(ss, func(word string) int {
		if utf8.RuneCountInString(word) < 7 || slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(strings.ToLower(word), k) }) {
			return 0
		}
		return 1
	})
	return words/sentences + 100*long/words
}

// syllables estimates the syllables of an English word: groups of vowels, less a
// silent e at the end.
func syllables(word string) int {
	word = strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }))
	n, vowel := 0, false
	for _, r := range word {
		was := vowel
		vowel = strings.ContainsRune("aeiouy", r)
		if vowel && !was {
			n++
		}
	}
	silent := strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") ||
		strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded")
	if silent && n > 1 {
		n--
	}
	return max(n, 1)
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"cat": 1, "the": 1, "name": 1, "table": 2, "happened": 2, "wanted": 2,
		"medicine": 3, "clinic": 2, "pharmacy": 3, "42": 1, "queue": 1,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%s: got %d, want %d", word, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]int{
		"One. Two! Three?":                       3,
		"Den öppnar mån 23 nov. kl. 14:00. Ring": 2,
		"Call 112. ☎ helps.":                     2,
		"first\nsecond":                          2,
		"“Is it?” Yes…":                          2,
		"":                                       0,
	} {
		if got := len(sentences(text)); got != want {
			t.Errorf("%q has %d sentences, want %d", text, got, want)
		}
	}
}

func TestReadabilityFormulas(t *testing.T) {
	easy := sentences("The cat sat on the mat.")
	if got := fleschKincaid(easy); got > -1.4 || got < -1.5 { // 0.39·6 + 11.8 − 15.59
		t.Errorf("grade %.2f, want -1.45", got)
	}
	two := sentences("Ring klinikken i dag. Rusmidler er farlige!\nHei")
	if got := lix(two, []string{"klinikk"}); got < 27.6 || got > 27.7 { // 8/3 + 100·2/8
		t.Errorf("LIX %.2f, want 27.67", got)
	}
}
