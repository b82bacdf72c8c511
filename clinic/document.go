package clinic

import (
	"fmt"
	"slices"
	"strings"
)

// document is a file while it is read: where its keys stand, and what is wrong
// with it so far.
type document struct {
	name     string
	speaks   []string
	lines    map[string]int // of every path, such as clinic[0].id
	problems Problems
	// mended is set when a broken line was left out to read the rest. What is
	// missing then may have stood there, so nothing is called missing.
	mended bool
	// meant holds paths that somebody wrote with a slip and was told about, so
	// that they are not called missing too.
	meant []string
}

func (d *document) report(line int, field, reason, cure string) {
	d.problems = append(d.problems, Problem{File: d.name, Line: line, Field: field, Reason: reason, Cure: cure})
}

// wrong reports a problem of the value at a path.
func (d *document) wrong(path, reason, cure string) {
	d.report(d.line(path), path, reason, cure)
}

// warn reports what the operator should know and may leave.
func (d *document) warn(path, reason, cure string) {
	d.wrong(path, reason, cure)
	d.problems[len(d.problems)-1].Warning = true
}

// line finds a path in the text, or else the nearest table around it.
func (d *document) line(path string) int {
	for path != "" {
		if n, ok := d.lines[path]; ok {
			return n
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return 1
}

// excused reports whether a missing path is explained by another problem.
func (d *document) excused(path string) bool {
	return d.mended || slices.Contains(d.meant, path)
}

// join makes the path of a key in a table; the root's path is empty.
func join(path, key string) string {
	if !bare(key) {
		key = quote(key)
	}
	if path == "" {
		return key
	}
	return path + "." + key
}

// at makes the path of an element of a list.
func at(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// bare reports whether TOML allows the key without quotes.
func bare(key string) bool {
	for _, r := range key {
		if !bareRune(r) {
			return false
		}
	}
	return key != ""
}

func bareRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_'
}

// maxQuoted is how much of a value a problem repeats, in characters.
const maxQuoted = 40

// quote repeats what the file says, short and on one line.
func quote(s string) string {
	if r := []rune(s); len(r) > maxQuoted {
		s = string(r[:maxQuoted]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
