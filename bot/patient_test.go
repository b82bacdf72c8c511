package bot_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"heard/care"
	"heard/simulator"
)

// From the first word to the receipt: the case is on one card, and the patient
// has its code.
func TestPatientReaches(t *testing.T) {
	for name, begin := range map[string]func(*somebody, string) simulator.Message{
		"help": (*somebody).begins, "stigma": (*somebody).beginsReport,
	} {
		for _, words := range []string{"", "they let me wait till the others had gone"} {
			t.Run(name, func(t *testing.T) {
				h := newHouse(t)
				h.start()
				p := h.patient("en").agrees()
				begin(p, words)
				code := p.sends()
				h.quiet()
				group := map[string]int64{"help": keywork, "stigma": quality}[name]
				card := h.card(group, code)
				if !strings.Contains(card.Text, words) || !card.Protected {
					t.Errorf("the card lacks the words, or can be forwarded: %+v", card)
				}
				if n := len(h.telegram.Messages(keywork)) + len(h.telegram.Messages(quality)); n != 1 {
					t.Errorf("%d posts in the groups, not one", n)
				}
			})
		}
	}
}

// A press changes the message it is on; words make a new one below them.
func TestPressEditsAndTextPosts(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	before := len(h.telegram.Messages(p.chat))
	menu := p.reads("menu.what")
	p.presses("button.ask")
	p.presses("term.need.housing")
	words := p.reads("words.own")
	if words.ID != menu.ID || !words.Edited {
		t.Errorf("a press made a new message")
	}
	wrote := p.writes("my own words are these")
	review := p.reads("review.exactly")
	if review.ID <= wrote {
		t.Errorf("what was written was answered above it")
	}
	if n := len(h.telegram.Messages(p.chat)); n != before+2 {
		t.Errorf("%d messages more, not two: the words and the review", n-before)
	}
}

// Two queries for one button: both are answered, and the second does nothing.
func TestDoublePress(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	review := p.begins("twice pressed words")
	h.quiet()
	data := dataOf(review, func(b simulator.Button) bool { return b.Text == h.says("en", "button.send_now") })
	var queries []string
	for range 2 {
		q, err := h.telegram.PressStale(p.chat, p.id, review.ID, data)
		h.must(err)
		queries = append(queries, q)
	}
	first, second := p.answer(queries[0]), p.answer(queries[1])
	h.quiet()
	if first.Text != "" || second.Text != h.says("en", "toast.old") || second.Alert {
		t.Errorf("answered with %q and %q", first.Text, second.Text)
	}
	if n := len(h.telegram.Messages(keywork)); n != 1 {
		t.Errorf("%d posts in the group, not one", n)
	}
}

// Presses that are not to be taken end the spinner with a few words, and nothing
// else comes of them.
func TestPressOfNoConcern(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	menu := p.reads("menu.what")
	other := h.patient("en").agrees().asks("a case of somebody else")
	mine := p.asks("a case of my own")
	h.quiet()
	for name, data := range map[string]string{
		"an old screen":      "1:send",
		"another program":    "vote_yes",
		"a button of staff":  "take." + string(mine),
		"staff, someone's":   "close." + string(other),
		"standing, of staff": "~take." + string(mine),
		"standing, unknown":  "=nothing",
		"64 bytes":           strings.Repeat("x", 64),
		"no UTF-8":           "~\xff\xfe",
		"a far turn":         "zzzzzz:send",
		"only a sign":        "~",
	} {
		t.Run(name, func(t *testing.T) {
			before := h.telegram.Messages(p.chat)
			if got := p.pressesStale(menu.ID, data); got.Text != h.says("en", "toast.old") {
				t.Errorf("answered with %q", got.Text)
			}
			h.quiet()
			if after := h.telegram.Messages(p.chat); len(after) != len(before) {
				t.Errorf("%d new messages", len(after)-len(before))
			}
			for _, code := range []care.Code{mine, other} {
				if card := h.card(keywork, code); !strings.Contains(card.Text, h.says("en", "card.new")) {
					t.Errorf("the card changed: %s", card.Text)
				}
			}
		})
	}
}

