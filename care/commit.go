package care

import "time"

// The durable commit: what one update changes is kept whole or not at all, and
// only then is the update confirmed to Telegram. Everything in it that says
// anything about a person is sealed before it gets here.

// Outcome is what came of a commit.
type Outcome int

// A commit is kept; or it was kept before, by an earlier delivery of the same
// update; or somebody else changed the patient or the case since it was loaded,
// and the caller loads and decides again; or a new case's code is in use, and
// the caller draws another.
const (
	Kept Outcome = iota
	Repeated
	Conflict
	CodeInUse
)

// PatientRecord is the stored row of one patient. Version 0 means that there is
// none yet.
type PatientRecord struct {
	Version int64
	Key     []byte // the patient's data key, wrapped
	Address []byte // the chat id, sealed under the data key
	State   []byte // the conversation with its drafts, sealed under the data key
}

// CaseRecord is the stored row of one case. Version 0 means that there is none.
type CaseRecord struct {
	Version int64
	Key     []byte // the case's data key, wrapped
	Body    []byte // the case, sealed under the data key
	Return  []byte // where the patient is answered, sealed; staff have no use for it
	Card    Post   // the card in the team's group, zero until it is posted
	Shown   int64  // version of the case that the card shows
	Under   []Post // what was posted under the card
}

// Post names a message in a group. Its number alone does not: a group that
// becomes a supergroup is a new chat, in which messages are counted anew.
type Post struct {
	Chat    ChatID
	Message MessageID
}

// PatientWrite replaces a patient's row if its version is still Was, or, with
// Forget, removes everything that is kept under the pseudonym.
type PatientWrite struct {
	ID  Pseudonym
	Was int64
	// Next is the version to write; Was+1 where it is less. Whoever is new
	// begins at a number that was never reached under their pseudonym before.
	Next   int64
	Forget bool
	// Others are the other names that they may have. Where there is a row under one of
	// them, whoever is new is not, and the commit is a Conflict.
	Others []Pseudonym
	Record PatientRecord // Version is ignored: the store writes Next, or Was+1
	Keep   time.Duration // from now, to the end of that day
}

// CaseWrite replaces a case's row if its version is still Was. Was 0 opens a
// new case and fails with CodeInUse when the code is taken. Card and Shown are
// not written here: only Settle moves them.
type CaseWrite struct {
	Code   Code
	Was    int64
	Record CaseRecord
	Pooled bool // it waits in the pool; otherwise it does not, or no more
	Keep   time.Duration
}

// Commit is all that one update changes.
type Commit struct {
	Update  UpdateID // 0 when no update caused it
	Patient *PatientWrite
	Came    MessageID // the patient's own message, to be deleted if they ask; 0 for none
	Cases   []CaseWrite
	Counts  []Tally
	Jobs    []Job
	News    []NewsWrite
}

// NewsWrite replaces something that staff have posted for patients, if it still
// is what Was says: empty for nothing. An empty Body forgets it.
type NewsWrite struct {
	ID        string
	Was, Body []byte
}

// Receipt says what came of a commit, and which of its jobs the committer may
// deliver at once. Leases has one entry a job; an empty one means that the job
// waits its turn in the outbox.
type Receipt struct {
	Outcome Outcome
	Leases  []Lease
}

// Box is a mailbox of the outbox: one chat, whose messages go out one at a time
// and in order. Boxes of groups and of patients have different limits.
type Box struct {
	Name  string // "t:<team>", "p:<pseudonym>" or "at:<name>"
	Group bool
	Timer bool
	Bulk  bool // a timer that sends: one of many, behind everything else that waits to be sent
}

// PatientBox is the mailbox of one patient.
func PatientBox(p Pseudonym) Box { return Box{Name: "p:" + p.Hex()} }

// TeamBox is the mailbox of a team's group.
func TeamBox(team string) Box { return Box{Name: "t:" + team, Group: true} }

// TimerBox is the mailbox of one thing that is to happen at a set time. It has
// no chat, and so no limit.
func TimerBox(name string) Box { return Box{Name: "at:" + name, Timer: true} }

// BulkBox is the mailbox of one thing that is to be sent at a set time, as many
// others are. It counts under the limit of all sends, and gives way to whatever
// somebody waits for. Of those that are due the one with the earliest time goes
// first.
func BulkBox(name string) Box { return Box{Name: "at:" + name, Timer: true, Bulk: true} }

// Job is one delivery waiting in a box. Body is sealed and opaque to the store.
type Job struct {
	Box  Box
	Cost int       // calls to Telegram that it makes of its limit; 0 counts as 1
	Due  time.Time // of a job in a TimerBox: not before; it replaces what the box held
	Body []byte
	// Was, unless nil, is the body that a TimerBox must hold, empty for none;
	// otherwise the commit is a Conflict, as it is while what a BulkBox holds is being
	// sent. So it is where WasDue is not zero and the box
	// is due at another moment, or somebody delivers what it holds.
	Was    []byte
	WasDue time.Time
}

// Lease is the right to deliver one job, until it ends or is settled. Fence
// tells a late holder that the job has since gone to somebody else.
type Lease struct {
	Job   string // the store's name of the job; empty: no lease
	Box   Box
	Fence int64
	Tries int // earlier leases of this job
	Body  []byte
}

// Settlement ends a lease.
type Settlement struct {
	Lease Lease
	// Again, when not zero, puts the job back, not to be tried before then.
	// Otherwise the job is done, or given up, and leaves the outbox.
	Again time.Time
	// Body, unless nil, takes the place of the job's with Again: it is a new job, not
	// another try of the old one.
	Body []byte
	// Sent are the messages that a patient was sent, to be deleted if they ask.
	// Swept says that those before them are deleted.
	Sent  []MessageID
	Swept bool
	// Case, Card, Under and Shown, when Case is set, are noted on the case.
	Case  Code
	Card  Post  // zero leaves it as it is
	Under Post  // one more, unless zero
	Shown int64 // 0 leaves it as it is
	// Keep keeps the lease, which begins anew: the note is taken, and the job
	// goes on.
	Keep bool
}
