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
	reportHide   Step = "report.hide"

	askNeed   Step = "ask.need"
	askCard   Step = "ask.card"
	askWords  Step = "ask.words"
	askReview Step = "ask.review"
	askHide   Step = "ask.hide"
	askSign   Step = "ask.sign"
	askSure   Step = "ask.sure"

	doseTopic  Step = "dose.topic"
	doseCard   Step = "dose.card"
	doseDays   Step = "dose.days"
	doseWords  Step = "dose.words"
	doseReview Step = "dose.review"
	doseHide   Step = "dose.hide"
	doseSign   Step = "dose.sign"
	doseSure   Step = "dose.sure"

	feedbackKind   Step = "feedback.kind"
	feedbackTopic  Step = "feedback.topic"
	feedbackWords  Step = "feedback.words"
	feedbackReview Step = "feedback.review"
	feedbackHide   Step = "feedback.hide"

	replyWords  Step = "reply.words"
	replyReview Step = "reply.review"
	replyHide   Step = "reply.hide"

	pulseLasts  Step = "pulse.lasts"
	pulseHonest Step = "pulse.honest"
	pulseJudged Step = "pulse.judged"

	remindClinic  Step = "remind.clinic"
	remindWindows Step = "remind.windows"
	remindDays    Step = "remind.days"
	remindLeads   Step = "remind.leads"
	remindWording Step = "remind.wording"
	remindSure    Step = "remind.sure"
)

// node is one step: how it is shown, and what it takes. press reports false for
// a token that is not the step's own.
type node struct {
	show  func(*visit) Screen
	press func(*visit, string) bool
	text  func(*visit, string) // nil: words are kept for later
	back  Step                 // where "back" leads; empty: the step has no back
	next  []Step               // every step it can lead to, the one straight on first
	asked func(*visit) bool    // false: it has nothing to ask, and is passed by; nil: always asked

	drafts  bool // the step works on a draft
	reminds bool // the step sets up reminders
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

		menu:      {show: showMenu, press: noPress, next: []Step{reportWho, askNeed, doseTopic, feedbackKind, keptWhere, replyWords, pulseLasts, remindClinic, remindWindows, remindDays, remindLeads}},
		keptWhere: {show: showKept, press: pressKept, next: keptLeads()},

		reportWho:    pickNode(question{at: reportWho, answers: care.Who, terms: care.Sources()}, menu, reportWhere),
		reportWhere:  pickNode(question{at: reportWhere, answers: care.Where, terms: care.Settings(), optional: true}, reportWho, reportWhat),
		reportWhat:   pickNode(question{at: reportWhat, answers: care.What, terms: care.Mechanisms(), optional: true}, reportWhere, reportLed),
		reportLed:    pickNode(question{at: reportLed, answers: care.Led, terms: care.Consequences(), optional: true}, reportWhat, reportWords, reportReview),
		reportWords:  wordsNode(reportLed, reportReview),
		reportReview: reviewNode(reportWords, reportHide, ""),
		reportHide:   hideNode(reportReview),

		askNeed:   topicNode("ask.need", always(care.Needs()), menu, askCard, askWords, askReview),
		askCard:   cardNode(askNeed, askWords, askReview),
		askWords:  wordsNode(askCard, askReview),
		askReview: reviewNode(askWords, askHide, askSign),
		askHide:   hideNode(askReview),
		askSign:   signNode(askReview, askSure),
		askSure:   sureNode(askSign, askReview),

		doseTopic:  topicNode("dose.what", always(care.Concerns()), menu, doseCard, doseWords, doseReview),
		doseCard:   cardNode(doseTopic, doseDays, doseWords, doseReview),
		doseDays:   daysNode(doseCard, doseWords, doseReview),
		doseWords:  wordsNode(doseDays, doseReview),
		doseReview: reviewNode(doseWords, doseHide, doseSign),
		doseHide:   hideNode(doseReview),
		doseSign:   signNode(doseReview, doseSure),
		doseSure:   sureNode(doseSign, doseReview),

		feedbackKind:   {show: showKind, press: pressKind, back: menu, next: []Step{feedbackTopic}, drafts: true},
		feedbackTopic:  topicNode("feedback.what", feedbackTerms, feedbackKind, feedbackWords, feedbackReview),
		feedbackWords:  wordsNode(feedbackTopic, feedbackReview),
		feedbackReview: reviewNode(feedbackWords, feedbackHide, ""),
		feedbackHide:   hideNode(feedbackReview),

		replyWords:  {show: showReplyWords, press: pressReplyWords, text: takeReplyWords, back: menu, next: []Step{replyReview}, drafts: true},
		replyReview: {show: showReplyReview, press: pressReplyReview, text: (*visit).addWords, back: replyWords, next: []Step{replyWords, replyHide, keptWhere, menu}, drafts: true},
		replyHide:   hideNode(replyReview),

		pulseLasts:  pulseNode(0, menu, pulseHonest, keptWhere),
		pulseHonest: pulseNode(1, pulseLasts, pulseJudged, keptWhere),
		pulseJudged: pulseNode(2, pulseHonest, menu, keptWhere),

		remindClinic:  remindNode(showRemindClinic, pressRemindClinic, menu, remindWindows, remindDays, remindLeads).askedIf(remindClinicAsked),
		remindWindows: remindNode(showRemindWindows, pressRemindWindows, remindClinic, remindDays, remindLeads).askedIf(remindWindowsAsked),
		remindDays:    remindNode(showRemindDays, pressRemindDays, remindWindows, remindLeads).askedIf(remindDaysAsked),
		remindLeads:   remindNode(showRemindLeads, pressRemindLeads, remindDays, remindWording),
		remindWording: remindNode(showRemindWording, pressRemindWording, remindLeads, remindSure),
		remindSure:    remindNode(showRemindSure, pressRemindSure, remindWording, menu),
	}
}

// askedIf makes a step one that is passed by where it has nothing to ask.
func (n node) askedIf(asked func(*visit) bool) node {
	n.asked = asked
	return n
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