// A code opens only one's own cases, whatever button carries it. What comes of
// somebody else's is what comes of one that does not exist.
func TestSomebodyElsesCase(t *testing.T) {
	h := newHouse(t)
	h.start()
	words := "nobody else may read these"
	code := h.patient("en").agrees().asks(words)
	p := h.patient("en").agrees()
	menu := p.reads("menu.what")
	h.quiet()
	var shown []string
	for _, data := range []string{"~case." + string(code), "~case.BBB-222", "=case." + string(code), "~reply." + string(code), "~reply.BBB-222", "~case." + strings.Repeat("K", 58)} {
		mark := h.telegram.Mark(p.chat)
		p.pressesStale(menu.ID, data)
		m, _, err := h.telegram.Next(t.Context(), p.chat, mark)
		h.must(err)
		shown = append(shown, m.Text)
	}
	h.quiet()
	for _, text := range shown {
		if text != h.says("en", "cases.gone") {
			t.Errorf("shown: %s", text)
		}
	}
	if strings.Contains(p.transcript(), words) {
		t.Error("somebody else's words are in the chat")
	}
	// Words after it go nowhere near the case.
	p.writes("meant for somebody else")
	p.reads("kept.where", care.With("Words", care.Words("meant for somebody else")))
	h.quiet()
	if all := h.telegram.Messages(keywork); len(all) != 1 {
		t.Errorf("%d posts in the group, not one", len(all))
	}
}

// The program dies after a commit and before the update is confirmed. The next
// one gets the update again, and nothing happens twice.
func TestRedelivery(t *testing.T) {
	h := newHouse(t)
	r := h.build()
	var dies sync.Once
	h.hooks.afterCommit = func(c care.Commit) {
		if len(c.Cases) != 0 {
			dies.Do(r.cancel)
		}
	}
	r.run(false)
	p := h.patient("en").agrees()
	p.begins("said once and kept once")
	p.presses("button.send_now")
	r.h.until("the service has died", func() bool { return len(r.ended) > 0 })
	r.stop()
	if h.telegram.PendingUpdates() == 0 {
		t.Fatal("the update was confirmed: this shows nothing")
	}
	next := h.start()
	h.until("the update is confirmed", func() bool { return h.telegram.PendingUpdates() == 0 })
	h.quiet()
	if n := next.count("heard_updates_total", "repeated"); n != 1 {
		t.Errorf("%v updates were repeated, not one", n)
	}
	if n := len(h.telegram.Messages(keywork)); n != 1 {
		t.Errorf("%d posts in the group, not one", n)
	}
	receipts := 0
	for _, m := range h.telegram.Posted(p.chat) {
		if strings.HasPrefix(m.Text, "Sent.") {
			receipts++
		}
	}
	if receipts != 1 {
		t.Errorf("%d receipts, not one", receipts)
	}
}

// A screen that the patient deleted comes as a new message.
func TestDeletedScreen(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	menu := p.reads("menu.what")
	h.quiet()
	h.must(h.telegram.Remove(p.chat, p.id, menu.ID))
	p.pressesStale(menu.ID, "=ask")
	if m := p.reads("ask.need"); m.ID == menu.ID || m.Edited {
		t.Error("not a new message")
	}
}

