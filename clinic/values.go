package clinic

import (
	"fmt"
	"strings"
	"time"
)

// kind names the kind of a TOML value for somebody who does not program.
func kind(v any) string {
	switch v := v.(type) {
	case string:
		return "text"
	case int64:
		return "a whole number"
	case float64:
		return "a number with a fraction"
	case bool:
		return "true or false"
	case time.Time:
		return kindOfTime(v)
	case map[string]any:
		return "a table"
	case []map[string]any:
		return "a list of tables"
	}
	return "a list"
}

// text is a key's text. ok is false when there is none.
func (t table) text(key string) (s string, ok bool) {
	if !t.has(key) {
		return "", false
	}
	s, ok = t.values[key].(string)
	switch {
	case !ok:
		t.mistyped(key, "text in double quotes", t.inQuotes(key))
	case strings.TrimSpace(s) == "":
		t.d.wrong(t.join(key), "is empty", "write "+t.form(key))
		return "", false
	}
	return strings.TrimSpace(s), ok
}

// number is a key's whole number. ok is false when there is none.
func (t table) number(key string) (n int64, ok bool) {
	if !t.has(key) {
		return 0, false
	}
	if n, ok = t.values[key].(int64); !ok {
		t.mistyped(key, "a whole number without quotes", t.freed(key, smallNumber))
	}
	return n, ok
}

// maxCount bounds counts, so that arithmetic on them is safe anywhere.
const maxCount = 1_000_000

// count is a key's number of at least least, or otherwise what holds where the
// file says nothing.
func (t table) count(key string, least, otherwise int, why string) int {
	n, ok := t.number(key)
	switch {
	case !ok:
		return otherwise
	case n < int64(least):
		t.d.wrong(t.join(key), fmt.Sprintf("is %d, but %s", n, why), fmt.Sprintf("write %d or more", least))
	case n > maxCount:
		t.d.wrong(t.join(key), "is too large to be meant", "write "+t.form(key))
	default:
		return int(n)
	}
	return otherwise
}

// entry is one text of a list, with its own path.
type entry struct{ text, path string }

// texts is a key's list of texts. ok is false when there is no list.
func (t table) texts(key string) (entries []entry, ok bool) {
	if !t.has(key) {
		return nil, false
	}
	list, ok := t.values[key].([]any)
	if !ok {
		t.mistyped(key, "a list of texts in [ ]", t.inBrackets(key))
		return nil, false
	}
	for i, v := range list {
		path := at(t.join(key), i)
		if s, isText := v.(string); isText {
			entries = append(entries, entry{strings.TrimSpace(s), path})
		} else {
			t.d.wrong(path, fmt.Sprintf("is %s, but should be text in double quotes", kind(v)), "write "+t.form(key))
		}
	}
	return entries, true
}
