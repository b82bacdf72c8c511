package simulator

import (
	"strings"
	"unicode/utf8"
)

// maxText is how long a message may be, in UTF-16 units without markup.
const maxText = 4096

// formatted is text in both forms.
type formatted struct {
	plain    string
	html     string
	entities []entity
}

func plainText(s string) formatted { return formatted{plain: s, html: escaped(s)} }

// typed is what a person typed: Telegram marks a command at its start.
func typed(s string) formatted {
	f := plainText(s)
	if n := commandLength(s); n > 1 {
		f.entities = []entity{{Type: "bot_command", Length: n}}
	}
	return f
}

// commandLength is the length of a leading "/word" or "/word@bot", or 0.
func commandLength(s string) int {
	if !strings.HasPrefix(s, "/") {
		return 0
	}
	for i, r := range s[1:] {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (r < '0' || r > '9') && r != '_' && r != '@' {
			return i + 1
		}
	}
	return len(s)
}

// units is the length of a text in UTF-16 units, which is how Telegram counts.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += unitsOf(r)
	}
	return n
}

func unitsOf(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// split cuts a text into parts that fit into messages.
func split(s string) []string {
	var parts []string
	start, n := 0, 0
	for i, r := range s {
		if n+unitsOf(r) > maxText {
			parts = append(parts, s[start:i])
			start, n = i, 0
		}
		n += unitsOf(r)
	}
	if start < len(s) {
		parts = append(parts, s[start:])
	}
	return parts
}

// escaped makes text safe for a page, and for Telegram's HTML.
func escaped(s string) string {
	if !strings.ContainsAny(s, `<>&"`) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		writeEscaped(&b, r)
	}
	return b.String()
}

func writeEscaped(b *strings.Builder, r rune) {
	switch r {
	case '<':
		b.WriteString("&lt;")
	case '>':
		b.WriteString("&gt;")
	case '&':
		b.WriteString("&amp;")
	case '"':
		b.WriteString("&quot;")
	default:
		b.WriteRune(r)
	}
}

// compose reads text and parse_mode of a call: both forms, or the refusal.
func (c call) compose() (formatted, error) {
	text := c.str("text")
	if text == "" {
		return formatted{}, badRequest("message text is empty")
	}
	f, err := parse(strings.ToValidUTF8(text, ""), c.str("parse_mode"))
	switch {
	case err != nil:
		return f, err
	case f.plain == "":
		return f, badRequest("text must be non-empty")
	case units(f.plain) > maxText:
		return f, badRequest("message is too long")
	}
	return f, nil
}

func parse(text, mode string) (formatted, error) {
	switch strings.ToLower(mode) {
	case "":
		return plainText(strings.TrimSpace(text)), nil
	case "html":
		return parseHTML(text)
	}
	return formatted{}, badRequest("unsupported parse_mode")
}
