package bot

import (
	"context"
	"time"

	"heard/care"
	"heard/flows"
)

// The invitation to the check-in, once a month, for those who want it.

// deliverCheckIn invites a patient, and sets the next invitation for those who
// leave this one alone.
func (b *Bot) deliverCheckIn(ctx context.Context, p parcel) ending {
	for range maxDecisions {
		who, parcels, err := b.invitation(ctx, p)
		if err != nil || who == nil {
			return b.put(ctx, err)
		}
		jobs, err := b.jobs(parcels)
		if err != nil {
			return b.put(ctx, err)
		}
		done, err := b.commit(ctx, care.Commit{Patient: who, Jobs: jobs}, parcels, nil)
		if err != nil {
			return b.put(ctx, err)
		}
		if done {
			b.recent.drop(who.ID)
			return ending{verdict: dropped} // its box holds the next one already, and this lease is gone
		}
	}
	return b.put(ctx, errBusy)
}

// invitation is what goes to a patient who is to be invited. who is nil for
// anybody else: whoever has been forgotten, has opted out, or has not written for
// so long that their row is about to go. The row stays as it is, and is written
// with the rest so that nobody is invited who leaves at this very moment.
func (b *Bot) invitation(ctx context.Context, p parcel) (who *care.PatientWrite, parcels []parcel, err error) {
	id := b.vault.Patient(care.NewChatID(p.Chat))
	rec, _, _, err := b.store.Load(ctx, 0, id, "")
	if err != nil || rec.Version == 0 {
		return nil, nil, err
	}
	file, err := b.openPatient(id, rec)
	keep := file.state.Touched.Add(days(keepPatient)).Sub(b.now())
	if err != nil || !file.state.Monthly.On || keep < time.Hour {
		return nil, nil, err
	}
	text, keys := b.render(b.speaks(file.state, flows.Input{Phone: b.service.Language()}), flows.CheckInPrompt())
	return &care.PatientWrite{ID: id, Was: rec.Version, Record: rec, Keep: keep}, []parcel{
		{Kind: toPatient, Chat: p.Chat, Text: text, Keyboard: keys},
		{Kind: checkIn, Chat: p.Chat, Due: b.monthAfter(p.Due)},
	}, nil
}

// monthAfter is the next invitation after one that was due. It keeps its hour on
// the service's clock: when this one came late, at night perhaps, the next does
// not.
func (b *Bot) monthAfter(due time.Time) time.Time {
	at := due.In(b.service.Zone)
	for !at.After(b.now()) {
		at = at.AddDate(0, 0, flows.MonthApart)
	}
	return at
}
