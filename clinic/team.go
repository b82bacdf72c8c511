package clinic

import (
	"slices"
	"time"

	"heard/care"
)

// Team is a staff group in Telegram and what is routed to it.
type Team struct {
	ID           string
	Chat         care.ChatID
	Takes        Takes
	AnswerWithin Within
	Role         Role   // who the patient is told has answered
	Language     string // of the cards; the service's default unless the file says otherwise
}

// Takes is what a team is given: whole lanes, and single topics by name.
type Takes struct {
	Lanes  []care.Lane
	Topics []care.Term
}

// Lane reports whether the whole lane is taken.
func (t Takes) Lane(l care.Lane) bool { return slices.Contains(t.Lanes, l) }

// Names reports whether the topic is taken by its own name, which wins over
// its lane.
func (t Takes) Names(topic care.Term) bool { return slices.Contains(t.Topics, topic) }

// Within is how soon a case is to be answered, counted in the clinic's opening
// hours. Either Days or Open is set.
type Within struct {
	Days int           // days on which the clinic opens
	Open time.Duration // time during which it is open
}

// Role is the profession a team answers in. It stands in for a name: patients
// never learn who of the team wrote.
type Role string

// The roles, as the taxonomy routes to them; quality is the team that reads
// reports and feedback.
const (
	KeyWorker    Role = "key_worker"
	Nurse        Role = "nurse"
	Doctor       Role = "doctor"
	SocialWorker Role = "social_worker"
	PeerWorker   Role = "peer_worker"
	ActivityLead Role = "activity_lead"
	Advocate     Role = "advocate"
	Quality      Role = "quality"
)

// Roles lists every role.
func Roles() []Role {
	return []Role{
		KeyWorker, Nurse, Doctor, SocialWorker,
		PeerWorker, ActivityLead, Advocate, Quality,
	}
}

// Label is the catalogue key of a role's name.
func (r Role) Label() care.Key { return care.Key("role." + string(r)) }

// roleOf is the role of a team that takes a lane and does not name its own.
func roleOf(l care.Lane) Role {
	switch l {
	case care.Dosing:
		return Nurse
	case care.Stigma, care.Feedback:
		return Quality
	case care.Help:
	}
	return KeyWorker
}
