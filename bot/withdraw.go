package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"heard/care"
	"heard/clinic"
)

// A case that its patient takes back: the card says so, and the words are gone
// from it and from what was posted under it. What staff wrote themselves is
// theirs to delete.

// withdraw takes back the case at hand.
func (p *planner) withdraw() error {
	opened, parcels, err := p.bot.withdrawn(p.held)
	if err != nil {
		return err
	}
	p.opened = opened
	p.add(parcels...)
	return nil
}

// withdrawn is the case taken back, without a way to its patient, and the
// deliveries that follow. One that still hides is never posted, and nobody learns
// that there was one.
func (b *Bot) withdrawn(h *heldCase) (*heldCase, []parcel, error) {
	c, err := h.Withdraw()
	if err != nil {
		return nil, nil, fmt.Errorf("bot: withdrawing a case: %w", err)
	}
	next, err := b.bare(h, c)
	switch {
	case err != nil:
		return nil, nil, err
	case h.Hidden:
		return next, []parcel{{Kind: hidden, Code: h.Code}}, nil
	case !h.AtTeam():
		return next, nil, nil
	}
	return next, stub(h, next), nil
}

// stub is what leaves nothing of a case in its group but its code and its topic.
func stub(was, next *heldCase) []parcel {
	parcels := []parcel{cardParcel(next, next.version+1)}
	if was.posted() {
		parcels = append(parcels, parcel{Kind: strikes, Team: was.Team, Code: was.Code})
	}
	return parcels
}

// posted reports whether something was posted under the card, or is on its way.
func (h *heldCase) posted() bool {
	return h.Unheard || len(h.under) > 0 || slices.ContainsFunc(h.Thread, func(m care.Message) bool { return m.From == care.FromPatient })
}

// forget leaves nothing of a patient: their row goes with the commit, and their
// cases are withdrawn one by one.
func (p *planner) forget(cases []care.Code) error {
	stale := p.bot.keepUp() // whoever is forgotten is under all of their names
	p.forgets = true
	p.add(parcel{Kind: checkIn, Chat: p.chat.Reveal()})
	p.setReminder(nil)
	for _, code := range cases {
		p.add(parcel{Kind: leave, Code: code, Due: p.bot.now()})
	}
	return stale
}

// fadeDays is over how many days the cards of somebody who is forgotten fade. Of
// several that fade on one day staff would see that they belong together: so few
// patients leave that the day alone tells it (docs/anonymity.md).
const fadeDays = 14

// fading draws when a card fades.
func (b *Bot) fading() (time.Time, error) {
	days, err := b.below(fadeDays)
	if err != nil {
		return time.Time{}, err
	}
	return b.hideFrom(b.now().AddDate(0, 0, int(days)))
}

// deliverLeave takes the way back to a patient who is forgotten from their case, and
// puts it under a new key. For its team it stays as it was, until it is withdrawn at
// a random time: a press on it before must not tell that it is somebody's who has
// just left.
func (b *Bot) deliverLeave(ctx context.Context, code care.Code) ending {
	return b.change(ctx, code, func(held *heldCase) (*heldCase, []parcel, error) {
		switch {
		case !held.Withdrawable() || len(held.back) == 0:
			return nil, nil, nil
		case !held.AtTeam() || held.card == (care.Post{}):
			return b.withdrawn(held) // nobody has seen it
		}
		c, _ := held.Posts() // what the team does not have yet it never gets
		next, err := b.bare(held, c.Mute(true))
		if err != nil {
			return nil, nil, err
		}
		due, err := b.fading()
		return next, []parcel{{Kind: fade, Code: code, Due: due}}, err
	})
}

// deliverFade withdraws such a case.
func (b *Bot) deliverFade(ctx context.Context, code care.Code) ending {
	return b.change(ctx, code, func(held *heldCase) (*heldCase, []parcel, error) {
		if !held.Withdrawable() {
			return nil, nil, nil
		}
		return b.withdrawn(held)
	})
}

// deliverStrikes orders a strike of every post under a card. Which there are is
// read only now: one that was on its way when the case was withdrawn has gone
// through this box before, and is noted.
func (b *Bot) deliverStrikes(ctx context.Context, p parcel) ending {
	held, err := b.readCase(ctx, p.Code)
	if err != nil || held == nil || len(held.under) == 0 {
		return b.put(ctx, err)
	}
	parcels := make([]parcel, len(held.under))
	for i, post := range held.under {
		parcels[i] = parcel{Kind: strike, Team: p.Team, Chat: post.Chat.Reveal(), Edit: int64(post.Message), Code: p.Code}
	}
	jobs, err := b.jobs(parcels)
	if err != nil {
		return b.put(ctx, err)
	}
	_, err = b.commit(ctx, care.Commit{Jobs: jobs}, parcels, nil)
	return b.put(ctx, err)
}

// deliverStrike takes the words out of a post under a card. Where it stands in a
// group that the team has left, as far as Telegram lets a bot: that is not to hold
// up the group which it has now.
func (b *Bot) deliverStrike(ctx context.Context, p parcel, team clinic.Team) ending {
	lang := language(team, b.service)
	text := b.printer.Print(lang, care.Say("card.head", care.With("Code", p.Code))) + "\n" + b.printer.Print(lang, care.Say("card.words_gone"))
	_, err := b.telegram.call(ctx, "editMessageText", editParams(p.Chat, p.Edit, text, nil))
	e := judge(err)
	if e.verdict == moved || e.verdict == unreachable && p.Chat != b.groups.chat(team) {
		return ending{verdict: vanished}
	}
	return e
}
