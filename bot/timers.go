package bot

import (
	"context"
	"crypto/rand"
	"math/big"
	"time"

	"heard/care"
	"heard/clinic"
)

// What happens at a set time, and not because of an update.

// hide draws when a case comes out that is hidden among others.
func (b *Bot) hide() (time.Time, error) {
	var failed error
	due := clinic.HidingIn(b.service.Clinics, b.now()).Pick(func(n int64) int64 {
		drawn, err := rand.Int(b.random, big.NewInt(n))
		if err != nil {
			failed = err
			return 0
		}
		return drawn.Int64()
	})
	return due, failed
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
		parcels := []parcel{cardParcel(next, next.version+1)}
		team, _ := b.service.TeamByID(held.Team)
		for _, m := range held.Thread {
			parcels = append(parcels, parcel{Kind: underCard, Team: held.Team, Code: code, Text: b.replyText(team, held.Case, m.Words)})
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
	write, err := h.write(b.service.Privacy.KeepCases)
	if err != nil {
		return false, err
	}
	jobs, err := b.jobs(parcels)
	if err != nil {
		return false, err
	}
	return b.commit(ctx, care.Commit{Case: write, Jobs: jobs}, parcels, h.committed())
}
