package bot

import (
	"context"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/care"
	"heard/clinic"
)

// What is posted in a team's group: the card of a case, and short posts that
// answer it.

// deliverCard makes the card of a case show the case.
func (b *Bot) deliverCard(ctx context.Context, d delivery, team clinic.Team) ending {
	held, e := b.caseOf(ctx, d, team)
	if held == nil {
		return e
	}
	if held.cardIn(b.groups.chat(team)) == 0 {
		return b.newCard(ctx, d, team, held)
	}
	if held.shown >= d.parcel.Version {
		return ending{verdict: needless}
	}
	e = b.editCard(ctx, team, held)
	switch {
	case e.verdict != vanished:
		return e
	case d.held != nil:
		// Somebody deleted it, and an earlier delivery may have replaced it since
		// the case was loaded.
		d.held = nil
		return b.deliverCard(ctx, d, team)
	}
	return b.newCard(ctx, d, team, held)
}

// newCard posts a card. See card.go for why it is empty first.
func (b *Bot) newCard(ctx context.Context, d delivery, team clinic.Team, held *heldCase) ending {
	if held.Status == care.Withdrawn || held.Status == care.Expired {
		return b.lastEdit(ctx, team, held)
	}
	group := b.groups.chat(team)
	text := b.printer.Print(language(team, b.service), care.Say("card.coming"))
	result, err := b.telegram.call(ctx, "sendMessage", groupParams(group, text))
	if err != nil {
		return judge(err)
	}
	shown := *held
	shown.card = care.Post{Chat: care.NewChatID(group), Message: messageID(result)}
	noted := care.Settlement{Lease: d.lease, Keep: true, Case: held.Code, Card: shown.card}
	if err := b.settler.now(ctx, noted); err != nil {
		// Not kept: the lease ends, and another empty post is made.
		b.log.ErrorContext(ctx, "a new card's number could not be kept", "err", err)
		return ending{verdict: dropped}
	}
	e := b.editCard(ctx, team, &shown)
	if e.verdict == vanished {
		return ending{verdict: later} // deleted as soon as it was there
	}
	return e
}

// lastEdit takes the words out of the card of a withdrawn case that stands in
// another group than the team has now, as far as Telegram lets a bot. Without a
// card nobody need learn that there was a case.
func (b *Bot) lastEdit(ctx context.Context, team clinic.Team, held *heldCase) ending {
	if held.card == (care.Post{}) {
		return ending{verdict: needless}
	}
	e := b.editCard(ctx, team, held)
	if e.verdict != sent && e.verdict != later {
		return ending{verdict: needless}
	}
	return e
}

func (b *Bot) editCard(ctx context.Context, team clinic.Team, held *heldCase) ending {
	_, err := b.telegram.call(ctx, "editMessageText",
		editParams(held.card.Chat.Reveal(), int64(held.card.Message), b.cardText(team, held.Case), b.cardKeys(team, held.Case)))
	e := judge(err)
	e.shown = held.version
	return e
}

// caseOf is the case of a delivery. Without one the ending says why: it was erased
// or has expired, or could not be read. The case as just committed serves where
// it knows its card, or is new and has none. Otherwise its card may have been
// posted since it was loaded.
func (b *Bot) caseOf(ctx context.Context, d delivery, team clinic.Team) (*heldCase, ending) {
	if h := d.held; h != nil && (h.version == 1 || h.cardIn(b.groups.chat(team)) != 0) {
		return h, ending{verdict: needless}
	}
	held, err := b.readCase(ctx, d.parcel.Code)
	if err != nil {
		b.log.ErrorContext(ctx, "a case could not be read for its team", "err", err)
		return nil, ending{verdict: later}
	}
	return held, ending{verdict: needless}
}

func (b *Bot) readCase(ctx context.Context, code care.Code) (*heldCase, error) {
	rec, err := b.store.LoadCase(ctx, code)
	if err != nil {
		return nil, err
	}
	return b.openCase(code, rec)
}

// groupParams is a post to staff: it cannot be forwarded or saved.
func groupParams(chat int64, text string) tgbotapi.Params {
	params := sendParams(chat, text, nil)
	params["protect_content"] = "true"
	return params
}

// deliverPost posts under the message it answers, or under a card. Of a case that
// was withdrawn meanwhile nothing more is posted.
func (b *Bot) deliverPost(ctx context.Context, d delivery, team clinic.Team) ending {
	params, e, ok := b.underParams(ctx, d, team)
	if !ok {
		return e
	}
	params["text"] = d.parcel.Text
	result, err := b.telegram.call(ctx, "sendMessage", params)
	e = judge(err)
	if err == nil {
		e.made = care.Post{Chat: care.NewChatID(b.groups.chat(team)), Message: messageID(result)}
	}
	return e
}

// deliverWords posts words of a patient under the card of their case.
func (b *Bot) deliverWords(ctx context.Context, d delivery, team clinic.Team) ending {
	params, e, ok := b.underParams(ctx, d, team)
	if !ok {
		return e
	}
	return b.fillPost(ctx, team, params, d.parcel.Text)
}

// fillPost posts something empty and then fills it, so that words of patients do
// not come up on the staff's lock screens.
func (b *Bot) fillPost(ctx context.Context, team clinic.Team, params tgbotapi.Params, text string) ending {
	params["text"] = b.printer.Print(language(team, b.service), care.Say("post.coming"))
	result, err := b.telegram.call(ctx, "sendMessage", params)
	if err != nil {
		return judge(err)
	}
	group, number := b.groups.chat(team), messageID(result)
	_, err = b.telegram.call(ctx, "editMessageText", editParams(group, int64(number), text, nil))
	e := judge(err)
	if e.verdict != sent {
		// It is posted anew; what is left of this try would stay empty for ever. Unless
		// somebody has deleted it already.
		_, _ = b.telegram.call(ctx, "deleteMessage", tgbotapi.Params{
			"chat_id": strconv.FormatInt(group, 10), "message_id": strconv.FormatInt(int64(number), 10),
		})
		if e.verdict == vanished {
			e.verdict = later
		}
		return e
	}
	e.made = care.Post{Chat: care.NewChatID(group), Message: number}
	return e
}

// underParams are those of a post that answers another message. ok is false when
// there is nothing to be posted; then the ending says why.
func (b *Bot) underParams(ctx context.Context, d delivery, team clinic.Team) (params tgbotapi.Params, e ending, ok bool) {
	group, under := b.groups.chat(team), d.parcel.Answers
	if under == 0 {
		held, e := b.caseOf(ctx, d, team)
		left := held != nil && d.parcel.Kind == words && len(held.back) == 0 // by somebody who is forgotten
		if held == nil || left || held.Status == care.Withdrawn || held.Status == care.Expired {
			return nil, e, false
		}
		under = int64(held.cardIn(group))
	}
	params = groupParams(group, "")
	if under != 0 {
		// Sent all the same when that message has been deleted.
		params["reply_parameters"] = `{"message_id":` + strconv.FormatInt(under, 10) + `,"allow_sending_without_reply":true}`
	}
	return params, e, true
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
		if held == nil || held.Unheard || !held.Withdrawable() {
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
	return b.commitCase(ctx, held, parcels)
}
