package bot

import (
	"context"

	"heard/care"
	"heard/clinic"
	"heard/flows"
)

// What goes back from staff: answers to patients, and notes to a team.

// answerParcel brings a staff answer to the patient of a case.
func (b *Bot) answerParcel(t clinic.Team, h *heldCase, words string) (parcel, error) {
	return b.toPatientOf(h, flows.Answered(roleLabel(t), h.Code, words))
}

// closedParcel tells the patient that a case has ended. It is no answer, so nobody
// is told if it does not arrive.
func (b *Bot) closedParcel(h *heldCase) (parcel, error) {
	p, err := b.toPatientOf(h, flows.Closed(h.Code))
	p.Code = ""
	return p, err
}

// toPatientOf addresses a screen to the patient of a case, in their language.
func (b *Bot) toPatientOf(h *heldCase, s flows.Screen) (parcel, error) {
	back, err := b.vault.OpenReturn(h.Code, h.back)
	if err != nil {
		return parcel{}, broken("opening a case's way back", err)
	}
	text, keys := b.render(back.Language, s)
	return parcel{Kind: toPatient, Chat: back.Chat.Reveal(), Code: h.Code, Text: text, Keyboard: keys}, nil
}

// note posts a short note in the team's group, in answer to a message that could
// not be passed on. It names the case that the message was about: a reply to it is an
// answer too.
func (v staffVisit) note(ctx context.Context, line care.Line) error {
	lang, m := v.language(), v.update.Message
	text := v.printer.Print(lang, line)
	if code, ok := m.ReplyTo.names(); ok {
		text = v.printer.Print(lang, care.Say("card.head", care.With("Code", code))) + "\n" + text
	}
	note := parcel{Kind: underCard, Team: v.team.ID, Answers: m.ID, Text: text}
	jobs, err := v.jobs([]parcel{note})
	if err != nil {
		return err
	}
	_, err = v.commit(ctx, care.Commit{Update: v.update.id(), Jobs: jobs}, []parcel{note}, nil)
	return err
}
