package bot_test

import (
	"slices"
	"strings"
	"testing"

	"heard/care"
	"heard/simulator"
)

// opened is a house in which a patient has asked for something, and staff have
// the card.
type opened struct {
	*house
	copy    *running
	patient *somebody
	code    care.Code
	card    simulator.MessageID
	one     *somebody // of the team
	two     *somebody
}

const asked = "a room with a door that locks"

func open(t *testing.T, tweaks ...func(*setup)) *opened {
	t.Helper()
	h := newHouse(t, tweaks...)
	r := h.start()
	o := h.opens()
	o.copy = r
	return o
}

// opens lets a new patient ask for something.
func (h *house) opens() *opened {
	h.Helper()
	group := h.groupOf("keywork")
	o := &opened{house: h, patient: h.patient("en").agrees(), one: h.worker(keyWorker1, group), two: h.worker(keyWorker2, group)}
	o.code = o.patient.asks(asked)
	h.quiet()
	o.card = h.card(group, o.code).ID
	return o
}

// press lets staff press a button of the card, and returns the answer.
func (o *opened) press(who *somebody, word string) simulator.Answer {
	o.Helper()
	return who.pressesStale(o.card, word+"."+string(o.code))
}

// shows fails unless the card, and it alone, shows all of some texts, and none
// of others.
func (o *opened) shows(has []string, lacks ...string) {
	o.Helper()
	o.quiet()
	text := o.house.card(o.one.chat, o.code).Text
	for _, want := range has {
		if !strings.Contains(text, want) {
			o.Errorf("the card lacks %q:\n%s", want, text)
		}
	}
	for _, not := range lacks {
		if strings.Contains(text, not) {
			o.Errorf("the card has %q:\n%s", not, text)
		}
	}
}

// buttons lists what the card's buttons carry, without the code.
func (o *opened) buttons() (words string) {
	o.Helper()
	for _, row := range o.house.card(o.one.chat, o.code).Buttons {
		for _, b := range row {
			word, rest, _ := strings.Cut(b.Data, ".")
			if rest != string(o.code) {
				o.Errorf("a button names another case")
			}
			words += word + " "
		}
	}
	return strings.TrimSpace(words)
}

// A card is one message that changes with its case, for as long as it lives. It
// is first posted empty, so that nobody's phone shows a patient's words on its
// lock screen.
func TestCardIsOneMessage(t *testing.T) {
	o := open(t)
	if got := o.buttons(); got != "take close" {
		t.Errorf("buttons of a new case: %s", got)
	}
	o.shows([]string{string(o.code), asked, o.says("en", "card.new"), o.says("en", "card.how")})
	o.press(o.one, "take")
	o.shows([]string{"Taken by Key worker 1"}, o.says("en", "card.new"))
	if got := o.buttons(); got != "back close" {
		t.Errorf("buttons of a taken case: %s", got)
	}
	o.press(o.one, "back")
	o.shows([]string{o.says("en", "card.new")}, "Taken by")
	o.one.replies(o.card, "somebody will look into it")
	o.shows([]string{"Taken by Key worker 1", o.says("en", "card.answered")})
	o.press(o.one, "close")
	o.shows([]string{o.says("en", "card.closed")}, "Taken by", o.says("en", "card.how"))
	if got := o.buttons(); got != "" {
		t.Errorf("buttons of a closed case: %s", got)
	}
	o.patient.reads("case.closed", care.With("Code", o.code))

	if n := bots(o.telegram.Messages(keywork)); n != 1 {
		t.Errorf("%d posts in the group, not one", n)
	}
	log := o.telegram.Posted(keywork)
	if first := log[0]; first.Edit || first.Text != o.says("en", "card.coming") {
		t.Errorf("the card began as %q", first.Text)
	}
	for _, m := range log {
		if m.Bot && !m.Edit && strings.Contains(m.Text, asked) {
			t.Error("the words were posted, not edited in")
		}
	}
	if calls := o.telegram.Answers(keyWorker1); len(calls) != 3 || calls[0].Text != o.says("en", "toast.done.take") || calls[0].Alert {
		t.Errorf("the presses were answered with %+v", calls)
	}
}

func bots(all []simulator.Message) (n int) {
	for _, m := range all {
		if m.Bot {
			n++
		}
	}
	return n
}

