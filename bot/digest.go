package bot

import (
	"strings"
	"time"
	"unicode/utf16"

	"heard/care"
	"heard/clinic"
)

// maxPost is how long a post may be, in the UTF-16 units that Telegram counts. It
// counts without the markup; counted with it, there is room to spare.
const maxPost = 4000

// digest is a release as its team gets it: one post, or as many as it takes, each
// report whole.
func (b *Bot) digest(team clinic.Team, slot time.Time, reports []string) []parcel {
	if len(reports) == 0 {
		return nil
	}
	lang := language(team, b.service)
	year, week := slot.In(b.service.Zone).ISOWeek()
	head := b.printer.Print(lang, care.Say("digest.head", care.With("Week", care.Number(week)), care.With("Year", care.Number(year))))
	texts := []string{head}
	for _, report := range reports {
		last := len(texts) - 1
		if longer := texts[last] + "\n\n" + report; units(longer) <= maxPost || texts[last] == head {
			texts[last] = longer
			continue
		}
		texts = append(texts, head+"\n\n"+report)
	}
	parcels := make([]parcel, len(texts))
	for i, text := range texts {
		parcels[i] = parcel{Kind: digest, Team: team.ID, Text: strings.TrimSpace(text), calls: 2}
	}
	return parcels
}

// units is how long Telegram takes a text to be.
func units(s string) int { return len(utf16.Encode([]rune(s))) }
