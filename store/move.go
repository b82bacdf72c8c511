package store

import (
	"context"
	"fmt"
	"time"

	"heard/care"
)

// Move gives a person's row and timers another name. moved is false, and nothing is
// changed, where the row is not the one that was read, where there is something under
// the new name already, or while something is on its way to the patient or one of the
// timers is leased: try again when that is over. It is one round trip.
func (s *Store) Move(ctx context.Context, m care.Move, now time.Time) (moved bool, err error) {
	boxes := m.Boxes
	keys := append(make([]string, 0, len(s.keys.outbox)+6+4*len(boxes)), s.keys.outbox...)
	args := s.outboxArgs(now, 9+3*len(boxes))
	if p := m.Patient; p != nil {
		boxes = append([]care.BoxMove{{From: care.PatientBox(p.From), To: care.PatientBox(p.To)}}, boxes...)
		keys = append(keys, s.keys.patient(p.From), s.keys.patient(p.To))
		args = append(args, p.Was, max(p.Next, p.Was+1), p.Record.Key, p.Record.Address, p.Record.State)
	} else {
		keys = append(keys, s.keys.none(), s.keys.none())
		args = append(args, "", "", "", "", "")
	}
	args = append(args, len(boxes))
	for _, b := range boxes {
		keys = append(keys, s.keys.box(b.From), s.keys.box(b.To), s.keys.chat(b.From.Name), s.keys.chat(b.To.Name))
		args = append(args, b.From.Name, b.To.Name, kind(b.From))
	}
	done, err := s.scripts.move.Run(ctx, s.db, keys, args...).Int()
	if err != nil {
		return false, fmt.Errorf("store: moving a row: %w", err)
	}
	return done == 1, nil
}
