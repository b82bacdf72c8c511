package simulator

import (
	"net/url"
	"slices"
	"strings"
)

const blank = " \t\r\n"

// startTag takes one start tag with its attributes.
func (m *markup) startTag() error {
	begin := m.at
	m.at++
	n := strings.IndexAny(m.src[m.at:], blank+">")
	if n < 0 {
		return unparsed("Unclosed start tag at byte offset %d", begin)
	}
	name := strings.ToLower(m.src[m.at : m.at+n])
	m.at += n
	if !slices.Contains(tagNames(), name) {
		return unparsed("Unsupported start tag %q at byte offset %d", name, begin)
	}
	attributes := map[string]string{}
	for {
		m.skip(blank)
		switch {
		case m.at == len(m.src):
			return unparsed("Unclosed start tag at byte offset %d", begin)
		case m.src[m.at] == '>':
			m.at++
			return m.opened(name, attributes, begin)
		}
		if err := m.attribute(name, attributes, begin); err != nil {
			return err
		}
	}
}

func tagNames() []string {
	return []string{
		"a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins",
		"tg-spoiler", "tg-emoji", "span", "pre", "code", "blockquote",
	}
}

func (m *markup) skip(set string) {
	m.at = len(m.src) - len(strings.TrimLeft(m.src[m.at:], set))
}

// attribute takes name="value". Only expandable goes without a value.
func (m *markup) attribute(tag string, into map[string]string, begin int) error {
	n := strings.IndexAny(m.src[m.at:], blank+"=>")
	if n < 0 {
		return unparsed("Unclosed start tag at byte offset %d", begin)
	}
	name := strings.ToLower(m.src[m.at : m.at+n])
	if name == "" {
		return unparsed("Empty attribute name in the tag %q at byte offset %d", tag, begin)
	}
	m.at += n
	m.skip(blank)
	if m.at == len(m.src) {
		return unparsed("Unclosed start tag at byte offset %d", begin)
	}
	if m.src[m.at] != '=' {
		if tag == "blockquote" && name == "expandable" {
			into[name] = ""
			return nil
		}
		return unparsed("Expected equal sign in declaration of an attribute of the tag %q at byte offset %d", tag, begin)
	}
	m.at++
	m.skip(blank)
	value, ok := m.value()
	if !ok {
		return unparsed("Unclosed start tag at byte offset %d", begin)
	}
	into[name] = value
	return nil
}

// value takes a quoted value, or a bare word.
func (m *markup) value() (string, bool) {
	rest := m.src[m.at:]
	if rest == "" {
		return "", false
	}
	if quote := rest[0]; quote == '"' || quote == '\'' {
		n := strings.IndexByte(rest[1:], quote)
		if n < 0 {
			return "", false
		}
		m.at += n + 2
		return dereferenced(rest[1 : n+1]), true
	}
	n := strings.IndexAny(rest, blank+">")
	if n < 0 {
		return "", false
	}
	m.at += n
	return rest[:n], true
}

func dereferenced(s string) string {
	var b strings.Builder
	for s != "" {
		if s[0] != '&' {
			n := max(strings.IndexByte(s, '&'), 0)
			if n == 0 {
				n = len(s)
			}
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		text, n := dereference(s)
		b.WriteString(text)
		s = s[n:]
	}
	return b.String()
}

// opened notes a start tag and writes it in its one spelling.
func (m *markup) opened(name string, attributes map[string]string, begin int) error {
	if name == "span" && attributes["class"] != "tg-spoiler" {
		return unparsed(`Tag "span" must have class "tg-spoiler" at byte offset %d`, begin)
	}
	spelling, e := meaning(name, attributes)
	t := tag{name: name, entity: e}
	t.entity.Offset = m.units
	if spelling != "" {
		m.html.WriteString("<" + spelling + ">")
		word, _, _ := strings.Cut(spelling, " ")
		t.close = "</" + word + ">"
	}
	m.open = append(m.open, t)
	return nil
}

// meaning gives the one spelling of a tag and the entity it makes; neither for
// a link that leads nowhere, whose words stay.
func meaning(name string, attributes map[string]string) (spelling string, e entity) {
	switch name {
	case "b", "strong":
		return "b", entity{Type: "bold"}
	case "i", "em":
		return "i", entity{Type: "italic"}
	case "s", "strike", "del":
		return "s", entity{Type: "strikethrough"}
	case "u", "ins":
		return "u", entity{Type: "underline"}
	case "tg-spoiler", "span":
		return "tg-spoiler", entity{Type: "spoiler"}
	case "pre":
		return "pre", entity{Type: "pre"}
	case "code":
		return "code", entity{Type: "code"}
	case "blockquote":
		if _, ok := attributes["expandable"]; ok {
			return "blockquote expandable", entity{Type: "expandable_blockquote"}
		}
		return "blockquote", entity{Type: "blockquote"}
	case "a":
		if u := link(attributes["href"]); u != "" {
			return `a href="` + escaped(u) + `"`, entity{Type: "text_link", URL: u}
		}
	}
	return "", entity{}
}

// link returns an address that Telegram would make a link of, or nothing.
func link(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "tg", "mailto", "tel":
		return u.String()
	case "":
		if strings.Contains(u.Path, ".") {
			return "http://" + u.String()
		}
	}
	return ""
}
