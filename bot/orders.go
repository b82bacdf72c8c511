package bot

import (
	"time"

	"heard/care"
	"heard/privacy"
)

// Orders are what the clock and the operator have the running service do. Whoever
// puts one into the outbox need not be a copy of the service. To order the same
// thing twice before it is done is to order it once.
type Orders struct{ Vault *privacy.Vault }

// Release lets reports out of the pool that may go at a slot.
func (o Orders) Release(slot time.Time) (care.Job, error) {
	return o.job(parcel{Kind: release, At: slot.Unix(), Due: slot})
}

// Expire ends a case whose row is about to go.
func (o Orders) Expire(code care.Code, now time.Time) (care.Job, error) {
	return o.job(parcel{Kind: expire, Code: code, Due: now})
}

// Rest drops what a patient has left lying about; until is when their row goes.
func (o Orders) Rest(who care.Pseudonym, until, now time.Time) (care.Job, error) {
	return o.job(parcel{Kind: rest, Who: who.Hex(), At: until.Unix(), Due: now})
}

// Erase forgets the patient of a case.
func (o Orders) Erase(code care.Code, now time.Time) (care.Job, error) {
	return o.job(parcel{Kind: erase, Code: code, Due: now})
}

func (o Orders) job(p parcel) (care.Job, error) {
	b := &Bot{vault: o.Vault}
	jobs, err := b.jobs([]parcel{p})
	if err != nil {
		return care.Job{}, err
	}
	return jobs[0], nil
}
