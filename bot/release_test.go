package bot_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"heard/bot"
	"heard/care"
	"heard/clinic"
	"heard/simulator"
)

// Too few wait: nothing goes out, and the patient can read that it waits.
func TestTooFewWait(t *testing.T) {
	for name, write := range map[string]func(*house){
		"too few reports": func(h *house) { h.shares(4) },
		"too few people": func(h *house) {
			patients, _, _ := h.shares(3)
			patients[0].reports("once more of it")
			patients[1].reports("and again of it")
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, pooling)
			h.start()
			write(h)
			p := h.patient("en")
			for range 3 {
				h.releases()
			}
			if n := len(h.front.sentTo(quality)); n != 0 {
				t.Errorf("%d posts", n)
			}
			p.id = 5_000_000_101 // the first of them
			p.chat = p.id
			p.writes("/cases")
			p.pressesWhere("a case", func(b simulator.Button) bool { return strings.HasPrefix(b.Data, "=case.") })
			p.reads("cases.status.waiting")
			h.quiet()
		})
	}
}

// A report too young waits for the next slot, though many others wait with it.
func TestYoungWait(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	slot := h.service.Privacy.Release.Next(h.now(), h.service.Zone)
	h.clock.advance(slot.Add(-h.service.Privacy.ReleaseAge / 2).Sub(h.now()))
	_, _, bodies := h.shares(5)
	h.advanceTo(slot)
	h.orders(func(o bot.Orders) (care.Job, error) { return o.Release(slot) })
	h.quiet()
	if n := len(h.front.sentTo(quality)); n != 0 {
		t.Errorf("%d posts of what was written half a day ago", n)
	}
	h.releases()
	_, got := taken(strings.Join(h.digests(quality), ""))
	h.same("a week later", bodies, got)
}

// Who wrote is asked of the ways back, since nothing else that is kept ties two reports.
// Where one does not open, its report counts as nobody's, and goes when there are enough
// without it.
func TestUnknownWriters(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	_, codes, bodies := h.shares(5)
	for _, code := range codes[:2] {
		rec, _ := h.row(code)
		h.raw.HSet(t.Context(), "{heard:test}:case:"+string(code), "ret", string(rec.Return[:len(rec.Return)-1])+"?")
	}
	h.releases()
	if n := len(h.front.sentTo(quality)); n != 0 {
		t.Fatalf("%d posts of three people", n)
	}
	fourth := h.patient("en").agrees()
	_, body := fourth.reports("I am the fourth of them")
	h.releases()
	_, got := taken(strings.Join(h.digests(quality), ""))
	h.same("with a fourth", append(bodies, body), got)
}

// Enough of them go out in one post: each exactly as its patient was shown it, under
// a code that nobody has ever seen. Staff learn the week. What is left of them in the
// store tells nothing, and the patient reads that it was released.
func TestReleased(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	patients, codes, bodies := h.shares(5)
	var before []care.CaseRecord
	for _, code := range codes {
		rec, _ := h.row(code)
		before = append(before, rec)
	}
	slot := h.releases()
	wire := h.front.sentTo(quality)
	if len(wire) != 2 || wire[0].text != h.says("en", "post.coming") || !wire[0].protected || wire[1].method != "editMessageText" {
		t.Fatalf("not one post, empty at first and then filled: %+v", wire)
	}
	if all := h.posts(quality); len(all) != 1 || !all[0].Protected || len(all[0].Buttons) != 0 {
		t.Errorf("the post can be forwarded, or has buttons")
	}
	year, week := slot.In(h.service.Zone).ISOWeek()
	head := h.printer.Print("en", care.Say("digest.head", care.With("Week", care.Number(week)), care.With("Year", care.Number(year))))
	fresh, got := taken(wire[1].text)
	if begin, _, _ := strings.Cut(wire[1].text, "\n\n"); begin != head {
		t.Errorf("it begins: %s", begin)
	}
	h.same("released", bodies, got)
	for _, code := range fresh {
		if slices.Contains(codes, care.Code(code)) {
			t.Errorf("%s is a patient's code", code)
		}
	}
	for i, code := range codes {
		h.leftNothing(code, before[i], care.Released)
		patients[i].opensEnded(code, "cases.status.released")
	}
	if n := h.raw.SCard(t.Context(), "{heard:test}:pool").Val(); n != 0 {
		t.Errorf("%d are in the pool", n)
	}
}

// leftNothing fails if a row tells more than how its case ended, or its key opens
// what the case was.
func (h *house) leftNothing(code care.Code, before care.CaseRecord, ended care.Status) {
	h.Helper()
	after, c := h.row(code)
	bare := care.Report{Lane: c.Report.Lane, Topic: c.Report.Topic}
	if c.Status != ended || c.Shown != "" || c.Pool != nil || len(c.Thread) != 0 || c.Report.Words != "" || len(c.Report.Answers) != 0 || c.Report.Topic != bare.Topic {
		h.Errorf("left in the row: %+v", c)
	}
	if len(after.Return) != 0 {
		h.Error("the row has a way back")
	}
	key := h.key(code, after)
	if _, err := key.Open("case", string(code), before.Body); err == nil {
		h.Error("the row's key opens what the case was")
	}
}

