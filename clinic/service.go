package clinic

import (
	"slices"
	"time"

	"heard/care"
)

// Service is one installation of Heard, as its clinic.toml describes it.
type Service struct {
	Name      string
	Country   string // two letters, such as GB
	Zone      *time.Location
	Languages []string // the first is the default
	Clinics   []Clinic
	Teams     []Team
	Leads     *Leads // nil when the file has no [leads]
	Privacy   Privacy
	Quiet     Quiet
	Numbers   Numbers
}

// Leads are those who see the trends.
type Leads struct {
	Chat   care.ChatID
	Digest string // five fields of cron, on the service's civil clock
}

// Language is the default language.
func (s Service) Language() string { return s.Languages[0] }

// Speaks reports whether patients of the service may choose a language.
func (s Service) Speaks(lang string) bool { return slices.Contains(s.Languages, lang) }

// TeamFor returns the team that gets a topic: the one that takes it by name,
// else the one that takes its lane. ok is false for a term that is no topic.
func (s Service) TeamFor(topic care.Term) (t Team, ok bool) {
	if t, ok := s.team(func(t Team) bool { return t.Takes.Names(topic) }); ok {
		return t, true
	}
	lane, known := care.LaneOf(topic)
	return s.team(func(t Team) bool { return known && t.Takes.Lane(lane) })
}

// TeamByChat returns the team whose group a chat is. ok is false for any other
// chat.
func (s Service) TeamByChat(chat care.ChatID) (t Team, ok bool) {
	return s.team(func(t Team) bool { return t.Chat == chat })
}

// TeamByID returns the team with an id of the file. ok is false when there is
// none.
func (s Service) TeamByID(id string) (t Team, ok bool) {
	return s.team(func(t Team) bool { return t.ID == id })
}

func (s Service) team(is func(Team) bool) (Team, bool) {
	for _, t := range s.Teams {
		if is(t) {
			return t, true
		}
	}
	return Team{}, false
}

// ClinicByID returns the clinic with an id of the file. ok is false when there
// is none.
func (s Service) ClinicByID(id string) (c Clinic, ok bool) {
	for _, c := range s.Clinics {
		if c.ID == id {
			return c, true
		}
	}
	return Clinic{}, false
}
