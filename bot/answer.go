package bot

import (
	"context"

	"heard/care"
	"heard/clinic"
)

// What goes back from staff: answers to patients, and notes to a team.

// answerParcel brings a staff answer to the patient of a case, who can write
// back from it.
func (b *Bot) answerParcel(t clinic.Team, h *heldCase, words string) (parcel, error) {
	return b.toPatientOf(h,
		care.Say("case.answered", care.With("Role", roleLabel(t)), care.With("Code", h.Code), care.With("Words", care.Words(words))),
		[][2]string{{"button.write", "~reply." + string(h.Code)}, {"button.see_case", "~case." + string(h.Code)}})
}

// closedParcel tells the patient that a case has ended. It is no answer, so nobody
// is told if it does not arrive.
func (b *Bot) closedParcel(h *heldCase) (parcel, error) {
	p, err := b.toPatientOf(h, care.Say("case.closed", care.With("Code", h.Code)),
		[][2]string{{"button.see_case", "~case." + string(h.Code)}, {"button.menu", "~menu"}})
	p.Code = ""
	return p, err
}

// toPatientOf addresses a message to the patient of a case, in their language.
func (b *Bot) toPatientOf(h *heldCase, line care.Line, buttons [][2]string) (parcel, error) {
	back, err := b.vault.OpenReturn(h.Code, h.back)
	if err != nil {
		return parcel{}, broken("opening a case's way back", err)
	}
	row := make([]key, len(buttons))
	for i, label := range buttons {
		row[i] = key{Text: b.printer.Plain(back.Language, care.Say(care.Key(label[0]))), Data: label[1]}
	}
	crisis := []key{{Text: b.printer.Plain(back.Language, care.Say("button.crisis")), Data: "~crisis"}}
	return parcel{
		Kind: toPatient, Chat: back.Chat.Reveal(), Code: h.Code,
		Text: b.printer.Print(back.Language, line), Keyboard: keyboard{row, crisis},
	}, nil
}

// staffNote posts a short note in a team's group, in answer to a message that
// could not be passed on. It names the case, as every post does: a reply to it is
// an answer too.
func (b *Bot) staffNote(ctx context.Context, u update, t clinic.Team, line care.Line) error {
	lang := language(t, b.service)
	code, _ := u.Message.ReplyTo.names()
	note := parcel{
		Kind: underCard, Team: t.ID, Answers: u.Message.ID,
		Text: b.printer.Print(lang, care.Say("card.head", care.With("Code", code))) + "\n" + b.printer.Print(lang, line),
	}
	jobs, err := b.jobs([]parcel{note})
	if err != nil {
		return err
	}
	_, err = b.commit(ctx, care.Commit{Update: u.id(), Jobs: jobs}, []parcel{note}, nil)
	return err
}