// opensEnded looks at a case of which nothing is left.
func (s *somebody) opensEnded(code care.Code, status care.Key) {
	s.h.Helper()
	s.writes("/cases")
	s.pressesData("=case." + string(code))
	m := s.reads(status)
	if strings.Contains(m.Text, s.h.says(s.lang, "cases.sent")) || dataOf(m, func(b simulator.Button) bool { return strings.Contains(b.Data, string(code)) }) != "" {
		s.h.Errorf("there is more to it: %s", m.Text)
	}
	s.h.quiet()
}

// Where a report stands among others tells neither when it was written nor its code.
func TestReleaseOrder(t *testing.T) {
	const reports, often = 5, 5000
	random := rand.NewChaCha8([32]byte{7})
	var at [reports][reports]int
	for range often {
		all := []string{"0", "1", "2", "3", "4"}
		if err := bot.Shuffled(random, all); err != nil {
			t.Fatal(err)
		}
		for place, which := range all {
			at[which[0]-'0'][place]++
		}
	}
	const each, sigma = often / reports, 28 // of often throws with a chance of one in five
	for which, places := range at {
		for place, n := range places {
			if n < each-5*sigma || n > each+5*sigma {
				t.Errorf("report %d stands %d times at place %d, not about %d", which, n, place, each)
			}
		}
	}
}

// A release is in that order: neither as written nor by code. By chance one may be,
// but not two.
func TestReleaseIsShuffled(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	kept, sorted := 0, 0
	for range 2 {
		_, codes, bodies := h.shares(8)
		h.releases()
		all := h.digests(quality)
		_, got := taken(all[len(all)-1])
		byCode := map[care.Code]string{}
		for i, code := range codes {
			byCode[code] = bodies[i]
		}
		slices.Sort(codes)
		var inPool []string
		for _, code := range codes {
			inPool = append(inPool, byCode[code])
		}
		if slices.Equal(got, bodies) {
			kept++
		}
		if slices.Equal(got, inPool) {
			sorted++
		}
	}
	if kept == 2 || sorted == 2 {
		t.Errorf("of two releases %d were in the order of writing and %d in that of the codes", kept, sorted)
	}
}

// More than one message holds goes out in several, each report whole.
func TestReleaseInParts(t *testing.T) {
	h := newHouse(t, pooling)
	h.start()
	var bodies []string
	for range 5 {
		_, body := h.patient("en").agrees().reports(strings.Repeat("they said & they did. ", 60))
		bodies = append(bodies, body)
	}
	h.releases()
	parts := h.digests(quality)
	var got []string
	for i, part := range parts {
		_, reports := taken(part)
		got = append(got, reports...)
		if i > 0 && strings.Split(part, "\n\n")[0] != strings.Split(parts[0], "\n\n")[0] {
			t.Error("a part has another head")
		}
	}
	h.same("released", bodies, got)
	if all := h.posts(quality); len(parts) < 2 || len(all) != len(parts) {
		t.Errorf("%d parts in %d posts", len(parts), len(all))
	}
}

// Each team gets what it takes, and nothing of the others.
func TestReleaseByTeam(t *testing.T) {
	h := newHouse(t, pooling, func(s *setup) {
		s.service.Teams = slices.Clone(s.service.Teams)
		s.service.Teams[0].Takes = clinic.Takes{Lanes: []care.Lane{care.Help, care.Dosing, care.Feedback}}
		s.service.Teams[1].Takes = clinic.Takes{Lanes: []care.Lane{care.Stigma}}
	})
	h.start()
	patients, _, stigma := h.shares(5)
	var feedback []string
	for _, p := range patients {
		feedback = append(feedback, p.praises())
	}
	h.releases()
	for group, want := range map[int64][]string{keywork: feedback, quality: stigma} {
		all := h.digests(group)
		if len(all) != 1 || len(h.posts(group)) != 1 {
			t.Fatalf("%d digests, %d posts", len(all), len(h.posts(group)))
		}
		_, got := taken(all[0])
		h.same("of one team", want, got)
	}
}

// praises sends feedback into the pool, and returns what was shown of it.
func (s *somebody) praises() string {
	s.h.Helper()
	s.writes("/feedback")
	s.presses("button.praise")
	s.presses("term." + care.Key(care.Praises()[0]))
	s.presses("button.no_words")
	s.reads("review.exactly_pool")
	s.sends()
	s.h.quiet()
	return s.h.lastReviewed(s.chat)
}
