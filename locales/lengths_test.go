package locales_test

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"heard/care"
)

// Telegram's limits, in UTF-16 units after markup is taken away: of a message, and
// of the answer to a press. Its menu of commands holds more, but shows less.
const (
	maxMessage = 4096
	maxAnswer  = 200
)

// What a button holds, in characters. Telegram cuts longer labels off. Phones in
// use are 320 points wide or more, of which buttons get about 290; a button loses
// 16 to its edges and 4 to the gap beside it, and its letters are about 8 wide. So
// a whole row holds 274/8 = 34, a half (290-4)/2-16 = 127/8 = 16, and a third
// (290-8)/3-16 = 78/8 = 10. It is an estimate: W is wider than i.
const (
	maxWhole = 34
	maxHalf  = 16
	maxThird = 10
)

// The longest values that the program can pass, in UTF-16 units.
const (
	longestWords   = 3000 // a staff answer; a patient's words have less
	longestService = 200  // nobody calls a service more than that
	longestName    = 60   // how somebody signs, or what a line calls itself
	longestPhone   = 30   // "1-800-662-4357" has 14
	longestNumber  = 6
	longestShown   = 1500 // a patient's words after hiding, as flows bounds them: a label may be longer than a name
	mostWindows    = 12   // of one day
	longestRare    = 200  // the four passages that a review points out
)

// largest is the longest text that can stand for a placeholder of a text.
func largest(b book, lang, key, name string) string {
	longest := func(prefix string) (text string) {
		for key, m := range b[lang] {
			if !strings.HasPrefix(key, prefix) {
				continue
			}
			if read := asRead(m["other"], strings.Repeat("9", longestNumber)); units(read) > units(text) {
				text = read
			}
		}
		return text
	}
	switch name {
	case "Words":
		return strings.Repeat("x", longestWords)
	case "Service":
		return strings.Repeat("x", longestService)
	case "Name":
		return strings.Repeat("x", longestName)
	case "Code":
		return "KRT-482"
	case "Number", "Max", "Count", "People", "Week", "Year":
		return strings.Repeat("9", longestNumber)
	case "Topic":
		return longest("term.")
	case "List":
		return everyLabel(b[lang], key)
	case "Owner":
		return longest("sign.")
	case "Role":
		return longest("role.")
	case "Team":
		return longest("team.")
	case "Line":
		return longest("number.") + strings.Repeat("9", longestPhone)
	case "Emergency", "Urgent", "Crisis", "Clinic", "Next":
		return strings.Repeat("9", longestPhone) + longest("call.") + strings.Repeat("9", longestPhone)
	case "Time":
		return strings.Repeat("x", 30) + longest("clock.at")
	case "Now":
		return longest("hours.open") + strings.Repeat("x", longestName+30)
	case "OneDay":
		return longest("day.") + " 30. " + longest("month.")
	case "Hour":
		return "08:00"
	case "Window":
		return "08:00–12:00"
	case "Windows", "Today", "Tomorrow":
		return strings.Repeat("08:00–12:00, ", mostWindows) + longest("hours.") + longest("closure.")
	case "Why":
		return longest("closure.")
	case "Days":
		return strings.Repeat(longest("day."), 7)
	case "Lead":
		return longest("button.lead.")
	case "Leads":
		return strings.Repeat(longest("button.lead."), 4)
	case "From", "To":
		return longest("date.day") + strings.Repeat("x", 30)
	case "Month", "Date":
		return strings.Repeat("x", 10)
	case "Day":
		return strings.Repeat("x", 60) // also a run of days
	}
	return strings.Repeat("x", maxMessage+1) // a new one: say above how long it can be
}

// everyLabel is the answer of somebody who picked everything that a line of the
// summary can hold.
func everyLabel(texts map[string]message, key string) string {
	var labels []string
	for _, term := range map[string][]care.Term{
		"summary.who": care.Sources(), "summary.where": care.Settings(), "summary.what": care.Mechanisms(),
		"summary.led": care.Consequences(), "summary.days": care.DaysMissed()[:1],
	}[key] {
		labels = append(labels, asRead(texts[string(term.Label())]["other"], ""))
	}
	if len(labels) == 0 {
		return strings.Repeat("x", maxMessage+1) // a new line: say above what it lists
	}
	return strings.Join(labels, "; ")
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }

