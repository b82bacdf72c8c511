package listen

import (
	"fmt"
	"strings"
)

// line is one line of a data file that says something.
type line struct {
	file    string
	number  int    // from 1
	section string // the [name] it stands under; empty before the first
	text    string
}

// parse reads a data file: # starts a comment line, [name] a section.
func parse(file, raw string) []line {
	var lines []line
	section := ""
	for i, text := range strings.Split(raw, "\n") {
		text = strings.TrimSpace(text)
		switch {
		case text == "" || text[0] == '#':
		case text[0] == '[' && strings.HasSuffix(text, "]"):
			section = text[1 : len(text)-1]
		default:
			lines = append(lines, line{file, i + 1, section, text})
		}
	}
	return lines
}

// wrong is the error of a line that cannot be read.
func (l line) wrong(why string) error {
	return fmt.Errorf("%s:%d: %s", l.file, l.number, why)
}
