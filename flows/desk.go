package flows

import (
	"slices"
	"strings"
	"time"

	"heard/care"
	"heard/clinic"
)

// Desk is what comes of an act of staff in their group: what stands there then, and
// what is posted for patients, or not any more.
type Desk struct {
	Screen Screen
	News   *clinic.News // as they are to be; nil where nothing of them changes
	Gone   bool         // the News are to be forgotten
	Done   care.Key     // what the press is answered with; empty for no words
}

// What staff begin with, as a command and in their buttons.
const (
	ClosingWord = "closure"
	WeDidWord   = "wedid"
)

// Desk takes a press of staff on one of its buttons, or the command closure. id names
// the news that may come of it. ok is false for a button that is old, which Done says.
func (b Board) Desk(token, id string, now time.Time) (d Desk, ok bool) {
	if word, _, _ := strings.Cut(token, "."); word == WeDidWord {
		if d, ok = b.weDid(token, now); !ok {
			d.Done = "alert.wedid_old"
		}
		return d, ok
	}
	if d, ok = b.closing(token, id, now); !ok {
		d.Done = "alert.closing_old"
	}
	return d, ok
}

// post posts a change of a clinic's hours. Of two who press the same button at the same
// moment, or who want the same, one does.
func (b Board) post(change clinic.Change, c clinic.Clinic, id string, now time.Time) (d Desk, ok bool) {
	n := clinic.News{ID: id, Change: &change, Posted: now.UTC()}
	if _, known := b.newsByID(id); known || !alters(change, c) {
		return d, false
	}
	return Desk{Screen: b.postedScreen(n), News: &n, Done: "toast.posted"}, true
}

// alters reports whether a change makes any day of a clinic another.
func alters(change clinic.Change, c clinic.Clinic) bool {
	with := c.With([]clinic.Change{change})
	for d := change.From; d.Compare(change.To) <= 0; d = d.Plus(1) {
		if !slices.Equal(c.Windows(d), with.Windows(d)) {
			return true
		}
	}
	return false
}

// takeBack takes back what holds.
func takeBack(n clinic.News, now time.Time, told care.Key) Desk {
	n.Back = now.UTC()
	return Desk{Screen: Screen{Lines: []care.Line{care.Say(told)}}, News: &n, Done: "toast.taken_back"}
}

func (b Board) newsByID(id string) (clinic.News, bool) {
	for _, n := range b.News {
		if n.ID == id {
			return n, true
		}
	}
	return clinic.News{}, false
}
