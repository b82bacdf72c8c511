package locales_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// shown is testdata/shown.toml: the keys of texts that are not messages.
type shown struct {
	Buttons, Halves, Thirds, Answers, Parts []string
}

func readShown(tb testing.TB) shown {
	tb.Helper()
	var s shown
	meta, err := toml.DecodeFile("testdata/shown.toml", &s)
	if err != nil {
		tb.Fatal(err)
	}
	for _, key := range meta.Undecoded() {
		tb.Errorf("shown.toml: unknown key %s", key)
	}
	return s
}

// in reports whether key is one of list, or begins as a "prefix.*" of it does.
func in(list []string, key string) bool {
	return slices.ContainsFunc(list, func(entry string) bool {
		prefix, all := strings.CutSuffix(entry, "*")
		return entry == key || all && strings.HasPrefix(key, prefix)
	})
}

// message reports whether a text is read as sentences.
func (s shown) message(key string) bool { return !in(s.Buttons, key) && !in(s.Parts, key) }

// bare reports whether a text is shown as it is or inside another, where tags
// would be seen or would not fit.
func (s shown) bare(key string) bool { return !s.message(key) || in(s.Answers, key) }

func TestShownKeysExist(t *testing.T) {
	s := readShown(t)
	texts := readBook(t).source()
	for _, key := range slices.Concat(s.Buttons, s.Halves, s.Thirds, s.Answers, s.Parts) {
		if _, ok := texts[key]; !ok && !strings.HasSuffix(key, ".*") {
			t.Errorf("shown.toml: there is no text %s", key)
		}
	}
}
