package clinic

import (
	"strconv"
	"strings"
)

// maxDepth is how many levels of a path are noted. The file has three; deeper
// ones are read past, so that a hostile nesting costs nothing.
const maxDepth = 8

// locate notes the line of every key, table and list element of a valid TOML
// text. The TOML library keeps positions to itself, and has only one for all
// the tables of an array, so problems of meaning could not be given a line.
func locate(text string) map[string]int {
	l := &locator{text: strings.TrimPrefix(text, "\ufeff"), line: 1, lines: map[string]int{}, counts: map[string]int{}}
	in := spot{}
	for l.skip(" \t\r\n"); l.pos < len(l.text); l.skip(" \t\r\n") {
		start := l.pos
		if l.peek() == '[' {
			in = l.header()
		} else {
			l.pair(in)
		}
		l.past(start)
	}
	return l.lines
}

// locator walks a text once, byte by byte.
type locator struct {
	text   string
	pos    int
	line   int
	lines  map[string]int
	counts map[string]int // tables so far of every array of tables
}

// spot is a place in the tree. Beyond maxDepth it has no path.
type spot struct {
	path  string
	depth int
}

func (s spot) key(k string) spot {
	if s.depth >= maxDepth {
		return spot{depth: s.depth}
	}
	return spot{join(s.path, k), s.depth + 1}
}

func (s spot) element(i int) spot {
	if s.depth >= maxDepth {
		return spot{depth: s.depth}
	}
	return spot{at(s.path, i), s.depth + 1}
}

// note keeps the first line of a place.
func (l *locator) note(s spot, line int) {
	if _, ok := l.lines[s.path]; !ok && s.depth < maxDepth {
		l.lines[s.path] = line
	}
}

// header reads [a.b] or [[a.b]]. A name on the way that is an array of tables
// means its last table.
func (l *locator) header() spot {
	line, array := l.line, strings.HasPrefix(l.text[l.pos:], "[[")
	l.skip("[ \t")
	var in spot
	keys := l.keys()
	for i, k := range keys {
		in = in.key(k)
		l.note(in, line)
		if array && i == len(keys)-1 {
			l.counts[in.path]++
		}
		if n := l.counts[in.path]; n > 0 {
			in = spot{at(in.path, n-1), in.depth}
			l.note(in, line)
		}
	}
	l.skip("] \t")
	return in
}

// pair reads key = value in a table.
func (l *locator) pair(in spot) {
	line := l.line
	for _, k := range l.keys() {
		in = in.key(k)
		l.note(in, line)
	}
	if l.peek() == '=' {
		l.pos++
		l.value(in)
	}
}

func (l *locator) value(in spot) {
	l.blank(" \t")
	switch l.peek() {
	case '"', '\'':
		l.quoted()
	case '[':
		l.group(']', func(i int) {
			e := in.element(i)
			l.note(e, l.line)
			l.value(e)
		})
	case '{':
		l.group('}', func(int) { l.pair(in) })
	default:
		l.until(",]}#\n")
	}
}

// group reads what stands between brackets, one entry after another.
func (l *locator) group(end byte, entry func(i int)) {
	l.pos++
	for i := 0; ; {
		l.skip(", \t\r\n")
		switch l.peek() {
		case 0:
			return
		case end:
			l.pos++
			return
		}
		start := l.pos
		entry(i)
		l.past(start)
		i++
	}
}

// keys reads a key, dotted or not, each part with its quotes taken off.
func (l *locator) keys() []string {
	var parts []string
	for {
		l.blank(" \t")
		parts = append(parts, l.part())
		l.blank(" \t")
		if l.peek() != '.' {
			return parts
		}
		l.pos++
	}
}

func (l *locator) part() string {
	switch l.peek() {
	case '\'':
		raw := l.quoted()
		return strings.Trim(raw, "'")
	case '"':
		raw := l.quoted()
		if s, err := strconv.Unquote(raw); err == nil {
			return s
		}
		return strings.Trim(raw, `"`)
	}
	start := l.pos
	for l.pos < len(l.text) && bareRune(rune(l.text[l.pos])) {
		l.pos++
	}
	return l.text[start:l.pos]
}
