package bot_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"heard/care"
)

// looker takes apart everything that goes to a group. Each passage must be one that
// its patient was shown when they pressed the button that sends; everything else must
// be a fixed text.
type looker struct {
	h       *house
	at      int                 // how much of what was sent has been looked at
	last    map[int64]string    // what a patient was shown last as what staff will see
	sent    map[int64][]string  // what they were shown when they pressed to send
	owner   map[care.Code]int64 // by the receipt
	lines   map[string]bool     // fixed ones, a code in them as CODE
	stubs   map[string]bool     // reports of which only the topic is left
	seen    map[string]int
	digests *regexp.Regexp
}

func newLooker(h *house) *looker {
	l := &looker{
		h: h, last: map[int64]string{}, sent: map[int64][]string{}, owner: map[care.Code]int64{},
		lines: map[string]bool{}, stubs: map[string]bool{}, seen: map[string]int{},
	}
	var heads []string
	for _, lang := range []string{"en", "nb"} {
		l.learn(lang)
		head := h.printer.Print(lang, care.Say("digest.head", care.With("Week", care.Number(77)), care.With("Year", care.Number(8888))))
		heads = append(heads, strings.NewReplacer("77", `\d\d?`, "8888", `\d{4}`).Replace(regexp.QuoteMeta(head)))
	}
	l.digests = regexp.MustCompile("^(" + strings.Join(heads, "|") + ")")
	return l
}

// learn lists the fixed texts of a language.
func (l *looker) learn(lang string) {
	code := care.With("Code", care.Code("CODE"))
	for _, key := range []care.Key{
		"card.coming", "post.coming", "card.new", "card.closed", "card.withdrawn", "card.expired", "card.answered", "card.unheard",
		"card.how", "card.words_gone", "staff.text_only", "staff.no_case", "staff.unheard", "alert.not_taken", "alert.closed", "alert.withdrawn", "alert.gone",
	} {
		l.lines[l.h.printer.Print(lang, care.Say(key, code))] = true
	}
	l.lines[l.h.printer.Print(lang, care.Say("staff.too_long", care.With("Max", care.Number(3000))))] = true
	for _, lane := range care.Lanes() {
		for _, topic := range terms() {
			var text []string
			for _, line := range (care.Report{Lane: lane, Topic: topic}).Summary() {
				text = append(text, l.h.printer.Print(lang, line))
			}
			l.stubs[strings.Join(text, "\n")] = true
		}
	}
}

// pressed notes what a patient sees when they press to send.
func (l *looker) pressed(chat int64) {
	if last, ok := l.last[chat]; ok {
		l.sent[chat] = append(l.sent[chat], last)
		l.seen["pressed"]++
	}
}

// codes are those of all patients.
func (l *looker) codes() []care.Code { return slices.Sorted(maps.Keys(l.owner)) }

// look looks at what was sent since the last time: first at the receipts.
func (l *looker) look() {
	l.h.Helper()
	fresh := l.h.front.from(l.at)
	l.at += len(fresh)
	for _, one := range fresh {
		if one.chat > 0 {
			l.lookAtPhone(one)
		}
	}
	for _, one := range fresh {
		if one.chat < 0 {
			l.lookAtGroup(one)
		}
	}
}

func (l *looker) lookAtPhone(one shown) {
	if body, ok := l.h.passage(one.text); ok {
		l.last[one.chat] = body
	}
	code, ok := care.FindCode(one.text)
	for _, lang := range []string{"en", "nb"} {
		if ok && strings.HasPrefix(one.text, l.h.printer.Print(lang, care.Say("sent.code", care.With("Code", code)))) {
			l.owner[code] = one.chat
		}
	}
}

func (l *looker) lookAtGroup(one shown) {
	l.h.Helper()
	for _, secret := range secrets {
		if strings.Contains(strings.ToLower(one.text), strings.ToLower(secret)) {
			l.h.Errorf("%q is in a group", secret)
		}
	}
	if one.method == "sendMessage" && !one.protected {
		l.h.Errorf("can be forwarded: %s", one.text)
	}
	if !l.apart(one.text) {
		l.h.Errorf("nobody was shown this:\n%s\nwas shown: %v", one.text, l.sent)
	}
}

// headed is a post that begins with a code.
var headed = regexp.MustCompile(`^<b>([A-Z]{3}-[0-9]{3})</b>`)

// apart reports whether a post is made of what may be in one.
func (l *looker) apart(text string) bool {
	if l.lines[text] {
		return true
	}
	if head := l.digests.FindString(text); head != "" {
		return l.digest(text, head)
	}
	m := headed.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	code, rest := care.Code(m[1]), text[len(m[0]):]
	switch {
	case l.lines[strings.ReplaceAll(text, m[1], "CODE")]:
		return true
	case strings.HasPrefix(rest, "\n\n"):
		return l.card(code, rest[2:])
	case strings.HasPrefix(rest, "\n"):
		l.seen["struck"]++
		return l.line(strings.ReplaceAll(rest[1:], m[1], "CODE"))
	}
	// Words of a patient, and below them whoever has the case.
	body, below, _ := strings.Cut(text, "</blockquote>")
	l.seen["reply"]++
	return slices.Contains(l.sent[l.owner[code]], body+"</blockquote>") && (below == "" || owner.MatchString(below))
}

var (
	owner = regexp.MustCompile(`^\n\n<a href="tg://user\?id=\d+">[^<\n]*</a>$`)
	taker = regexp.MustCompile(`^[^<\n]* <a href="tg://user\?id=\d+">[^<\n]*</a>$`)
	named = regexp.MustCompile(`^(Key worker|Quality team|Miljøkontakt|[A-ZÆØÅ][a-zæøå]+) [0-9]+ `)
)

func (l *looker) line(s string) bool {
	return l.lines[s] || taker.MatchString(s) || named.MatchString(s)
}

func (l *looker) card(code care.Code, rest string) bool {
	i := strings.LastIndex(rest, "\n\n")
	if i < 0 {
		return false
	}
	body, state := rest[:i], rest[i+2:]
	for line := range strings.SplitSeq(state, "\n") {
		if !l.line(line) {
			return false
		}
	}
	if l.stubs[body] && !strings.Contains(state, l.h.says("en", "card.how")) && !strings.Contains(state, l.h.says("nb", "card.how")) {
		l.seen["stub"]++
		return true
	}
	l.seen["card"]++
	return slices.Contains(l.sent[l.owner[code]], body)
}

// digest reports whether all of a digest was shown to somebody. Nothing of it may go
// out twice, nor under a code that a patient knows.
func (l *looker) digest(text, head string) bool {
	codes, reports := taken(text)
	if !strings.HasPrefix(text[len(head):], "\n\n<b>") || len(reports) == 0 {
		return false
	}
	for i, report := range reports {
		l.seen["digest"]++
		if _, known := l.owner[care.Code(codes[i])]; known || !l.use(report) {
			return false
		}
	}
	return true
}

// use takes a passage away from whoever was shown it.
func (l *looker) use(passage string) bool {
	for chat, all := range l.sent {
		if i := slices.Index(all, passage); i >= 0 {
			l.sent[chat] = slices.Delete(slices.Clone(all), i, i+1)
			return true
		}
	}
	return false
}

// nothingRaw fails if a word that is to be hidden is in the store.
func (l *looker) nothingRaw() {
	l.h.Helper()
	dump := strings.ToLower(l.h.redis.Dump())
	for _, secret := range secrets {
		if strings.Contains(dump, strings.ToLower(secret)) {
			l.h.Errorf("%q is in the store", secret)
		}
	}
}
