package simulator

import (
	"fmt"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// markup walks over a text with tags and writes it twice: without them, and with
// them in one spelling and escaped, so that a page can show it as it is.
type markup struct {
	src   string
	at    int
	plain strings.Builder
	html  strings.Builder
	units int // of plain
	open  []tag
	found []entity
}

// tag is one that has been opened.
type tag struct {
	name   string // as written, in lower case
	close  string // what ends it in html
	entity entity
}

// parseHTML reads Telegram's HTML. It refuses what Telegram refuses; offsets in
// the refusals are bytes of the input.
func parseHTML(s string) (formatted, error) {
	m := &markup{src: s}
	for m.at < len(s) {
		var err error
		switch s[m.at] {
		case '<':
			err = m.tag()
		case '&':
			m.reference()
		default:
			m.words()
		}
		if err != nil {
			return formatted{}, err
		}
	}
	if n := len(m.open); n > 0 {
		return formatted{}, unparsed("Can't find end tag corresponding to start tag %q", m.open[n-1].name)
	}
	return trimmed(formatted{plain: m.plain.String(), html: m.html.String(), entities: m.found}), nil
}

func unparsed(format string, args ...any) error {
	return badRequest("can't parse entities: " + fmt.Sprintf(format, args...))
}

// words takes everything up to the next tag or reference.
func (m *markup) words() {
	n := strings.IndexAny(m.src[m.at:], "<&")
	if n < 0 {
		n = len(m.src) - m.at
	}
	part := m.src[m.at : m.at+n]
	m.at += n
	m.plain.WriteString(part)
	m.html.WriteString(escaped(part))
	m.units += units(part)
}

// reference takes one of the four named references or a number. Any other & is
// just itself.
func (m *markup) reference() {
	text, n := dereference(m.src[m.at:])
	m.at += n
	m.plain.WriteString(text)
	m.html.WriteString(escaped(text))
	m.units += units(text)
}

func dereference(s string) (text string, n int) {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 2 {
		return "&", 1
	}
	switch name := s[1:end]; {
	case name == "lt", name == "gt", name == "amp", name == "quot", name[0] == '#':
		text = html.UnescapeString(s[:end+1])
		if r, size := utf8.DecodeRuneInString(text); size == len(text) && r != utf8.RuneError {
			return text, end + 1
		}
	}
	return "&", 1
}

func (m *markup) tag() error {
	if strings.HasPrefix(m.src[m.at:], "</") {
		return m.endTag()
	}
	return m.startTag()
}

func (m *markup) endTag() error {
	begin := m.at
	n := strings.IndexByte(m.src[m.at:], '>')
	if n < 0 {
		return unparsed("Unclosed end tag at byte offset %d", begin)
	}
	name := strings.ToLower(strings.TrimSpace(m.src[m.at+2 : m.at+n]))
	m.at += n + 1
	last := len(m.open) - 1
	if last < 0 {
		return unparsed("Unexpected end tag at byte offset %d", begin)
	}
	t := m.open[last]
	if t.name != name {
		return unparsed(`Unmatched end tag at byte offset %d, expected "</%s>", found "</%s>"`, begin, t.name, name)
	}
	m.open = m.open[:last]
	m.html.WriteString(t.close)
	t.entity.Length = m.units - t.entity.Offset
	if t.entity.Type != "" && t.entity.Length > 0 {
		m.found = append(m.found, t.entity)
	}
	return nil
}

// trimmed takes white space off both ends, as Telegram does, and moves the
// entities with it.
func trimmed(f formatted) formatted {
	head := strings.TrimLeftFunc(f.plain, unicode.IsSpace)
	gone := units(f.plain[:len(f.plain)-len(head)])
	plain := strings.TrimRightFunc(head, unicode.IsSpace)
	if len(plain) == len(f.plain) {
		return f
	}
	size := units(plain)
	var kept []entity
	for _, e := range f.entities {
		start, end := max(e.Offset-gone, 0), min(e.Offset+e.Length-gone, size)
		if end > start {
			e.Offset, e.Length = start, end-start
			kept = append(kept, e)
		}
	}
	return formatted{plain: plain, html: strings.TrimSpace(f.html), entities: kept}
}
