package bot

import (
	"context"
	"errors"

	"heard/care"
	"heard/privacy"
)

// deliverErase forgets the patient of a case, as /forget does: their row, what a bot
// may delete of their chat, and all their cases. Of one that has no way back any more
// nothing comes.
func (b *Bot) deliverErase(ctx context.Context, code care.Code) ending {
	for range maxDecisions {
		held, err := b.readCase(ctx, code)
		if err != nil || held == nil {
			return b.put(ctx, err)
		}
		back, err := b.vault.OpenReturn(code, held.back)
		if len(held.back) == 0 || errors.Is(err, privacy.ErrNoEpoch) {
			return b.deliverLeave(ctx, code)
		}
		if err != nil {
			return b.put(ctx, err)
		}
		done, err := b.forgetPatient(ctx, back.Chat, code)
		if done || err != nil {
			return b.put(ctx, err)
		}
	}
	return b.put(ctx, errBusy)
}

// forgetPatient leaves nothing of a patient, nor of the case by which they were
// found.
func (b *Bot) forgetPatient(ctx context.Context, chat care.ChatID, code care.Code) (done bool, err error) {
	f, err := b.find(ctx, 0, chat, "")
	if err != nil {
		return false, err
	}
	file, err := b.openPatient(f.id, f.rec)
	if err != nil {
		return false, err
	}
	p := planner{bot: b, chat: chat, file: file}
	if err := p.carryOut(file.state.Leave(code)); err != nil {
		return false, err
	}
	commit, err := p.commit(0)
	if err != nil {
		return false, err
	}
	b.recent.drop(f.id)
	return b.commit(ctx, commit, p.parcels, nil)
}
