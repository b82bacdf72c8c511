package clinic

import (
	"fmt"
	"regexp"
)

// mistyped reports a value of the wrong kind, and how to write the right one.
func (t table) mistyped(key, want, write string) {
	t.d.wrong(t.join(key), fmt.Sprintf("is %s, but should be %s", kind(t.values[key]), want), "write "+write)
}

var (
	// smallNumber leaves out all that could be an id of Telegram, which is not
	// to be repeated.
	smallNumber = regexp.MustCompile(`^[0-9]{1,6}$`)
	wholeDate   = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
)

// inQuotes is how a number is written that should have been text.
func (t table) inQuotes(key string) string {
	if n, ok := t.values[key].(int64); ok {
		return fmt.Sprintf(`%s = "%d"`, key, n)
	}
	return t.form(key)
}

// freed is how a text is written that should have had no quotes.
func (t table) freed(key string, form *regexp.Regexp) string {
	if s, ok := t.values[key].(string); ok && form.MatchString(s) {
		return fmt.Sprintf("%s = %s, without quotes", key, s)
	}
	return t.form(key)
}

// inBrackets is how a text is written that should have been a list of one.
func (t table) inBrackets(key string) string {
	if s, ok := t.values[key].(string); ok {
		return fmt.Sprintf("%s = [%s]", key, quote(s))
	}
	return t.form(key)
}
