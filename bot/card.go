package bot

import (
	"fmt"
	"strings"

	"heard/care"
	"heard/clinic"
)

// A case is one card in its team's group, and the card is a picture of the case:
// whatever happens to the case, the same message is edited to show it.
//
// A card is first posted empty and then edited. Telegram cannot be told that a
// message is a repetition of one whose receipt was lost, but an edit can be
// repeated freely. So the number of the empty post is kept before anything is
// written on it: a crash in between leaves an empty post at worst, never a
// second card. It also keeps patients' words off the staff's lock screens.

// cardText is a case as its team sees it: the report as its patient was shown it.
// Of a case that has ended a stub is left, since Telegram keeps what stands there.
func (b *Bot) cardText(t clinic.Team, c care.Case) string {
	lang := language(t, b.service)
	head := b.printer.Print(lang, care.Say("card.head", care.With("Code", c.Code)))
	shown := c.Shown
	if c.Status.Ended() {
		shown = b.summary(lang, care.Report{Lane: c.Report.Lane, Topic: c.Report.Topic})
	}
	return strings.Join([]string{head, shown, b.cardState(lang, t, c)}, "\n\n")
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
	case care.Expired:
		say("card.expired")
	case care.Waiting, care.Released, care.Counted: // no card
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
	case care.Closed, care.Withdrawn, care.Expired, care.Waiting, care.Released, care.Counted:
	}
	return keyboard{}
}

// post are the patient's words that the team does not have yet, each as a post under
// the card. The case is left without them. Its owner is called after each.
func (b *Bot) post(h *heldCase) []parcel {
	c, posts := h.Posts()
	h.Case = c
	call := ""
	if team, ok := b.service.TeamByID(c.Team); ok && c.Owner != nil {
		call = fmt.Sprintf("\n\n<a href=\"tg://user?id=%d\">%s</a>", c.Owner.ID.Reveal(), b.sign(language(team, b.service), team, *c.Owner))
	}
	parcels := make([]parcel, len(posts))
	for i, text := range posts {
		parcels[i] = parcel{Kind: words, Team: c.Team, Code: c.Code, Text: text + call, calls: 2}
	}
	return parcels
}