// The owner on a card is a link for colleagues, and never a name.
func TestOwnerIsALink(t *testing.T) {
	o := open(t)
	o.press(o.two, "take")
	o.quiet()
	if html := o.house.card(keywork, o.code).HTML; !strings.Contains(html, `<a href="tg://user?id=7000000012">Key worker 1</a>`) {
		t.Errorf("no link to the owner:\n%s", html)
	}
	o.patient.writesUnasked(o.code, "are you there")
	o.quiet()
	post := lastUnder(t, o.house, keywork, o.card)
	if !strings.Contains(post.HTML, `<a href="tg://user?id=7000000012">Key worker 1</a>`) || !strings.HasPrefix(post.Text, string(o.code)) {
		t.Errorf("the owner is not called:\n%s", post.HTML)
	}
	for _, m := range o.telegram.Posted(o.patient.chat) {
		if strings.Contains(m.HTML, "tg://") || strings.Contains(m.Text, "Key worker 1") {
			t.Errorf("the patient sees who: %s", m.HTML)
		}
	}
}

// Two press at once: one has the case, the other is told who.
func TestTakenAtOnce(t *testing.T) {
	o := open(t)
	var queries [2]string
	for i, who := range []*somebody{o.one, o.two} {
		q, err := o.telegram.Press(keywork, who.id, o.card, "take."+string(o.code))
		o.must(err)
		queries[i] = q
	}
	first, second := o.one.answer(queries[0]), o.two.answer(queries[1])
	if first.Text != o.says("en", "toast.done.take") || second.Text != "Key worker 1 has this case." || !second.Alert {
		t.Errorf("told: %+v and %+v", first, second)
	}
	o.shows([]string{"Taken by Key worker 1"})
	if n := bots(o.telegram.Messages(keywork)); n != 1 {
		t.Errorf("%d posts in the group, not one", n)
	}
}

// What staff may do with a case and what they are told, by who has it.
func TestStaffMay(t *testing.T) {
	for name, c := range map[string]struct {
		before string // what the first of the team did already
		word   string // what is pressed now
		mine   string // what the first is told
		theirs string // what a colleague is told
	}{
		"take a new one":       {"", "take", "toast.done.take", "toast.done.take"},
		"take again":           {"take", "take", "toast.done.take", "alert.owned"},
		"take a closed one":    {"close", "take", "alert.closed", "alert.closed"},
		"hand back":            {"take", "back", "toast.done.back", "alert.not_owner"},
		"hand back nobody's":   {"", "back", "alert.not_taken", "alert.not_taken"},
		"hand back, closed":    {"close", "back", "alert.closed", "alert.closed"},
		"close nobody's":       {"", "close", "toast.done.close", "toast.done.close"},
		"close one's own":      {"take", "close", "toast.done.close", "alert.not_owner"},
		"close once more":      {"close", "close", "alert.closed", "alert.closed"},
		"something unheard of": {"", "open", "toast.staff_old", "toast.staff_old"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.start()
			for i, told := range []string{c.mine, c.theirs} {
				o := h.opens()
				if c.before != "" {
					o.press(o.one, c.before)
				} else {
					o.press(o.one, "nothing") // the first of the team is known as number 1
				}
				got := o.press([]*somebody{o.one, o.two}[i], c.word)
				want := h.says("en", care.Key(told), care.With("Owner", care.Name("Key worker 1")), care.With("Code", o.code))
				if got.Text != want || got.Alert != strings.HasPrefix(told, "alert.") {
					t.Errorf("told %q, not %q", got.Text, want)
				}
			}
			h.quiet()
		})
	}
}

