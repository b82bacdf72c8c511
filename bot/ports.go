package bot

import (
	"context"
	"time"

	"heard/care"
)

// What the bot needs of the store, by who needs it.

// Ledger reads and commits what an update is about.
type Ledger interface {
	// Load reads a patient, and one case if code is not empty, and tells
	// whether the update was committed before.
	Load(ctx context.Context, update care.UpdateID, patient care.Pseudonym, code care.Code) (care.PatientRecord, care.CaseRecord, bool, error)
	// Find is Load for somebody who may have any of several names: it tells under
	// which the row is, the first where there is none.
	Find(ctx context.Context, update care.UpdateID, names []care.Pseudonym, code care.Code) (care.Pseudonym, care.PatientRecord, care.CaseRecord, bool, error)
	// LoadForStaff reads a case for a staff member of a team, with the number
	// that stands for them there, also if that was given under one of their other
	// names, and tells whether the update was committed before.
	LoadForStaff(ctx context.Context, update care.UpdateID, code care.Code, team string, staff care.Pseudonym, others ...care.Pseudonym) (rec care.CaseRecord, sign int, seen bool, err error)
	// Messages names the messages of the last two days that came through a box.
	Messages(ctx context.Context, now time.Time, boxes ...care.Box) ([]care.MessageID, error)
	// Commit keeps everything of a commit or nothing.
	Commit(ctx context.Context, c care.Commit, now time.Time) (care.Receipt, error)
}

// Outbox hands out deliveries under a lease and takes them back.
type Outbox interface {
	Claim(ctx context.Context, n int, now time.Time) (leases []care.Lease, next time.Time, err error)
	Settle(ctx context.Context, done []care.Settlement, now time.Time) (late int, err error)
	// Peek returns what some timers' boxes hold, and when they are due.
	Peek(ctx context.Context, boxes ...care.Box) ([]care.Held, error)
	// EachBulk shows each timer that sends, with when it is due and what it holds.
	EachBulk(ctx context.Context, do func(box care.Box, due time.Time, body []byte) error) error
	// Wait returns when something was put in the outbox or until is reached.
	Wait(ctx context.Context, until time.Time) error
}

// Cases reads a case on its way to its card.
type Cases interface {
	LoadCase(ctx context.Context, code care.Code) (care.CaseRecord, error)
	// LoadCases reads several, Version 0 for one that is not there.
	LoadCases(ctx context.Context, codes []care.Code) ([]care.CaseRecord, error)
	// Pool names the reports that wait in the pool.
	Pool(ctx context.Context) ([]care.Code, error)
}

// Board holds what staff have posted for patients. Commit writes it.
type Board interface {
	News(ctx context.Context) ([][]byte, error)
}

// Groups remembers the new numbers of groups that became supergroups.
type Groups interface {
	Moved(ctx context.Context) (map[int64]int64, error)
	SetMoved(ctx context.Context, from, to int64) error
}
