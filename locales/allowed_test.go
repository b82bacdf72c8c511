package locales_test

import (
	"testing"

	"github.com/BurntSushi/toml"
)

// exception is one entry of testdata/allowed.toml: a gate that one text may
// pass, and why.
type exception struct {
	Lang, Key, Word, Reason string
}

// allowed holds the exceptions by gate.
type allowed struct {
	Segment []exception // keys with a segment that go-i18n reserves
	Same    []exception // translations equal to their source
	Word    []exception // words of the lexicon that mean something else
	Known   []exception // long words that LIX need not count
}

func readAllowed(tb testing.TB) allowed {
	tb.Helper()
	var a allowed
	meta, err := toml.DecodeFile("testdata/allowed.toml", &a)
	if err != nil {
		tb.Fatal(err)
	}
	for _, key := range meta.Undecoded() {
		tb.Errorf("allowed.toml: unknown key %s", key)
	}
	for _, list := range [][]exception{a.Segment, a.Same, a.Word, a.Known} {
		for _, e := range list {
			if e.Reason == "" {
				tb.Errorf("allowed.toml: %s%s has no reason", e.Key, e.Word)
			}
		}
	}
	return a
}

// known lists the long words of a language that LIX need not count.
func (a allowed) known(lang string) (words []string) {
	for _, e := range a.Known {
		if e.Lang == lang {
			words = append(words, e.Word)
		}
	}
	return words
}