// Data that no button of this card has: nothing is done, and whose case it is
// elsewhere is not told.
func TestForgedPress(t *testing.T) {
	o := open(t)
	other := o.patient.h.patient("en").agrees()
	other.beginsReport("for the other team only")
	theirs := other.sends() // goes to the quality team
	o.quiet()
	before := o.house.card(quality, theirs)
	for name, c := range map[string]struct{ data, told string }{
		"another team's case":    {"take." + string(theirs), "alert.gone"},
		"close another team's":   {"close." + string(theirs), "alert.gone"},
		"a case that is not":     {"take.BBB-222", "alert.gone"},
		"no code":                {"take", "toast.staff_old"},
		"garbage":                {"\x00\x01take.", "toast.staff_old"},
		"64 bytes":               {strings.Repeat("take.", 12) + "xxxx", "toast.staff_old"},
		"a code and more":        {"take." + string(o.code) + "x", "toast.staff_old"},
		"a patient's button":     {"~reply." + string(o.code), "toast.staff_old"},
		"a patient's, of a turn": {"1:send", "toast.staff_old"},
		"in lower case":          {"take." + strings.ToLower(string(o.code)), "toast.staff_old"},
	} {
		t.Run(name, func(t *testing.T) {
			got := o.one.pressesStale(o.card, c.data)
			code, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(c.data, "take."), "close."), "x")
			if want := o.says("en", care.Key(c.told), care.With("Code", care.Code(code))); got.Text != want {
				t.Errorf("told %q, not %q", got.Text, want)
			}
		})
	}
	o.shows([]string{o.says("en", "card.new")})
	if after := o.house.card(quality, theirs); after.Edited != before.Edited || after.Text != before.Text {
		t.Errorf("the other team's card changed:\n%s", after.Text)
	}
	if strings.Contains(o.worker(keyWorker1, keywork).transcript(), "for the other team only") {
		t.Error("another team's words are in the group")
	}
}

// channelBot is who presses and writes for members who do so as a channel.
const channelBot = 136817688

// Somebody who is hidden behind the group or a channel is told so on a press too.
func TestAnonymousPress(t *testing.T) {
	for name, id := range map[string]int64{"behind the group": simulator.AnonymousAdmin, "behind a channel": channelBot} {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			if id == channelBot {
				o.join(id, "en")
				o.must(o.telegram.Join(keywork, id))
			}
			got := o.press(o.worker(id, keywork), "take")
			if got.Text != o.says("en", "alert.anonymous") || !got.Alert {
				t.Errorf("told %+v", got)
			}
			o.shows([]string{o.says("en", "card.new")})
		})
	}
}

// What is said in a group is none of Heard's business, unless it answers a post
// of its own that names a case.
func TestTalkInTheGroup(t *testing.T) {
	o := open(t)
	h := o.house
	o.one.writes("has anybody seen the new one, " + string(o.code))
	told := 0
	for words, answers := range map[string]struct {
		of   int64
		text string
		told bool // that it reached nobody
	}{
		"a reply to a person who wrote a code":   {of: keyWorker2, text: string(o.code) + "\nwritten by a person"},
		"a reply to a post without a code":       {h.telegram.BotID(), h.says("en", "card.coming"), true},
		"a reply to a code further down a post":  {h.telegram.BotID(), "No code in the first line\n" + string(o.code), true},
		"a reply to another bot that has a code": {of: 1000002, text: string(o.code)},
		"a reply to a photo of the bot":          {h.telegram.BotID(), "", true},
	} {
		if answers.told {
			told++
		}
		h.said.never(words)
		o.copy.hand(inGroup(keyWorker1, 999, `"text":"`+words+`"`, answers.of, answers.text))
	}
	h.quiet()
	o.shows([]string{h.says("en", "card.new")})
	notes := slices.DeleteFunc(h.telegram.Messages(keywork), func(m simulator.Message) bool { return m.Text != h.says("en", "staff.no_case") })
	if n := bots(h.telegram.Messages(keywork)); len(notes) != told || n != 1+told {
		t.Errorf("%d posts in the group, %d of them notes; want %d", n, len(notes), told)
	}
	if strings.Contains(o.patient.transcript(), "a reply to") {
		t.Error("the patient got it")
	}
}

// The patient writes back, more than once, and each time staff get it once under
// the card, and the card stays where it is.
func TestThereAndBack(t *testing.T) {
	o := open(t)
	for _, words := range []string{"the first time", "the second time"} {
		o.one.replies(o.card, "answered "+words)
		o.patient.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, "answered "+words) })
		o.patient.writesBack(o.code, "back "+words)
		o.quiet()
		if post := lastUnder(t, o.house, keywork, o.card); !strings.Contains(post.Text, "back "+words) || !post.Protected {
			t.Errorf("posted: %+v", post)
		}
	}
	o.patient.presses("button.see_case")
	thread := o.patient.reads("cases.sent")
	for _, words := range []string{asked, "answered the first time", "back the first time", "answered the second time", "back the second time"} {
		if !strings.Contains(thread.Text, words) {
			t.Errorf("the thread lacks %q:\n%s", words, thread.Text)
		}
	}
	o.shows([]string{"Taken by Key worker 1"})
}
