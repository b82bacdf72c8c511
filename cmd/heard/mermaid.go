package main

import (
	"fmt"
	"strings"
)

// mermaid writes charts in the language of mermaid.js.org, which pages that show
// Markdown often draw.
func mermaid(all []chart) string {
	drawn := make([]string, len(all))
	for i, c := range all {
		drawn[i] = c.mermaid()
	}
	return strings.Join(drawn, "\n")
}

func (c chart) mermaid() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%%%% %s\nflowchart TD\n", c.name)
	for i, b := range c.boxes {
		if b.asks == "" {
			fmt.Fprintf(&out, "  n%d([\"%s\"])\n", i, b.title)
		} else {
			fmt.Fprintf(&out, "  n%d[\"%s<br/><small>%s</small>\"]\n", i, b.title, b.asks)
		}
		if b.optional {
			fmt.Fprintf(&out, "  style n%d stroke-dasharray: 5 4\n", i)
		}
	}
	for _, a := range c.arrows {
		line := "-->"
		if a.both {
			line = "<-->"
		}
		fmt.Fprintf(&out, "  n%d %s n%d\n", a.from, line, a.to)
	}
	return out.String()
}
