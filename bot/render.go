package bot

import (
	"strings"
	"unicode/utf8"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// render prints a screen in a language: HTML for Telegram, and its keyboard.
func (b *Bot) render(lang string, s flows.Screen) (text string, keys keyboard) {
	parts := b.paragraphs(lang, s.Lines)
	if s.Preview != nil {
		parts = append(parts, b.preview(lang, *s.Preview))
	}
	parts = append(parts, b.paragraphs(lang, s.Foot)...)
	keys = b.packed(lang, s.Options)
	for _, row := range s.Rows {
		keys = append(keys, b.row(lang, row))
	}
	return strings.Join(parts, "\n\n"), keys
}

func (b *Bot) paragraphs(lang string, lines []care.Line) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = b.printer.Print(lang, line)
	}
	return out
}

func joined(lines []string) string { return strings.Join(lines, "\n") }

// shortLabel is how many characters of a label fit half a phone's width.
const shortLabel = 16

// packed puts buttons two to a row where both labels are short.
func (b *Bot) packed(lang string, buttons []flows.Button) keyboard {
	var rows keyboard
	half := false // the last row has room for a second short label
	for _, button := range buttons {
		k := b.key(lang, button)
		short := utf8.RuneCountInString(k.Text) <= shortLabel
		if half && short {
			rows[len(rows)-1] = append(rows[len(rows)-1], k)
			half = false
			continue
		}
		rows = append(rows, []key{k})
		half = short
	}
	return rows
}

func (b *Bot) row(lang string, buttons []flows.Button) []key {
	row := make([]key, len(buttons))
	for i, button := range buttons {
		row[i] = b.key(lang, button)
	}
	return row
}

// tick marks a button that is chosen.
const tick = "✓ "

func (b *Bot) key(lang string, button flows.Button) key {
	label := b.printer.Plain(lang, button.Label)
	if button.Ticked {
		label = tick + label
	}
	return key{Text: label, Data: button.Data.String()}
}

// roleLabel is how a team's people are called to a patient.
func roleLabel(t clinic.Team) care.Label { return care.Label(t.Role.Label()) }
