package clinic

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"heard/care"
)

// teams reads every [[team]] and checks that every topic has one.
func (t table) teams(s Service) []Team {
	all := t.children("team", teamKeys())
	ids := map[string]bool{}
	routes := routes{d: t.d, taken: map[string]claim{}}
	teams := make([]Team, len(all))
	for i, one := range all {
		one.need("id", "chat", "takes")
		id := one.id(ids)
		takes := one.takes(&routes, i, id)
		teams[i] = Team{
			ID: id, Chat: one.chat(), Takes: takes, AnswerWithin: one.within(),
			Role: one.role(takes), Language: one.language(s.Languages),
		}
	}
	routes.check(all)
	return teams
}

// takes reads the lanes and topics of a team and claims them for it.
func (t table) takes(r *routes, team int, id string) Takes {
	list, ok := t.texts("takes")
	r.unread = r.unread || !ok
	if ok && len(list) == 0 {
		t.d.wrong(t.join("takes"), "is empty, so nothing ever reaches this team", "write "+t.form("takes")+", or remove the team")
	}
	var takes Takes
	for _, e := range list {
		switch what, kind := r.claim(e, team, id); kind {
		case wholeLane:
			takes.Lanes = append(takes.Lanes, care.Lane(what))
		case oneTopic:
			takes.Topics = append(takes.Topics, care.Term(what))
		case nothing:
		}
	}
	return takes
}

// role reads the role, or draws it from the first lane that the team takes, or
// else from its first topic.
func (t table) role(takes Takes) Role {
	if s, ok := t.text("role"); ok {
		if slices.Contains(Roles(), Role(s)) {
			return Role(s)
		}
		var names []string
		for _, r := range Roles() {
			names = append(names, string(r))
		}
		best, _ := nearest(s, names)
		t.d.wrong(t.join("role"), quote(s)+" is not a known role",
			fmt.Sprintf("write one of %s; the nearest is %s", strings.Join(names, ", "), best))
	}
	if len(takes.Lanes) > 0 {
		return roleOf(takes.Lanes[0])
	}
	if len(takes.Topics) > 0 {
		lane, _ := care.LaneOf(takes.Topics[0])
		return roleOf(lane)
	}
	return KeyWorker
}

// language reads the language of a team's cards.
func (t table) language(spoken []string) string {
	lang, ok := t.text("language")
	switch {
	case len(spoken) == 0:
		return lang // the list itself has a problem already
	case !ok:
		return spoken[0]
	case !slices.Contains(spoken, lang):
		t.d.wrong(t.join("language"), quote(lang)+" is not among the service's languages",
			"write one of "+strings.Join(spoken, ", ")+", or add it to languages at the top of the file")
	}
	return lang
}

var (
	withinForm  = regexp.MustCompile(`^([1-9][0-9]{0,2}) (minute|hour|day)s?$`)
	looseWithin = regexp.MustCompile(`^([1-9][0-9]{0,2})\s*([mhd])[a-z]*\.?$`)
)

// within reads how soon cases are to be answered; a day when not told.
func (t table) within() Within {
	s, ok := t.text("answer_within")
	if !ok {
		return Within{Days: 1}
	}
	m := withinForm.FindStringSubmatch(s)
	if m == nil {
		t.d.wrong(t.join("answer_within"), quote(s)+" is not a number of minutes, hours or days", "write "+likelyWithin(s))
		return Within{Days: 1}
	}
	n, _ := strconv.Atoi(m[1])
	switch m[2] {
	case "minute":
		return Within{Open: time.Duration(n) * time.Minute}
	case "hour":
		return Within{Open: time.Duration(n) * time.Hour}
	}
	return Within{Days: n}
}

func likelyWithin(s string) string {
	m := looseWithin.FindStringSubmatch(strings.ToLower(s))
	if m == nil {
		return `it as in "1 day", "4 hours" or "30 minutes"`
	}
	unit := map[string]string{"m": "minute", "h": "hour", "d": "day"}[m[2]]
	if m[1] != "1" {
		unit += "s"
	}
	return strconv.Quote(m[1] + " " + unit)
}
