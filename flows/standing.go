package flows

import (
	"slices"
	"strings"

	"heard/care"
)

// Tokens that more than one screen carries.
const (
	tokenBack = "back"
	tokenNext = "next"
)

// standing does what a standing button or a command asks for, wherever the
// patient is. Crisis, privacy, help, hours, reminders and the list of cases are told
// beside the conversation; the others leave it, and pause what was begun.
func (v *visit) standing(token string) {
	word, rest, _ := strings.Cut(token, ".")
	if v.beside(word, rest) {
		return
	}
	if !v.s.Agreed {
		v.notYet(word)
		return
	}
	switch word {
	case "start", "menu":
		v.pause()
		v.goTo(menu)
	case "report", "ask", "dose", "feedback":
		at, lane, _ := starts(word)
		v.begin(at, care.Report{Lane: lane})
	case "resume":
		v.resume()
	case "kept":
		v.pause()
		v.loose()
	case "here":
		v.goTo(v.s.At)
	case "cases":
		v.tell(v.caseList())
	case "case":
		v.showCase(rest)
	case "reply":
		v.beginReply(rest)
	default:
		if !v.setting(word) && !v.checkIn(word) && !v.ofReminders(word, rest) && !v.ofCase(word, rest) {
			v.toast("toast.old")
		}
	}
}

// notYet brings whoever has not agreed back to agreeing, and says why unless
// they only began or went on.
func (v *visit) notYet(word string) {
	switch word {
	case "start", "menu", "here":
		v.goTo(v.s.At)
	default:
		v.repeat(care.Say("first.needs_yes"))
	}
}

// beside does what is good at any time, agreed or not, and leaves the
// conversation where it is. It reports false for a word that is not of these.
func (v *visit) beside(word, rest string) bool {
	switch word {
	case "crisis":
		v.tell(v.crisis())
	case "privacy":
		v.tell(v.privacy())
	case "help":
		v.tell(v.help())
	case "hours":
		v.tell(v.hours(rest))
	case "news":
		v.news(rest)
	case "language":
		s := v.languages()
		s.Rows = v.aside()
		v.tell(s)
	case "lang":
		v.setLanguage(rest)
	case "clean":
		v.askClean()
	case "forget":
		v.askForget()
	default:
		return false
	}
	return true
}

// begin starts a conversation from its first step.
func (v *visit) begin(at Step, r care.Report) {
	v.pause()
	v.s.Draft = &Draft{Report: r}
	v.goTo(at)
}

// pause puts an unfinished draft aside, if there is anything in it.
func (v *visit) pause() {
	d := v.s.Draft
	v.s.Draft = nil
	if d == nil || (len(d.Report.Answers) == 0 && d.Report.Topic == "" && d.Report.Words == "") {
		return
	}
	paused := *d
	paused.At = v.s.At
	v.s.Paused = append([]Draft{paused}, v.s.Paused...)
	v.s.Paused = v.s.Paused[:min(len(v.s.Paused), maxPaused)]
}

// resume goes on with what was paused last.
func (v *visit) resume() {
	if len(v.s.Paused) == 0 {
		v.goTo(menu)
		return
	}
	d := v.s.Paused[0]
	v.s.Paused = slices.Clone(v.s.Paused[1:])
	v.pause()
	v.s.Draft = &d
	v.goTo(d.At)
}

// loose asks where words belong that have no place yet.
func (v *visit) loose() {
	if v.s.Kept == "" {
		v.goTo(menu)
		return
	}
	v.goTo(keptWhere)
}

// back goes one step back, past those that were not asked. What was picked
// stays picked.
func (v *visit) back() {
	at := v.behind()
	if at == "" || at == menu {
		v.pause()
		at = menu
	}
	v.goTo(at)
}

// behind is the step that "back" leads to, empty for none.
func (v *visit) behind() Step {
	at := v.e.nodes[v.s.At].back
	for n := v.e.nodes[at]; n.asked != nil && !n.asked(v); n = v.e.nodes[at] {
		at = n.back
	}
	return at
}

// foot is the row at the bottom of every step: a way back, a way out, and help
// in a crisis.
func (v *visit) foot() []Button {
	row := make([]Button, 0, 3)
	if back := v.behind(); back != "" && back != menu {
		row = append(row, v.button("button.back", tokenBack))
	}
	if v.s.Agreed {
		row = append(row, here("button.leave", "menu"))
	}
	return append(row, kept("button.crisis", "crisis"))
}
