package care

import (
	"errors"
	"slices"
)

// Status is where a case is in its life.
type Status string

// A case is new until somebody takes it, and ends for good: closed by staff,
// withdrawn by the patient, or expired. A report that needs no answer waits in
// the pool until it is released among others; or is counted only, as its patient
// chose.
const (
	New       Status = "new"
	Taken     Status = "taken"
	Closed    Status = "closed"
	Withdrawn Status = "withdrawn"
	Expired   Status = "expired"

	Waiting  Status = "waiting"
	Released Status = "released"
	Counted  Status = "counted"
)

// Ended reports whether nothing more can be done in a case.
func (s Status) Ended() bool {
	switch s {
	case Closed, Withdrawn, Expired, Released, Counted:
		return true
	case New, Taken, Waiting:
	}
	return false
}

// Case is one report on its way through a team: the report as previewed, its
// owner, and the thread that passes both ways through the bot. Staff see all of
// it; it holds nothing that tells who the patient is.
type Case struct {
	Code   Code
	Team   string // id of the team in clinic.toml
	Report Report
	// Shown is the report as its patient was shown it before it was sent, to the
	// byte: what its team gets.
	Shown   string
	Status  Status
	Owner   *Owner // nil unless taken
	Thread  []Message
	Unheard bool    // the last answer could not be delivered to the patient
	Hidden  bool    // among others: its team does not have it yet
	Muted   bool    // the patient reads the answers when they look, and is not told of them
	Pool    *Pooled // of a report in the pool; nil otherwise
}

// Owner is the staff member who has a case.
type Owner struct {
	ID   StaffID
	Sign int // number within the team, shown instead of a name
}

// Side tells the two ends of a thread apart.
type Side string

// A message comes from the patient or from staff.
const (
	FromPatient Side = "patient"
	FromStaff   Side = "staff"
)

// Message is one entry of a case's thread, in the order written. It carries no
// time: times would tell staff who was at the window just then.
type Message struct {
	From  Side   `json:"from"`
	Words string `json:"words"`
	// Post is, of the patient's words that the team does not have yet, what it will
	// get: as the patient was shown it, to the byte.
	Post string `json:"post,omitempty"`
}

// maxThread bounds what a case keeps, so that one record stays small enough to
// be read and written in a millisecond. The oldest messages go first.
const maxThread = 60

// The refusals of a case's life. Each has a text of its own for staff.
var (
	ErrOwned     = errors.New("care: another staff member owns the case")
	ErrNotOwner  = errors.New("care: only the owner may do this")
	ErrNotTaken  = errors.New("care: nobody owns the case")
	ErrClosed    = errors.New("care: the case is closed")
	ErrWithdrawn = errors.New("care: the patient has withdrawn the case")
)

// Open makes the new case of a report, which its patient was shown as in shown.
func Open(code Code, team string, r Report, shown string) Case {
	return Case{Code: code, Team: team, Report: r, Shown: shown, Status: New}
}

// Take makes by the owner. It returns ErrOwned when somebody else is, and
// ErrClosed after the end. Taking what one owns already changes nothing.
func (c Case) Take(by Owner) (Case, error) {
	switch {
	case c.Status.Ended():
		return c, c.ended()
	case c.Owner != nil && c.Owner.ID != by.ID:
		return c, ErrOwned
	}
	c.Status, c.Owner = Taken, &by
	return c, nil
}

// HandBack makes the case new again. It returns ErrNotTaken, ErrNotOwner or
// ErrClosed.
func (c Case) HandBack(by StaffID) (Case, error) {
	switch {
	case c.Status.Ended():
		return c, c.ended()
	case c.Owner == nil:
		return c, ErrNotTaken
	case c.Owner.ID != by:
		return c, ErrNotOwner
	}
	c.Status, c.Owner = New, nil
	return c, nil
}

// Close ends the case. While somebody owns it only they may: it returns
// ErrNotOwner otherwise, and ErrClosed the second time.
func (c Case) Close(by StaffID) (Case, error) {
	switch {
	case c.Status.Ended():
		return c, c.ended()
	case c.Owner != nil && c.Owner.ID != by:
		return c, ErrNotOwner
	}
	c.Status = Closed
	return c, nil
}

// Answer adds a staff member's words to the thread. Answering a case that
// nobody has takes it; answering a colleague's is allowed and leaves it theirs.
// It returns ErrClosed after the end.
func (c Case) Answer(by Owner, words string) (Case, error) {
	if c.Status.Ended() {
		return c, c.ended()
	}
	if c.Owner == nil {
		c.Status, c.Owner = Taken, &by
	}
	c.Unheard = false
	return c.append(Message{From: FromStaff, Words: words}), nil
}

// Reply adds the patient's words to the thread, with the post by which the team is
// to get them. It returns ErrClosed after the end.
func (c Case) Reply(words, post string) (Case, error) {
	if c.Status.Ended() {
		return c, c.ended()
	}
	return c.append(Message{From: FromPatient, Words: words, Post: post}), nil
}

// Posts hands over the posts that the team does not have yet, in the order
// written, and the case without them.
func (c Case) Posts() (Case, []string) {
	var posts []string
	thread := slices.Clone(c.Thread)
	for i, m := range thread {
		if m.Post != "" {
			posts = append(posts, m.Post)
			thread[i].Post = ""
		}
	}
	c.Thread = thread
	return c, posts
}

// Withdraw ends the case for the patient who wrote it: nothing of what they wrote
// or were answered stays. A closed case can be withdrawn too. It returns
// ErrWithdrawn the second time, and for a case of which nothing is left.
func (c Case) Withdraw() (Case, error) {
	if !c.Withdrawable() {
		return c, ErrWithdrawn
	}
	return c.bare(Withdrawn), nil
}

// AtTeam reports whether the team has the case, or had it: there is a card to show
// what becomes of it.
func (c Case) AtTeam() bool {
	switch c.Status {
	case Waiting, Released, Counted:
		return false
	case New, Taken, Closed, Withdrawn, Expired:
	}
	return !c.Hidden
}

// Withdrawable reports whether there is anything left that a patient could take
// back.
func (c Case) Withdrawable() bool { return !c.Status.Ended() || c.Status == Closed }

// Expire ends a case whose time is up.
func (c Case) Expire() Case { return c.bare(Expired) }

// bare is what is left of a case of which nothing more is to be read.
func (c Case) bare(s Status) Case {
	return Case{Code: c.Code, Team: c.Team, Status: s, Hidden: c.Hidden, Report: Report{Lane: c.Report.Lane, Topic: c.Report.Topic}}
}

// Mute sets whether the patient is told of answers.
func (c Case) Mute(on bool) Case {
	c.Muted = on
	return c
}

// ended is why nothing more can be done.
func (c Case) ended() error {
	if c.Status == Withdrawn {
		return ErrWithdrawn
	}
	return ErrClosed
}

// append copies the thread before adding to it, so that two cases never share
// one.
func (c Case) append(m Message) Case {
	kept := c.Thread
	if len(kept) >= maxThread {
		kept = kept[len(kept)-maxThread+1:]
	}
	c.Thread = append(append([]Message(nil), kept...), m)
	return c
}

// Answered reports whether staff have written in the case.
func (c Case) Answered() bool {
	for _, m := range c.Thread {
		if m.From == FromStaff {
			return true
		}
	}
	return false
}
