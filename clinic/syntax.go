package clinic

import (
	"errors"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// maxBroken is how many broken lines are looked for. After so many the file is
// something other than TOML, and one more would not help anybody.
const maxBroken = 20

// parse reads the text and notes where everything stands. The library stops at
// the first broken line, so that line is emptied and the rest read again, as
// far as that is sure to change nothing else. ok is false when the text could
// not be read to its end.
func (d *document) parse(text string) (values map[string]any, ok bool) {
	last := ""
	for range maxBroken {
		values = nil
		_, err := toml.Decode(text, &values)
		if err == nil {
			d.lines = locate(text)
			return values, true
		}
		broken := breakIn(text, err)
		rest, whole := without(text, broken)
		if !whole || broken.key != "" && broken.key == last {
			broken.cure += "; the rest of the file is checked after that"
			whole = false
		}
		d.report(broken.line, "", broken.reason, broken.cure)
		if !whole {
			return nil, false
		}
		text, last, d.mended = rest, broken.key, true
	}
	return nil, false
}

// breach is where and why a text stops being TOML.
type breach struct {
	line         int
	key          string // the last key read before it, if known
	reason, cure string
}

func breakIn(text string, err error) breach {
	var p toml.ParseError
	if !errors.As(err, &p) {
		return breach{line: 1, reason: "is not TOML", cure: "compare it with the example file"}
	}
	line := max(1, p.Position.Line)
	if strings.Contains(p.Message, "table name") && strings.Contains(p.Message, `'\n'`) {
		line-- // the library has read the line's end by then
	}
	reason := "is not TOML: " + printable(strings.TrimSuffix(p.Message, "."))
	return breach{line, p.LastKey, reason, cureFor(p.Message, lineOf(text, line))}
}

// printable takes out what could steer a terminal: the library repeats some
// characters of the file as they are.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return '?'
		}
		return r
	}, s)
}

// cureFor turns the commonest slips into what to write instead.
func cureFor(message, line string) string {
	has := func(s string) bool { return strings.Contains(message, s) }
	switch {
	case strings.ContainsAny(line, "“”„‘’«»"):
		return `use straight quotes, as in name = "Riverside"`
	case has("already been defined"), has("already created"), has("already defined"):
		return "keep one of the two"
	case has("strings cannot contain newlines"), has("expected '\"'"):
		return "close the text with a double quote on the same line"
	case has("array"), has("terminator"):
		return "close the list with ] and put a comma between its entries"
	case has("table name"):
		return "close the brackets, as in [privacy] or [[team]]"
	case has("'.' or '='"):
		return `write key = value, as in country = "GB"`
	case has("datetime"):
		return "write a date of the calendar, as in from = 2026-12-24"
	case has("expected value"):
		return `put text in double quotes, as in name = "Riverside"`
	}
	return "mend this line"
}

// without empties the broken line. ok is false when the line may belong to
// something longer, so that leaving it out could bend what follows.
func without(text string, b breach) (rest string, ok bool) {
	for _, longer := range []string{"terminator", "EOF", "table", "array", "NULL"} {
		if strings.Contains(b.reason, longer) {
			return "", false
		}
	}
	lines := strings.Split(text, "\n")
	if b.line > len(lines) {
		return "", false
	}
	line := strings.TrimSpace(lines[b.line-1])
	if line == "" || line[0] == '[' || strings.Contains(line, `"""`) || strings.Contains(line, "'''") {
		return "", false
	}
	lines[b.line-1] = ""
	return strings.Join(lines, "\n"), true
}

func lineOf(text string, n int) string {
	lines := strings.Split(text, "\n")
	if n > len(lines) {
		return ""
	}
	return lines[n-1]
}
