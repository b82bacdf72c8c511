package flows_test

import (
	"fmt"
	"slices"
	"strings"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// How transcripts play what staff do in their group.

// staff plays one act of theirs.
func (c *chat) staff(what string) {
	token, id := strings.TrimPrefix(what, "/"), fmt.Sprint("n", len(c.news))
	if label, ok := strings.CutPrefix(what, "["); ok {
		token = c.findOnDesk(strings.TrimSuffix(label, "]")).Token
	}
	d, ok := c.board().Desk(token, id, c.now)
	if words, written := strings.CutPrefix(strings.TrimPrefix(what, "/"), flows.WeDidWord); written {
		d, ok = flows.NewNotice(words, id, c.now), true
	}
	if !ok {
		c.write("Staff, closed by a press", c.printer.Plain(c.lang(), care.Say(d.Done)))
		return
	}
	if n := d.News; n != nil {
		c.news = slices.DeleteFunc(slices.Clone(c.news), func(o clinic.News) bool { return o.ID == n.ID })
		if !d.Gone {
			c.news = append(c.news, *n)
		}
	}
	c.onDesk(d.Screen)
	if d.Done != "" {
		c.write("Staff, fading", c.printer.Plain(c.lang(), care.Say(d.Done)))
	}
	c.told()
}

// onDesk shows a screen in the group.
func (c *chat) onDesk(s flows.Screen) {
	c.desk = s
	c.write("Staff see", c.screen(s))
}

// findOnDesk looks a button up by its label.
func (c *chat) findOnDesk(label string) flows.Data {
	for _, b := range buttons(c.desk) {
		if c.printer.Plain(c.lang(), b.Label) != label {
			continue
		}
		data, ok := flows.ParseData(b.Data.String())
		if !ok || len(b.Data.String()) > 64 {
			c.t.Fatalf("the button %q does not survive its journey", label)
		}
		return data
	}
	c.t.Fatalf("there is no button %q in the group", label)
	return flows.Data{}
}
