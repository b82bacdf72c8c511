package rounds

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"heard/care"
	"heard/privacy"
)

// always is after the end of everything that is kept.
const always = 100 * 365 * aDay

// moving is one pass through all that is called by people's names.
type moving struct {
	*Rename
	now         time.Time
	moved, busy int
	err         error // the first reason why something could not be looked at
}

// all gives everything the name of today. What does not open, because it is erased or
// damaged, stays: nobody is found by it, whatever it is called.
func (m *moving) all(ctx context.Context) error {
	patient := func(from care.Pseudonym, row care.PatientRecord, _ time.Time) error { return m.patient(ctx, from, row) }
	if err := m.Rows.PatientsUntil(ctx, time.UnixMilli(0), m.now.Add(always), patient); err != nil {
		return err
	}
	err := m.Rows.EachBulk(ctx, func(box care.Box, _ time.Time, body []byte) error { return m.reminder(ctx, box, body) })
	if err == nil && m.err != nil {
		err = fmt.Errorf("rounds: not everything could be looked at: %w", m.err)
	}
	return err
}

// patient moves a row. Its version begins anew at the moment, as that of somebody new
// does: counted on, it would tell which row of an old dump this one was.
func (m *moving) patient(ctx context.Context, from care.Pseudonym, row care.PatientRecord) error {
	to, sealed, err := m.Vault.Renamed(from, row)
	if m.stays(err) || to == from {
		return nil
	}
	return m.move(ctx, care.Move{
		Patient: &care.PatientMove{From: from, To: to, Was: row.Version, Next: m.Now().UnixMilli(), Record: sealed},
		Boxes:   m.Orders.Timers(from, to),
	})
}

func (m *moving) reminder(ctx context.Context, box care.Box, body []byte) error {
	to, err := m.Orders.Reminder(body)
	if m.stays(err) || to == box {
		return nil
	}
	return m.move(ctx, care.Move{Boxes: []care.BoxMove{{From: box, To: to}}})
}

// stays reports whether something does not open, and notes why if that may change.
func (m *moving) stays(err error) bool {
	if err != nil && !privacy.Lost(err) {
		m.err = cmp.Or(m.err, err)
	}
	return err != nil
}

func (m *moving) move(ctx context.Context, one care.Move) error {
	done, err := m.Rows.Move(ctx, one, m.now)
	if done {
		m.moved++
	} else if err == nil {
		m.busy++
	}
	return err
}
