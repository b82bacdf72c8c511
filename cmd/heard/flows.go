package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"heard/flows"
)

type flowsCommand struct {
	Format       string `help:"mermaid, or svg: one picture to print." enum:"mermaid,svg" default:"mermaid"`
	Conversation string `arg:"" optional:"" help:"Only this one, such as dose."`
}

// Help is what --help says besides.
func (flowsCommand) Help() string {
	return `What is drawn is read off the conversations themselves. A dashed step is passed by where it has nothing to ask. A round
one is another conversation. From every step one can also leave for the menu or open the crisis card.`
}

// Run draws the conversations, or one of them.
func (c flowsCommand) Run(w world) error {
	all := charts()
	if c.Conversation != "" {
		i := slices.IndexFunc(all, func(one chart) bool { return one.name == c.Conversation })
		if i < 0 {
			return fmt.Errorf("there is no such conversation; there are %s", strings.Join(names(all), ", "))
		}
		all = all[i : i+1]
	}
	drawing := svg(all)
	if c.Format == "mermaid" {
		drawing = mermaid(all)
	}
	_, err := io.WriteString(w.out, drawing)
	return err
}

// chart is one conversation to draw.
type chart struct {
	name   string
	boxes  []box // in the order in which a patient meets them
	arrows []arrow
}

// box is a step, or another conversation.
type box struct {
	title    string
	asks     string // key of what it asks; empty: another conversation
	optional bool
}

// arrow leads from one box to another, by their places in the chart.
type arrow struct {
	from, to int
	both     bool // and back
}

func names(all []chart) []string {
	list := make([]string, len(all))
	for i, c := range all {
		list[i] = c.name
	}
	return list
}

// charts are all conversations, in the order in which a patient meets them.
func charts() []chart {
	places := flows.NewEngine(flows.Service{}, nil).Map()
	var all []chart
	for _, p := range places {
		name := p.At.Conversation()
		if !slices.Contains(names(all), name) {
			all = append(all, newChart(name, places))
		}
	}
	return all
}

// newChart draws a conversation with the others that it leads to.
func newChart(name string, places []flows.Place) chart {
	c := chart{name: name}
	places = slices.DeleteFunc(slices.Clone(places), func(p flows.Place) bool { return p.At.Conversation() != name })
	for _, p := range places {
		c.boxes = append(c.boxes, box{title: c.title(p.At), asks: string(p.Asks), optional: p.Optional})
	}
	for from, p := range places {
		for _, to := range p.On {
			c.lead(from, c.place(to))
		}
	}
	for from, p := range places {
		for _, to := range p.Back {
			c.leadBack(from, c.place(to))
		}
	}
	return c
}

// title is a step's name within its conversation, and that of another.
func (c *chart) title(at flows.Step) string {
	if at.Conversation() == c.name {
		return strings.TrimPrefix(string(at), c.name+".")
	}
	return at.Conversation()
}

// place finds a step's box. Another conversation gets its own when it is first
// led to.
func (c *chart) place(at flows.Step) int {
	inside := at.Conversation() == c.name
	i := slices.IndexFunc(c.boxes, func(b box) bool { return b.title == c.title(at) && (b.asks != "") == inside })
	if i >= 0 {
		return i
	}
	c.boxes = append(c.boxes, box{title: c.title(at)})
	return len(c.boxes) - 1
}

// lead adds an arrow, once.
func (c *chart) lead(from, to int) {
	for i, a := range c.arrows {
		if a.from == from && a.to == to {
			return
		}
		if a.from == to && a.to == from {
			c.arrows[i].both = true
			return
		}
	}
	c.arrows = append(c.arrows, arrow{from: from, to: to})
}

// leadBack makes an arrow one that leads both ways. Where "back" passes steps by
// there is no arrow: the way on passes them by too.
func (c *chart) leadBack(from, to int) {
	for i, a := range c.arrows {
		if a.from == to && a.to == from {
			c.arrows[i].both = true
		}
	}
}