// Everything a phone can send besides words is answered in kind, and the
// conversation stays where it was.
func TestOddThings(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	p.writes("/ask")
	p.presses("term.need.housing")
	p.reads("words.own")
	for kind, key := range map[simulator.Kind]care.Key{
		simulator.Voice: "odd.voice", simulator.VideoNote: "odd.voice", simulator.Photo: "odd.photo", simulator.Video: "odd.video",
		simulator.Animation: "odd.video", simulator.Document: "odd.file", simulator.Sticker: "odd.sticker",
		simulator.Location: "odd.location", simulator.Contact: "odd.contact", simulator.Poll: "odd.poll",
	} {
		t.Run(string(kind), func(t *testing.T) {
			caption := "a caption under " + string(kind)
			h.said.never(caption)
			id, err := h.telegram.Send(p.chat, p.id, kind, caption)
			h.must(err)
			p.since = id
			m := p.reads(key)
			if !strings.Contains(m.Text, h.says("en", "words.own")) {
				t.Errorf("the conversation moved: %s", m.Text)
			}
		})
	}
	words := "still in the right place"
	p.writes(words)
	p.reads("review.exactly")
	code := p.sends()
	h.quiet()
	if card := h.card(keywork, code); !strings.Contains(card.Text, words) || strings.Contains(card.Text, "caption") {
		t.Errorf("the card: %s", card.Text)
	}
}

// Other things a patient may write.
func TestOddWords(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	for name, c := range map[string]struct {
		writes string
		reads  care.Line
	}{
		"10,000 characters":       {strings.Repeat("much to tell ", 770), care.Say("words.long", care.With("Max", care.Number(1500)))},
		"an unknown command":      {"/inbox now", care.Say("odd.command")},
		"a command for the bot":   {"/ask@heard_bot please", care.Say("ask.need")},
		"a command and its lines": {"/help\nwith all of it", care.Say("help.commands")},
		"a slash alone":           {"/ ", care.Say("odd.command")},
	} {
		t.Run(name, func(*testing.T) {
			p.writes(c.writes)
			p.reads(c.reads.Key, c.reads.Args...)
		})
	}
}

// The first screen is in the phone's language where the service speaks it, and
// in the service's own everywhere else.
func TestPhoneLanguage(t *testing.T) {
	for phone, lang := range map[string]string{
		"en": "en", "en-GB": "en", "nb": "nb", "no": "nb", "nn-NO": "nb",
		"da": "en", "fa": "en", "": "en", "xx-garbage": "en", "NB": "nb",
	} {
		t.Run(phone, func(t *testing.T) {
			h := newHouse(t)
			h.start()
			p := h.patient(phone)
			p.lang = lang
			p.writes("/crisis")
			p.reads("crisis.program")
		})
	}
}

// A service that does not speak a language of the catalogue does not use it.
func TestPhoneLanguageNotOfTheService(t *testing.T) {
	h := newHouse(t, func(s *setup) { s.service.Languages = []string{"en"} })
	h.start()
	p := h.patient("nb")
	p.lang = "en"
	p.writes("/crisis")
	crisis := p.reads("crisis.program")
	if got := p.pressesStale(crisis.ID, "of another program"); got.Text != h.says("en", "toast.old") {
		t.Errorf("answered with %q", got.Text)
	}
}

// A code that is in use is drawn again, and the patient gets the other one.
func TestCodeInUse(t *testing.T) {
	random := &repeating{}
	h := newHouse(t, func(s *setup) { s.random = random })
	h.hooks.beforeCommit = func(c care.Commit) {
		if len(c.Cases) != 0 && c.Cases[0].Was == 0 {
			random.opened()
		}
	}
	r := h.start()
	first := h.patient("en").agrees().asks("the first of two")
	second := h.patient("en").agrees().asks("the second of two")
	h.quiet()
	if first == second {
		t.Fatal("two cases have one code")
	}
	if r.count("heard_commits_total", "code_in_use") != 1 {
		t.Error("no code met another: this shows nothing")
	}
	for _, code := range []care.Code{first, second} {
		h.card(keywork, code)
	}
}

// repeating is a random source that gives the same again and again, until two
// cases have been opened with it.
type repeating struct {
	mu    sync.Mutex
	cases int
}

func (r *repeating) opened() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cases++
}

func (r *repeating) Read(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return copy(b, bytes.Repeat([]byte{byte(max(0, r.cases-1))}, len(b))), nil
}
