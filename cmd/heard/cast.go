package main

import (
	"fmt"

	"heard/care"
	"heard/clinic"
	"heard/locales"
	"heard/simulator"
	"heard/web"
)

// The people of the demonstration, all of them invented.

// actor is somebody in the demonstration.
type actor struct {
	id     string // the page's name for them
	number int64  // the simulated Telegram's
	name   web.Label
	team   string // of staff
}

// group is a team's group.
type group struct {
	id     string
	number int64
	name   web.Label
}

// perTeam is how many people each team has: enough for one to have the case and
// another to be told so.
const perTeam = 2

// reminded is the number of the patient who has a reminder from the start.
const reminded = 102

// newStage peoples the simulated Telegram: three patients, the people of every team,
// and other patients who are not on the page. They are invented, and staff are called
// as the bot calls them.
func newStage(t *simulator.Server, service clinic.Service, printer *locales.Printer, clock *demoClock) (*stage, error) {
	s := &stage{
		telegram: t, numbers: map[string]int{},
		patients: []actor{
			{id: "a", number: 101, name: web.Label{"en": "Patient A", "nb": "Pasient A", "sv": "Patient A"}},
			{id: "b", number: reminded, name: web.Label{"en": "Patient B", "nb": "Pasient B", "sv": "Patient B"}},
			{id: "c", number: 103, name: web.Label{"en": "Patient C", "nb": "Pasient C", "sv": "Patient C"}},
		},
		zone: service.Zone, clock: clock,
	}
	for i, team := range service.Teams {
		for n := 1; n <= perTeam; n++ {
			s.staff = append(s.staff, actor{
				id: fmt.Sprint(team.ID, n), number: int64(200 + 10*i + n), team: team.ID, name: signs(printer, team, n),
			})
		}
	}
	for _, one := range others() {
		if err := t.AddPerson(simulator.Person{ID: one.number, FirstName: "Somebody", Language: "en"}); err != nil {
			return nil, err
		}
	}
	for _, p := range append(s.patients, s.staff...) {
		if err := t.AddPerson(simulator.Person{ID: p.number, FirstName: p.name["en"], Language: "en"}); err != nil {
			return nil, err
		}
	}
	for _, team := range service.Teams {
		g := group{id: team.ID, number: team.Chat.Reveal(), name: groupNames()[team.ID]}
		s.groups = append(s.groups, g)
		if err := t.AddGroup(simulator.Group{ID: g.number, Title: g.name["en"], Members: s.members(g.id)}); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// groupNames are the names of the groups of demo.toml. A soft hyphen is where a
// narrow page may break them.
func groupNames() map[string]web.Label {
	return map[string]web.Label{
		"keywork":  {"en": "Key workers", "nb": "Kontakt\u00adpersoner", "sv": "Kontakt\u00adpersoner"},
		"clinical": {"en": "Nurses", "nb": "Sykepleiere", "sv": "Sjuk\u00adsköterskor"},
		"quality":  {"en": "Quality team", "nb": "Kvalitets\u00adteamet", "sv": "Kvalitets\u00adteamet"},
	}
}

// signs is what the bot calls a member of a team, in every language.
func signs(printer *locales.Printer, team clinic.Team, number int) web.Label {
	sign := care.Say("sign."+care.Key(team.Role), care.With("Number", care.Number(number)))
	label := web.Label{}
	for _, lang := range locales.Languages() {
		label[lang] = printer.Plain(lang, sign)
	}
	return label
}

func (s *stage) members(team string) []int64 {
	var numbers []int64
	for _, p := range s.staff {
		if p.team == team {
			numbers = append(numbers, p.number)
		}
	}
	return numbers
}