// filled is a text as it is read at its longest.
func filled(b book, lang, key, text string) string {
	return asRead(placeholder.ReplaceAllStringFunc(text, func(p string) string {
		return largest(b, lang, key, placeholder.FindStringSubmatch(p)[1])
	}), "")
}

// lengths holds every text, with the longest values, to where it is shown. The
// button of a case may be cut: its code comes first and says which it is. So may
// that of a clinic: the file's writer sees what becomes of a long name.
func lengths() gate {
	return gate{
		check: func(b book, r rules) (p problems) {
			b.each(func(lang, key, _, text string) {
				read := filled(b, lang, key, text)
				label := utf8.RuneCountInString(read)
				switch {
				case in(r.shown.Thirds, key) && label > maxThird:
					p.add("%s: %s is %d characters, a third of a row holds %d: %q", lang, key, label, maxThird, read)
				case in(r.shown.Halves, key) && label > maxHalf:
					p.add("%s: %s is %d characters, half a row holds %d: %q", lang, key, label, maxHalf, read)
				case in(r.shown.Buttons, key) && key != "button.case" && key != "button.clinic" && label > maxWhole:
					p.add("%s: %s is %d characters, a button holds %d: %q", lang, key, label, maxWhole, read)
				case in(r.shown.Answers, key) && units(read) > maxAnswer:
					p.add("%s: %s is %d units, the answer to a press holds %d", lang, key, units(read), maxAnswer)
				case units(read) > maxMessage:
					p.add("%s: %s is %d units at most, a message holds %d", lang, key, units(read), maxMessage)
				}
			})
			p = append(p, longSummaries(b)...)
			return p
		},
		bad: []spoiled{
			{"sv", "button.back", "", "← Tillbaka hit", "button.back is 14 characters, a third of a row holds 10"},
			{"sv", "button.next", "", "Gå vidare till nästa", "half a row holds 16"},
			{"sv", "term.need.job", "", strings.Repeat("å", 35), "a button holds 34"},
			{"sv", "toast.old", "", strings.Repeat("å", 201), "toast.old is 201 units"},
			{"sv", "alert.owned", "", "{{.Owner}} " + strings.Repeat("å", 180), "the answer to a press holds 200"},
			{"sv", "case.answered", "", strings.Repeat("å", 1100) + "{{.Words}}{{.Role}}{{.Code}}", "a message holds 4096"},
			{"sv", "menu.what", "", strings.Repeat("😢", 2049), "menu.what is 4098 units"},
			{"sv", "menu.what", "", "{{.Unheard}}", "a message holds 4096"},
			{"sv", "summary.signed", "", strings.Repeat("å", 2000) + "{{.Name}}", "the review of an ask in sv for staff who read en is"},
		},
	}
}

// longSummaries finds reviews that do not fit a message: everything picked and
// written, for staff who read another language, with all that stands around it.
func longSummaries(b book) (p problems) {
	around := []string{"review.in_yours", "review.use", "review.rare"}
	said := []string{"summary.lane.stigma", "summary.who", "summary.where", "summary.what", "summary.led"}
	asked := []string{"summary.lane.dosing", "summary.days", "summary.signed"}
	for name, keys := range map[string]struct{ summary, around []string }{
		"a report":             {said, append([]string{"review.exactly"}, around...)},
		"a report of the pool": {said, append([]string{"review.exactly_pool", "pool.when"}, around...)},
		"an ask":               {asked, append([]string{"review.exactly", "closed.never", "answer.minutes", "review.speed"}, around...)},
	} {
		for patient := range b {
			for staff := range b {
				n := longestShown + b.total(staff, "summary.words") - longestWords
				n += longestRare + b.total(patient, keys.around...) - longestWords
				for _, lang := range slices.Compact([]string{staff, patient}) {
					n += b.total(lang, keys.summary...)
				}
				if n > maxMessage {
					p.add("the review of %s in %s for staff who read %s is %d units at most, a message holds %d", name, patient, staff, n, maxMessage)
				}
			}
		}
	}
	return p
}

// total is how long some texts are, one below the other, at their longest.
func (b book) total(lang string, keys ...string) (n int) {
	for _, key := range keys {
		n += units(filled(b, lang, key, b[lang][key]["other"])) + len("\n\n")
	}
	return n
}
