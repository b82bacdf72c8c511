package bot_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"heard/bot"
	"heard/care"
	"heard/clinic"
	"heard/locales"
	"heard/privacy"
	"heard/simulator"
)

// What tests of the pool have in common.

// pooling has reports wait for others, on a clock that the test moves.
func pooling(s *setup) {
	onClock(s)
	file := strings.Replace(clinicFile, `"immediate"`, `"mon 07:00"`, 1)
	service, _ := clinic.Load("clinic.toml", []byte(file), locales.Languages())
	s.service = *service
}

// orders has the running service do what the clock or the operator wants.
func (h *house) orders(order func(bot.Orders) (care.Job, error)) {
	h.Helper()
	vault, err := privacy.NewVault(h.root, h.ring, "test")
	h.must(err)
	job, err := order(bot.Orders{Vault: vault})
	h.must(err)
	_, err = h.db.Commit(h.Context(), care.Commit{Jobs: []care.Job{job}}, h.now())
	h.must(err)
}

// comesToSlot moves the clock to the next slot at which what was written by now is
// old enough.
func (h *house) comesToSlot() time.Time {
	h.Helper()
	p := h.service.Privacy
	slot := p.Release.Next(h.now().Add(p.ReleaseAge+time.Hour), h.service.Zone)
	h.advanceTo(slot)
	return slot
}

// releases comes to a slot, and lets out what may go.
func (h *house) releases() (slot time.Time) {
	h.Helper()
	slot = h.comesToSlot()
	h.orders(func(o bot.Orders) (care.Job, error) { return o.Release(slot) })
	h.quiet()
	return slot
}

// reports sends a stigma report that waits in the pool, and returns its code and
// what the patient was shown of it.
func (s *somebody) reports(words string) (code care.Code, body string) {
	s.h.Helper()
	s.writes("/report")
	for _, label := range []care.Key{"term.src.pharmacy", "term.set.pharmacy", "term.mech.othering", "term.con.hid_things"} {
		s.presses(label)
	}
	s.wordsOrNone(words)
	s.reads("review.exactly_pool")
	s.h.quiet()
	body = s.h.lastReviewed(s.chat)
	code = s.sends()
	s.h.quiet()
	return code, body
}

// shares has so many patients write one report each, and returns the codes and what
// they were shown.
func (h *house) shares(n int) (patients []*somebody, codes []care.Code, bodies []string) {
	h.Helper()
	for i := range n {
		p := h.patient("en").agrees()
		code, body := p.reports("they looked away, " + strings.Repeat("and ", i) + "went on")
		patients, codes, bodies = append(patients, p), append(codes, code), append(bodies, body)
	}
	h.quiet()
	return patients, codes, bodies
}

// posts are what stands in a group now, in order.
func (h *house) posts(group int64) (all []simulator.Message) {
	for _, m := range h.telegram.Messages(group) {
		if m.Bot {
			all = append(all, m)
		}
	}
	return all
}

// item is the code above one report of a digest.
var item = regexp.MustCompile(`\n\n<b>([A-Z]{3}-[0-9]{3})</b>\n`)

// digests are the texts that were posted as digests in a group.
func (h *house) digests(group int64) (all []string) {
	for _, one := range h.front.sentTo(group) {
		if strings.HasPrefix(one.text, digestHead) {
			all = append(all, one.text)
		}
	}
	return all
}

const digestHead = "<b>Reports, week "

// taken takes a digest apart: the codes, and under each its report.
func taken(digest string) (codes, reports []string) {
	at := item.FindAllStringSubmatchIndex(digest, -1)
	for i, m := range at {
		end := len(digest)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		codes, reports = append(codes, digest[m[2]:m[3]]), append(reports, digest[m[1]:end])
	}
	return codes, reports
}

// row is a case's row as it is in the store, and the case if it opens.
func (h *house) row(code care.Code) (care.CaseRecord, care.Case) {
	h.Helper()
	rec, err := h.db.LoadCase(h.Context(), code)
	h.must(err)
	plain, err := h.key(code, rec).Open("case", string(code), rec.Body)
	h.must(err)
	c, err := care.DecodeCase(plain)
	h.must(err)
	return rec, c
}

// key opens the key of a case's row.
func (h *house) key(code care.Code, rec care.CaseRecord) privacy.DataKey {
	h.Helper()
	vault, err := privacy.NewVault(h.root, h.ring, "test")
	h.must(err)
	key, err := vault.OpenKey(string(code), rec.Key)
	h.must(err)
	return key
}

// The regular expression finds the reports of a digest, and no more of them.
func TestTaken(t *testing.T) {
	codes, reports := taken(digestHead + "1 of 2>\n\n<b>BBB-222</b>\none\n\n&lt;b&gt;CCC-333&lt;/b&gt;\n\n<b>DDD-444</b>\ntwo")
	if strings.Join(codes, " ") != "BBB-222 DDD-444" || reports[0] != "one\n\n&lt;b&gt;CCC-333&lt;/b&gt;" || reports[1] != "two" {
		t.Errorf("%q %q", codes, reports)
	}
}
