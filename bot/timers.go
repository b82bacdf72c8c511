package bot

import (
	"context"
	"errors"
	"time"

	"heard/care"
	"heard/clinic"
)

// What happens at a set time, and not because of an update.

// hide draws when a case comes out that is hidden among others.
func (b *Bot) hide() (time.Time, error) { return b.hideFrom(b.now()) }

// hideFrom draws a time of the opening hours of the day of a moment, or of the next
// where too little of it is left.
func (b *Bot) hideFrom(at time.Time) (due time.Time, err error) {
	due = clinic.HidingIn(b.onBoard().Clinics, at).Pick(func(n int64) int64 {
		drawn, failed := b.below(n)
		err = errors.Join(err, failed)
		return drawn
	})
	return due, err
}

// local reads a moment on the service's own clock. The zero time stays zero.
func (b *Bot) local(at time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, b.service.Zone)
}

// deliverHidden hands a case on to its team: the card, and what the patient has
// added to it meanwhile.
func (b *Bot) deliverHidden(ctx context.Context, code care.Code) ending {
	return b.change(ctx, code, func(held *heldCase) (*heldCase, []parcel, error) {
		if !held.Hidden || held.Status == care.Withdrawn {
			return nil, nil, nil
		}
		next := held.with(held.Case)
		next.Hidden = false
		return next, append([]parcel{cardParcel(next, next.version+1)}, b.post(next)...), nil
	})
}

// wipeAfter is how long words stay under the card of a case that was closed before
// they came.
const wipeAfter = 24 * time.Hour

// deliverQuiet hands over to a team what a patient has added to a case for a quiet
// time. To a case that was closed meanwhile it still goes, for a day: the patient was
// told that staff get it.
func (b *Bot) deliverQuiet(ctx context.Context, code care.Code) ending {
	return b.change(ctx, code, func(held *heldCase) (*heldCase, []parcel, error) {
		next := held.with(held.Case)
		parcels := b.post(next)
		if len(parcels) == 0 || !held.AtTeam() {
			return nil, nil, nil
		}
		if held.Status.Ended() {
			parcels = append(parcels, parcel{Kind: wipe, Team: held.Team, Code: code, Due: b.now().Add(wipeAfter)})
		}
		return next, parcels, nil
	})
}

// change decides on a case that no update is about, and keeps and delivers what
// was decided. A decision of no case leaves it as it is.
func (b *Bot) change(ctx context.Context, code care.Code, decide func(*heldCase) (*heldCase, []parcel, error)) ending {
	for range maxDecisions {
		held, err := b.readCase(ctx, code)
		if err != nil || held == nil {
			return b.put(ctx, err)
		}
		next, parcels, err := decide(held)
		if err != nil || next == nil {
			return b.put(ctx, err)
		}
		done, err := b.commitCase(ctx, next, parcels)
		if done || err != nil {
			return b.put(ctx, err)
		}
	}
	return b.put(ctx, errBusy)
}

// put is the ending of an order that is carried out in the store alone.
func (b *Bot) put(ctx context.Context, err error) ending {
	if err == nil {
		return ending{verdict: needless}
	}
	b.log.ErrorContext(ctx, "an order could not be carried out and is tried again", "err", err)
	return ending{verdict: later}
}

// commitCase keeps a case that no update changed, and begins its deliveries.
func (b *Bot) commitCase(ctx context.Context, h *heldCase, parcels []parcel) (done bool, err error) {
	return b.commitKept(ctx, h, parcels, b.service.Privacy.KeepCases)
}

// commitKept does so with a time of its own for which the case is kept.
func (b *Bot) commitKept(ctx context.Context, h *heldCase, parcels []parcel, keep time.Duration) (done bool, err error) {
	write, err := h.write(keep)
	if err != nil {
		return false, err
	}
	jobs, err := b.jobs(parcels)
	if err != nil {
		return false, err
	}
	return b.commit(ctx, care.Commit{Cases: []care.CaseWrite{write}, Jobs: jobs}, parcels, h.committed())
}
