package bot

import (
	"context"
	"time"

	"heard/care"
	"heard/flows"
)

// What goes when its time is up, without anybody doing anything.

// keepStub is how long the row of an expired case stays, so that its card can be
// emptied though Telegram is away for a while. In whole days, as all rows are kept.
const keepStub = 2 * 24 * time.Hour

// deliverExpire ends a case whose row is about to go: its card becomes a stub, since
// Telegram would keep the words for ever.
func (b *Bot) deliverExpire(ctx context.Context, code care.Code) ending {
	for range maxDecisions {
		held, err := b.readCase(ctx, code)
		if err != nil || held == nil || !held.Withdrawable() || !held.AtTeam() {
			return b.put(ctx, err)
		}
		next, err := b.bare(held, held.Expire())
		if err != nil {
			return b.put(ctx, err)
		}
		done, err := b.commitKept(ctx, next, stub(held, next), keepStub)
		if done || err != nil {
			return b.put(ctx, err)
		}
	}
	return b.put(ctx, errBusy)
}

// deliverRest drops what a patient began and left lying for more than a day. Their
// row is kept no longer for it. Whoever is back meanwhile is left alone.
func (b *Bot) deliverRest(ctx context.Context, p parcel) ending {
	id, err := care.ParsePseudonym(p.Who)
	if err != nil {
		return ending{verdict: needless}
	}
	rec, _, _, err := b.store.Load(ctx, 0, id, "")
	keep := time.Unix(p.At, 0).Sub(b.now()) - 24*time.Hour // the store adds the rest of the day
	if err != nil || rec.Version == 0 || keep < time.Hour {
		return b.put(ctx, err)
	}
	file, err := b.openPatient(id, rec)
	if err != nil {
		return b.put(ctx, err)
	}
	state, changed := b.engine.Rest(file.state, b.now())
	if !changed || file.version == 0 {
		return ending{verdict: needless}
	}
	plain, err := flows.Encode(state)
	if err != nil {
		return b.put(ctx, err)
	}
	if rec.State, err = file.key.Seal("state", id.Hex(), plain); err != nil {
		return b.put(ctx, err)
	}
	b.recent.drop(id)
	_, err = b.commit(ctx, care.Commit{Patient: &care.PatientWrite{ID: id, Was: rec.Version, Record: rec, Keep: keep}}, nil, nil)
	return b.put(ctx, err)
}
