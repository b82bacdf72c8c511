package store

import (
	"context"
	"fmt"

	"heard/care"
)

// LoadForStaff returns a case, Version 0 if there is none, the number of a staff
// member in their team, and whether the update was already committed. Somebody
// seen for the first time gets the team's next number; the number of somebody who is
// known by another of their names goes over to this one. It is one round trip.
func (s *Store) LoadForStaff(ctx context.Context, u care.UpdateID, code care.Code, team string, staff care.Pseudonym, others ...care.Pseudonym) (
	rec care.CaseRecord, sign int, seen bool, err error,
) {
	keys := []string{s.keys.mark(u), s.keys.kase(code), s.keys.staff(team)}
	args := []any{staff.Hex()}
	for _, other := range others {
		args = append(args, other.Hex())
	}
	reply, err := s.scripts.staff.Run(ctx, s.db, keys, args...).Slice()
	if err != nil {
		return rec, 0, false, fmt.Errorf("store: loading a case for staff: %w", err)
	}
	r := reader{reply: reply}
	seen, sign = r.int() == 1, int(r.int())
	return r.kase(), sign, seen, r.err
}
