package rounds

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"heard/care"
	"heard/privacy"
)

// pass seals anew what one walk through the store meets.
type pass struct {
	vault         *privacy.Vault
	met           map[uint32]int // what opens, or may, by the epoch it was under
	gone, damaged int
	err           error // the first reason why something could not be looked at
}

func (p *pass) fresh(field, owner string, sealed []byte) []byte {
	id, err := privacy.EpochOf(sealed)
	var put []byte
	if err == nil {
		put, err = p.rewrap(field, owner, sealed)
	}
	switch {
	case errors.Is(err, privacy.ErrNoEpoch):
		p.gone++
	case privacy.Lost(err):
		p.damaged++
	case err != nil:
		p.err = cmp.Or(p.err, err)
	default:
		p.met[id]++
	}
	return put
}

func (p *pass) rewrap(field, owner string, sealed []byte) ([]byte, error) {
	switch field {
	case "key":
		return p.vault.RewrapKey(owner, sealed)
	case "ret":
		return p.vault.RewrapReturn(care.Code(owner), sealed)
	case "job":
		return p.vault.RewrapJob(sealed)
	}
	return nil, errField
}

// errField says that the store keeps something that this round does not know how
// to seal anew.
var errField = errors.New("rounds: a field of the store that cannot be sealed anew")

// Rolled says what a round did, in numbers.
type Rolled struct {
	Began     bool // a new epoch
	Sealed    int  // values, anew
	Missed    int  // values that changed at that moment; the next pass sees to them
	Gone      int  // values under epochs that the ring does not have: erased, out of an old backup
	Damaged   int  // values that do not open
	Destroyed int  // epochs
	Kept      int  // epochs that could go once a pass meets nothing under them
}

// String is for the log and the operator.
func (d Rolled) String() string {
	began := "no new epoch"
	if d.Began {
		began = "a new epoch"
	}
	return fmt.Sprintf("%s; %d values sealed anew, %d changed meanwhile, %d erased, %d damaged; %d epochs destroyed, %d kept for another pass",
		began, d.Sealed, d.Missed, d.Gone, d.Damaged, d.Destroyed, d.Kept)
}

// Count returns how many values are sealed under each epoch, and how many are in
// a form that nobody knows. It needs no keys and changes nothing.
func Count(ctx context.Context, rows Sealed) (under map[uint32]int, unknown int, err error) {
	under = map[uint32]int{}
	_, _, err = rows.Rewrap(ctx, func(_, _ string, sealed []byte) []byte {
		if id, err := privacy.EpochOf(sealed); err == nil {
			under[id]++
		} else {
			unknown++
		}
		return nil
	})
	return under, unknown, err
}
