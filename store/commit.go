package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"heard/care"
)

// markKept is how long an update's mark is kept. Telegram redelivers for a day.
const markKept = 48 * time.Hour

// The refusals of a commit that is made wrong; no data can cause them.
var (
	errKeep = errors.New("store: a row needs a time for which it is kept")
	errBox  = errors.New("store: a job needs a box")
	errCame = errors.New("store: a message that came needs the patient it came from")
	errWas  = errors.New("store: only what a timer's box holds can be asked for")
	errCase = errors.New("store: a commit changes a case once")
)

// Commit keeps all of c or nothing of it, and says in the receipt which. A
// repeated update is no error. Of several cases, boxes and news, one that somebody else
// changed makes it a Conflict, and otherwise one new code that was ever used CodeInUse;
// the other codes are as free as before. The receipt's leases are for the
// committer to deliver; the other jobs go to whoever claims them. An error means
// that it is not known whether c was kept: commit again, and the mark will tell.
func (s *Store) Commit(ctx context.Context, c care.Commit, now time.Time) (care.Receipt, error) {
	if err := check(c); err != nil {
		return care.Receipt{}, err
	}
	keys, args := s.guarded(c, s.commitKeys(c, now), s.commitArgs(c, now))
	reply, err := s.scripts.commit.Run(ctx, s.db, keys, args...).Slice()
	if err != nil {
		return care.Receipt{}, fmt.Errorf("store: commit: %w", err)
	}
	return receipt(c.Jobs, reply)
}

func check(c care.Commit) error {
	if c.Patient != nil && c.Patient.Keep < time.Millisecond {
		return errKeep
	}
	if c.Came != 0 && c.Patient == nil {
		return errCame
	}
	for i, k := range c.Cases {
		if k.Keep < time.Millisecond {
			return errKeep
		}
		if slices.ContainsFunc(c.Cases[:i], func(other care.CaseWrite) bool { return other.Code == k.Code }) {
			return errCase
		}
	}
	for _, j := range c.Jobs {
		if j.Box.Name == "" {
			return errBox
		}
		if j.Was != nil && !j.Box.Timer {
			return errWas
		}
	}
	return nil
}

// commitKeys follows KEYS in commit.lua.
func (s *Store) commitKeys(c care.Commit, now time.Time) []string {
	keys := make([]string, 0, len(s.keys.outbox)+7+len(c.Cases)+len(c.Jobs))
	keys = append(keys, s.keys.outbox...)
	mark, patient, chat := s.keys.none(), s.keys.none(), s.keys.none()
	if c.Update != 0 {
		mark = s.keys.mark(c.Update)
	}
	if c.Patient != nil {
		patient = s.keys.patient(c.Patient.ID)
		chat = s.keys.chat(care.PatientBox(c.Patient.ID).Name)
	}
	keys = append(keys, mark, patient, chat, s.keys.tallies(care.BlockOf(now)), s.keys.codes(), s.keys.pool(), s.keys.news())
	for _, k := range c.Cases {
		keys = append(keys, s.keys.kase(k.Code))
	}
	for _, j := range c.Jobs {
		keys = append(keys, s.keys.box(j.Box))
	}
	return keys
}

// commitArgs follows ARGV in commit.lua.
func (s *Store) commitArgs(c care.Commit, now time.Time) []any {
	args := s.outboxArgs(now, 14+7*len(c.Cases)+len(c.Counts)+6*len(c.Jobs)+3*len(c.News))
	if c.Update != 0 {
		args = append(args, int64(markKept/time.Second))
	} else {
		args = append(args, "")
	}
	if p := c.Patient; p != nil {
		args = append(args, p.Was, max(p.Next, p.Was+1), p.Record.Key, p.Record.Address, p.Record.State, expiry(now, p.Keep))
	} else {
		args = append(args, "", "", "", "", "", "")
	}
	args = append(args, flag(c.Patient != nil && c.Patient.Forget), stamped(c.Came, now), sweepLimit.Milliseconds(), len(c.Cases))
	for _, k := range c.Cases {
		args = append(args, string(k.Code), k.Was, k.Record.Key, k.Record.Body, k.Record.Return, expiry(now, k.Keep), flag(k.Pooled))
	}
	args = append(args, len(c.Counts))
	for _, one := range c.Counts {
		args = append(args, one.Key())
	}
	args = append(args, len(c.Jobs))
	for _, j := range c.Jobs {
		args = append(args, j.Box.Name, kind(j.Box), max(j.Cost, 1), j.Due.UnixMilli(), j.Body, was(j))
	}
	args = append(args, len(c.News))
	for _, n := range c.News {
		args = append(args, n.ID, n.Was, n.Body)
	}
	return args
}

// expiry is when a row goes, in ms: at the end of the day on which its time is
// up, so that two rows written by the same update cannot be told by a shared
// millisecond.
func expiry(now time.Time, keep time.Duration) int64 {
	const day = 24 * time.Hour
	return now.Add(keep).Truncate(day).Add(day).UnixMilli()
}

// outboxArgs are the arguments that all scripts of the outbox begin with, with
// room for more.
func (s *Store) outboxArgs(now time.Time, more int) []any {
	args := make([]any, 0, 9+more)
	args = append(args, now.UnixMilli(), s.lease.Milliseconds(), s.keys.prefix)
	for _, p := range [...]Pace{s.limits.Overall, s.limits.Patient, s.limits.Group} {
		args = append(args, p.N, p.Per.Milliseconds())
	}
	return args
}

// was is what a job wants to find in its box, "<due>=<body>", empty for anything.
func was(j care.Job) string {
	if j.Was == nil {
		return ""
	}
	due := ""
	if !j.WasDue.IsZero() {
		due = strconv.FormatInt(j.WasDue.UnixMilli(), 10)
	}
	return due + "=" + string(j.Was)
}

// kind is how a job in a box names the limit that it falls under.
func kind(b care.Box) string {
	switch {
	case b.Bulk:
		return "b"
	case b.Timer:
		return "t"
	case b.Group:
		return "g"
	}
	return "p"
}

// receipt reads the reply of commit.lua.
func receipt(jobs []care.Job, reply []any) (care.Receipt, error) {
	r := reader{reply: reply}
	out := care.Receipt{Outcome: care.Outcome(r.int())}
	if out.Outcome != care.Kept {
		return out, r.err
	}
	first := r.int()
	out.Leases = make([]care.Lease, len(jobs))
	for i, j := range jobs {
		if r.int() == 1 {
			n := first + int64(i)
			out.Leases[i] = care.Lease{Job: strconv.FormatInt(n, 10), Box: j.Box, Fence: n, Body: j.Body}
		}
	}
	return out, r.err
}
