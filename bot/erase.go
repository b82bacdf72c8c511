package bot

import (
	"time"

	"heard/care"
	"heard/privacy"
)

// Erase is the order to withdraw a case, for an operator to put in the outbox: the
// running service carries it out, as it does for a patient who is forgotten.
func Erase(v *privacy.Vault, code care.Code, now time.Time) (care.Job, error) {
	b := &Bot{vault: v}
	jobs, err := b.jobs([]parcel{{Kind: leave, Code: code, Due: now}})
	if err != nil {
		return care.Job{}, err
	}
	return jobs[0], nil
}
