package clinic

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing about clinic.toml that an operator should mend.
type Problem struct {
	File    string
	Line    int    // from 1
	Field   string // such as clinic[0].hours.mon-fri; empty for broken TOML
	Reason  string
	Cure    string
	Warning bool // the service may start all the same
}

// String writes the problem on one line, with the cure last.
func (p Problem) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d: ", p.File, p.Line)
	if p.Field != "" {
		fmt.Fprintf(&b, "%s: ", p.Field)
	}
	if p.Warning {
		b.WriteString("warning: ")
	}
	fmt.Fprintf(&b, "%s. Cure: %s", p.Reason, p.Cure)
	return b.String()
}

// Problems are those of one file, in the order of its lines.
type Problems []Problem

// Fatal reports whether the service should not start: one of them is more than
// a warning.
func (ps Problems) Fatal() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return !p.Warning })
}

// String writes one problem a line.
func (ps Problems) String() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// inOrder sorts by line and keeps the order of finding within one.
func (ps Problems) inOrder() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return ps
}
