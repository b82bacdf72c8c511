package clinic

import "strings"

// peek is the next byte, 0 at the end.
func (l *locator) peek() byte {
	if l.pos >= len(l.text) {
		return 0
	}
	return l.text[l.pos]
}

// advance moves on and counts the lines passed.
func (l *locator) advance(n int) {
	n = min(n, len(l.text)-l.pos)
	l.line += strings.Count(l.text[l.pos:l.pos+n], "\n")
	l.pos += n
}

// past makes sure that something was read since start.
func (l *locator) past(start int) {
	if l.pos == start {
		l.advance(1)
	}
}

// blank passes over the given bytes.
func (l *locator) blank(set string) {
	for l.pos < len(l.text) && strings.IndexByte(set, l.text[l.pos]) >= 0 {
		l.advance(1)
	}
}

// skip passes over the given bytes and over comments.
func (l *locator) skip(set string) {
	for l.blank(set); l.peek() == '#'; l.blank(set) {
		l.until("\n")
	}
}

// until passes over everything up to one of the given bytes.
func (l *locator) until(set string) {
	n := strings.IndexAny(l.text[l.pos:], set)
	if n < 0 {
		n = len(l.text)
	}
	l.advance(n)
}

// quoted reads one text of any of TOML's four kinds and returns it as written.
func (l *locator) quoted() string {
	start, q := l.pos, l.text[l.pos:l.pos+1]
	end := q
	if strings.HasPrefix(l.text[l.pos:], q+q+q) {
		end = q + q + q
	}
	l.advance(len(end))
	for l.pos < len(l.text) && !strings.HasPrefix(l.text[l.pos:], end) {
		if q == `"` && l.peek() == '\\' {
			l.advance(1)
		}
		l.advance(1)
	}
	l.advance(len(end))
	for len(end) == 3 && l.pos < len(l.text) && l.text[l.pos:l.pos+1] == q {
		l.advance(1) // up to two quotes of the text's own may touch the end
	}
	return l.text[start:l.pos]
}
