package flows_test

import (
	"fmt"
	"strings"

	"heard/care"
	"heard/flows"
)

// How a transcript puts on paper what a phone shows.

func (c *chat) screen(s flows.Screen) string {
	parts := []string{c.words(s)}
	for _, row := range append([][]flows.Button{s.Options}, s.Rows...) {
		var keys []string
		for _, b := range row {
			label := c.printer.Plain(c.lang(), b.Label)
			if b.Ticked {
				label = "✓ " + label
			}
			keys = append(keys, "["+label+"]")
		}
		if len(keys) > 0 {
			parts = append(parts, strings.Join(keys, " "))
		}
	}
	return strings.Join(parts, "\n")
}

// words is a screen without its buttons.
func (c *chat) words(s flows.Screen) string {
	parts := []string{c.paragraphs(s.Lines)}
	if p := s.Preview; p != nil {
		switch {
		case p.Report != nil:
			parts = append(parts, "| "+strings.ReplaceAll(c.lines("en", p.Report.Summary()), "\n", "\n| "))
		case p.Reply != nil:
			parts = append(parts, "| "+c.printer.Plain("en", care.Say("staff.reply", care.With("Code", p.Reply.Code), care.With("Words", care.Words(p.Reply.Words)))))
		}
	}
	if len(s.Foot) > 0 {
		parts = append(parts, c.paragraphs(s.Foot))
	}
	return strings.Join(parts, "\n")
}

func (c *chat) paragraphs(lines []care.Line) string { return c.lines(c.lang(), lines) }

func (c *chat) lines(lang string, lines []care.Line) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = c.printer.Plain(lang, l)
	}
	return strings.Join(out, "\n")
}

// write puts a speaker before a text, the text indented. Very long texts are
// cut in the middle: nobody reads ten thousand letters.
func (c *chat) write(who, text string) {
	c.out.WriteString(who + ":\n")
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if runes := []rune(line); len(runes) > 700 {
			line = fmt.Sprintf("%s … %d characters … %s", string(runes[:60]), len(runes), string(runes[len(runes)-20:]))
		}
		c.out.WriteString("    " + line + "\n")
	}
}
