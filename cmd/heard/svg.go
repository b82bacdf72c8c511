package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Sizes of a drawing, in pixels; 96 of them are an inch of paper.
const (
	boxWide, boxHigh = 150.0, 48.0
	gapWide, gapHigh = 40.0, 44.0
	margin           = 32.0
	headHigh         = 40.0
	pageWide         = 1600.0
)

// svg draws charts on one page, side by side as far as they fit.
func svg(all []chart) string {
	var out strings.Builder
	x, y, rowHigh, wide := 0.0, 0.0, 0.0, 0.0
	for _, c := range all {
		l := c.layout()
		if x > 0 && x+l.wide > pageWide {
			x, y, rowHigh = 0, y+rowHigh, 0
		}
		fmt.Fprintf(&out, "<g transform=\"translate(%.0f %.0f)\">\n%s</g>\n", x, y, c.draw(l))
		x += l.wide
		rowHigh, wide = max(rowHigh, l.high), max(wide, x)
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %[1]f %[2]f">`, wide, y+rowHigh) + "\n" + style + out.String() + "</svg>\n"
}

// style is for paper: dark lines on white, and nothing that only colour tells.
const style = `<style>
  text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; text-anchor: middle; fill: #17242b }
  .head { font-size: 20px; font-weight: 600; text-anchor: start }
  .title { font-weight: 600 }
  .key { font-size: 11px; fill: #54656e }
  rect { fill: #fff; stroke: #1f5c6b; stroke-width: 1.5 }
  .optional { stroke-dasharray: 5 4 }
  .other { fill: #e8f1f3 }
  path { fill: none; stroke: #54656e; stroke-width: 1.5 }
  .tip { fill: #54656e; stroke: none }
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>
<rect width="100%" height="100%" style="stroke: none"/>
`

// point is the middle of a box.
type point struct{ x, y float64 }

// layout is where everything of a chart stands.
type layout struct {
	wide, high float64
	at         []point // by box
	rank       []int
}

// layout puts every box below those that lead to it, and beside each other those
// that are as far from the start.
func (c chart) layout() layout {
	l := layout{at: make([]point, len(c.boxes)), rank: c.ranks()}
	left, right := 0.0, 0.0
	for rank := range slices.Max(l.rank) + 1 {
		row := c.row(l.rank, rank)
		middle := c.above(l, row)
		for i, b := range row {
			l.at[b] = point{
				x: middle + (float64(i)-float64(len(row)-1)/2)*(boxWide+gapWide),
				y: margin + headHigh + float64(rank)*(boxHigh+gapHigh) + boxHigh/2,
			}
			left, right = min(left, l.at[b].x), max(right, l.at[b].x)
		}
		l.high = margin + headHigh + float64(rank+1)*(boxHigh+gapHigh)
	}
	side := boxWide/2 + gapWide + margin/2
	for i := range l.at {
		l.at[i].x += side - left
	}
	l.wide = right - left + 2*side
	return l
}

// ranks count the longest way to each box. An arrow to a box that was met before
// leads back and counts for nothing.
func (c chart) ranks() []int {
	rank := make([]int, len(c.boxes))
	for range c.boxes {
		for _, a := range c.arrows {
			if c.onward(a) {
				rank[a.to] = max(rank[a.to], rank[a.from]+1)
			}
		}
	}
	return rank
}

// onward reports whether an arrow leads to what comes later.
func (c chart) onward(a arrow) bool { return a.to > a.from || c.boxes[a.to].asks == "" }

func (c chart) row(ranks []int, rank int) []int {
	var row []int
	for b, r := range ranks {
		if r == rank {
			row = append(row, b)
		}
	}
	return row
}

// above is the middle of the boxes right above that lead to a row.
func (c chart) above(l layout, row []int) float64 {
	sum, n := 0.0, 0
	for _, a := range c.arrows {
		if slices.Contains(row, a.to) && l.rank[a.from] == l.rank[a.to]-1 {
			sum, n = sum+l.at[a.from].x, n+1
		}
	}
	return sum / math.Max(1, float64(n))
}

func (c chart) draw(l layout) string {
	var out strings.Builder
	fmt.Fprintf(&out, "<text class=\"head\" x=\"%.0f\" y=\"%.0f\">%s</text>\n", margin, margin, c.name)
	for _, a := range c.arrows {
		start := ""
		if a.both {
			start = ` marker-start="url(#tip)"`
		}
		fmt.Fprintf(&out, "<path d=\"%s\" marker-end=\"url(#tip)\"%s/>\n", l.path(a), start)
	}
	for i, b := range c.boxes {
		out.WriteString(b.draw(l.at[i]))
	}
	return out.String()
}

// path is straight down to the next row, and in a curve past others.
func (l layout) path(a arrow) string {
	from, to := l.at[a.from], l.at[a.to]
	switch rows := l.rank[a.to] - l.rank[a.from]; {
	case rows == 1:
		y1, y2 := from.y+boxHigh/2, to.y-boxHigh/2
		return fmt.Sprintf("M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f", from.x, y1, from.x, (y1+y2)/2, to.x, (y1+y2)/2, to.x, y2)
	case rows > 1:
		side := math.Copysign(boxWide/2, to.x-from.x)
		return fmt.Sprintf("M%.0f %.0fQ%.0f %.0f %.0f %.0fV%.0f", from.x+side, from.y, to.x, from.y, to.x, from.y+boxHigh/2, to.y-boxHigh/2)
	}
	x1, x2 := from.x-boxWide/2, to.x-boxWide/2
	out := min(x1, x2) - gapWide
	return fmt.Sprintf("M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f", x1, from.y, out, from.y, out, to.y, x2, to.y)
}

func (b box) draw(at point) string {
	class, round := "", 4.0
	if b.asks == "" {
		class, round = ` class="other"`, boxHigh/2
	} else if b.optional {
		class = ` class="optional"`
	}
	rect := fmt.Sprintf("<rect%s x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"%.0f\"/>\n", class, at.x-boxWide/2, at.y-boxHigh/2, boxWide, boxHigh, round)
	if b.asks == "" {
		return rect + fmt.Sprintf("<text class=\"title\" x=\"%.0f\" y=\"%.0f\">%s</text>\n", at.x, at.y+4, b.title)
	}
	return rect + fmt.Sprintf("<text class=\"title\" x=\"%.0f\" y=\"%.0f\">%s</text>\n<text class=\"key\" x=\"%.0f\" y=\"%.0f\">%s</text>\n",
		at.x, at.y-3, b.title, at.x, at.y+14, b.asks)
}
