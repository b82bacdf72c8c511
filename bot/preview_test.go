package bot_test

import (
	"strings"
	"testing"

	"heard/care"
	"heard/simulator"
)

// words that are hard to carry: as they are written, or as what is left of them when
// the redactor has read them, so they must arrive.
var hardWords = map[string]string{
	"plain":            "somewhere dry to sleep tonight",
	"HTML":             `<b>bold & "quoted"</b> 1 < 2 > 0 &amp; &lt;i&gt; 'single'`,
	"a link":           `<a href="tg://user?id=1">click</a> https://example.org/?a=1&b=2`,
	"broken HTML":      "</blockquote><b>not closed <",
	"emoji":            "👨‍👩‍👧 is 🏠less 🇳🇴 ❤️",
	"right to left":    "أحتاج إلى مكان للنوم، KRT-482 שלום",
	"bidi controls":    "one \u202etwo\u202c three",
	"paragraphs":       "one\n\ntwo\n\n\nthree\n KRT-482\nFour",
	"a catalogue's":    "{{.Code}} {{.Words}} %s %d $1",
	"as the bot talks": "This is exactly what staff will see.\nNew. Nobody has taken it yet.",
	"the longest":      strings.Repeat("a bed to be in. ", 93) + "and a key ø.",
	"names":            "Grace Okonkwo told my brother Thorbjørn <all> & more, 07700 900123",
	"longest in emoji": strings.Repeat("🏠", 750),
}

// languages are those of the team and of the patient.
var languages = []struct{ team, patient string }{{"en", "en"}, {"nb", "en"}, {"en", "nb"}}

// hardIn are the words to try in a language: all of them where both are one.
func hardIn(team, patient string) map[string]string {
	if team == patient {
		return hardWords
	}
	return map[string]string{"HTML": hardWords["HTML"], "right to left": hardWords["right to left"], "names": hardWords["names"]}
}

// staffRead makes the teams read a language.
func staffRead(lang string) func(*setup) {
	return func(s *setup) {
		for i := range s.service.Teams {
			s.service.Teams[i].Language = lang
		}
	}
}

// What was previewed is what staff get, byte for byte, and the words are in it
// as they were written, what is hidden apart.
func TestPreviewIsTheCard(t *testing.T) {
	for _, l := range languages {
		t.Run(l.team+" reads "+l.patient, func(t *testing.T) {
			h := newHouse(t, standing, staffRead(l.team)) // open, so that nothing is said of opening
			h.start()
			p := h.patient(l.patient).agrees()
			for name, words := range hardIn(l.team, l.patient) {
				t.Run(name, func(t *testing.T) {
					for group, begin := range map[int64]func(*somebody, string) simulator.Message{
						keywork: (*somebody).begins, quality: (*somebody).beginsReport,
					} {
						review := begin(p, words)
						code := p.sends()
						h.quiet()
						body := cardBody(t, h, l.team, code, h.card(group, code).HTML)
						previewed := previewed(t, h, l.team, l.patient, review.HTML)
						if body != previewed {
							t.Errorf("previewed:\n%s\non the card:\n%s", previewed, body)
						}
						holds(t, h.card(group, code), h.leaves(l.patient, words))
					}
				})
			}
		})
	}
}

// cardBody is a card without its code and its state.
func cardBody(t *testing.T, h *house, lang string, code care.Code, html string) string {
	t.Helper()
	body, ok1 := strings.CutPrefix(html, "<b>"+string(code)+"</b>\n\n")
	body, ok2 := strings.CutSuffix(body, "\n\n"+h.says(lang, "card.new")+"\n"+h.says(lang, "card.how"))
	if !ok1 || !ok2 {
		t.Fatalf("not a new card:\n%s", html)
	}
	return body
}

// previewed is what a review shows for staff to see, without what stands around it. Nor
// does it have the same in the patient's own language.
func previewed(t *testing.T, h *house, team, patient, html string) string {
	t.Helper()
	body, ok := h.passage(html)
	if !ok {
		t.Fatalf("not a review:\n%.300s", html)
	}
	if team != patient && !strings.Contains(html, "\n\n"+h.says(patient, "review.in_yours")+"\n") {
		t.Fatalf("nothing in the patient's language:\n%.300s", html)
	}
	return body
}

// leaves is what the redactor leaves of words.
func (h *house) leaves(lang, words string) string {
	h.Helper()
	shown, _ := redactor(h.T).Show(lang, words)
	return shown
}

// holds fails unless the words stand in a message as they were written. Telegram
// takes white space off the ends of lines and texts; these have none there.
func holds(t *testing.T, m simulator.Message, words string) {
	t.Helper()
	if !strings.Contains(m.Text, words) {
		t.Errorf("the words are not there as they were written:\n%s", m.Text)
	}
}

// The same for words that a patient writes in a case, and for the answer on its
// way back.
func TestReplyPreviewIsThePost(t *testing.T) {
	for _, l := range languages {
		t.Run(l.team+" reads "+l.patient, func(t *testing.T) {
			h := newHouse(t, staffRead(l.team))
			h.start()
			p := h.patient(l.patient).agrees()
			code := p.asks("to begin with")
			h.quiet()
			worker := h.worker(keyWorker1, keywork)
			card := h.card(keywork, code)
			for name, words := range hardIn(l.team, l.patient) {
				t.Run(name, func(t *testing.T) {
					p.presses("button.see_case")
					p.pressesData("=reply." + string(code))
					p.reads("reply.words", care.With("Code", code))
					p.writes(words)
					review := p.reads("review.exactly")
					p.presses("button.send_now")
					p.reads("reply.sent", care.With("Code", code))
					h.quiet()
					post := lastUnder(t, h, keywork, card.ID)
					previewed := previewed(t, h, l.patient, l.patient, review.HTML)
					if post.HTML != previewed {
						t.Errorf("previewed:\n%s\nposted:\n%s", previewed, post.HTML)
					}
					holds(t, post, h.leaves(l.patient, words))

					worker.replies(card.ID, words)
					h.quiet()
					answer := p.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, words) && m.ID > review.ID })
					if head := h.says(l.patient, "role.key_worker"); !strings.HasPrefix(answer.Text, head) || !strings.Contains(answer.Text, string(code)) {
						t.Errorf("the answer begins otherwise: %s", answer.Text)
					}
					// The case is nobody's again, or the owner would be called too.
					_, err := h.telegram.Press(keywork, keyWorker1, card.ID, "back."+string(code))
					h.must(err)
					h.quiet()
				})
			}
		})
	}
}

// lastUnder is the newest post that answers another.
func lastUnder(t *testing.T, h *house, group int64, card simulator.MessageID) (last simulator.Message) {
	t.Helper()
	for _, m := range h.telegram.Messages(group) {
		if m.Bot && m.ReplyTo == card {
			last = m
		}
	}
	if last.ID == 0 {
		t.Fatal("nothing is posted under the card")
	}
	return last
}
