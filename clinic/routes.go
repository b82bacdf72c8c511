package clinic

import (
	"fmt"
	"slices"
	"strings"

	"heard/care"
)

// routes collects who takes what while the teams are read.
type routes struct {
	d     *document
	taken map[string]claim // by lane or topic
	// unread is set when what some team takes could not be read; it may be what
	// is missing elsewhere.
	unread bool
}

// claim is one entry of a team's takes.
type claim struct {
	team int
	id   string
}

// claimed is what kind of thing an entry takes.
type claimed int

const (
	nothing claimed = iota
	wholeLane
	oneTopic
)

// claim notes an entry for a team. An entry with a slip still counts as what
// was meant, so that it is not also reported as taken by nobody.
func (r *routes) claim(e entry, team int, id string) (what string, kind claimed) {
	what, kind = e.text, kindOfRoute(e.text)
	if kind == nothing {
		best, near := nearest(e.text, routable())
		r.d.wrong(e.path, quote(e.text)+" is neither a lane nor a topic",
			"write help, dosing, stigma, feedback or the id of a topic; the nearest is "+best)
		if !near {
			return "", nothing
		}
		what, kind = best, kindOfRoute(best)
	}
	if other, taken := r.taken[what]; taken {
		r.twice(e, what, other, team)
		return "", nothing
	}
	r.taken[what] = claim{team, id}
	return what, kind
}

func (r *routes) twice(e entry, what string, other claim, team int) {
	if other.team == team {
		r.d.wrong(e.path, what+" is listed twice", "remove one of the two")
		return
	}
	r.d.wrong(e.path, fmt.Sprintf("%s is taken by team %s already", what, quote(other.id)), "leave it with one of the two teams")
}

func kindOfRoute(what string) claimed {
	if slices.Contains(care.Lanes(), care.Lane(what)) {
		return wholeLane
	}
	lane, _ := care.LaneOf(care.Term(what))
	if slices.Contains(Topics(lane), care.Term(what)) {
		return oneTopic
	}
	return nothing
}

// routable lists every lane and every topic.
func routable() []string {
	var all []string
	for _, l := range care.Lanes() {
		all = append(all, string(l))
		for _, t := range Topics(l) {
			all = append(all, string(t))
		}
	}
	return all
}

// check reports lanes that nobody takes and teams that nothing reaches.
func (r *routes) check(teams []table) {
	if len(teams) == 0 {
		return // that is a problem already
	}
	reached := map[int]bool{}
	for _, l := range care.Lanes() {
		r.lane(l, teams[0], reached)
	}
	for i, t := range teams {
		if lanes := r.lanesOf(i); !reached[i] && len(lanes) > 0 {
			t.d.wrong(t.join("takes"), fmt.Sprintf("nothing reaches this team: every topic of %s is taken by name elsewhere",
				strings.Join(lanes, " and ")), "leave some of those topics to this team, or remove it")
		}
	}
}

// lane follows every topic of a lane to the team it reaches.
func (r *routes) lane(l care.Lane, first table, reached map[int]bool) {
	var lost []string
	for _, topic := range Topics(l) {
		to, ok := r.taken[string(topic)]
		if !ok {
			to, ok = r.taken[string(l)]
		}
		if !ok {
			lost = append(lost, string(topic))
			continue
		}
		reached[to.team] = true
	}
	if len(lost) == 0 || r.unread || r.d.mended {
		return
	}
	reason := fmt.Sprintf("nobody takes the lane %s", l)
	if len(lost) < len(Topics(l)) {
		reason += fmt.Sprintf(", so %s would reach nobody", some(lost))
	}
	r.d.report(first.d.line(first.path), "team", reason, fmt.Sprintf("add %q to the takes of one team", l))
}

// lanesOf lists the lanes that a team takes whole.
func (r *routes) lanesOf(team int) []string {
	var all []string
	for _, l := range care.Lanes() {
		if c, ok := r.taken[string(l)]; ok && c.team == team {
			all = append(all, string(l))
		}
	}
	return all
}

// some names the first few of a list and counts the rest.
func some(list []string) string {
	const few = 3
	if len(list) <= few {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:few], ", "), len(list)-few)
}
