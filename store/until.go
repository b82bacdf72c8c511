package store

import (
	"context"
	"strings"
	"time"

	"heard/care"
)

// CasesUntil names each case whose row will go by itself before until. It ends
// with the first error of do, and returns it. Without an error, every case was
// named that was there from the beginning to the end; some may have been named
// twice, and one that was changed since may have longer to live by now. Redis
// serves others meanwhile.
func (s *Store) CasesUntil(ctx context.Context, until time.Time, do func(care.Code) error) error {
	return s.going(ctx, span{kind: "case:", until: until}, func(code string, _ time.Time, _ *reader) error {
		return do(care.Code(code))
	})
}

// PatientsUntil shows each patient whose row will go by itself in [from, until),
// with the row and the moment when it goes, as both are at one moment. What
// CasesUntil says holds here too.
func (s *Store) PatientsUntil(
	ctx context.Context, from, until time.Time, do func(p care.Pseudonym, rec care.PatientRecord, until time.Time) error,
) error {
	patients := span{kind: "p:", from: from, until: until, fields: patientFields}
	return s.going(ctx, patients, func(owner string, at time.Time, row *reader) error {
		rec := row.patient()
		p, err := care.ParsePseudonym(owner)
		if err != nil {
			return errReply
		}
		if row.err != nil {
			return row.err
		}
		return do(p, rec, at)
	})
}

// span are the rows of one kind that go in [from, until), and what is read of
// each.
type span struct {
	kind        string // what their names begin with
	from, until time.Time
	fields      []string
}

// going shows the rows of a span one by one: whose it is, when it goes, and its
// fields, which do takes from row.
func (s *Store) going(ctx context.Context, g span, do func(owner string, at time.Time, row *reader) error) error {
	w, err := s.walker(ctx, "until.lua")
	if err != nil {
		return err
	}
	args := []any{g.from.UnixMilli(), g.until.UnixMilli()}
	for _, field := range g.fields {
		args = append(args, field)
	}
	return w.walk(ctx, g.kind+"*", func(ctx context.Context, names []string) error {
		reply, err := w.script.Run(ctx, w.node, names, args...).Slice()
		r := reader{reply: reply, err: err}
		for len(r.reply) > 0 && r.err == nil {
			place, at := r.int(), time.UnixMilli(r.int())
			if place < 1 || place > int64(len(names)) {
				return errReply
			}
			owner := strings.TrimPrefix(names[place-1], w.keys.prefix+g.kind)
			if err := do(owner, at, &r); err != nil {
				return err
			}
		}
		return r.err
	})
}
