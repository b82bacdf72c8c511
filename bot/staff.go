package bot

import (
	"context"
	"errors"
	"strings"
	"unicode/utf16"

	"heard/care"
	"heard/clinic"
	"heard/privacy"
)

// anonymousAdmin is the sender that Telegram shows for every administrator who
// hides behind the group. Nobody could be told whose case it is.
const anonymousAdmin = 1087968824

// maxAnswer bounds a staff answer, in the UTF-16 units that Telegram counts: it
// must fit one message with its head around it, in any language.
const maxAnswer = 3000

// staffAct is what a staff member wants to do with a case. It returns the case
// as it would be, or one of the refusals of care.
type staffAct func(care.Case, care.Owner) (care.Case, error)

// staffPress takes a press on a card.
func (b *Bot) staffPress(ctx context.Context, u update, t clinic.Team) error {
	word, rest, _ := strings.Cut(u.Press.Data, ".")
	code, ok := care.ParseCode(rest)
	act := map[string]staffAct{
		pressTake:  care.Case.Take,
		pressBack:  func(c care.Case, o care.Owner) (care.Case, error) { return c.HandBack(o.ID) },
		pressClose: func(c care.Case, o care.Owner) (care.Case, error) { return c.Close(o.ID) },
	}[word]
	if !ok || act == nil {
		b.say(ctx, u, t, care.Say("toast.staff_old"), false)
		return nil
	}
	told := care.Say("toast.done." + care.Key(word))
	return b.staff(ctx, u, t, staffRequest{code: code, from: u.Press.From.ID, act: act, told: told, closes: word == pressClose})
}

// staffReply takes a message that answers one of the bot's own posts: an answer
// to the patient of the case which that post names first.
func (b *Bot) staffReply(ctx context.Context, u update, t clinic.Team) error {
	m := u.Message
	code, ok := m.ReplyTo.names()
	if m.ReplyTo.From.ID != b.telegram.ID() || !ok {
		return nil
	}
	words := strings.TrimSpace(m.Text)
	switch {
	case words == "":
		return b.staffNote(ctx, u, t, care.Say("staff.text_only"))
	case len(utf16.Encode([]rune(words))) > maxAnswer:
		return b.staffNote(ctx, u, t, care.Say("staff.too_long", care.With("Max", care.Number(maxAnswer))))
	}
	act := func(c care.Case, o care.Owner) (care.Case, error) { return c.Answer(o, words) }
	return b.staff(ctx, u, t, staffRequest{code: code, from: m.From.ID, act: act, answer: words})
}

// names is the case that a post names first.
func (r replied) names() (care.Code, bool) {
	head, _, _ := strings.Cut(r.Text, "\n")
	return care.FindCode(head)
}

// staffRequest is one thing a staff member does in a case.
type staffRequest struct {
	code   care.Code
	from   int64
	act    staffAct
	told   care.Line // what the presser is told when it is done
	answer string    // words for the patient
	closes bool
}

// staff carries out what a staff member does in a case.
func (b *Bot) staff(ctx context.Context, u update, t clinic.Team, r staffRequest) error {
	if r.from == anonymousAdmin {
		return b.refuse(ctx, u, t, care.Say("alert.anonymous"))
	}
	for range maxDecisions {
		done, err := b.staffOnce(ctx, u, t, r)
		if done || err != nil {
			return err
		}
	}
	return errBusy
}

func (b *Bot) staffOnce(ctx context.Context, u update, t clinic.Team, r staffRequest) (done bool, err error) {
	who := care.NewStaffID(r.from)
	rec, sign, seen, err := b.store.LoadForStaff(ctx, u.id(), r.code, t.ID, b.vault.Staff(t.ID, who))
	if err != nil {
		return false, err
	}
	if seen {
		b.counts.updates.WithLabelValues("repeated").Inc()
		b.say(ctx, u, t, care.Line{}, false)
		return true, nil
	}
	held, err := b.openCase(r.code, rec)
	if err != nil {
		return false, err
	}
	if held == nil || held.Team != t.ID {
		return true, b.refuse(ctx, u, t, care.Say("alert.gone", care.With("Code", r.code)))
	}
	next, err := r.act(held.Case, care.Owner{ID: who, Sign: sign})
	if err != nil {
		return true, b.refuse(ctx, u, t, b.refusal(t, held.Case, err))
	}
	held.Case = next
	parcels, err := b.staffParcels(t, held, r)
	if errors.Is(err, privacy.ErrNoEpoch) {
		// The patient has been erased, and with them the way back.
		return true, b.refuse(ctx, u, t, care.Say("alert.gone", care.With("Code", r.code)))
	}
	if err != nil {
		return false, err
	}
	return b.commitStaff(ctx, u, t, r, held, parcels)
}

// staffParcels are the deliveries that follow: the card, and words for the
// patient where there are any, or that the case was closed.
func (b *Bot) staffParcels(t clinic.Team, held *heldCase, r staffRequest) ([]parcel, error) {
	parcels := []parcel{cardParcel(held, held.version+1)}
	switch {
	case r.answer != "":
		p, err := b.answerParcel(t, held, r.answer)
		return append(parcels, p), err
	case r.closes:
		p, err := b.closedParcel(held)
		return append(parcels, p), err
	}
	return parcels, nil
}

func (b *Bot) commitStaff(ctx context.Context, u update, t clinic.Team, r staffRequest, held *heldCase, parcels []parcel) (bool, error) {
	write, err := held.write(b.service.Privacy.KeepCases)
	if err != nil {
		return false, err
	}
	jobs, err := b.jobs(parcels)
	if err != nil {
		return false, err
	}
	done, err := b.commit(ctx, care.Commit{Update: u.id(), Case: write, Jobs: jobs}, parcels, held.committed())
	if done && err == nil {
		b.say(ctx, u, t, r.told, false)
	}
	return done, err
}

// refusal says why something cannot be done with a case, and whose it is.
func (b *Bot) refusal(t clinic.Team, c care.Case, err error) care.Line {
	owner := care.Name("")
	if c.Owner != nil {
		owner = care.Name(b.printer.Plain(language(t, b.service),
			care.Say("sign."+care.Key(t.Role), care.With("Number", care.Number(c.Owner.Sign)))))
	}
	switch {
	case errors.Is(err, care.ErrOwned):
		return care.Say("alert.owned", care.With("Owner", owner))
	case errors.Is(err, care.ErrNotOwner):
		return care.Say("alert.not_owner", care.With("Owner", owner))
	case errors.Is(err, care.ErrNotTaken):
		return care.Say("alert.not_taken")
	}
	return care.Say("alert.closed", care.With("Code", c.Code))
}

// refuse tells a staff member why nothing was done: as an alert on a press, as
// a post under what they wrote otherwise.
func (b *Bot) refuse(ctx context.Context, u update, t clinic.Team, why care.Line) error {
	if u.Press != nil {
		b.say(ctx, u, t, why, true)
		return nil
	}
	return b.staffNote(ctx, u, t, why)
}

// say answers a press of staff; on a message it does nothing.
func (b *Bot) say(ctx context.Context, u update, t clinic.Team, line care.Line, alert bool) {
	if u.Press == nil {
		return
	}
	text := ""
	if line.Key != "" {
		text = b.printer.Plain(language(t, b.service), line)
	}
	b.answerPress(ctx, u.Press.ID, text, alert)
}
