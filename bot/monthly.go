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
	f, err := b.find(ctx, 0, care.NewChatID(p.Chat), "")
	id, rec := f.id, f.rec
	if err != nil || rec.Version == 0 {
		return nil, nil, err
	}
	file, err := b.openPatient(id, rec)
	keep := file.state.Touched.Add(care.KeepPatient).Sub(b.now())
	if err != nil || !file.state.Monthly.On || keep < time.Hour {
		return nil, nil, err
	}
	kept := &care.PatientWrite{ID: id, Was: rec.Version, Record: rec, Keep: keep}
	if hour := b.now().In(b.service.Zone).Hour(); hour < flows.InviteFrom || hour >= flows.InviteTo {
		// Late, after an outage: not at night, but at its own hour of the next day.
		return kept, []parcel{parcel{Kind: checkIn, Chat: p.Chat, Due: b.after(p.Due, 1)}.as(id)}, nil
	}
	text, keys := b.render(b.speaks(file.state, flows.Input{Phone: b.service.Language()}), flows.CheckInPrompt())
	return kept, []parcel{
		parcel{Kind: toPatient, Chat: p.Chat, Text: text, Keyboard: keys}.as(id),
		parcel{Kind: checkIn, Chat: p.Chat, Due: b.after(p.Due, flows.MonthApart)}.as(id),
	}, nil
}

// after is the next of the times that lie so many days apart, counted from one that
// was due. It keeps the hour of that one on the service's clock.
func (b *Bot) after(due time.Time, days int) time.Time {
	at := due.In(b.service.Zone)
	for !at.After(b.now()) {
		at = at.AddDate(0, 0, days)
	}
	return at
}
