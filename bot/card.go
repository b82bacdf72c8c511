package bot

import (
	"fmt"
	"strings"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// A case is one card in its team's group, and the card is a picture of the case:
// whatever happens to the case, the same message is edited to show it.
//
// A card is first posted empty and then edited. Telegram cannot be told that a
// message is a repetition of one whose receipt was lost, but an edit can be
// repeated freely. So the number of the empty post is kept before anything is
// written on it: a crash in between leaves an empty post at worst, never a
// second card. It also keeps patients' words off the staff's lock screens.

// cardText prints a case as its team sees it.
func (b *Bot) cardText(t clinic.Team, c care.Case) string {
	lang := language(t, b.service)
	head := b.printer.Print(lang, care.Say("card.head", care.With("Code", c.Code)))
	return strings.Join([]string{head, b.summary(lang, c.Report), b.cardState(lang, t, c)}, "\n\n")
}

// cardState says where the case is: whose, whether answered, whether ended.
func (b *Bot) cardState(lang string, t clinic.Team, c care.Case) string {
	var lines []string
	say := func(key care.Key) { lines = append(lines, b.printer.Print(lang, care.Say(key))) }
	switch c.Status {
	case care.New:
		say("card.new")
	case care.Taken:
		lines = append(lines, fmt.Sprintf(`%s <a href="tg://user?id=%d">%s</a>`,
			b.printer.Print(lang, care.Say("card.taken")), c.Owner.ID.Reveal(), b.sign(lang, t, *c.Owner)))
	case care.Closed:
		say("card.closed")
	case care.Withdrawn:
		say("card.withdrawn")
	}
	if c.Answered() {
		say("card.answered")
	}
	if c.Unheard {
		say("card.unheard")
	}
	if !c.Status.Ended() {
		say("card.how")
	}
	return strings.Join(lines, "\n")
}

// sign is what stands for a staff member's name: the role and a number within
// the team. On a card it is a link, by which colleagues see whose it is.
func (b *Bot) sign(lang string, t clinic.Team, o care.Owner) string {
	return b.printer.Print(lang, care.Say("sign."+care.Key(t.Role), care.With("Number", care.Number(o.Sign))))
}

// The buttons of a card; the code of the case follows after a point.
const (
	pressTake  = "take"
	pressBack  = "back"
	pressClose = "close"
)

// cardKeys are the buttons that make sense now.
func (b *Bot) cardKeys(t clinic.Team, c care.Case) keyboard {
	lang := language(t, b.service)
	button := func(label care.Key, what string) key {
		return key{Text: b.printer.Plain(lang, care.Say(label)), Data: what + "." + string(c.Code)}
	}
	switch c.Status {
	case care.New:
		return keyboard{{button("button.take", pressTake), button("button.close", pressClose)}}
	case care.Taken:
		return keyboard{{button("button.hand_back", pressBack), button("button.close", pressClose)}}
	case care.Closed, care.Withdrawn:
	}
	return keyboard{}
}

// replyText prints a patient's words in a case, as posted under its card. It is
// the preview's text, with the owner called after it.
func (b *Bot) replyText(t clinic.Team, c care.Case, words string) string {
	lang := language(t, b.service)
	text := b.replyBody(lang, flows.ReplyCase{Code: c.Code, Words: words})
	if c.Owner == nil {
		return text
	}
	return text + fmt.Sprintf("\n\n<a href=\"tg://user?id=%d\">%s</a>", c.Owner.ID.Reveal(), b.sign(lang, t, *c.Owner))
}
