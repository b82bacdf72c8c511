package locales_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// special finds everything that HTML gives a meaning.
var special = regexp.MustCompile(`<[^<>]*>|&[a-zA-Z#0-9]*;?|[<>]`)

// malformed says what is wrong with a text as Telegram's HTML, or nothing. Only a
// few of Telegram's tags are used, without attributes, and none inside itself.
func malformed(text string) string {
	var open []string
	for _, s := range special.FindAllString(text, -1) {
		name := strings.Trim(s, "</>")
		switch {
		case slices.Contains([]string{"&amp;", "&lt;", "&gt;", "&#34;", "&#39;"}, s):
		case slices.Contains([]string{"<b>", "<i>", "<code>", "<blockquote>"}, s):
			if slices.Contains(open, name) {
				return s + " inside itself"
			}
			open = append(open, name)
		case len(open) > 0 && s == "</"+open[len(open)-1]+">":
			open = open[:len(open)-1]
		default:
			return "stray " + s
		}
	}
	if len(open) > 0 {
		return "unclosed <" + open[len(open)-1] + ">"
	}
	return ""
}

func TestMalformed(t *testing.T) {
	for text, want := range map[string]string{
		"plain, 2 > 1":         "stray >",
		"<b>a</b> &amp; b":     "",
		"<b>a <i>b</i></b>":    "",
		"<b>a <i>b</b></i>":    "stray </b>",
		"<b>a <b>b</b></b>":    "<b> inside itself",
		"<b>a":                 "unclosed <b>",
		"a</b>":                "stray </b>",
		"A & E":                "stray &",
		"A &nbsp; E":           "stray &nbsp;",
		"<a href=\"x\">y</a>":  "stray <a href=\"x\">",
		"<u>a</u>":             "stray <u>",
		"a < b":                "stray <",
		"<no value>":           "stray <no value>",
		"<blockquote>":         "unclosed <blockquote>",
		"it&#39;s &#34;x&#34;": "",
	} {
		if got := malformed(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
