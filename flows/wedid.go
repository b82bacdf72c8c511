package flows

import (
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
)

// Notices of the leads: activities, "you said, we did". They are written behind the
// command, looked at once more, and go to the patients who turned them on.

// MaxNotice bounds a notice, in characters: it is to be read on a phone at a glance.
const MaxNotice = 600

// What is done with a notice that was written.
type noticeAct string

const (
	sendNotice noticeAct = "send"
	dropNotice noticeAct = "drop"
	backNotice noticeAct = "back"
)

// NewNotice takes a notice as it was written behind the command, for a last look. What
// is too long, or nothing at all, is told how it is done.
func NewNotice(words, id string, now time.Time) Desk {
	words = strings.TrimSpace(words)
	if words == "" || length(words) > MaxNotice {
		return Desk{Screen: Screen{Lines: []care.Line{care.Say("wedid.how", care.With("Max", care.Number(MaxNotice)))}}}
	}
	n := clinic.News{ID: id, Words: words, Draft: true, Posted: now.UTC()}
	return Desk{News: &n, Screen: Screen{
		Lines: append([]care.Line{care.Say("wedid.look")}, Notice(n, Plain).Lines...),
		Rows:  [][]Button{{noticeButton("button.wedid_send", n, sendNotice), noticeButton("button.closing_drop", n, dropNotice)}},
	}}
}

// weDid is what a press on a notice brings about. ok is false for a button that is
// old.
func (b Board) weDid(token string, now time.Time) (d Desk, ok bool) {
	_, rest, _ := strings.Cut(token, ".")
	id, act, _ := strings.Cut(rest, ".")
	n, ok := b.newsByID(id)
	if !ok || n.Change != nil || n.Over(now, b.Zone) {
		return d, false
	}
	switch act := noticeAct(act); {
	case act == sendNotice && n.Draft:
		n.Draft, n.Posted = false, now.UTC()
		return Desk{News: &n, Done: "toast.posted", Screen: Screen{
			Lines: append([]care.Line{care.Say("wedid.sent")}, Notice(n, Plain).Lines...),
			Rows:  [][]Button{{noticeButton("button.take_back", n, backNotice)}},
		}}, true
	case act == dropNotice && n.Draft:
		return Desk{News: &n, Gone: true, Screen: Screen{Lines: []care.Line{care.Say("wedid.dropped")}}}, true
	case act == backNotice && n.Holds():
		return takeBack(n, now, "wedid.taken_back"), true
	}
	return d, false
}

func noticeButton(label care.Key, n clinic.News, act noticeAct) Button {
	return Button{Label: care.Say(label), Data: Data{Token: strings.Join([]string{WeDidWord, n.ID, string(act)}, ".")}}
}
