package bot

import (
	"context"
	"errors"
	"strings"

	"heard/care"
	"heard/clinic"
	"heard/privacy"
)

// Telegram shows these senders for everybody who hides: administrators behind the
// group, and members behind a channel of theirs. Nobody could be told whose case
// it is.
const (
	anonymousAdmin = 1087968824
	channelBot     = 136817688
)

// anonymous reports whether whoever wrote or pressed hides.
func (u update) anonymous() bool {
	id := u.from()
	return id == anonymousAdmin || id == channelBot || u.Message != nil && bool(u.Message.SenderChat)
}

// from is who wrote or pressed.
func (u update) from() int64 {
	if u.Press != nil {
		return u.Press.From.ID
	}
	return u.Message.From.ID
}

// maxAnswer bounds a staff answer, in the UTF-16 units that Telegram counts: it
// must fit one message with its head around it, in any language.
const maxAnswer = 3000

// staffAct is what a staff member wants to do with a case. It returns the case
// as it would be, or one of the refusals of care.
type staffAct func(care.Case, care.Owner) (care.Case, error)

// staffVisit is one update from a team's group, with the bot that it came to.
type staffVisit struct {
	*Bot
	update update
	team   clinic.Team
}

// staffPress takes a press on a card.
func (b *Bot) staffPress(ctx context.Context, u update, t clinic.Team) error {
	v := staffVisit{b, u, t}
	word, rest, _ := strings.Cut(u.Press.Data, ".")
	code, ok := care.ParseCode(rest)
	act := map[string]staffAct{
		pressTake:  care.Case.Take,
		pressBack:  func(c care.Case, o care.Owner) (care.Case, error) { return c.HandBack(o.ID) },
		pressClose: func(c care.Case, o care.Owner) (care.Case, error) { return c.Close(o.ID) },
	}[word]
	if !ok || act == nil {
		v.say(ctx, care.Say("toast.staff_old"), false)
		return nil
	}
	told := care.Say("toast.done." + care.Key(word))
	return v.request(ctx, staffRequest{code: code, act: act, told: told, closes: word == pressClose})
}

// staffReply takes a message that answers one of the bot's own posts: an answer
// to the patient of the case which that post names first.
func (b *Bot) staffReply(ctx context.Context, u update, t clinic.Team) error {
	v, m := staffVisit{b, u, t}, u.Message
	code, ok := m.ReplyTo.names()
	if m.ReplyTo.From.ID != b.telegram.ID() {
		return nil
	}
	words := strings.TrimSpace(m.Text)
	switch {
	case !ok: // a release of the pool, or something else that is of no case
		return v.note(ctx, care.Say("staff.no_case"))
	case words == "":
		return v.note(ctx, care.Say("staff.text_only"))
	case units(words) > maxAnswer:
		return v.note(ctx, care.Say("staff.too_long", care.With("Max", care.Number(maxAnswer))))
	}
	act := func(c care.Case, o care.Owner) (care.Case, error) { return c.Answer(o, words) }
	return v.request(ctx, staffRequest{code: code, act: act, answer: words})
}

// names is the case that a post names first.
func (r replied) names() (care.Code, bool) {
	head, _, _ := strings.Cut(r.Text, "\n")
	return care.FindCode(head)
}

// staffRequest is one thing a staff member does in a case.
type staffRequest struct {
	code   care.Code
	act    staffAct
	told   care.Line // what the presser is told when it is done
	answer string    // words for the patient
	closes bool
}

// request does what a staff member asks for.
func (v staffVisit) request(ctx context.Context, r staffRequest) error {
	if v.update.anonymous() {
		return v.refuse(ctx, care.Say("alert.anonymous"))
	}
	for range maxDecisions {
		done, err := v.decide(ctx, r)
		if done || err != nil {
			return err
		}
	}
	return errBusy
}

// decide decides on the case as it is now. done is false when that changed
// meanwhile and it has to be decided again.
func (v staffVisit) decide(ctx context.Context, r staffRequest) (done bool, err error) {
	who := care.NewStaffID(v.update.from())
	name, others := v.vault.StaffNames(v.team.ID, who)
	rec, sign, seen, err := v.store.LoadForStaff(ctx, v.update.id(), r.code, v.team.ID, name, others...)
	if err != nil {
		return false, err
	}
	if seen {
		v.counts.updates.WithLabelValues("repeated").Inc()
		v.say(ctx, care.Line{}, false)
		return true, nil
	}
	held, err := v.openCase(r.code, rec)
	if err != nil {
		return false, err
	}
	gone := care.Say("alert.gone", care.With("Code", r.code))
	if held == nil || held.Team != v.team.ID || !held.AtTeam() {
		return true, v.refuse(ctx, gone)
	}
	next, err := r.act(held.Case, care.Owner{ID: who, Sign: sign})
	if err != nil {
		return true, v.refuse(ctx, v.refusal(held.Case, err))
	}
	held.Case = next
	parcels, err := v.parcels(held, r)
	if errors.Is(err, privacy.ErrNoEpoch) {
		// The patient has been erased, and with them the way back.
		return true, v.refuse(ctx, gone)
	}
	if err != nil {
		return false, err
	}
	return v.conclude(ctx, r, held, parcels)
}

// parcels are the deliveries that follow: the card, and words for the patient
// where there are any, or that the case was closed.
func (v staffVisit) parcels(held *heldCase, r staffRequest) ([]parcel, error) {
	parcels := []parcel{cardParcel(held, held.version+1)}
	if r.closes {
		parcels = stub(held, held)
	}
	switch {
	case held.Muted:
		// The patient finds it when they look.
	case r.answer != "":
		p, err := v.answerParcel(v.team, held, r.answer)
		return append(parcels, p), err
	case r.closes:
		p, err := v.closedParcel(held)
		return append(parcels, p), err
	}
	return parcels, nil
}

// conclude commits what was decided, and says so.
func (v staffVisit) conclude(ctx context.Context, r staffRequest, held *heldCase, parcels []parcel) (bool, error) {
	write, err := held.write(v.service.Privacy.KeepCases)
	if err != nil {
		return false, err
	}
	jobs, err := v.jobs(parcels)
	if err != nil {
		return false, err
	}
	done, err := v.commit(ctx, care.Commit{Update: v.update.id(), Cases: []care.CaseWrite{write}, Jobs: jobs}, parcels, held.committed())
	if done && err == nil {
		v.say(ctx, r.told, false)
	}
	return done, err
}

// refusal says why something cannot be done with a case, and whose it is.
func (v staffVisit) refusal(c care.Case, err error) care.Line {
	owner := care.Name("")
	if c.Owner != nil {
		owner = care.Name(v.printer.Plain(v.language(),
			care.Say("sign."+care.Key(v.team.Role), care.With("Number", care.Number(c.Owner.Sign)))))
	}
	switch {
	case errors.Is(err, care.ErrWithdrawn):
		return care.Say("alert.withdrawn", care.With("Code", c.Code))
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
func (v staffVisit) refuse(ctx context.Context, why care.Line) error {
	if v.update.Press != nil {
		v.say(ctx, why, true)
		return nil
	}
	return v.note(ctx, why)
}

// say answers a press of staff; on a message it does nothing.
func (v staffVisit) say(ctx context.Context, line care.Line, alert bool) {
	if v.update.Press == nil {
		return
	}
	text := ""
	if line.Key != "" {
		text = v.printer.Plain(v.language(), line)
	}
	v.answerPress(ctx, v.update.Press.ID, text, alert)
}

// language is what the team reads.
func (v staffVisit) language() string { return language(v.team, v.service) }
