package flows

import (
	"strings"

	"heard/care"
)

// Step names a place in a conversation. What stands before the point is the
// conversation.
type Step string

// The steps, in the order in which a patient meets them.
const (
	firstLanguage Step = "first.language"
	firstPromise  Step = "first.promise"
	firstAge      Step = "first.age"
	firstYoung    Step = "first.young"
	firstYes      Step = "first.yes"
	firstNo       Step = "first.no"

	menu      Step = "menu.open"
	keptWhere Step = "kept.where"

	reportWho    Step = "report.who"
	reportWhere  Step = "report.where"
	reportWhat   Step = "report.what"
	reportLed    Step = "report.led"
	reportWords  Step = "report.words"
	reportReview Step = "report.review"

	askNeed   Step = "ask.need"
	askWords  Step = "ask.words"
	askReview Step = "ask.review"

	replyWords  Step = "reply.words"
	replyReview Step = "reply.review"
)

// node is one step: how it is shown, and what it takes. press reports false for
// a token that is not the step's own.
type node struct {
	show  func(*visit) Screen
	press func(*visit, string) bool
	text  func(*visit, string) // nil: words are kept for later
	back  Step                 // where "back" leads; empty: the step has no back
	next  []Step               // every step it can lead to, for drawings and checks

	drafts bool // the step works on a draft
}

// first reports whether the step belongs to first contact.
func (s Step) first() bool { return strings.HasPrefix(string(s), "first.") }

// nodes is the whole map of the conversations.
func nodes() map[Step]node {
	return map[Step]node{
		firstLanguage: {show: showLanguages, press: noPress, next: []Step{firstPromise}},
		firstPromise:  {show: showPromise, press: to("next", firstAge), next: []Step{firstAge}},
		firstAge:      {show: showAge, press: pressAge, next: []Step{firstYes, firstYoung}},
		firstYoung:    {show: showYoung, press: to("again", firstAge), next: []Step{firstAge}},
		firstYes:      {show: showYes, press: pressYes, next: []Step{menu, keptWhere, firstNo}},
		firstNo:       {show: showNo, press: to("again", firstYes), next: []Step{firstYes}},

		menu:      {show: showMenu, press: noPress, next: []Step{reportWho, askNeed, keptWhere, replyWords}},
		keptWhere: {show: showKept, press: pressKept, next: []Step{reportWho, askNeed, menu}},

		reportWho:    pickNode(question{reportWho, care.Who, care.Sources(), false}, menu, reportWhere),
		reportWhere:  pickNode(question{reportWhere, care.Where, care.Settings(), true}, reportWho, reportWhat),
		reportWhat:   pickNode(question{reportWhat, care.What, care.Mechanisms(), true}, reportWhere, reportLed),
		reportLed:    pickNode(question{reportLed, care.Led, care.Consequences(), true}, reportWhat, reportWords),
		reportWords:  wordsNode(reportLed, reportReview),
		reportReview: reviewNode(reportWords),

		askNeed:   {show: showNeeds, press: pressNeed, back: menu, next: []Step{askWords}, drafts: true},
		askWords:  wordsNode(askNeed, askReview),
		askReview: reviewNode(askWords),

		replyWords:  {show: showReplyWords, press: pressReplyWords, text: takeReplyWords, back: menu, next: []Step{replyReview}, drafts: true},
		replyReview: {show: showReplyReview, press: pressReplyReview, text: takeReplyWords, back: replyWords, next: []Step{replyWords, keptWhere, menu}, drafts: true},
	}
}

// to is the press of a step with one way on.
func to(token string, at Step) func(*visit, string) bool {
	return func(v *visit, pressed string) bool {
		if pressed != token {
			return false
		}
		v.goTo(at)
		return true
	}
}

// noPress is the press of a step that has standing buttons only.
func noPress(*visit, string) bool { return false }
