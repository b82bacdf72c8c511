package bot

import (
	"context"
	"fmt"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/care"
	"heard/clinic"
)

// What is posted in a team's group: the card of a case, and short posts that
// answer it.

// deliverCard makes the card of a case show the case. See card.go for why a new
// card is posted empty first.
func (b *Bot) deliverCard(ctx context.Context, d delivery) {
	team, held, ok := b.cardOf(ctx, d)
	if !ok {
		return
	}
	if held.card != 0 && held.shown >= d.parcel.Version {
		d.among.put(care.Settlement{Lease: d.lease})
		return
	}
	if held.card == 0 {
		result, err := b.telegram.call(ctx, "sendMessage", b.emptyCard(team))
		if err != nil {
			b.finish(ctx, d, judge(err))
			return
		}
		held.card = messageID(result)
		noted := care.Settlement{Lease: d.lease, Keep: true, Case: held.Code, Card: b.cardKept(team, held.card)}
		if err := b.settler.now(ctx, noted); err != nil {
			// Not kept: the lease ends, and another empty post is made.
			b.log.ErrorContext(ctx, "a new card's number could not be kept", "err", err)
			d.among.skip()
			return
		}
	}
	b.editCard(ctx, d, team, held)
}

func (b *Bot) editCard(ctx context.Context, d delivery, team clinic.Team, held *heldCase) {
	_, err := b.telegram.call(ctx, "editMessageText",
		editParams(b.groups.chat(team), int64(held.card), b.cardText(team, held.Case), b.cardKeys(team, held.Case)))
	f := judge(err)
	switch f.verdict {
	case sent:
		b.counts.deliveries.WithLabelValues("sent").Inc()
		d.among.put(care.Settlement{Lease: d.lease, Case: held.Code, Shown: held.version})
	case vanished:
		b.replace(ctx, d, held.card)
	case later, unreachable, moved, refused:
		b.finish(ctx, d, f)
	}
}

// replace brings a card up to date that somebody deleted, by a new one. The case
// is read again, since an earlier delivery may have replaced it already.
func (b *Bot) replace(ctx context.Context, d delivery, gone care.MessageID) {
	d.held = nil
	_, held, ok := b.cardOf(ctx, d)
	if !ok {
		return
	}
	if held.card == gone {
		held.card = 0
	}
	d.held = held
	b.deliverCard(ctx, d)
}

// cardOf reads the case of a card. ok is false when there is nothing to show:
// the case was erased or has expired, or it could not be read and is tried
// again.
func (b *Bot) cardOf(ctx context.Context, d delivery) (clinic.Team, *heldCase, bool) {
	team, known := b.service.TeamByID(d.parcel.Team)
	if !known {
		b.log.ErrorContext(ctx, "a card's team is no longer in clinic.toml", "team", d.parcel.Team, "cure", "put the team back until its cases are closed")
		b.finish(ctx, d, failure{verdict: later, wait: longestPause})
		return team, nil, false
	}
	if d.held != nil {
		return team, d.held, true
	}
	held, err := b.readCase(ctx, d.parcel.Code)
	if err != nil {
		b.log.ErrorContext(ctx, "a case could not be read for its card", "err", err)
		b.finish(ctx, d, failure{verdict: later})
		return team, nil, false
	}
	if held == nil {
		d.among.put(care.Settlement{Lease: d.lease})
	}
	return team, held, held != nil
}

func (b *Bot) readCase(ctx context.Context, code care.Code) (*heldCase, error) {
	rec, err := b.store.LoadCase(ctx, code)
	if err != nil {
		return nil, err
	}
	return b.openCase(code, rec)
}

// emptyCard is the post that a card begins as.
func (b *Bot) emptyCard(t clinic.Team) tgbotapi.Params {
	text := b.printer.Print(language(t, b.service), care.Say("card.coming"))
	return groupParams(b.groups.chat(t), text)
}

// groupParams is a post to staff: it cannot be forwarded or saved.
func groupParams(chat int64, text string) tgbotapi.Params {
	params := sendParams(chat, text, nil)
	params["protect_content"] = "true"
	return params
}

// deliverPost posts under a card, or under the message it answers.
func (b *Bot) deliverPost(ctx context.Context, d delivery) {
	team, ok := b.service.TeamByID(d.parcel.Team)
	if !ok {
		b.finish(ctx, d, failure{verdict: refused})
		return
	}
	under := d.parcel.Answers
	if under == 0 {
		held := d.held
		if held == nil || held.card == 0 {
			var err error
			if held, err = b.readCase(ctx, d.parcel.Code); err != nil {
				b.finish(ctx, d, failure{verdict: later})
				return
			}
		}
		if held == nil {
			d.among.put(care.Settlement{Lease: d.lease})
			return
		}
		under = int64(held.card)
	}
	params := groupParams(b.groups.chat(team), d.parcel.Text)
	if under != 0 {
		// Sent all the same when that message has been deleted.
		params["reply_parameters"] = `{"message_id":` + strconv.FormatInt(under, 10) + `,"allow_sending_without_reply":true}`
	}
	_, err := b.telegram.call(ctx, "sendMessage", params)
	b.finish(ctx, d, judge(err))
}

// unheard notes on a case that the last answer cannot reach the patient, on the
// card and by a post under it. It says nothing of why: that would tell of the
// person.
func (b *Bot) unheard(ctx context.Context, code care.Code) error {
	for range maxDecisions {
		held, err := b.readCase(ctx, code)
		if err != nil {
			return err
		}
		if held == nil || held.Unheard {
			return nil
		}
		team, ok := b.service.TeamByID(held.Team)
		if !ok {
			return nil
		}
		held.Unheard = true
		done, err := b.commitUnheard(ctx, team, held)
		if done || err != nil {
			return err
		}
	}
	return errBusy
}

func (b *Bot) commitUnheard(ctx context.Context, team clinic.Team, held *heldCase) (bool, error) {
	parcels := []parcel{
		cardParcel(held, held.version+1),
		{Kind: underCard, Team: team.ID, Code: held.Code, Text: b.printer.Print(language(team, b.service), care.Say("staff.unheard", care.With("Code", held.Code)))},
	}
	write, err := held.write(b.service.Privacy.KeepCases)
	if err != nil {
		return false, err
	}
	jobs, err := b.jobs(parcels)
	if err != nil {
		return false, fmt.Errorf("bot: telling a team: %w", err)
	}
	return b.commit(ctx, care.Commit{Case: write, Jobs: jobs}, parcels, held.committed())
}
