package locales

import (
	"strconv"
	"strings"

	"heard/care"
)

// values turns the arguments of a line into text. A value that cannot be printed
// is left out, so that the template fails on it and the line falls back. count is
// the first Number where the message has plural forms, and nil otherwise: asking
// a message without forms for one is an error.
func (t *tongue) values(line care.Line) (data map[string]string, count any) {
	data = make(map[string]string, len(line.Args))
	for _, a := range line.Args {
		if text, ok := t.value(a.Value); ok {
			data[a.Name] = text
		}
		if n, ok := a.Value.(care.Number); ok && count == nil && t.counted[line.Key] {
			count = int(n)
		}
	}
	return data, count
}

// value writes one value. ok is false when it has no text in any language.
func (t *tongue) value(v care.Value) (text string, ok bool) {
	switch v := v.(type) {
	case care.Words:
		return t.escape(string(v)), true
	case care.Name:
		return t.escape(string(v)), true
	case care.Code:
		return t.escape(string(v)), true
	case care.Phone:
		return t.escape(phone(string(v))), true
	case care.Number:
		return strconv.Itoa(int(v)), true
	case care.Clock:
		return t.clock(v)
	case care.Label:
		return t.label(care.Key(v))
	case care.Line:
		text = t.print(v)
		return text, text != ""
	case care.Labels:
		return t.list(v)
	}
	return "", false
}

// label prints a message inside another. It is catalogue text and has its form
// already.
func (t *tongue) label(key care.Key) (text string, ok bool) {
	text = t.print(care.Line{Key: key})
	return text, text != ""
}

// list joins labels with semicolons. Labels hold commas and begin with capitals,
// so "a, b and c" would hide where one ends and the next begins.
func (t *tongue) list(keys care.Labels) (text string, ok bool) {
	labels := make([]string, len(keys))
	for i, key := range keys {
		if labels[i], ok = t.label(key); !ok {
			return "", false
		}
	}
	return strings.Join(labels, "; "), len(keys) > 0
}

// phone puts a number on one line with ordinary spaces between its groups.
// No-break spaces would hold the groups together on a narrow screen, but phones
// find a number to tap by digits, spaces, dots and hyphens: being able to call
// counts for more. For the same reason it is not set as code.
func phone(number string) string { return strings.Join(strings.Fields(number), " ") }
