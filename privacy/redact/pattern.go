package redact

import (
	"regexp"
	"slices"
	"strings"
)

// pattern is an expression, and a piece that every match of it has. The engine is
// slow at finding nothing, so it is asked only around such a piece: that spares most
// of the time that a text takes.
type pattern struct {
	*regexp.Regexp
	before, after int    // how many bytes around the piece a match may take, or look at
	needs         []need // a match has one at least
	also          []need // and one of these, where there are any
	shape         bool   // needs are shapes
}

// around makes a pattern. Its needs are divided by |, in lower case, with 0 for any
// digit and a blank for any space. A window always ends with a whole word, so before
// and after need not count what is glued to the piece.
func around(p *regexp.Regexp, before, after int, needs string) pattern {
	return pattern{p, before, after, needed(needs), nil, false}
}

// shaped makes a pattern that needs shapes rather than words: aa00 is two letters
// and two digits.
func shaped(p *regexp.Regexp, before, after int, needs string) pattern {
	return pattern{p, before, after, needed(needs), nil, true}
}

// with is a pattern that needs one of some other pieces too.
func (p pattern) with(needs string) pattern {
	p.also = needed(needs)
	return p
}

// either is an expression for one of some pieces that are divided by |. In order, the
// engine shares their first letters, and is several times as fast.
func either(pieces string) string {
	all := strings.Split(pieces, "|")
	slices.Sort(all)
	return strings.Join(all, "|")
}

// unit is what a figure before one of some pieces looks like.
func unit(pieces string) string {
	return "0" + strings.ReplaceAll(pieces, "|", "|0") + "|" + "0 " + strings.ReplaceAll(pieces, "|", "|0 ")
}

// spaced is some words after a space, the short ones whole: " st" begins many words.
func spaced(words string) string {
	var needs []string
	for w := range strings.SplitSeq(words, "|") {
		if len(w) > 3 {
			needs = append(needs, " "+w)
			continue
		}
		for _, end := range []string{" ", ".", ",", "!", "?", ";", ":", ")", "-", "'", "\""} {
			needs = append(needs, " "+w+end)
		}
	}
	return strings.Join(needs, "|")
}

// windows are the parts of a text where a pattern is to be looked for, in order and
// apart from each other.
func (c *claims) windows(p pattern) []passage {
	in := &c.low
	if p.shape {
		in = &c.shape
	}
	c.near = c.near[:0]
	for _, n := range p.needs {
		for from := in.find(n, 0); from >= 0; from = in.find(n, from+1) {
			c.near = append(c.near, passage{from, from + len(n.piece)})
		}
	}
	if len(c.near) == 0 || len(p.also) == 0 {
		return c.widened(p)
	}
	return slices.DeleteFunc(c.widened(p), func(w passage) bool {
		return !slices.ContainsFunc(p.also, func(n need) bool { return c.low.within(n, w) })
	})
}

// widened makes windows of the pieces that were found: each with what a match may
// have around it, whole words, and as one where they meet.
func (c *claims) widened(p pattern) []passage {
	if len(c.near) > 1 && len(p.needs) > 1 {
		slices.SortFunc(c.near, func(a, b passage) int { return a.Start - b.Start })
	}
	windows := c.near[:0]
	end := 0 // of the last window
	last := len(c.s)
	for _, n := range c.near {
		start := max(n.Start-p.before, end)
		for start > end && c.low.s[start-1] != ' ' {
			start--
		}
		n.End = min(n.End+p.after, last)
		if n.End <= end {
			continue
		}
		for n.End < last && c.low.s[n.End] != ' ' {
			n.End++
		}
		if start <= end && len(windows) > 0 {
			windows[len(windows)-1].End = n.End
		} else {
			windows = append(windows, passage{start, n.End})
		}
		end = n.End
	}
	return windows
}
