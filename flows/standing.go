package flows

import (
	"strings"

	"heard/care"
)

// Tokens that more than one screen carries.
const (
	tokenBack = "back"
	tokenNext = "next"
)

// standing does what a standing button or a command asks for, wherever the
// patient is. Crisis, privacy, help and the list of cases are told beside the
// conversation; the others leave it, and pause what was begun.
func (v *visit) standing(token string) {
	word, rest, _ := strings.Cut(token, ".")
	if v.beside(word, rest) {
		return
	}
	if !v.s.Agreed {
		v.goTo(v.s.At)
		return
	}
	switch word {
	case "start", "menu":
		v.pause()
		v.goTo(menu)
	case "report":
		v.begin(reportWho, care.Report{Lane: care.Stigma})
	case "ask":
		v.begin(askNeed, care.Report{Lane: care.Help})
	case "resume":
		v.resume()
	case "here":
		v.goTo(v.s.At)
	case "cases":
		v.tell(v.caseList())
	case "case":
		v.showCase(rest)
	case "reply":
		v.beginReply(rest)
	default:
		v.toast("toast.old")
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
	case "language":
		v.tell(v.languages())
	case "lang":
		v.setLanguage(rest)
	default:
		return false
	}
	return true
}

// begin starts a report or an ask from its first step.
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
	v.s.Paused = &paused
}

// resume goes on with what was paused.
func (v *visit) resume() {
	if v.s.Paused == nil {
		v.goTo(menu)
		return
	}
	d := *v.s.Paused
	v.pause()
	v.s.Paused, v.s.Draft = nil, &d
	v.goTo(d.At)
}

// back goes one step back. What was picked stays picked.
func (v *visit) back() {
	at := v.e.nodes[v.s.At].back
	if at == "" || at == menu {
		v.pause()
		at = menu
	}
	v.goTo(at)
}

// foot is the row at the bottom of every step: a way back, a way out, and help
// in a crisis.
func (v *visit) foot() []Button {
	row := make([]Button, 0, 3)
	if back := v.e.nodes[v.s.At].back; back != "" && back != menu {
		row = append(row, v.button("button.back", tokenBack))
	}
	if v.s.Agreed {
		row = append(row, here("button.leave", "menu"))
	}
	return append(row, kept("button.crisis", "crisis"))
}
