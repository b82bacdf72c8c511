package redact

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dictionary is a list of words of one language, one a line. Words that it writes
// with a capital only are taken for names.
type Dictionary struct {
	Language string
	Words    io.Reader
}

// dictionaries says where systems keep the word lists that cannot be built in, for
// their licences do not allow it, and the package of Debian that has them.
func dictionaries(language string) (paths []string, debian string) {
	switch language {
	case "nb":
		return []string{"usr/share/dict/bokmaal", "usr/share/dict/bokmål", "usr/share/dict/norsk"}, "wnorwegian"
	case "sv":
		return []string{"usr/share/dict/swedish", "usr/share/dict/svenska"}, "wswedish"
	}
	return nil, ""
}

// Missing is a language whose large dictionary is not installed. More harmless
// words are hidden without it.
type Missing struct{ Language, Package string }

// System reads the dictionaries that the system has for some languages, and says
// which it has not. root is the root of the file system, as of os.DirFS("/"). A
// language that needs none, or that nobody knows, is in neither.
func System(root fs.FS, languages []string) ([]Dictionary, []Missing) {
	var found []Dictionary
	var missing []Missing
	for _, language := range languages {
		paths, debian := dictionaries(language)
		words := first(root, paths)
		switch {
		case words != nil:
			found = append(found, Dictionary{language, bytes.NewReader(words)})
		case debian != "":
			missing = append(missing, Missing{language, debian})
		}
	}
	return found, missing
}

func first(root fs.FS, paths []string) []byte {
	for _, path := range paths {
		if raw, err := fs.ReadFile(root, path); err == nil && len(raw) > 0 {
			return raw
		}
	}
	return nil
}

// read packs a dictionary: its words, and its names in lower case. Old ones are
// written in Latin-1.
func (d Dictionary) read() (words, names set, err error) {
	raw, err := io.ReadAll(d.Words)
	if err != nil {
		return set{}, set{}, err
	}
	if !utf8.Valid(raw) {
		raw = fromLatin1(raw)
	}
	var small, capital strings.Builder
	small.Grow(len(raw))
	for line := range bytes.Lines(raw) {
		word := bytes.TrimSpace(line)
		r, _ := utf8.DecodeRune(word)
		switch {
		case unicode.IsLower(r):
			small.Write(word)
			small.WriteByte('\n')
		case unicode.IsUpper(r) && len(word) > 3 && !bytes.Contains(word, []byte("-")):
			capital.Write(bytes.ToLower(word))
			capital.WriteByte('\n')
		}
	}
	return newSet(small.String()), newSet(capital.String()), nil
}

func fromLatin1(raw []byte) []byte {
	utf := make([]byte, 0, len(raw)+len(raw)/8)
	for _, b := range raw {
		utf = utf8.AppendRune(utf, rune(b))
	}
	return utf
}
